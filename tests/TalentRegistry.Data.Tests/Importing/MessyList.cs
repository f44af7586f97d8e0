using System.Text;
using TalentRegistry.Data.Importing.Sheets;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Tests.Importing;

/// <summary>A person as somebody means it, before a spreadsheet gets hold of it.</summary>
internal sealed record CleanPerson(string Name, Sex Sex, DateOnly? Born, int Year, string EthnicGroup, string CitizenId, string Level, int Awarded);

/// <summary>Makes clean people, and lists of them in all the disorder that departments' lists have; what a seed makes is always the same.</summary>
internal sealed class MessyList(int seed)
{
    private static readonly string[] Families = ["Nguyễn", "Trần", "Lò", "Vàng", "Đỗ", "Tòng", "Cống", "Quàng", "Tổng", "Lường"];
    private static readonly string[] Middles = ["Văn", "Thị", "Đức", "Thuý", "A", "Ngọc Quỳnh"];
    private static readonly string[] Given = ["Hường", "Ước", "Hoà", "Hòa", "Dụ", "Mẩy", "Sửu", "Đạt", "Nghĩa", "Yến"];
    private static readonly (string Code, string[] Words)[] Groups = [("01", ["Kinh", "KINH", "kinh"]), ("03", ["Thái", "thái ", "Thai"]), ("08", ["Mông", "H'Mông", "HMông", "H’Mông"]), ("29", ["Khơ Mú", "Khơ-mú", "Khơmú"])];
    private static readonly (string Code, string[] Words)[] Levels = [("E40", ["ĐH", "Đại học", "đại học", "Cử nhân", "Dai hoc"]), ("E50", ["ThS", "Th.S", "Thạc sỹ", "THẠC SĨ"]), ("E30", ["CĐ", "Cao đẳng"]), ("M51", ["BSCKI", "CKI", "BS CK I"]), ("E60", ["Tiến sĩ", "TS"])];
    private readonly Random random = new(seed);

    public List<CleanPerson> People()
    {
        var people = new List<CleanPerson>();
        for (var i = random.Next(3, 15); i > 0; i--)
        {
            var sex = random.Next(2) == 0 ? Sex.Male : Sex.Female;
            var born = new DateOnly(1962, 1, 1).AddDays(random.Next(14_000));
            people.Add(new CleanPerson(
                $"{Pick(Families)} {Pick(Middles)} {Pick(Given)}", sex, random.Next(5) == 0 ? null : born, born.Year, Pick(Groups).Code,
                CitizenId.Compose("011", sex, born.Year, people.Count * 37 + 100_000).ToString(), Pick(Levels).Code, born.Year + random.Next(22, 25)));
        }

        return people;
    }

    /// <summary>Writes the list in disorder.</summary>
    public MemoryStream Write(List<CleanPerson> people)
    {
        var csv = random.Next(3) == 0;
        var layout = random.Next(3);
        var rows = new List<object?[]>();
        var merged = new List<MergedRange>();
        Title(rows, merged, csv);
        var top = rows.Count + 1;
        var gap = random.Next(2) == 0;
        var headings = Headings(layout);
        var columns = headings.Select(heading => heading.Leaf).ToList();
        var header = new List<object?[]>();
        if (layout == 2)
        {
            header.Add([.. headings.Select(heading => (object?)(heading.Group ?? heading.Leaf))]);
            header.Add([.. headings.Select(heading => heading.Group is null ? null : (object?)heading.Leaf)]);
            var at = headings.FindIndex(heading => heading.Group is not null);
            header[0][at + 1] = null;
            if (!csv)
            {
                merged.Add(new MergedRange(top, top, at + (gap ? 1 : 0), at + 1 + (gap ? 1 : 0)));
            }
        }
        else
        {
            header.Add([.. columns]);
        }

        rows.AddRange(header);
        if (random.Next(2) == 0)
            rows.Add([.. Enumerable.Range(1, columns.Count).Select(i => (object?)$"({i})")]);
        for (var i = 0; i < people.Count; i++)
        {
            if (random.Next(8) == 0)
                rows.Add([Pick(["I", "II", "A"]), Pick(["Phòng Tổ chức", "Khoa Nội", "Văn phòng"])]);
            if (random.Next(10) == 0)
                rows.Add([]);
            if (random.Next(10) == 0)
                rows.AddRange(header);
            rows.Add([.. Cells(people[i], i + 1, layout)]);
        }

        if (random.Next(2) == 0)
            rows.Add([null, Pick(["Tổng cộng", "Cộng:", "TỔNG SỐ", "Tổng cộng: người"]), people.Count]);
        if (random.Next(2) == 0)
            rows.AddRange([[], [null, null, null, "Điện Biên, ngày 5 tháng 12 năm 2025"], [null, "Người lập biểu", null, "HIỆU TRƯỞNG"], [null, "Lò Văn Ký", null, "Vàng Thị Duyệt"]]);
        if (gap)
            rows = rows.ConvertAll(row => (object?[])[null, .. row]);
        return csv ? Csv(rows) : Lists.Xlsx(rows, [.. merged]);
    }

    private void Title(List<object?[]> rows, List<MergedRange> merged, bool csv)
    {
        if (random.Next(3) == 0)
            return;
        rows.Add(["UBND TỈNH ĐIỆN BIÊN", null, null, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]);
        rows.Add(["DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC NĂM 2025"]);
        if (!csv)
            merged.Add(new MergedRange(2, 2, 0, 6));
        rows.Add([]);
    }

    private List<(string? Group, string Leaf)> Headings(int layout)
    {
        List<(string?, string)> headings = [(null, Pick(["STT", "TT", "Số\nTT"])), (null, Spelled(Pick(["Họ và tên", "Họ tên", "Họ, tên", "Ho va ten"])))];
        if (layout == 2)
            headings.AddRange([(Spelled(Pick(["Ngày sinh", "Năm sinh", "Ngày, tháng, năm sinh"])), "Nam"), (null, "")]);
        else
            headings.Add((null, Spelled(Pick(["Ngày sinh", "Ngày tháng\nnăm sinh", "NTNS", "Ngay sinh"]))));
        if (layout == 2)
            headings[^1] = (headings[^2].Item1, "Nữ");
        else if (layout == 1)
            headings.AddRange([(null, "Nam"), (null, "Nữ")]);
        else
            headings.Add((null, Spelled(Pick(["Giới tính", "GT", "Gioi tinh"]))));
        headings.AddRange([
            (null, Spelled("Dân tộc")), (null, Spelled(Pick(["CCCD", "Số định danh cá nhân", "Số CMND/CCCD"]))),
            (null, Spelled(Pick(["Trình độ", "Trình độ chuyên môn", "Trinh do"]))), (null, Spelled(Pick(["Năm tốt nghiệp", "Năm TN"]))), (null, "Ghi chú")]);
        return headings;
    }

    private IEnumerable<object?> Cells(CleanPerson person, int number, int layout)
    {
        yield return number;
        yield return random.Next(4) switch { 0 => person.Name.ToUpperInvariant(), 1 => $"  {person.Name.Replace(" ", "  ", StringComparison.Ordinal)} ", 2 => person.Name.Normalize(NormalizationForm.FormD), _ => person.Name };
        var male = person.Sex == Sex.Male;
        if (layout == 2)
        {
            yield return male ? Birth(person) : null;
            yield return male ? null : Birth(person);
        }
        else
        {
            yield return Birth(person);
        }

        if (layout == 1)
        {
            yield return male ? Pick(["x", "X"]) : null;
            yield return male ? null : Pick(["x", "X"]);
        }
        else if (layout == 0)
        {
            yield return male ? Pick(["Nam", "nam", "NAM "]) : Pick(["Nữ", "nữ", "NỮ", "Nu"]);
        }

        yield return Pick(Groups.First(group => group.Code == person.EthnicGroup).Words);
        yield return random.Next(3) switch { 0 => double.Parse(person.CitizenId, System.Globalization.CultureInfo.InvariantCulture), 1 => $"{person.CitizenId[..3]} {person.CitizenId[3..]}", _ => person.CitizenId };
        yield return Pick(Levels.First(level => level.Code == person.Level).Words);
        yield return random.Next(2) == 0 ? person.Awarded : $"{person.Awarded} ";
        yield return random.Next(3) == 0 ? "đang công tác" : null;
    }

    private object? Birth(CleanPerson person)
    {
        if (person.Born is not { } day)
            return random.Next(3) switch { 0 => person.Year, 1 => $"00/00/{person.Year}", _ => $"{person.Year}" };
        var format = Pick(["dd/MM/yyyy", "d/M/yyyy", "dd-MM-yyyy", "dd.MM.yyyy", "yyyy-MM-dd", "d/M/yy", ""]);
        if (format.Length > 0)
            return day.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
        return random.Next(2) == 0 ? day : (object)(int)day.ToDateTime(default).ToOADate();
    }

    private string Spelled(string heading) => random.Next(4) switch { 0 => heading.ToUpperInvariant(), 1 => heading.Normalize(NormalizationForm.FormD), 2 => $" {heading}\n", _ => heading };

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];

    private MemoryStream Csv(List<object?[]> rows)
    {
        var separator = Pick([";", ",", "\t"]);
        var text = string.Join("\r\n", rows.Select(row => string.Join(separator, Enumerable.Range(0, 12).Select(i => $"\"{Lists.Cell(i < row.Length ? row[i] : null).ToString().Replace("\"", "\"\"", StringComparison.Ordinal)}\""))));
        return Lists.Csv(text, Pick([new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode]));
    }
}

using System.Text.RegularExpressions;
using TalentRegistry.Data.Importing.Columns;
using TalentRegistry.Data.Importing.Sheets;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Data.Importing.Rows;

/// <summary>
/// Tells people from the lines that lists have between and below them. Where there is doubt a row is a person: it is then rejected
/// with what it lacks, and never lost. Rows must come in order.
/// </summary>
internal sealed partial class RowClassifier
{
    private static readonly string[] Evidence = ["date_of_birth", "birth_year", "born_male", "born_female", "birth_day", "citizen_id", "sex", "male_mark", "female_mark", "ethnic_group"];
    private static readonly string[] Named = ["full_name", "given_name", "family_name"];
    private readonly ColumnPlan plan;
    private readonly IReadOnlyList<MergedRange> merged;
    private readonly HashSet<string> titles;
    private readonly List<string[]> header;
    private readonly int[] evidence;
    private readonly int[] certain;
    private readonly int[] names;
    private readonly ContinuingRows continuing;
    private bool ended;

    /// <summary>Makes a classifier for a sheet.</summary>
    /// <param name="plan">What was recognised.</param>
    /// <param name="rows">Rows up to the end of the header.</param>
    /// <param name="merged">Merged cells of the sheet.</param>
    public RowClassifier(ColumnPlan plan, IEnumerable<SheetRow> rows, IReadOnlyList<MergedRange> merged)
    {
        (this.plan, this.merged) = (plan, [.. merged.Where(range => range.LastColumn > range.FirstColumn + 1)]);
        var head = rows.Where(row => row.Number <= plan.HeaderLast).ToList();
        titles = head.Where(row => row.Number < plan.HeaderFirst).SelectMany(row => row.Cells).Select(cell => VietnameseText.Fold(cell.ToString())).Where(text => text.Length > 0).ToHashSet(StringComparer.Ordinal);
        header = [.. head.Where(row => row.Number >= plan.HeaderFirst).Select(Folded)];
        evidence = [.. Evidence.Select(code => plan.Of(code)?.Index ?? -1).Where(index => index >= 0)];
        // The first six of them: births and the citizen ID.
        certain = [.. Evidence.Take(6).Select(code => plan.Of(code)?.Index ?? -1).Where(index => index >= 0)];
        names = [.. Named.Select(code => plan.Of(code)?.Index ?? -1).Where(index => index >= 0)];
        continuing = new ContinuingRows(plan, names);
    }

    /// <summary>The kind of the next row.</summary>
    public RowKind Next(SheetRow row)
    {
        // Whoever signs a list has no first day at work.
        if (continuing.IsNext(row) && !IsNumbering(row) && !IsTotal(row) && (continuing.IsDated(row) || !IsSigned(row)))
            return RowKind.Continuation;
        var kind = Alone(row);
        continuing.Begin(kind == RowKind.Person ? row : null);
        return kind;
    }

    private RowKind Alone(SheetRow row)
    {
        if (row.IsBlank)
            return RowKind.Blank;
        if (row.Number < plan.HeaderFirst)
            return RowKind.Title;
        if (row.Number <= plan.HeaderLast)
            return RowKind.Header;
        // Whoever has a name and a date or number is a person, whatever stands in the other cells.
        if (HasName(row) && !IsRepeatedHeader(row) && !IsNumbering(row) && !IsTotal(row))
        {
            if (IsCertain(row) && !IsSigned(row))
            {
                ended = false;
                return RowKind.Person;
            }

            if (!ended && evidence.Any(index => !row[index].IsEmpty) && !IsSigned(row))
                return RowKind.Person;
        }

        return Other(row);
    }

    private RowKind Other(SheetRow row)
    {
        if (IsNumbering(row))
            return RowKind.Numbering;
        if (IsRepeatedHeader(row))
            return RowKind.RepeatedHeader;
        var texts = row.Cells.Where(cell => !cell.IsEmpty).Select(cell => VietnameseText.Clean(cell.ToString())).ToList();
        if (titles.Count > 0 && texts.TrueForAll(text => titles.Contains(VietnameseText.Fold(text))))
            return RowKind.Title;
        if (IsTotal(row))
        {
            ended = true;
            return RowKind.Total;
        }

        if (IsSigned(row) || ended && texts.Count <= 4 && !(HasName(row) && IsCertain(row)))
        {
            ended = true;
            return RowKind.Signature;
        }

        return IsSection(row, texts) ? RowKind.Section : RowKind.Person;
    }

    // A birth or a citizen ID has digits in it; the name of a second signatory has none.
    private bool IsCertain(SheetRow row) => certain.Any(index => row[index].ToString().Any(char.IsAsciiDigit));

    private bool HasName(SheetRow row) => names.Any(index => row[index].Kind == CellKind.Text);

    // A director is a person where the cell of the name holds a name.
    private bool IsSigned(SheetRow row)
    {
        var texts = row.Cells.Where(cell => cell.Kind == CellKind.Text).Select(cell => VietnameseText.Clean(cell.Text)).ToList();
        if (texts.Count is 0 or > 5 || row.Filled > 5 || !texts.Exists(text => Signature().IsMatch(text)))
            return false;
        return !HasName(row) || names.Any(index => Signature().IsMatch(VietnameseText.Clean(row[index].ToString())));
    }

    private bool IsTotal(SheetRow row)
    {
        var first = row.Cells.Where(cell => cell.Kind == CellKind.Text).Select(cell => VietnameseText.Clean(cell.Text)).FirstOrDefault() ?? "";
        var inName = names.Length == 0 || names.All(index => row[index].IsEmpty || VietnameseText.Clean(row[index].ToString()) == first);
        return Total().IsMatch(first) && inName && !evidence.Any(index => row[index].Kind == CellKind.Moment || row[index].Text is { } text && !Count().IsMatch(text));
    }

    // "1 2 3", "(1) (2) (3)", "A B 1 2 3": every cell a number or letter, each after the one before.
    private static bool IsNumbering(SheetRow row)
    {
        var last = 0;
        var count = 0;
        foreach (var cell in row.Cells.Where(cell => !cell.IsEmpty))
        {
            var text = VietnameseText.Clean(cell.ToString());
            if (ColumnNumber().Match(text) is not { Success: true } match)
                return false;
            var number = match.Groups["letter"].Success ? match.Groups["letter"].ValueSpan[0] - 'A' - 100 : int.Parse(match.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            if (count++ > 0 && number != last + 1 && !(last < 0 && number == 1))
                return false;
            last = number;
        }

        return count >= 3;
    }

    private bool IsRepeatedHeader(SheetRow row)
    {
        var own = Folded(row);
        return header.Exists(line => line.Count(text => text.Length > 0) is var known && known > 0
            && own.Count(text => text.Length > 0) is var filled && filled > 0
            && Enumerable.Range(0, Math.Min(line.Length, own.Length)).Count(i => own[i].Length > 0 && own[i] == line[i]) is var same
            && same * 10 >= 8 * Math.Max(filled, known));
    }

    private bool IsSection(SheetRow row, List<string> texts)
    {
        if (evidence.Any(index => row[index].Kind == CellKind.Moment) || texts.Count > 3)
            return false;
        // Merged across the list, numbered with a Roman numeral or a capital, or named like a part of an office.
        if (texts.Count == 1 && merged.Any(range => range.FirstRow <= row.Number && row.Number <= range.LastRow))
            return true;
        if (Roman().IsMatch(texts[0]) && (texts.Count == 1 ? texts[0].Length > 4 : texts[1].Length > 1))
            return true;
        return texts.Count <= 2 && row.Cells.All(cell => cell.Kind is CellKind.Empty or CellKind.Text) && texts.Exists(text => Office().IsMatch(text));
    }

    private static string[] Folded(SheetRow row) => [.. row.Cells.Select(cell => VietnameseText.Fold(cell.ToString()))];

    // Accents matter: Tòng, Cống and Tống are family names.
    [GeneratedRegex(@"^(tổng( cộng| số|:|$)|cộng\s*(:|\.|$)|tong cong|tong so|cong:|total\b|tổng hợp|(danh sách|tổng) (này )?(có|gồm)|ấn định danh sách|cộng (trang|toàn|chung|dồn))", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Total();

    [GeneratedRegex(@"^\s*(người lập|nguoi lap|lập biểu|lập bảng|thủ trưởng|thu truong|giám đốc|hiệu trưởng|phó hiệu trưởng|phó giám đốc|chủ tịch|phó chủ tịch|trưởng phòng|chánh văn phòng|kế toán trưởng|kế toán|cán bộ tổng hợp|tm\.|t/m|kt\.|tl\.|tuq\.|q\.|\(?\s*(đã )?ký|xác nhận|nơi nhận|nguoi ky|.{0,30}ngày\s*[\d.…\s]*\s*tháng\s*[\d.…\s]*\s*năm|ghi chú\s*:|lưu ý\s*:|- lưu)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Signature();

    [GeneratedRegex(@"^\s*(\d{1,3}|\d{1,6}\s*(người|đ/c|đồng chí|%|nam|nữ))\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Count();

    [GeneratedRegex(@"^[(\[]?((?<number>\d{1,3})(\s*=.*)?|(?<letter>[A-Z]))[)\]]?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ColumnNumber();

    [GeneratedRegex(@"^([IVX]{1,5}|[A-H])(\.\d{0,2})?\s*([.)\-/:]|\s|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Roman();

    [GeneratedRegex(@"^(\d{1,2}[.)]\s*)?(phòng|khoa|tổ|khối|ban|trường|sở|chi cục|cục|trung tâm|ubnd|ủy ban|đơn vị|văn phòng|bộ phận|bệnh viện|trạm|hội|huyện|xã|phường|thành phố|thị xã|lãnh đạo|ban giám|viên chức|công chức|hợp đồng|đội|đảng ủy)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Office();
}

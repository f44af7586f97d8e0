using System.Text.RegularExpressions;
using Npgsql;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Agencies;

/// <summary>Reads the rows of one list of agencies, one after the other: codes, or the words that pages have for them.</summary>
internal sealed partial class AgencyListReading
{
    private static readonly (GovernmentLevel Value, string[] Words)[] Levels =
    [
        (GovernmentLevel.Central, ["central", "trung uong"]), (GovernmentLevel.Province, ["province", "tinh", "cap tinh"]),
        (GovernmentLevel.District, ["district", "huyen", "cap huyen"]), (GovernmentLevel.Commune, ["commune", "xa", "cap xa"]),
    ];

    private static readonly (Ownership Value, string[] Words)[] Ownerships =
    [
        (Ownership.Party, ["party", "dang", "dang mat tran doan the"]), (Ownership.State, ["state", "co quan nha nuoc", "nha nuoc"]),
        (Ownership.Public, ["public", "cong lap", "su nghiep cong lap", "doanh nghiep nha nuoc"]), (Ownership.Cooperative, ["cooperative", "hop tac xa"]),
        (Ownership.Private, ["private", "tu nhan", "ngoai cong lap"]), (Ownership.Association, ["association", "hoi"]),
    ];

    private static readonly Dictionary<string, string> KindsByName = AgencyKinds.Names
        .SelectMany(kind => new[] { kind.Value.Vi, kind.Value.En }.Select(name => (Name: Folded(name), kind.Key))).DistinctBy(kind => kind.Name)
        .ToDictionary(kind => kind.Name, kind => kind.Key, StringComparer.Ordinal);

    private readonly Dictionary<string, (Guid Id, DateOnly From, DateOnly? Until)> agencies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> sectors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (DateOnly? From, DateOnly? Until)> units = new(StringComparer.Ordinal);
    private readonly ImportVocabulary vocabulary;
    private readonly DateOnly today;

    private AgencyListReading(ImportVocabulary vocabulary, DateOnly today) => (this.vocabulary, this.today) = (vocabulary, today);

    /// <summary>Reads what a list is held against.</summary>
    public static async Task<AgencyListReading> BeginAsync(
        Func<string, NpgsqlCommand> command, ImportVocabulary vocabulary, DateOnly today, CancellationToken cancellationToken)
    {
        var reading = new AgencyListReading(vocabulary, today);
        await RowsAsync(
            "SELECT code, id, valid_from, valid_until FROM registry.agency",
            row => reading.agencies.Add(row.GetString(0), (row.GetGuid(1), row.GetFieldValue<DateOnly>(2), row.GetFieldValue<DateOnly?>(3))));
        await RowsAsync("SELECT code, name_vi, name_en FROM reference.sector", row =>
        {
            for (var column = 0; column < 3; column++)
                reading.sectors.TryAdd(Folded(row.GetString(column)), row.GetString(0));
        });
        await RowsAsync(
            "SELECT id, valid_from, valid_until FROM reference.administrative_unit WHERE level <> 'country'",
            row => reading.units.Add(row.GetString(0), (row.GetFieldValue<DateOnly?>(1), row.GetFieldValue<DateOnly?>(2))));
        return reading;

        async Task RowsAsync(string sql, Action<NpgsqlDataReader> take)
        {
            await using var made = command(sql);
            await using var reader = await made.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                take(reader);
        }
    }

    /// <summary>What a row would found. A good one is known to the rows after it.</summary>
    /// <param name="number">Of the row.</param>
    /// <param name="texts">In the order of <see cref="AgencyList.Headings"/>.</param>
    public AgencyListRow RowOf(int number, IReadOnlyList<string> texts)
    {
        var faults = new List<Bilingual>();
        var (code, name) = (texts[0], texts[1]);
        if (code.Length is 0 or > 50)
            Refuse("Thiếu mã, hoặc mã dài quá 50 ký tự.", "A code is needed, of 50 characters at most.");
        else if (agencies.ContainsKey(code))
            Refuse($"Mã \"{code}\" đã có ở dòng trên hoặc trong sổ.", $"The code \"{code}\" stands in an earlier line or is taken.");
        if (name.Length is 0 or > 300)
            Refuse("Thiếu tên, hoặc tên dài quá 300 ký tự.", "A name is needed, of 300 characters at most.");

        var kind = KindsByName.GetValueOrDefault(Folded(texts[2])) ?? (Kind().IsMatch(texts[2]) ? texts[2] : null);
        if (kind is null)
            Refuse($"Không rõ loại hình \"{texts[2]}\": ghi như trong danh mục của tệp mẫu.", $"kind \"{texts[2]}\" is not known: write it as the template lists it, or as a word such as hospital.");
        var sector = sectors.GetValueOrDefault(Folded(texts[3]));
        if (sector is null)
            Refuse($"Không có lĩnh vực \"{texts[3]}\": ghi mã hoặc tên như trong danh mục của tệp mẫu.", $"There is no sector \"{texts[3]}\": write its code or name as the template lists it.");
        var level = ValueOf(Levels, texts[4]);
        if (level is null && texts[4].Length > 0)
            Refuse($"Không rõ cấp \"{texts[4]}\": trung ương, cấp tỉnh, cấp huyện hoặc cấp xã; để trống nếu ngoài nhà nước.", $"government_level \"{texts[4]}\" is none of central, province, district, commune; leave it empty outside the state.");
        var ownership = ValueOf(Ownerships, texts[5]);
        if (ownership is null)
            Refuse($"Không rõ sở hữu \"{texts[5]}\": Đảng, nhà nước, công lập, hợp tác xã, tư nhân hoặc hội.", $"ownership \"{texts[5]}\" is none of party, state, public, cooperative, private, association.");

        var from = DayOf(texts[8]);
        if (from is null)
            Refuse($"\"{texts[8]}\" không phải ngày như 01/07/2025.", $"\"{texts[8]}\" is no day as 2025-07-01.");
        else if (from > today)
            Refuse($"Chưa đến ngày {from:dd/MM/yyyy}.", $"{from:yyyy-MM-dd} is yet to come.");
        var parent = texts[6].Length == 0 ? default : agencies.GetValueOrDefault(texts[6]);
        if (texts[6].Length > 0 && parent.Id == default)
            Refuse($"Cơ quan cấp trên \"{texts[6]}\" không có ở dòng trên hay trong sổ.", $"The agency above, \"{texts[6]}\", stands neither in an earlier line nor in the registry.");
        else if (texts[6].Length > 0 && from is { } day && (parent.From > day || parent.Until <= day))
            Refuse($"Cơ quan cấp trên \"{texts[6]}\" không hoạt động vào ngày {day:dd/MM/yyyy}.", $"The agency above, \"{texts[6]}\", is not there on {day:yyyy-MM-dd}.");
        var seat = UnitOf(texts[7]);
        if (seat is null)
            Refuse($"Không nhận ra nơi đặt trụ sở \"{texts[7]}\": ghi đủ tên kèm tỉnh, hoặc mã như P11.", $"The seat \"{texts[7]}\" is not known: write its name with the province, or its id, as P11.");
        else if (from is { } begin && !IsThere(seat, begin))
            Refuse($"Không có đơn vị \"{texts[7]}\" vào ngày {begin:dd/MM/yyyy} để đặt trụ sở.", $"There is no unit \"{texts[7]}\" on {begin:yyyy-MM-dd} to sit in.");
        if (faults.Count > 0)
            return new(number, texts, null, faults);

        var agency = new Agency(Guid.CreateVersion7(), code, name, kind!, sector!, level, ownership!.Value, parent.Id == default ? null : parent.Id, from!.Value, null);
        agency.Add(new AgencySeat(agency.Id, seat!, from.Value, null));
        agencies.Add(code, (agency.Id, from.Value, null));
        return new(number, texts, agency, []);

        void Refuse(string vi, string en) => faults.Add(new(vi, en));
    }

    private DateOnly? DayOf(string text) => new WrittenDateReader(today).Read(text, out var written) == DateFault.None ? written.Exact : null;

    private string? UnitOf(string text) => units.ContainsKey(text) ? text : vocabulary.Places.Find(text) is (var place, PlaceCertainty.Whole) ? place : null;

    private bool IsThere(string unit, DateOnly day) =>
        units.TryGetValue(unit, out var life) && (life.From is null || life.From <= day) && (life.Until is null || day < life.Until);

    private static T? ValueOf<T>((T Value, string[] Words)[] known, string text) where T : struct
    {
        var folded = Folded(text);
        return known.Where(each => each.Words.Contains(folded, StringComparer.Ordinal)).Select(each => (T?)each.Value).FirstOrDefault();
    }

    /// <summary>Folded, without the punctuation that names of sectors, kinds and columns have.</summary>
    public static string Folded(string text) => string.Join(' ', Marks().Replace(VietnameseText.Fold(text), " ").Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("^[a-z][a-z_]{1,40}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kind();

    [GeneratedRegex("[,;/()_]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marks();
}

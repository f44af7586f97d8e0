using System.Globalization;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Pages.Models;

/// <summary>What a person's page shows of a kind of record.</summary>
/// <param name="Part">The kind.</param>
/// <param name="Vi">What its records are called.</param>
/// <param name="En">The same in English.</param>
/// <param name="Start">Column of the first day or of the year.</param>
/// <param name="Columns">Columns that readers of any role see, in their order.</param>
/// <param name="Identifying">Columns that HR officers see as well.</param>
/// <param name="IsDated">Whether its records say if the day or year is known.</param>
public sealed record RecordSection(DossierPart Part, string Vi, string En, string Start, string[] Columns, string[] Identifying, bool IsDated = false)
{
    /// <summary>All kinds beside degrees and postings, in the order of the page.</summary>
    public static IReadOnlyList<RecordSection> All { get; } =
    [
        new(DossierPart.AcademicTitle, "Học hàm", "Academic titles", "recognised_year", ["rank", "recognised_year", "field_code", "awarding_body"], [], IsDated: true),
        new(DossierPart.Certificate, "Chứng chỉ", "Certificates", "issued_on", ["kind", "level_code", "language_code", "scale", "issuer", "issued_on", "valid_until"], ["title"], IsDated: true),
        new(DossierPart.TalentRecognition, "Công nhận nhân tài", "Recognition as talent", "valid_from", ["scheme", "valid_from", "valid_until", "end_reason"], ["decision_number"]),
        new(DossierPart.ScienceTask, "Nhiệm vụ khoa học và công nghệ", "Science and technology tasks", "valid_from",
            ["role", "level", "field_code", "valid_from", "valid_until", "result", "is_applied"], ["title"]),
        new(DossierPart.Award, "Danh hiệu, khen thưởng", "Awards", "awarded_year", ["kind", "level", "awarded_year"], ["title", "decision_number"], IsDated: true),
        new(DossierPart.AssociationMembership, "Hội viên", "Memberships of associations", "valid_from", ["association", "role", "valid_from", "valid_until"], []),
        new(DossierPart.Availability, "Khả năng tham gia", "Availability", "valid_from", ["kind", "country_code", "valid_from", "valid_until"], ["note"]),
        new(DossierPart.WorkingAgeExtension, "Kéo dài thời gian công tác", "Extensions of working age", "valid_from", ["ground", "valid_from", "valid_until"], ["decision_number"]),
    ];

    /// <summary>Columns that the reader sees: what tells which one it is comes first.</summary>
    /// <param name="withNames">Whether the reader sees what tells who somebody is.</param>
    public IEnumerable<string> Shown(bool withNames) => withNames ? [.. Identifying.Where(column => column == "title"), .. Columns, .. Identifying.Where(column => column != "title")] : Columns;
}

/// <summary>A record of any kind beside degrees and postings.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Section">What is shown of it.</param>
/// <param name="Values">Values by column, as the database writes them.</param>
public sealed record PersonRecord(Guid Id, RecordSection Section, IReadOnlyDictionary<string, string?> Values)
{
    /// <summary>First day; 1 January where the year alone is known.</summary>
    public DateOnly From => Day(Values[Section.Start]!);

    /// <summary>First day after it; null while it goes on and for what has no end.</summary>
    public DateOnly? Until => Values.GetValueOrDefault("valid_until") is { } text ? Day(text) : null;

    /// <summary>Whether it holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && (Until is not { } end || day < end);

    /// <summary>Whether its day or year is known; if not, it is that by which the record was on file.</summary>
    public bool IsDated => Values.GetValueOrDefault("is_dated") != "false";

    /// <summary>A value in words; null where there is none.</summary>
    public string? Words(string column, Language language, ReferenceNames names) =>
        Values.GetValueOrDefault(column) is not { } value ? null
        : column == Section.Start && !IsDated ? RecordWords.NotKnown(language, column, RecordWords.Value(language, column, value, names))
        : RecordWords.Value(language, column, value, names);

    private static DateOnly Day(string text) =>
        text.Length <= 4 ? new DateOnly(int.Parse(text, CultureInfo.InvariantCulture), 1, 1) : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Records of all kinds beside degrees and postings.</summary>
/// <param name="All">In the order in which they began.</param>
/// <param name="Names">What the codes in them mean.</param>
public sealed record RecordList(IReadOnlyList<PersonRecord> All, ReferenceNames Names)
{
    /// <summary>Those of a kind that had begun by a day.</summary>
    public IEnumerable<PersonRecord> By(DateOnly day, RecordSection section) => All.Where(record => record.Section == section && record.From <= day);

    /// <summary>Which record it is, in words; null where no such record is there.</summary>
    public string? NameOf(string id, Language language) =>
        All.FirstOrDefault(record => record.Id.ToString() == id) is { } found
            ? string.Join(", ", found.Section.Shown(withNames: true).Select(column => found.Words(column, language, Names)).OfType<string>().Take(2)) : null;
}

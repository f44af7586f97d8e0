using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Records;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.People;

/// <summary>What can be done to several people at once.</summary>
public enum BulkKind
{
    /// <summary>Điều động sang cơ quan khác.</summary>
    Transfer,

    /// <summary>Ghi nhận đã xác minh văn bằng.</summary>
    VerifyDegrees,

    /// <summary>Thêm một khen thưởng.</summary>
    AddAward,

    /// <summary>Thêm một chứng chỉ, as of a course that they finished together.</summary>
    AddCertificate,
}

/// <summary>What an officer does to several people at once, as the form has it.</summary>
/// <param name="Kind">What.</param>
/// <param name="AgencyId">Where to; null where none was picked.</param>
/// <param name="Fields">What was filled in beside it, by the names of the form's fields.</param>
public sealed record BulkAction(BulkKind Kind, Guid? AgencyId, IReadOnlyDictionary<string, string> Fields)
{
    private const int LongestTitle = 300;
    private const int LongestIssuer = 200;
    private const int LongestDecision = 60;

    /// <summary>What was filled in; empty where nothing was.</summary>
    public string this[string field] => Fields.GetValueOrDefault(field, "");

    /// <summary>Reads a form; null where it asks for nothing that there is.</summary>
    public static BulkAction? Of(IFormCollection form, Guid? agency) =>
        KindOf(form["what"]) is { } kind ? new(kind, agency, FieldsOf(kind).ToDictionary(name => name, name => form[name].ToString().Trim(), StringComparer.Ordinal)) : null;

    /// <summary>What an address asks for; null for nothing that there is.</summary>
    public static BulkKind? KindOf(string? text) => Enum.GetValues<BulkKind>().Where(kind => SnakeCase.Of(kind) == text).Select(kind => (BulkKind?)kind).FirstOrDefault();

    /// <summary>Whether everything is there that it needs.</summary>
    public bool IsComplete => Kind switch
    {
        BulkKind.Transfer => Day("on") is not null && AgencyId is not null,
        BulkKind.VerifyDegrees => Day("on") is not null,
        _ => Record is not null,
    };

    /// <summary>In words.</summary>
    public static string Of(Language language, BulkKind kind) => kind switch
    {
        BulkKind.Transfer => language.In("Điều động sang cơ quan khác", "Move to another agency"),
        BulkKind.VerifyDegrees => language.In("Ghi nhận đã xác minh văn bằng", "Note degrees as verified"),
        BulkKind.AddAward => language.In("Thêm khen thưởng", "Add an award"),
        _ => language.In("Thêm chứng chỉ", "Add a certificate"),
    };

    /// <summary>Does it to one person.</summary>
    internal Task RunAsync(DossierEdits edits, RegistrySession session, Guid person, EditTerms terms, CancellationToken cancellationToken) => Kind switch
    {
        BulkKind.Transfer => edits.TransferAsync(session, person, AgencyId!.Value, Day("on")!.Value, terms, cancellationToken),
        BulkKind.VerifyDegrees => edits.VerifyDegreesAsync(session, person, Day("on")!.Value, terms, cancellationToken),
        _ => edits.AddAsync(session, person, Guid.CreateVersion7(), Record!, terms, cancellationToken),
    };

    // The record that everybody gets; null where something is missing or too long.
    private DossierRecord? Record => Kind == BulkKind.AddAward ? Award : Certificate;

    private Award? Award =>
        int.TryParse(this["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var year) && this["title"].Length is > 0 and <= LongestTitle && this["decision"].Length <= LongestDecision
            ? new() { Kind = Parsed<AwardKind>(this["award"]) ?? default, Level = Parsed<RecognitionLevel>(this["level"]) ?? default, Title = this["title"], AwardedYear = year, DecisionNumber = this["decision"] }
            : null;

    private Certificate? Certificate
    {
        get
        {
            // "state_management/G30": the kind, and the level of those kinds that have levels.
            var parts = this["certificate"].Split('/');
            var until = Day("until");
            return Parsed<CertificateKind>(parts[0]) is { } kind && Day("on") is { } on && (until is not null || this["until"].Length == 0)
                && this["title"].Length <= LongestTitle && this["issuer"].Length <= LongestIssuer
                ? new()
                {
                    Kind = kind, LevelCode = parts.Length > 1 ? parts[1] : null, LanguageCode = kind == CertificateKind.ForeignLanguage ? this["language"] : null,
                    Title = this["title"], Issuer = this["issuer"], IssuedOn = on, ValidUntil = until,
                }
                : null;
        }
    }

    private static string[] FieldsOf(BulkKind kind) => kind switch
    {
        BulkKind.AddAward => ["award", "title", "level", "year", "decision"],
        BulkKind.AddCertificate => ["certificate", "language", "title", "issuer", "on", "until"],
        _ => ["on"],
    };

    private DateOnly? Day(string field) => DateOnly.TryParseExact(this[field], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static T? Parsed<T>(string text) where T : struct, Enum => Enum.GetValues<T>().Where(value => SnakeCase.Of(value) == text).Select(value => (T?)value).FirstOrDefault();
}

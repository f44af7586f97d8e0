using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
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
}

/// <summary>What an officer does to several people at once, as the form has it.</summary>
/// <param name="Kind">What.</param>
/// <param name="On">First day at the other agency, or day of the verification; null where none was given.</param>
/// <param name="AgencyId">Where to; null where none was picked.</param>
/// <param name="Award">Kind of the award.</param>
/// <param name="Level">Who awarded it.</param>
/// <param name="Title">Title of the award.</param>
/// <param name="Year">Year of the award; null where none was given.</param>
/// <param name="Decision">Number of the decision.</param>
public sealed record BulkAction(
    BulkKind Kind, DateOnly? On, Guid? AgencyId, AwardKind Award, RecognitionLevel Level, string Title, int? Year, string? Decision)
{
    /// <summary>Reads a form; null where it asks for nothing that there is.</summary>
    public static BulkAction? Of(IFormCollection form, Guid? agency) =>
        KindOf(form["what"]) is { } kind
            ? new(
                kind, DateOnly.TryParseExact(form["on"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) ? on : null, agency,
                Parsed<AwardKind>(form["award"]), Parsed<RecognitionLevel>(form["level"]), form["title"].ToString().Trim(),
                int.TryParse(form["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null, form["decision"].ToString())
            : null;

    /// <summary>What an address asks for; null for nothing that there is.</summary>
    public static BulkKind? KindOf(string? text) => Enum.GetValues<BulkKind>().Where(kind => SnakeCase.Of(kind) == text).Select(kind => (BulkKind?)kind).FirstOrDefault();

    /// <summary>Whether everything is there that it needs.</summary>
    public bool IsComplete => Kind switch
    {
        BulkKind.Transfer => On is not null && AgencyId is not null,
        BulkKind.VerifyDegrees => On is not null,
        _ => Year is not null && Title.Length is > 0 and <= 300 && Decision is null or { Length: <= 60 },
    };

    /// <summary>In words.</summary>
    public static string Of(Language language, BulkKind kind) => kind switch
    {
        BulkKind.Transfer => language.In("Điều động sang cơ quan khác", "Move to another agency"),
        BulkKind.VerifyDegrees => language.In("Ghi nhận đã xác minh văn bằng", "Note degrees as verified"),
        _ => language.In("Thêm khen thưởng", "Add an award"),
    };

    /// <summary>Does it to one person.</summary>
    internal Task RunAsync(DossierEdits edits, RegistrySession session, Guid person, EditTerms terms, CancellationToken cancellationToken) => Kind switch
    {
        BulkKind.Transfer => edits.TransferAsync(session, person, AgencyId!.Value, On!.Value, terms, cancellationToken),
        BulkKind.VerifyDegrees => edits.VerifyDegreesAsync(session, person, On!.Value, terms, cancellationToken),
        _ => edits.AddAsync(
            session, person, Guid.CreateVersion7(), new Award { Kind = Award, Level = Level, Title = Title, AwardedYear = Year!.Value, DecisionNumber = Decision }, terms, cancellationToken),
    };

    private static T Parsed<T>(string? text) where T : struct, Enum => Enum.GetValues<T>().FirstOrDefault(value => SnakeCase.Of(value) == text);
}

using System.Text.Json;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Dossiers;

/// <summary>
/// A rule speaks against the change. With severity WARNING it may be right all the same: send it again with the code in <c>confirm</c>.
/// </summary>
public sealed class RuleBrokenException : Exception
{
    /// <param name="finding">What the rule says.</param>
    /// <param name="edited">The record that was being written; null where the finding can only be of it.</param>
    /// <param name="isKnown">Whether the record that the finding is about is stored.</param>
    /// <param name="terms">In whose language it is told.</param>
    internal RuleBrokenException(Finding finding, Guid? edited, bool isKnown, EditTerms terms) : base(finding.Message.In(terms.Language))
    {
        (Code, Severity, Part, RecordId) = (finding.Code, finding.Severity, finding.Part, isKnown ? finding.RecordId : null);
        (MessageVi, MessageEn) = (finding.Message.Vi, finding.Message.En);
        var owner = finding.RecordId is null || finding.RecordId == edited ? "input" : JsonNamingPolicy.CamelCase.ConvertName(finding.Part.ToString());
        Path = finding.Field.Length > 0 ? $"{owner}.{finding.Field}" : owner;
    }

    /// <summary>Of the rule: stable.</summary>
    public string Code { get; }

    /// <summary>Whether the change is refused for good, or until it is confirmed.</summary>
    public FindingSeverity Severity { get; }

    /// <summary>The value concerned: of the input, as <c>input.awardedYear</c>, or of another record of the dossier, as <c>degree.awardedYear</c>.</summary>
    public string Path { get; }

    /// <summary>Which kind of record it is about.</summary>
    public DossierPart Part { get; }

    /// <summary>Key of the record that it is about; null where that is the new one, or the database named none.</summary>
    public Guid? RecordId { get; }

    /// <summary>The message in Vietnamese.</summary>
    public string MessageVi { get; }

    /// <summary>The message in English.</summary>
    public string MessageEn { get; }
}

/// <summary>There is no such record among the dossiers that the caller's agencies keep.</summary>
/// <param name="table">Where it was sought, with its schema.</param>
/// <param name="record">The key by which it was sought.</param>
/// <param name="terms">In whose language it is told.</param>
public sealed class RecordNotFoundException(string table, Guid record, EditTerms terms) : Exception(new Bilingual(
    "Không có bản ghi này trong các hồ sơ do cơ quan của bạn quản lý.", "There is no such record among the dossiers that your agencies keep.").In(terms.Language))
{
    /// <param name="part">The kind of record.</param>
    /// <param name="record">The key by which it was sought.</param>
    /// <param name="terms">In whose language it is told.</param>
    internal RecordNotFoundException(DossierPart part, Guid record, EditTerms terms) : this($"registry.{SnakeCase.Of(part)}", record, terms)
    {
    }

    /// <summary>Where it was sought, with its schema.</summary>
    public string Table => table;

    /// <summary>The key by which it was sought.</summary>
    public Guid Record => record;
}

/// <summary>A value of a record that was changed meanwhile, in the API's words: dates as 2024-12-31, enums in capitals.</summary>
/// <param name="Field">Name in the input.</param>
/// <param name="Read">In the version that the caller had read; null also where the history does not know it, and for the citizen ID.</param>
/// <param name="Stored">As it stands now; a citizen ID is masked.</param>
/// <param name="Sent">As the edit would have made it; a citizen ID is masked.</param>
public sealed record StaleField(string Field, string? Read, string? Stored, string? Sent);

/// <summary>Someone has changed the record since the caller read it. Nothing was written.</summary>
public sealed class StaleRecordException(
    int sentVersion, int currentVersion, string? changedBy, DateTimeOffset? changedAt, IReadOnlyList<StaleField> fields, EditTerms terms)
    : Exception(new Bilingual(
        $"Bản ghi đã được sửa từ khi bạn đọc: bạn gửi phiên bản {sentVersion}, hiện là phiên bản {currentVersion}.",
        $"The record has been changed since you read it: you sent version {sentVersion}, it is at version {currentVersion} now.").In(terms.Language))
{
    /// <summary>The version that the caller had read.</summary>
    public int SentVersion => sentVersion;

    /// <summary>The version that is stored.</summary>
    public int CurrentVersion => currentVersion;

    /// <summary>Who made the newest change; null where the history does not know.</summary>
    public string? ChangedBy => changedBy;

    /// <summary>When the newest change was made; null where the history does not know.</summary>
    public DateTimeOffset? ChangedAt => changedAt;

    /// <summary>The values that others have changed meanwhile or that the edit would have changed.</summary>
    public IReadOnlyList<StaleField> Fields => fields;
}

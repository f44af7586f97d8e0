using TalentRegistry.Data.Importing.Writing;

namespace TalentRegistry.Server.Importing;

/// <summary>How an officer wants an uploaded list to be read and written; kept beside it until it is committed.</summary>
/// <param name="Mode">What of it is written.</param>
/// <param name="AgencyCode">Code of the agency of rows that name none; null when each must.</param>
internal sealed record ImportWish(ImportMode Mode, string? AgencyCode)
{
    /// <summary>Columns that were corrected, by their letter, with the code of the field; null for one that is not to be read.</summary>
    public IReadOnlyDictionary<string, string?> Columns { get; init; } = new Dictionary<string, string?>();

    /// <summary>Doubtful rows that were decided: the person whom the row is about, or null for somebody new.</summary>
    public IReadOnlyDictionary<int, Guid?> Decisions { get; init; } = new Dictionary<int, Guid?>();
}

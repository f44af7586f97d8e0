using TalentRegistry.Data.Backup;

namespace TalentRegistry.Data.Archive;

/// <summary>What an archive holds, as its <c>manifest.json</c>. Says nothing that two archives of the same registry could differ in: not when or where it was made.</summary>
/// <param name="Format">Version of the format.</param>
/// <param name="HistoryHead">Head of the history's chain, as "history verify" prints it: which state of the registry it is.</param>
/// <param name="CitizenIdsReadable">Whether <c>citizen-ids.csv</c> is in it.</param>
/// <param name="Migrations">Migrations that had been applied, in their order.</param>
/// <param name="Tables">Every table with its columns, count of rows and the SHA-256 of its file.</param>
/// <param name="Sequences">Where the numbers of new rows go on.</param>
public sealed record ArchiveManifest(
    int Format,
    string HistoryHead,
    bool CitizenIdsReadable,
    IReadOnlyList<BackedUpMigration> Migrations,
    IReadOnlyList<BackedUpTable> Tables,
    IReadOnlyList<BackedUpSequence> Sequences)
{
    /// <summary>The one version of the format there is.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Rows of all tables.</summary>
    public long TotalRows() => Tables.Sum(table => table.Content.Rows);
}

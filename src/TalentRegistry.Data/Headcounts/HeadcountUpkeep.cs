namespace TalentRegistry.Data.Headcounts;

/// <summary>
/// What the server does for the counts that are kept (docs/decisions/0010): counts further years, sums up what was appended,
/// and compares everything with the records. Changes of records keep the counts current by themselves.
/// </summary>
public static class HeadcountUpkeep
{
    /// <summary>The first year whose end is counted; questions about earlier ones are answered from careers.</summary>
    public const int FirstYear = 1990;

    private const int MostAppended = 20_000;

    /// <summary>Counts the end of a year unless it is counted already. Whoever changes a career waits meanwhile, less than a second.</summary>
    public static async Task CountYearAsync(RegistryDatabase database, int year, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand("SELECT registry.count_years($1, $1)");
        command.Parameters.Add(new() { Value = year });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Sums up years to which more than 20,000 changes of cells were appended.</summary>
    public static async Task SumUpAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand("SELECT registry.sum_up_headcounts($1)");
        command.Parameters.Add(new() { Value = MostAppended });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Computes all counts anew from the records and compares; takes seconds and changes nothing.</summary>
    /// <returns>What differs, as a table's name with how many rows are missing and how many superfluous; empty when all is right.</returns>
    public static async Task<IReadOnlyList<(string Table, long Missing, long Superfluous)>> CompareAsync(
        RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand("SELECT what, missing, superfluous FROM registry.headcount_faults()");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var faults = new List<(string, long, long)>();
        while (await reader.ReadAsync(cancellationToken))
            faults.Add((reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)));
        return faults;
    }
}

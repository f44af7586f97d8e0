using Npgsql;

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

    /// <summary>The years up to <paramref name="last"/> whose end is not counted, the last first: at a first start all, after a list of many people too (docs/decisions/0090).</summary>
    public static async Task<IReadOnlyList<int>> UncountedYearsAsync(RegistryDatabase database, int last, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            "SELECT y FROM generate_series($1::integer, $2::integer) y WHERE NOT EXISTS (SELECT FROM registry.headcount_year k WHERE k.year = y) ORDER BY y DESC");
        command.Parameters.Add(new() { Value = FirstYear });
        command.Parameters.Add(new() { Value = last });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var years = new List<int>();
        while (await reader.ReadAsync(cancellationToken))
            years.Add(reader.GetInt32(0));
        return years;
    }

    /// <summary>Counts the end of a year unless it is counted already. Whoever changes a career waits meanwhile, less than a second.</summary>
    /// <exception cref="PostgresException">Careers are being changed by something long, as a list: 55P03, and to be tried again.</exception>
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

using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Indicators;

/// <summary>
/// Counts indicators by one statement, and lists the people behind them. An HR officer counts the people of own agencies, a leader
/// those of own units, a planner all; the numbers of plans are of the plan's whole unit for whoever may see them.
/// </summary>
public static class IndicatorQuery
{
    /// <summary>Counts under the caller's rights.</summary>
    /// <exception cref="UnauthorizedAccessException">An indicator asks for ethnic groups and the caller is no HR officer.</exception>
    /// <exception cref="PostgresException">The caller's role may not count people (SQLSTATE 42501).</exception>
    public static async Task<IReadOnlyList<IndicatorCell>> CountAsync(
        RegistryDatabase database, Caller caller, IndicatorQuestion question, CancellationToken cancellationToken)
    {
        if (caller.Role is not Role.Hr && question.Indicators.Any(indicator => indicator.IsSensitive))
            throw new UnauthorizedAccessException("People are counted by ethnic group for HR officers only.");

        var cells = new Cells(question);
        if (question.Indicators.Count > 0)
            await database.RunAsync(caller, [Statement(question)], (_, row) => cells.Add(row), cancellationToken);
        return cells.All;
    }

    /// <summary>Counts everyone, as the owner: for numbers of plans, which are aggregates. No person leaves this method.</summary>
    public static async Task<IReadOnlyList<IndicatorCell>> CountEveryoneAsync(RegistryDatabase database, IndicatorQuestion question, CancellationToken cancellationToken)
    {
        if (question.Indicators.Count == 0)
            return [];

        var cells = new Cells(question);
        await using var batch = database.Owner.CreateBatch();
        batch.BatchCommands.Add(Statement(question));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            cells.Add(reader);
        return cells.All;
    }

    /// <summary>The people who are counted in the numerator, to be composed further.</summary>
    /// <param name="session">Whose context runs the query, and whose rights hold.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="scope">Where.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="mapAsOf">The day of the map.</param>
    /// <exception cref="UnauthorizedAccessException">The indicator asks for ethnic groups and the caller is no HR officer.</exception>
    public static IQueryable<Person> PeopleBehind(RegistrySession session, Indicator indicator, IndicatorScope scope, DateOnly asOf, DateOnly mapAsOf)
    {
        if (indicator.IsSensitive && session.Role != Role.Hr)
            throw new UnauthorizedAccessException("People are listed by ethnic group to HR officers only.");

        var arguments = new StatementArguments();
        var sql = new IndicatorSql(IndicatorSlot.Of(indicator), [indicator], new PeopleAsked(scope, asOf, mapAsOf), isPlaced: false, arguments);
        var condition = $"{sql.Base(indicator)} AND {sql.Numerator(indicator)}";
        // The text is made of constants of this folder; every value is an argument.
#pragma warning disable EF1002
        var identifiers = session.Context.Database.SqlQueryRaw<Guid>($"SELECT s.person_id AS \"Value\" {sql.From()} AND {condition}", arguments.Values);
#pragma warning restore EF1002
        return session.Context.People.Where(person => identifiers.Contains(person.Id));
    }

    /// <summary>The statement, for whoever runs it.</summary>
    internal static NpgsqlBatchCommand Statement(IndicatorQuestion question) => IndicatorStatement.Of(
        question.Indicators, new PeopleAsked(question.Scope, question.AsOf, question.MapAsOf), question.By.Any(by => by is not IndicatorDimension.Sector),
        _ => [.. question.By.Select(KeyOf)]);

    private static string KeyOf(IndicatorDimension by) => by switch
    {
        IndicatorDimension.Province => "w.province_id",
        IndicatorDimension.District => "coalesce(w.district_id, w.province_id)",
        IndicatorDimension.Sector => "s.sector_code",
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "No such dimension."),
    };

    /// <summary>What the parts of the statement have counted, put together by key.</summary>
    private sealed class Cells(IndicatorQuestion question)
    {
        private readonly Dictionary<string, (IReadOnlyList<string?> Keys, IndicatorCount[] Counts)> found = new(StringComparer.Ordinal);

        public IReadOnlyList<IndicatorCell> All => [.. found.Values.Select(cell => new IndicatorCell(cell.Keys, cell.Counts))];

        public void Add(NpgsqlDataReader row)
        {
            var counted = row.GetFieldValue<long?[]>(1);
            if (question.By.Count > 0 && Array.TrueForAll(counted, count => count is null or 0))
                return;

            string?[] keys = [.. Enumerable.Range(2, question.By.Count).Select(column => row.IsDBNull(column) ? null : row.GetString(column))];
            var name = string.Join('/', keys.Select(key => key ?? "?"));
            if (!found.TryGetValue(name, out var cell))
                found[name] = cell = (keys, [.. question.Indicators.Select(IndicatorCount.NobodyOf)]);
            IndicatorStatement.Fill(cell.Counts, row.GetFieldValue<int[]>(0), counted);
        }
    }
}

using System.Globalization;
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

        var cells = new List<IndicatorCell>();
        if (question.Indicators.Count > 0)
            await database.RunAsync(caller, [Statement(question)], (_, row) => Take(question, row, cells), cancellationToken);
        return cells;
    }

    /// <summary>Counts everyone, as the owner: for numbers of plans, which are aggregates. No person leaves this method.</summary>
    public static async Task<IReadOnlyList<IndicatorCell>> CountEveryoneAsync(RegistryDatabase database, IndicatorQuestion question, CancellationToken cancellationToken)
    {
        var cells = new List<IndicatorCell>();
        if (question.Indicators.Count == 0)
            return cells;

        await using var batch = database.Owner.CreateBatch();
        batch.BatchCommands.Add(Statement(question));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            Take(question, reader, cells);
        return cells;
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
        var sql = new IndicatorSql([indicator], scope, asOf, mapAsOf, isPlaced: false, arguments);
        var condition = $"{sql.Base(indicator)} AND {sql.Numerator(indicator)}";
        // The text is made of constants of this folder; every value is an argument.
#pragma warning disable EF1003
        var identifiers = session.Context.Database.SqlQueryRaw<Guid>(sql.Select("s.person_id AS \"Value\"", condition: condition), arguments.Values);
#pragma warning restore EF1003
        return session.Context.People.Where(person => identifiers.Contains(person.Id));
    }

    /// <summary>The statement, for whoever runs it.</summary>
    internal static NpgsqlBatchCommand Statement(IndicatorQuestion question)
    {
        var arguments = new StatementArguments();
        var sql = new IndicatorSql(
            question.Indicators, question.Scope, question.AsOf, question.MapAsOf, question.By.Any(by => by is not IndicatorDimension.Sector), arguments);
        List<string> columns = [.. question.By.Select(KeyOf)];
        foreach (var indicator in question.Indicators)
            columns.AddRange(Counts(sql, indicator));
        var group = question.By.Count == 0 ? "" : "GROUP BY " + string.Join(", ", Enumerable.Range(1, question.By.Count));
        return arguments.Statement(sql.Select(string.Join(",\n       ", columns), group));
    }

    private static IEnumerable<string> Counts(IndicatorSql sql, Indicator indicator)
    {
        var (within, passes) = (sql.Base(indicator), sql.Numerator(indicator));
        yield return $"count(*) FILTER (WHERE {within} AND {passes})";
        yield return indicator.Denominator is null ? "NULL::bigint" : $"count(*) FILTER (WHERE {within})";
        yield return FilterSql.MayBeUnknown(indicator.Numerator!) ? $"count(*) FILTER (WHERE {within} AND ({passes}) IS NULL)" : "0::bigint";
    }

    private static string KeyOf(IndicatorDimension by) => by switch
    {
        IndicatorDimension.Province => "w.province_id",
        IndicatorDimension.District => "coalesce(w.district_id, w.province_id)",
        IndicatorDimension.Sector => "s.sector_code",
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "No such dimension."),
    };

    private static void Take(IndicatorQuestion question, NpgsqlDataReader row, List<IndicatorCell> cells)
    {
        var keys = question.By.Count;
        var counts = new IndicatorCount[question.Indicators.Count];
        var isEmpty = keys > 0;
        for (var i = 0; i < counts.Length; i++)
        {
            var at = keys + (3 * i);
            counts[i] = new IndicatorCount(row.GetInt64(at), row.IsDBNull(at + 1) ? null : row.GetInt64(at + 1), row.GetInt64(at + 2));
            isEmpty &= counts[i] is { Numerator: 0, Denominator: null or 0, Unknown: 0 };
        }

        if (!isEmpty)
            cells.Add(new IndicatorCell([.. Enumerable.Range(0, keys).Select(column => row.IsDBNull(column) ? null : row.GetString(column))], counts));
    }
}

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
        var sql = new IndicatorSql(IndicatorSlot.Of(indicator), [indicator], scope, asOf, mapAsOf, isPlaced: false, arguments);
        var condition = $"{sql.Base(indicator)} AND {sql.Numerator(indicator)}";
        // The text is made of constants of this folder; every value is an argument.
#pragma warning disable EF1002
        var identifiers = session.Context.Database.SqlQueryRaw<Guid>($"SELECT s.person_id AS \"Value\" {sql.From()} AND {condition}", arguments.Values);
#pragma warning restore EF1002
        return session.Context.People.Where(person => identifiers.Contains(person.Id));
    }

    /// <summary>The statement, for whoever runs it: a part for each slot, whose people need only what its own indicators ask for.</summary>
    internal static NpgsqlBatchCommand Statement(IndicatorQuestion question)
    {
        var arguments = new StatementArguments();
        var parts = question.Indicators.Index().GroupBy(asked => IndicatorSlot.Of(asked.Item))
            .Select(slot => Part(question, slot.Key, [.. slot], arguments));
        return arguments.Statement(string.Join("\nUNION ALL\n", parts));
    }

    private static string Part(IndicatorQuestion question, IndicatorSlot slot, IReadOnlyList<(int Index, Indicator Item)> asked, StatementArguments arguments)
    {
        var sql = new IndicatorSql(
            slot, asked.Select(one => one.Item), question.Scope, question.AsOf, question.MapAsOf, question.By.Any(by => by is not IndicatorDimension.Sector), arguments);
        var answers = new AnswerColumns();
        string[] counts = [.. asked.SelectMany(one => Counts(answers.Add(sql.Base(one.Item)), answers.Add(sql.Numerator(one.Item)), one.Item))];
        string[] keys = [.. question.By.Index().Select(by => string.Create(CultureInfo.InvariantCulture, $"k{by.Index}"))];
        var keyColumns = question.By.Zip(keys, (by, key) => $"{KeyOf(by)} AS {key}");
        // OFFSET 0 keeps each answer a column, found once a person; written out in place it would be found for every count anew.
        return $"""
            (SELECT ARRAY[{string.Join(", ", asked.Select(one => one.Index))}]::int[], ARRAY[{string.Join(",\n  ", counts)}]::bigint[]{string.Concat(keys.Select(key => $", {key}"))}
               FROM (SELECT {string.Join(",\n       ", keyColumns.Concat(answers.Sql))}
               {sql.From()}
               OFFSET 0) answer
             {(keys.Length == 0 ? "" : $"GROUP BY {string.Join(", ", keys)}")})
            """;
    }

    private static IEnumerable<string> Counts(string within, string passes, Indicator indicator)
    {
        yield return $"count(*) FILTER (WHERE {within} AND {passes})";
        yield return indicator.Denominator is null ? "NULL" : $"count(*) FILTER (WHERE {within})";
        yield return FilterSql.MayBeUnknown(indicator.Numerator!) ? $"count(*) FILTER (WHERE {within} AND {passes} IS NULL)" : "0";
    }

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
            foreach (var (place, index) in row.GetFieldValue<int[]>(0).Index())
                cell.Counts[index] = new IndicatorCount(counted[3 * place]!.Value, counted[(3 * place) + 1], counted[(3 * place) + 2]!.Value);
        }
    }

    /// <summary>Answers about a person, each a column once, however many counts ask for it.</summary>
    private sealed class AnswerColumns
    {
        private readonly List<string> known = [];

        public IEnumerable<string> Sql => known.Select((condition, place) => string.Create(CultureInfo.InvariantCulture, $"({condition}) AS a{place}"));

        /// <summary>The column of a condition, or the condition itself where it holds for everybody.</summary>
        public string Add(string condition)
        {
            if (condition == "true")
                return condition;

            var place = known.IndexOf(condition);
            if (place < 0)
            {
                place = known.Count;
                known.Add(condition);
            }

            return string.Create(CultureInfo.InvariantCulture, $"a{place}");
        }
    }
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Headcounts;

/// <summary>
/// Counts people by one statement under the caller's rights: an HR officer counts the people of own agencies, a leader those of
/// own units, a planner all. Of ethnic groups planners and leaders are told what <see cref="ToldEthnicGroups"/> keeps for them.
/// </summary>
public static partial class HeadcountQuery
{
    /// <summary>Counts of an agency's people from 1 to one less than this are not shown to planners on pages.</summary>
    public const int LeastTold = SmallCells.DefaultLeast;

    /// <summary>Counts, from the cells where they may answer, else from careers.</summary>
    /// <exception cref="ArgumentException">A unit of the filter does not exist on the map asked for.</exception>
    /// <exception cref="PostgresException">The caller's role may not count people (SQLSTATE 42501).</exception>
    public static async Task<Headcount> CountAsync(
        RegistryDatabase database, Caller caller, HeadcountQuestion question, CancellationToken cancellationToken)
    {
        if (question.IsSensitive && caller.Role is Role.Planner or Role.Leader)
        {
            var told = await ToldEthnicGroups.AnswerAsync(database, caller, question, ForeignUnits(question), cancellationToken);
            return told with { Cells = InOrder(question, told.Cells) };
        }

        return await CountAsync(database, caller, question, PeopleSource.For(question, caller.Role), cancellationToken)
            // Cells of that year are not counted yet.
            ?? (await CountAsync(database, caller, question, PeopleSource.Careers, cancellationToken))!;
    }

    /// <summary>Counts from one source; null when that is the cells and they do not hold the year.</summary>
    internal static async Task<Headcount?> CountAsync(
        RegistryDatabase database, Caller caller, HeadcountQuestion question, PeopleSource source, CancellationToken cancellationToken)
    {
        var cells = await ReadAsync(database, caller, question, source, cancellationToken);
        return cells is null ? null : new Headcount(question, InOrder(question, cells.Where(cell => cell.Count > 0)), cells.Sum(cell => cell.Count));
    }

    /// <summary>The people behind a count, or behind one cell of it: exactly those counted, to be composed further.</summary>
    /// <param name="session">Whose context runs the query, and whose rights hold.</param>
    /// <param name="question">The question of the count.</param>
    /// <param name="cell">Codes of the cell, one for each dimension; null for the people of all cells.</param>
    /// <exception cref="UnauthorizedAccessException">The question is about ethnic groups and the caller is no HR officer: a list would tell what the count hides.</exception>
    public static IQueryable<Person> PeopleBehind(RegistrySession session, HeadcountQuestion question, IReadOnlyList<string?>? cell = null)
    {
        if (question.IsSensitive && session.Role != Role.Hr)
            throw new UnauthorizedAccessException("People are listed by ethnic group to HR officers only.");

        var people = new CountedPeople(question, PeopleSource.Careers);
        if (cell is not null)
            people.Restrict(cell);
        // The text is made of constants of this folder; every value of the question is an argument.
#pragma warning disable EF1003
        var identifiers = session.Context.Database.SqlQueryRaw<Guid>("SELECT s.person_id AS \"Value\"\n" + people.Sql, people.Arguments);
#pragma warning restore EF1003
        return session.Context.People.Where(person => identifiers.Contains(person.Id));
    }

    // One round trip: what may refuse the question goes before the count.
    private static async Task<List<HeadcountCell>?> ReadAsync(
        RegistryDatabase database, Caller caller, HeadcountQuestion question, PeopleSource source, CancellationToken cancellationToken)
    {
        var people = new CountedPeople(question, source);
        var (foreign, isCounted, cells) = ((string?)null, true, new List<HeadcountCell>());
        Dictionary<string, HeadcountKey>[] known = [.. question.By.Select(_ => new Dictionary<string, HeadcountKey>(StringComparer.Ordinal))];
        NpgsqlBatchCommand[] statements =
        [
            ForeignUnits(question), CellsAreCounted(question, source),
            new NpgsqlBatchCommand(Numbered(Statement(question, people), people.Arguments.Length)).With(people.Arguments),
        ];
        await database.RunAsync(caller, statements, (statement, row) =>
        {
            if (statement == 0)
                foreign = row.IsDBNull(0) ? null : row.GetString(0);
            else if (statement == 1)
                isCounted = row.GetBoolean(0);
            else
                cells.Add(new HeadcountCell([.. question.By.Select((by, i) => Key(row, by, 3 * i, known[i]))], row.GetInt32(3 * question.By.Count), Suppressed: false));
        }, cancellationToken);
        if (foreign is not null)
            throw new ArgumentException($"Not on the map of {question.MapAsOf:yyyy-MM-dd}: {foreign}.", nameof(question));

        return isCounted ? cells : null;
    }

    // Codes and names are looked up for the cells, not for the people.
    private static string Statement(HeadcountQuestion question, CountedPeople people)
    {
        var counts = $"{people.Count} AS people";
        if (question.By.Count == 0)
            return $"SELECT {counts}\n{people.Sql}";

        var keys = people.GroupKeys.Select((key, i) => $"{key} AS k{i}");
        var codes = question.By.Select((by, i) => $"{CountedPeople.CodeOf(by, $"k{i}")} AS k{i}");
        var lists = question.By.Select(DimensionNames.ListOf).ToList();
        var names = lists.Select((list, i) => list is null ? $"k{i}, NULL, NULL" : $"k{i}, n{i}.{list.Value.Vi}, n{i}.{list.Value.En}");
        var joins = lists.Select((list, i) => list is null ? "" : $"LEFT JOIN {list.Value.Table} n{i} ON n{i}.{list.Value.Code} = k{i}");
        return $"""
            SELECT {string.Join(", ", names)}, people
              FROM (SELECT {string.Join(", ", codes)}, people
                      FROM (SELECT {string.Join(", ", keys)}, {counts}
            {people.Sql}
                             GROUP BY {string.Join(", ", Enumerable.Range(1, question.By.Count))}) grouped) cell
              {string.Join("\n  ", joins)}
            """;
    }

    // Cells share their keys: each code is named once.
    private static HeadcountKey Key(NpgsqlDataReader row, HeadcountDimension by, int column, Dictionary<string, HeadcountKey> known)
    {
        if (row.IsDBNull(column))
            return DimensionNames.Of(by, null);

        var code = row.GetString(column);
        if (known.TryGetValue(code, out var key))
            return key;

        return known[code] = row.IsDBNull(column + 1) ? DimensionNames.Of(by, code) : new HeadcountKey(code, row.GetString(column + 1), row.GetString(column + 2));
    }

    private static HeadcountCell[] InOrder(HeadcountQuestion question, IEnumerable<HeadcountCell> cells)
    {
        HeadcountCell[] ordered = [.. cells];
        var places = question.By.Select((by, i) => ordered.Select(cell => cell.Keys[i].Code).Distinct()
            .OrderBy(code => DimensionNames.OrderOf(by, code), StringComparer.Ordinal)
            .Index().ToDictionary(placed => placed.Item ?? "", placed => (long)placed.Index, StringComparer.Ordinal)).ToList();
        Array.Sort([.. ordered.Select(Rank)], ordered);
        return ordered;

        // At most three dimensions of some thousand values each.
        long Rank(HeadcountCell cell)
        {
            var rank = 0L;
            for (var i = 0; i < places.Count; i++)
                rank = (rank << 20) | places[i][cell.Keys[i].Code ?? ""];
            return rank;
        }
    }

    private static string Numbered(string sql, int arguments, int after = 0)
    {
        for (var i = arguments - 1; i >= 0; i--)
            sql = sql.Replace(string.Create(CultureInfo.InvariantCulture, $"{{{i}}}"), string.Create(CultureInfo.InvariantCulture, $"${after + i + 1}"), StringComparison.Ordinal);
        return sql;
    }

    private static NpgsqlBatchCommand ForeignUnits(HeadcountQuestion question) => new NpgsqlBatchCommand(
        question.Filter.Units.Count == 0
            ? "SELECT NULL"
            : """
              SELECT string_agg(coalesce(u.name || ' (' || u.id || ')', asked.id), ', ')
                FROM unnest($1::text[]) asked (id) LEFT JOIN reference.administrative_unit u ON u.id = asked.id
               WHERE u.id IS NULL OR NOT daterange(u.valid_from, u.valid_until) @> $2
              """).With(question.Filter.Units.Count == 0 ? [] : [question.Filter.Units.ToArray(), question.MapAsOf]);

    private static NpgsqlBatchCommand CellsAreCounted(HeadcountQuestion question, PeopleSource source) => new NpgsqlBatchCommand(
        source.Grain is null ? "SELECT true" : "SELECT EXISTS (SELECT FROM registry.headcount_year WHERE year = $1)")
        .With(source.Grain is null ? [] : [(short)question.AsOf.Year]);

    private static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, object[] arguments)
    {
        foreach (var argument in arguments)
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        return command;
    }
}

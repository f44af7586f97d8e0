using System.Globalization;
using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Headcounts;

/// <summary>The same question on several days.</summary>
public static partial class HeadcountQuery
{
    /// <summary>
    /// Counts on each of some days by one statement; what planners and leaders are told of ethnic groups comes from its kept table day by day. Days of one year at most once.
    /// </summary>
    /// <param name="database">The database.</param>
    /// <param name="caller">Under whose rights.</param>
    /// <param name="questions">The question on each day: they differ in the day and its map alone.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">There is none, or a unit of the filter does not exist on a map asked for.</exception>
    public static async Task<IReadOnlyList<Headcount>> CountDaysAsync(RegistryDatabase database, Caller caller, IReadOnlyList<HeadcountQuestion> questions, CancellationToken cancellationToken)
    {
        if (questions is not [var first, ..])
            throw new ArgumentException("There is no day.", nameof(questions));

        if (first.IsSensitive && caller.Role is Role.Planner or Role.Leader)
        {
            var told = new List<Headcount>();
            foreach (var question in questions)
                told.Add(await CountAsync(database, caller, question, cancellationToken));
            return told;
        }

        return await CountDaysAsync(database, caller, questions, PeopleSource.For(first, caller.Role), cancellationToken)
            // Cells of some year are not counted yet.
            ?? (await CountDaysAsync(database, caller, questions, PeopleSource.Careers, cancellationToken))!;
    }

    /// <summary>A text by which values of a dimension stand in order: ranks from the lowest, all else by code, unknown last.</summary>
    public static string OrderOf(HeadcountDimension by, string? code) => DimensionNames.OrderOf(by, code);

    private static async Task<IReadOnlyList<Headcount>?> CountDaysAsync(
        RegistryDatabase database, Caller caller, IReadOnlyList<HeadcountQuestion> questions, PeopleSource source, CancellationToken cancellationToken)
    {
        var (parts, arguments) = (new List<string>(), new List<object>());
        foreach (var (question, day) in questions.Select((question, day) => (question, day)))
        {
            var people = new CountedPeople(question, source);
            parts.Add($"SELECT {day.ToString(CultureInfo.InvariantCulture)} AS day, counted.* FROM ({Numbered(Statement(question, people), people.Arguments.Length, arguments.Count)}) counted");
            arguments.AddRange(people.Arguments);
        }

        var by = questions[0].By;
        var (foreign, isCounted) = (new List<string>(), true);
        List<HeadcountCell>[] cells = [.. questions.Select(_ => new List<HeadcountCell>())];
        Dictionary<string, HeadcountKey>[] known = [.. by.Select(_ => new Dictionary<string, HeadcountKey>(StringComparer.Ordinal))];
        NpgsqlBatchCommand[] statements =
        [
            .. questions.Select(ForeignUnits), .. questions.Select(question => CellsAreCounted(question, source)),
            new NpgsqlBatchCommand(string.Join("\nUNION ALL\n", parts)).With([.. arguments]),
        ];
        await database.RunAsync(caller, statements, (statement, row) =>
        {
            if (statement < questions.Count && !row.IsDBNull(0))
                foreign.Add(row.GetString(0));
            else if (statement >= questions.Count && statement < 2 * questions.Count)
                isCounted &= row.GetBoolean(0);
            else if (statement == 2 * questions.Count)
                cells[row.GetInt32(0)].Add(new HeadcountCell([.. by.Select((dimension, i) => Key(row, dimension, 1 + (3 * i), known[i]))], row.GetInt32(1 + (3 * by.Count)), Suppressed: false));
        }, cancellationToken);
        if (foreign.Count > 0)
            throw new ArgumentException($"Not on a map asked for: {string.Join(", ", foreign.Distinct())}.", nameof(questions));

        return isCounted ? [.. questions.Zip(cells, (question, found) => new Headcount(question, InOrder(question, found.Where(cell => cell.Count > 0)), found.Sum(cell => cell.Count)))] : null;
    }
}

using System.Globalization;
using Npgsql;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Indicators;

/// <summary>
/// The statement that counts indicators: a part for each slot, whose people need only what its own indicators ask for. A row tells which
/// indicators it counts, then three numbers for each of them (numerator; people of the base, or null; unknown), then its keys as text.
/// </summary>
internal static class IndicatorStatement
{
    /// <param name="indicators">What to count.</param>
    /// <param name="people">Of whom.</param>
    /// <param name="isPlaced">Whether the keys name places.</param>
    /// <param name="keys">What to tell apart, as SQL over the people; none for one row a slot.</param>
    public static NpgsqlBatchCommand Of(
        IReadOnlyList<Indicator> indicators, PeopleAsked people, bool isPlaced, Func<IndicatorSql, IReadOnlyList<string>> keys)
    {
        var arguments = new StatementArguments();
        var parts = indicators.Index().GroupBy(asked => IndicatorSlot.Of(asked.Item)).Select(slot =>
            Part(new IndicatorSql(slot.Key, slot.Select(asked => asked.Item), people, isPlaced, arguments), [.. slot], keys));
        return arguments.Statement(string.Join("\nUNION ALL\n", parts));
    }

    /// <summary>Puts the numbers of a row where its indicators are.</summary>
    public static void Fill(IndicatorCount[] counts, int[] indicators, long?[] numbers)
    {
        foreach (var (place, index) in indicators.Index())
            counts[index] = new IndicatorCount(numbers[3 * place]!.Value, numbers[(3 * place) + 1], numbers[(3 * place) + 2]!.Value);
    }

    private static string Part(IndicatorSql sql, IReadOnlyList<(int Index, Indicator Item)> asked, Func<IndicatorSql, IReadOnlyList<string>> keysOf)
    {
        var answers = new AnswerColumns();
        string[] counts = [.. asked.SelectMany(one => Counts(answers.Add(sql.Base(one.Item)), answers.Add(sql.Numerator(one.Item)), one.Item))];
        var told = keysOf(sql);
        string[] keys = [.. Enumerable.Range(0, told.Count).Select(key => string.Create(CultureInfo.InvariantCulture, $"k{key}"))];
        // OFFSET 0 keeps each answer a column, found once a person; written out in place it would be found for every count anew.
        return $"""
            (SELECT ARRAY[{string.Join(", ", asked.Select(one => one.Index))}]::int[], ARRAY[{string.Join(",\n  ", counts)}]::bigint[]{string.Concat(keys.Select(key => $", {key}"))}
               FROM (SELECT {string.Join(",\n       ", told.Zip(keys, (sqlOfKey, key) => $"{sqlOfKey} AS {key}").Concat(answers.Sql).DefaultIfEmpty("1"))}
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

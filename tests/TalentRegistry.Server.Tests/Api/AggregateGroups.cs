using System.Text.Json;

namespace TalentRegistry.Server.Tests.Api;

/// <summary>A group with its measures, as answered or as counted row by row.</summary>
internal sealed record AggregateGroups(IReadOnlyList<string?> Keys, int Count, double Share, double ShareWithinFirst, int Distinct, double? Min, double? Max, double? Mean, double? Lower, double? Upper)
{
    public string Name => string.Join('|', Keys.Select(key => key ?? "∅"));

    public static AggregateGroups Of(JsonElement group)
    {
        double? Number(string name) => group.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
        return new AggregateGroups(
            [.. group.GetProperty("keys").EnumerateArray().Select(key => key.GetString())], group.GetProperty("count").GetInt32(), Number("share")!.Value, Number("shareWithinFirst")!.Value,
            group.GetProperty("distinct").GetInt32(), Number("min"), Number("max"), Number("mean"), Number("lower"), Number("upper"));
    }

    /// <summary>The groups that a loop over rows finds, before "having".</summary>
    public static IReadOnlyList<AggregateGroups> CountedBy(AggregateQuestion asked, IEnumerable<object?[]> all)
    {
        var rows = all.Where(asked.Counts).ToList();
        var groups = rows.GroupBy(row => string.Join('|', asked.By.Select(by => by.Key(row) ?? "∅")), StringComparer.Ordinal).Select(group => group.ToList()).ToList();
        // Without keys there is one group, of nobody too.
        if (asked.By.Count == 0 && groups.Count == 0)
            groups.Add([]);
        var ofFirst = asked.By.Count == 0 ? [] : groups.GroupBy(group => asked.By[0].Key(group[0]) ?? "∅", StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(group => group.Count), StringComparer.Ordinal);
        return [.. groups.Select(group =>
        {
            var numbers = group.Select(asked.Measured.Number!).OfType<double>().Order().ToList();
            var within = asked.By.Count == 0 ? rows.Count : ofFirst[asked.By[0].Key(group[0]) ?? "∅"];
            return new AggregateGroups(
                [.. asked.By.Select(by => by.Key(group[0]))], group.Count, Part(group.Count, rows.Count), Part(group.Count, within),
                group.Select(asked.Different.Value).Where(value => value is not null).Distinct().Count(),
                numbers.Count == 0 ? null : numbers[0], numbers.Count == 0 ? null : numbers[^1], numbers.Count == 0 ? null : numbers.Average(),
                Quantile(numbers, asked.P), Quantile(numbers, asked.Q));
        })];
    }

    /// <summary>A measure by the name it has in "having" and "order".</summary>
    public double? this[string measure] => measure switch
    {
        "COUNT" => Count,
        "SHARE" => Share,
        "DISTINCT" => Distinct,
        "MIN" => Min,
        "MAX" => Max,
        "MEAN" => Mean,
        _ => Lower,
    };

    private static double Part(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private static double? Quantile(List<double> sorted, double p)
    {
        if (sorted.Count == 0)
            return null;
        var at = p * (sorted.Count - 1);
        var below = (int)at;
        return below + 1 < sorted.Count ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}

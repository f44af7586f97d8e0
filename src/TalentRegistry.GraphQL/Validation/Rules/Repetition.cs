namespace TalentRegistry.GraphQL.Validation.Rules;

internal static class Repetition
{
    /// <summary>Each item whose name an earlier one has, with the first of that name.</summary>
    public static IEnumerable<(T First, T Again)> Repeated<T>(this IEnumerable<T> items, Func<T, string> name)
    {
        var firsts = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (!firsts.TryAdd(name(item), item))
                yield return (firsts[name(item)], item);
        }
    }
}

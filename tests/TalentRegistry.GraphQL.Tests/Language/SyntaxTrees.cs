using System.Collections;
using System.Reflection;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Tests.Language;

/// <summary>Compares trees by what they mean: lists item by item, places in the text not at all.</summary>
internal static class SyntaxTrees
{
    public static void AssertSame(SyntaxNode expected, SyntaxNode actual)
    {
        if (Difference(expected, actual, expected.GetType().Name) is { } difference)
            Assert.Fail(difference);
    }

    public static string? Difference(object? expected, object? actual, string path) => (expected, actual) switch
    {
        (null, null) => null,
        (SyntaxNode a, SyntaxNode b) when a.GetType() == b.GetType() => Parts(a)
            .Select(part => Difference(part.GetValue(a), part.GetValue(b), $"{path}.{part.Name}"))
            .FirstOrDefault(found => found is not null),
        (string a, string b) when a == b => null,
        (IList a, IList b) when a.Count == b.Count => a.Cast<object?>()
            .Select((item, i) => Difference(item, b[i], $"{path}[{i}]"))
            .FirstOrDefault(found => found is not null),
        _ when Equals(expected, actual) => null,
        _ => $"{path}: expected {Shown(expected)}, found {Shown(actual)}",
    };

    private static IEnumerable<PropertyInfo> Parts(SyntaxNode node)
        => node.GetType().GetProperties().Where(p => p.PropertyType != typeof(Location));

    private static string Shown(object? value) => value is IList list ? $"{list.Count} items" : value?.ToString() ?? "null";
}

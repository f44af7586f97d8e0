namespace TalentRegistry.GraphQL.Validation;

/// <summary>Names by their characters, but numbers inside them by their value: <c>item9</c> before <c>item10</c>.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x, b = y;
        while (!a.IsEmpty && !b.IsEmpty)
        {
            var (one, other) = (Digits(a), Digits(b));
            var order = one > 0 && other > 0 ? CompareNumbers(a[..one], b[..other]) : a[0].CompareTo(b[0]);
            if (order != 0)
                return order;

            a = a[Math.Max(one, 1)..];
            b = b[Math.Max(other, 1)..];
        }

        return a.Length.CompareTo(b.Length);
    }

    // Of any length: more digits are more, leading zeros aside.
    private static int CompareNumbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a.TrimStart('0');
        b = b.TrimStart('0');
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}

using System.Globalization;

namespace TalentRegistry.Data.Demo;

/// <summary>Items drawn in proportion to their weights.</summary>
internal sealed class Weighted<T>
{
    private readonly T[] items;
    private readonly double[] upTo;

    public Weighted(IReadOnlyList<(T Item, double Weight)> weighted)
    {
        items = new T[weighted.Count];
        upTo = new double[weighted.Count];
        var sum = 0.0;
        for (var i = 0; i < items.Length; i++)
            (items[i], upTo[i]) = (weighted[i].Item, sum += weighted[i].Weight);
    }

    /// <summary>Sum of the weights; nothing can be drawn where it is 0.</summary>
    public double Total => upTo.Length == 0 ? 0 : upTo[^1];

    public T Draw(SeededRandom random)
    {
        var found = Array.BinarySearch(upTo, random.NextDouble() * Total);
        return items[Math.Min(found < 0 ? ~found : found + 1, items.Length - 1)];
    }
}

/// <summary>Reads the lists of weights in the cells of db/demo.</summary>
internal static class Weighted
{
    /// <summary>"Lò:30 Vàng" as Lò with weight 30 and Vàng with weight 1.</summary>
    public static List<(string Item, double Weight)> Parse(string cell)
    {
        var list = new List<(string, double)>();
        foreach (var word in cell.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = word.LastIndexOf(':');
            list.Add(colon < 0 ? (word, 1) : (word[..colon], double.Parse(word.AsSpan(colon + 1), CultureInfo.InvariantCulture)));
        }

        return list;
    }
}

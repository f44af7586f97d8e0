using System.Globalization;
using TalentRegistry.Testing;

namespace TalentRegistry.Benchmarks;

/// <summary>Names as common as those of the demonstration, from db/demo/name.csv; six of seven of the Kinh.</summary>
internal sealed class DrawnNames
{
    private static readonly string[] Parts = ["family", "middle", "given"];
    private readonly Random random;
    private readonly Dictionary<(string Ethnic, bool Female, string Part), (string[] Words, double[] UpTo)> lists = [];
    private readonly string[] minorities;

    public DrawnNames(Random random)
    {
        this.random = random;
        foreach (var line in File.ReadLines(Repository.Path("db", "demo", "name.csv")).Where(line => line[0] != '#').Skip(1))
        {
            var cells = line.Split(',');
            var words = cells[3].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split(':')).ToArray();
            var sum = 0.0;
            var list = (words.Select(word => word[0].Replace('_', ' ')).ToArray(),
                words.Select(word => sum += word is [_, var weight] ? double.Parse(weight, CultureInfo.InvariantCulture) : 1).ToArray());
            if (cells[1] != "female")
                lists.Add((cells[0], false, cells[2]), list);
            if (cells[1] != "male")
                lists.Add((cells[0], true, cells[2]), list);
        }

        minorities = [.. lists.Keys.Select(key => key.Ethnic).Where(code => code != "01").Distinct().Order(StringComparer.Ordinal)];
    }

    public (string Name, string EthnicGroup, bool Female) Next()
    {
        var ethnic = random.Next(7) > 0 ? "01" : minorities[random.Next(minorities.Length)];
        var female = random.Next(2) == 0;
        return (string.Join(' ', Parts.Where(part => lists.ContainsKey((ethnic, female, part))).Select(part => Draw(lists[(ethnic, female, part)]))), ethnic, female);
    }

    private string Draw((string[] Words, double[] UpTo) list)
    {
        var found = Array.BinarySearch(list.UpTo, random.NextDouble() * list.UpTo[^1]);
        return list.Words[Math.Min(found < 0 ? ~found : found + 1, list.Words.Length - 1)];
    }
}

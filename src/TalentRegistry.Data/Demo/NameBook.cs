namespace TalentRegistry.Data.Demo;

/// <summary>Names by ethnic group and sex, put together by the customs of the group: db/demo/name.csv.</summary>
internal sealed class NameBook
{
    private static readonly string[] Parts = ["family", "middle", "given"];

    private readonly Dictionary<(string Ethnic, bool Female, string Part), Weighted<string>> words = [];

    public NameBook(string dbFolder)
    {
        foreach (var row in CsvTable.Read(dbFolder, "demo", "name.csv"))
        {
            var list = new Weighted<string>([.. Weighted.Parse(row["words"]).Select(word => (word.Item.Replace('_', ' '), word.Weight))]);
            if (row["sex"] is "both" or "male")
                words.Add((row["ethnic_group_code"], false, row["part"]), list);
            if (row["sex"] is "both" or "female")
                words.Add((row["ethnic_group_code"], true, row["part"]), list);
        }
    }

    /// <exception cref="InvalidDataException">No names are given for the group.</exception>
    public string Draw(string ethnic, bool female, SeededRandom random)
    {
        var name = "";
        foreach (var part in Parts)
            if (words.TryGetValue((ethnic, female, part), out var list))
                name = name.Length == 0 ? list.Draw(random) : name + " " + list.Draw(random);
        return name.Length > 0 ? name : throw new InvalidDataException($"name.csv has no names for the ethnic group {ethnic}.");
    }
}

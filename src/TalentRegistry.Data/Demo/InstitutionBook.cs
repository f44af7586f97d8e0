namespace TalentRegistry.Data.Demo;

/// <summary>Universities and colleges by field, region and level: db/demo/institution.csv.</summary>
internal sealed class InstitutionBook
{
    private readonly List<(string Name, string Broad, string Region, int Lowest, int Highest, double Weight)> rows = [];
    private readonly Dictionary<(string Broad, string Region, int Level), Weighted<string>> drawn = [];
    private readonly DegreeLadder ladder;

    public InstitutionBook(string dbFolder, DegreeLadder ladder)
    {
        this.ladder = ladder;
        foreach (var row in CsvTable.Read(dbFolder, "demo", "institution.csv"))
            rows.Add((row["name"], row["broad_field"], row["region"], Rank(row["lowest"]), Rank(row["highest"]), row.Number("weight")));

        int Rank(string code) => ladder.Rank(ladder.IndexOf(code));
    }

    /// <summary>Null where no institution of the list awards the level in the field.</summary>
    public string? Draw(string field, string region, int level, SeededRandom random)
    {
        var key = (field[..2], region, level);
        if (!drawn.TryGetValue(key, out var list))
            drawn.Add(key, list = ListOf(key));
        return list.Total > 0 ? list.Draw(random) : null;
    }

    private Weighted<string> ListOf((string Broad, string Region, int Level) key)
    {
        var rank = ladder.Rank(key.Level);
        var fitting = rows.FindAll(row => row.Region == key.Region && row.Lowest <= rank && rank <= row.Highest);
        var ofField = fitting.FindAll(row => row.Broad == key.Broad);
        return new([.. (ofField.Count > 0 ? ofField : fitting.FindAll(row => row.Broad == "*")).Select(row => (row.Name, row.Weight))]);
    }
}

namespace TalentRegistry.Data.Demo;

/// <summary>Everything under db/ that the generator starts from, read once.</summary>
internal sealed class DemoAssumptions
{
    public DemoAssumptions(string dbFolder, int seed)
    {
        Folder = dbFolder;
        Map = new UnitMap(dbFolder);
        Provinces = Province.Read(dbFolder, Map);
        Tree = new BodyTree(dbFolder, Map, Provinces, seed);
        Ladder = new DegreeLadder(dbFolder);
        Stock = new StockPath(dbFolder);
        Mortality = new Mortality(dbFolder);
        Rules = ReadRules();
        Ethnic = ReadEthnic();
        TitlesOf = CsvTable.Read(dbFolder, "demo", "rank_title.csv").ToDictionary(
            row => row["kind"],
            row => new[] { row["deputy_division_head"], row["division_head"], row["deputy_head"], row["head"] },
            StringComparer.Ordinal);
    }

    public string Folder { get; }

    public UnitMap Map { get; }

    public List<Province> Provinces { get; }

    public BodyTree Tree { get; }

    public DegreeLadder Ladder { get; }

    public StockPath Stock { get; }

    public Mortality Mortality { get; }

    /// <summary>By profession, in the order of db/demo/career.csv.</summary>
    public CareerRule[] Rules { get; }

    /// <summary>Ethnic groups of a province's staff, and of those hired in their own commune.</summary>
    public Dictionary<string, (Weighted<string> Staff, Weighted<string> Commune)> Ethnic { get; }

    /// <summary>Titles by kind of body, lowest rank first; "" where the body has no such rank.</summary>
    public Dictionary<string, string[]> TitlesOf { get; }

    private CareerRule[] ReadRules()
    {
        var rows = CsvTable.Read(Folder, "demo", "career.csv");
        var places = CsvTable.Read(Folder, "demo", "placement.csv").ToDictionary(row => row["profession_code"], row => row["places"], StringComparer.Ordinal);
        var levels = CsvTable.Read(Folder, "reference", "profession.csv").ToDictionary(row => row["code"], row => row["usual_level_code"], StringComparer.Ordinal);
        return [.. rows.Select(row => new CareerRule(row, places[row["profession_code"]], levels[row["profession_code"]], Ladder, ProfessionOf))];

        int ProfessionOf(string code) => rows.FindIndex(row => row["profession_code"] == code) is var index and not -1
            ? index
            : throw new InvalidDataException($"career.csv names the profession \"{code}\", for which it has no row.");
    }

    private Dictionary<string, (Weighted<string>, Weighted<string>)> ReadEthnic() =>
        CsvTable.Read(Folder, "demo", "staff_ethnicity.csv").GroupBy(row => row["unit_id"]).ToDictionary(
            group => group.Key,
            group => (
                new Weighted<string>([.. group.Select(row => (row["ethnic_group_code"], row.Number("percent")))]),
                new Weighted<string>([.. group.Select(row => (row["ethnic_group_code"], row.Number("commune_percent")))])),
            StringComparer.Ordinal);
}

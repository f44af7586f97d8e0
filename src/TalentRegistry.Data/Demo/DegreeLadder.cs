namespace TalentRegistry.Data.Demo;

/// <summary>Levels of degrees in the order of their rank, and when a person may hold them.</summary>
internal sealed class DegreeLadder
{
    private readonly string[] codes;
    private readonly int[] ranks;
    private readonly int[] youngest;

    public DegreeLadder(string dbFolder)
    {
        var rows = CsvTable.Read(dbFolder, "reference", "degree_level.csv")
            .FindAll(row => row["scheme"] is "education" or "clinical_specialist");
        rows.Sort((a, b) => a.Whole("rank").CompareTo(b.Whole("rank")));
        codes = [.. rows.Select(row => row["code"])];
        ranks = [.. rows.Select(row => row.Whole("rank"))];
        youngest = [.. codes.Select(YoungestAge)];
        (Bachelor, Master) = (IndexOf("E40"), IndexOf("E50"));
    }

    public int Bachelor { get; }

    public int Master { get; }

    /// <exception cref="InvalidDataException">No such level in db/reference/degree_level.csv.</exception>
    public int IndexOf(string code) =>
        Array.IndexOf(codes, code) is var index and not -1
            ? index
            : throw new InvalidDataException($"db/demo names the degree level \"{code}\", which db/reference/degree_level.csv does not have.");

    public string Code(int level) => codes[level];

    public int Rank(int level) => ranks[level];

    public bool IsDoctorate(int level) => ranks[level] >= 60;

    public bool IsPostgraduate(int level) => ranks[level] >= 50;

    public bool IsUniversity(int level) => ranks[level] >= 40;

    /// <summary>
    /// Youngest age at award, in years: assumed from the length of the studies (college 3 years, university 4, medicine 6, pharmacy 5).
    /// </summary>
    public int YoungestAge(int level) => youngest[level];

    private static int YoungestAge(string code) => code switch
    {
        "E13" => 18,
        "E20" => 19,
        "E30" => 21,
        "E42" => 24,
        "E43" => 23,
        "E50" => 24,
        "M51" or "M52" => 26,
        "E60" or "M61" => 28,
        _ => 22,
    };
}

namespace TalentRegistry.Data.Demo;

/// <summary>Where people come from: db/demo/home.csv.</summary>
internal sealed class HomePlaces
{
    private const string Kinh = "01";

    private readonly Dictionary<(string Province, bool Kinh), Weighted<string>> origins = [];
    private readonly Dictionary<string, List<Unit>> communes = [];
    private readonly UnitMap map;

    public HomePlaces(DemoAssumptions given)
    {
        map = given.Map;
        foreach (var group in CsvTable.Read(given.Folder, "demo", "home.csv").GroupBy(row => row["unit_id"]))
        {
            origins.Add((group.Key, true), new([.. group.Select(row => (OriginOf(row), row.Number("kinh")))]));
            origins.Add((group.Key, false), new([.. group.Select(row => (OriginOf(row), row.Number("others")))]));
        }

        foreach (var province in given.Provinces)
            communes.Add(province.Unit.Id, [.. province.Districts.SelectMany(district => map.Below(district.Unit.Id))]);

        static string OriginOf(CsvRow row) => row["home_unit_id"] is "own" ? row["unit_id"] : row["home_unit_id"];
    }

    /// <summary>A commune where its province is one of the four, else the province; and the code under which births are registered there.</summary>
    public (string UnitId, string RegistrationCode) Draw(Province province, string ethnic, SeededRandom random)
    {
        var origin = origins[(province.Unit.Id, ethnic == Kinh)].Draw(random);
        var unit = communes.TryGetValue(origin, out var list) ? list[random.Next(list.Count)].Id : origin;
        return (unit, "0" + map[origin].Code);
    }
}

namespace TalentRegistry.Data.Demo;

/// <summary>A district and how it draws staff: a row of db/demo/district_weight.csv.</summary>
internal sealed record District(int Index, Unit Unit, double Population, double Attraction, DateOnly? Since, string[] FormedFrom)
{
    /// <summary>Weight of the district for a profession that concentrates by this exponent.</summary>
    public double Pull(double concentrates) => Population * Math.Pow(Attraction, concentrates);
}

/// <summary>One of the four provinces, on the map of 30 June 2025.</summary>
internal sealed class Province
{
    public Province(int index, Unit unit, UnitMap map, List<District> districts)
    {
        (Index, Unit, Districts) = (index, unit, districts);
        Successor = map[map.SuccessorsOf(unit.Id)[0]];
        Seat = districts[0];
        foreach (var district in districts)
            if (district.Attraction > Seat.Attraction)
                Seat = district;
    }

    public int Index { get; }

    public Unit Unit { get; }

    /// <summary>The province since 1 July 2025; itself where it was not merged.</summary>
    public Unit Successor { get; }

    public bool Merged => Successor.Id != Unit.Id;

    public List<District> Districts { get; }

    /// <summary>District in which the bodies of the province sit.</summary>
    public District Seat { get; }

    /// <summary>Population of the districts, in hundreds of thousands.</summary>
    public double HundredThousands => Districts.Sum(district => district.Population) / 100;

    /// <summary>North: Điện Biên, Lai Châu, Hải Dương. South: Kon Tum, in Việt Nam's administration since 1975.</summary>
    public string Region => Unit.Code == "62" ? "south" : "north";

    /// <summary>Provinces and districts of db/demo/district_weight.csv, in its order.</summary>
    public static List<Province> Read(string dbFolder, UnitMap map)
    {
        var byProvince = new List<(Unit Unit, List<District> Districts)>();
        var index = 0;
        foreach (var row in CsvTable.Read(dbFolder, "demo", "district_weight.csv"))
        {
            var unit = map[row["unit_id"]];
            if (byProvince.Count == 0 || byProvince[^1].Unit.Id != unit.ParentId)
                byProvince.Add((map[unit.ParentId], []));
            byProvince[^1].Districts.Add(new District(
                index++, unit, row.Number("population"), row.Number("specialists"), row.Date("since"),
                row["formed_from"].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }

        return [.. byProvince.Select((province, i) => new Province(i, province.Unit, map, province.Districts))];
    }
}

using TalentRegistry.Domain.Careers;

namespace TalentRegistry.Data.Demo;

/// <summary>Who may lead: the column "lead" of db/demo/career.csv.</summary>
internal enum LeadershipPath
{
    None,
    Division,
    All,
    Top,
}

/// <summary>A further degree that some of a profession take each year.</summary>
internal readonly record struct Upgrade(int From, int To, double Yearly);

/// <summary>How careers of a profession run: a row of db/demo/career.csv with the places of db/demo/placement.csv.</summary>
internal sealed class CareerRule
{
    private readonly Weighted<int>[] entry;
    private readonly List<(string Item, double Weight)> entryToday;

    public CareerRule(CsvRow row, string places, string requiredLevel, DegreeLadder ladder, Func<string, int> professionOf)
    {
        Code = row["profession_code"];
        Female = row.Number("female") / 100;
        (AgeFrom, AgeTo) = (row.Whole("age_from"), row.Whole("age_to"));
        (Leave, Move) = (row.Number("leave") / 100, row.Number("move") / 100);
        Concentrates = row.Number("concentrates");
        Employment = SnakeCase.Parse<EmploymentKind>(row["employment"]);
        HireMonth = row.Whole("hire_month");
        Fields = row["field"].Split(';');
        Title = row["title"];
        entry = [Levels("entry_1990"), Levels("entry_2000"), Levels("entry_2015")];
        entryToday = Weighted.Parse(row["entry_2015"]);
        Upgrades = [.. Weighted.Parse(row["upgrades"]).Select(upgrade => ToUpgrade(upgrade.Item, upgrade.Weight))];
        Lead = SnakeCase.Parse<LeadershipPath>(row["lead"]);
        Sources = [.. row["source"].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(professionOf)];
        Retrains = row["retrains"] is "" ? -1 : professionOf(row["retrains"]);
        Places = Weighted.Parse(places);
        RequiredLevel = requiredLevel;

        Weighted<int> Levels(string column) =>
            new([.. Weighted.Parse(row[column]).Select(level => (ladder.IndexOf(level.Item), level.Weight))]);

        Upgrade ToUpgrade(string step, double percent) =>
            new(ladder.IndexOf(step[..step.IndexOf('>')]), ladder.IndexOf(step[(step.IndexOf('>') + 1)..]), percent / 100);
    }

    public string Code { get; }

    /// <summary>Share of women among recruits.</summary>
    public double Female { get; }

    /// <summary>Youngest age of recruits, in years.</summary>
    public int AgeFrom { get; }

    /// <summary>Oldest age of recruits, in years.</summary>
    public int AgeTo { get; }

    /// <summary>Who leave in a year, as a share.</summary>
    public double Leave { get; }

    /// <summary>Who move to another agency in a year, as a share.</summary>
    public double Move { get; }

    /// <summary>Exponent of a district's attraction: 0 spreads as the population, 2 strongly to the centres.</summary>
    public double Concentrates { get; }

    public EmploymentKind Employment { get; }

    /// <summary>9 where recruits start with the school year, 0 where in any month.</summary>
    public int HireMonth { get; }

    /// <summary>ISCED-F narrow fields of the first degree.</summary>
    public string[] Fields { get; }

    public string Title { get; }

    public Upgrade[] Upgrades { get; }

    public LeadershipPath Lead { get; }

    /// <summary>Professions from which people are promoted into this one; recruits are new where there are none.</summary>
    public int[] Sources { get; }

    /// <summary>Profession whose surplus goes on in this one after a degree; -1 for none.</summary>
    public int Retrains { get; }

    /// <summary>Agency templates and their shares.</summary>
    public List<(string Item, double Weight)> Places { get; }

    /// <summary>Level that the job-position scheme asks for.</summary>
    public string RequiredLevel { get; }

    /// <summary>First degree of those who come with a higher one.</summary>
    public int BachelorLevel(DegreeLadder ladder)
    {
        foreach (var (code, _) in entryToday)
            if (ladder.IndexOf(code) is var level && ladder.IsUniversity(level) && !ladder.IsPostgraduate(level))
                return level;
        return ladder.Bachelor;
    }

    /// <summary>Level of a recruit of a year, as an index of the ladder.</summary>
    public int DrawEntryLevel(int year, SeededRandom random) => entry[year < 2000 ? 0 : year < 2015 ? 1 : 2].Draw(random);
}

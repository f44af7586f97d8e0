using TalentRegistry.Data.Forecasts;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Demo;

/// <summary>A stretch of work in one body, profession and rank; days as day numbers, half-open.</summary>
internal struct Stint
{
    public int From;

    /// <summary>0 while it goes on.</summary>
    public int Until;
    public int Body;
    public sbyte Profession;

    /// <summary>A <see cref="LeadershipRank"/>, or -1.</summary>
    public sbyte Rank;

    /// <summary>A <see cref="PostingEnd"/>, or -1.</summary>
    public sbyte End;
}

/// <summary>A degree, before it becomes one of the registry.</summary>
internal readonly record struct Award(int Level, int Year, StudyMode Mode);

/// <summary>The working life of one person, as the simulation follows it.</summary>
internal sealed class Career
{
    /// <summary>Over all provinces, from 0.</summary>
    public int Number { get; set; }

    public required bool Female { get; init; }

    /// <summary>Day number of birth.</summary>
    public required int Born { get; init; }

    public required int BirthYear { get; init; }

    /// <summary>No more than the year of birth is on file.</summary>
    public required bool YearOnly { get; init; }

    /// <summary>Code of the ethnic group.</summary>
    public required string Ethnic { get; init; }

    /// <summary>ISCED-F narrow field of the first degree.</summary>
    public required string Field { get; init; }

    /// <summary>First day after retirement age by law, as a day number.</summary>
    public int RetiresOn { get; set; }

    /// <summary>Works on after the normal age.</summary>
    public bool WorksLonger { get; set; }

    /// <summary>Day number of death; 0 while alive.</summary>
    public int DiedOn { get; set; }

    public int Profession { get; set; }

    public int Body { get; set; }

    /// <summary>A <see cref="LeadershipRank"/>, or -1.</summary>
    public int Rank { get; set; } = -1;

    /// <summary>Rank before a reorganisation took it away, or -1.</summary>
    public int FormerRank { get; set; } = -1;

    /// <summary>Highest degree.</summary>
    public int Level { get; set; }

    /// <summary>Year of the highest degree.</summary>
    public int LevelSince { get; set; }

    /// <summary>Last step of the simulation in which something happened: at most once a step.</summary>
    public int LastStep { get; set; } = -1;

    public List<Stint> Stints { get; } = new(2);

    public List<Award> Awards { get; } = new(1);

    public int AgeOn(int day) => (int)((day - Born) / 365.25);

    public void Begin(int day) => Stints.Add(new Stint { From = day, Body = Body, Profession = (sbyte)Profession, Rank = (sbyte)Rank, End = -1 });

    public void End(int day, PostingEnd reason)
    {
        var last = Stints[^1];
        (last.Until, last.End) = (day, (sbyte)reason);
        Stints[^1] = last;
    }

    /// <summary>Gives the present stint another rank, from its first day.</summary>
    public void HoldFromTheStart(int rank)
    {
        Rank = rank;
        var last = Stints[^1];
        last.Rank = (sbyte)rank;
        Stints[^1] = last;
    }

    public void Earn(int level, int year, StudyMode mode)
    {
        Awards.Add(new Award(level, year, mode));
        (Level, LevelSince) = (level, year);
    }

    /// <summary>The stints as forecasts read them.</summary>
    public IEnumerable<CareerPosting> ToPostings(DemoAssumptions given, int seed)
    {
        var id = SeededRandom.Identifier(seed, RecordKind.Person, Number);
        var ladder = given.Ladder;
        var degrees = new DegreeYears(
            FirstYear(level => ladder.Rank(level) >= 20), FirstYear(level => ladder.Rank(level) >= 30), FirstYear(ladder.IsUniversity), FirstYear(ladder.IsPostgraduate), FirstYear(ladder.IsDoctorate));
        foreach (var stint in Stints)
        {
            var body = given.Tree.Bodies[stint.Body];
            yield return new CareerPosting(
                id, DateOnly.FromDayNumber(stint.From), stint.Until == 0 ? null : DateOnly.FromDayNumber(stint.Until), stint.End < 0 ? null : (PostingEnd)stint.End,
                given.Rules[stint.Profession].Code, body.Template.Sector, body.District.Unit.Id, body.Province.Unit.Id, Female ? Sex.Female : Sex.Male, BirthYear,
                degrees, YearOnly ? 0 : DateOnly.FromDayNumber(Born).Month);
        }
    }

    private int? FirstYear(Func<int, bool> counts) => Awards.Where(award => counts(award.Level)).Select(award => (int?)award.Year).Min();
}

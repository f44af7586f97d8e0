using TalentRegistry.Data.Demo;
using TalentRegistry.Data.Loading;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Demo;

/// <summary>The full demo registry counted in one pass: it is too large to keep. Made once for all tests.</summary>
public sealed class DemoCensus
{
    public static readonly DateOnly Eve = new(2025, 6, 30);

    private static readonly Lazy<DemoCensus> Made = new(() => new DemoCensus());
    private static readonly Lazy<SmallRegistry> MadeSmall = new(() => new SmallRegistry());

    private readonly Dictionary<(string Province, string Profession), int[]> yearEnds = [];
    private readonly HashSet<string> universityLevels;

    private DemoCensus()
    {
        var db = Repository.Path("db");
        universityLevels = CsvTable.Read(db, "reference", "degree_level.csv").Where(row => row["university_or_above"] == "true").Select(row => row["code"]).ToHashSet();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var content = DemoRegistry.Generate(DemoSize.Full, db);
        Simulated = watch.Elapsed;
        var provinces = new Places(db).ProvincesOf(content);
        foreach (var dossier in content.Dossiers)
            Count(dossier, provinces);
        Written = watch.Elapsed;
        AnnouncedPeople = content.PeopleCount;
    }

    public static DemoCensus Full => Made.Value;

    public static SmallRegistry Small => MadeSmall.Value;

    public TimeSpan Simulated { get; }

    public TimeSpan Written { get; }

    public int AnnouncedPeople { get; }

    public int Degrees { get; private set; }

    public int Postings { get; private set; }

    /// <summary>All, in work on the last day, and of those with a university degree, by province of the map of 2024.</summary>
    public SortedDictionary<string, (int All, int Working, int University)> Totals { get; } = [];

    public HashSet<string> CitizenIds { get; } = [];

    /// <summary>In work on 30 June 2025; of those, in work on the next day, and retired with the end of that month.</summary>
    public (int Before, int After, int Retired) Reorganised { get; private set; }

    public int CountAt(int yearEnd, string province, string profession) =>
        yearEnds.TryGetValue((province, profession), out var years) ? years[yearEnd - 1989] : 0;

    private void Count(Dossier dossier, Dictionary<Guid, string> provinces)
    {
        CitizenIds.Add(dossier.CitizenId!.Value.ToString());
        Degrees += dossier.Degrees.Count;
        Postings += dossier.Postings.Count;
        var working = false;
        foreach (var posting in dossier.Postings)
        {
            working |= posting.ValidUntil is null;
            CountYears(posting, provinces[posting.AgencyId]);
        }

        var province = provinces[dossier.Postings[^1].AgencyId];
        var (all, inWork, university) = Totals.GetValueOrDefault(province);
        var graduate = working && dossier.Degrees.Any(degree => universityLevels.Contains(degree.LevelCode));
        Totals[province] = (all + 1, inWork + (working ? 1 : 0), university + (graduate ? 1 : 0));

        if (dossier.Postings.FirstOrDefault(posting => SmallRegistry.Holds(posting, Eve)) is { } onTheEve)
            Reorganised = (
                Reorganised.Before + 1,
                Reorganised.After + (dossier.Postings.Any(posting => SmallRegistry.Holds(posting, Eve.AddDays(1))) ? 1 : 0),
                Reorganised.Retired + (onTheEve.EndReason == PostingEnd.Retirement && onTheEve.ValidUntil == Eve.AddDays(1) ? 1 : 0));
    }

    private void CountYears(Posting posting, string province)
    {
        if (!yearEnds.TryGetValue((province, posting.ProfessionCode), out var years))
            yearEnds.Add((province, posting.ProfessionCode), years = new int[2026 - 1989]);
        for (var year = Math.Max(1989, posting.ValidFrom.Year); year <= 2025; year++)
            if (SmallRegistry.Holds(posting, new DateOnly(year, 12, 31)))
                years[year - 1989]++;
    }
}

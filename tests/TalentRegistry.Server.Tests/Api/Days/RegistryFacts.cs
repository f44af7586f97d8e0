using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Api.Days;

/// <summary>All records of the demonstration registry with their days, in memory: what answers are computed from once more, by plain loops.</summary>
internal sealed class RegistryFacts
{
    /// <summary>For each list at the root: the table, its first and last day in SQL, and the value by which its groups are told apart, in SQL and in the API.</summary>
    public static IReadOnlyList<(string Field, string Table, string From, string Until, string Kind, string By)> Kinds { get; } =
    [
        ("degrees", "degree", "make_date(awarded_year, 1, 1)", "NULL::date", "level_code", "level: { code: VALUE }"),
        ("postings", "posting", "valid_from", "valid_until", "profession_code", "profession: { code: VALUE }"),
        ("certificates", "certificate", "issued_on", "valid_until", "upper(kind)", "kind: VALUE"),
        ("academicTitles", "academic_title", "make_date(recognised_year, 1, 1)", "NULL::date", "upper(rank)", "rank: VALUE"),
        ("talentRecognitions", "talent_recognition", "valid_from", "valid_until", "upper(scheme)", "scheme: VALUE"),
        ("workingAgeExtensions", "working_age_extension", "valid_from", "valid_until", "upper(ground)", "ground: VALUE"),
        ("availabilities", "availability", "valid_from", "valid_until", "upper(kind)", "kind: VALUE"),
        ("scienceTasks", "science_task", "valid_from", "valid_until", "upper(role)", "role: VALUE"),
        ("awards", "award", "make_date(awarded_year, 1, 1)", "NULL::date", "upper(kind)", "kind: VALUE"),
        ("associationMemberships", "association_membership", "valid_from", "valid_until", "upper(role)", "role: VALUE"),
    ];

    private readonly Dictionary<string, List<Span>> records = [];

    public required IReadOnlyList<FactOfPerson> People { get; init; }

    /// <summary>Postings that count their people.</summary>
    public required ILookup<Guid, Posting> MainPostings { get; init; }

    /// <summary>Postings of any kind that ended by retirement, by person: the first day after.</summary>
    public required ILookup<Guid, DateOnly> Retirements { get; init; }

    public required ILookup<Guid, Degree> Degrees { get; init; }

    public required IReadOnlyList<Span> Agencies { get; init; }

    public required IReadOnlyList<(string Id, DateOnly? From, DateOnly? Until)> Units { get; init; }

    /// <summary>Records of a kind, by the name of its list.</summary>
    public IReadOnlyList<Span> Of(string field) => records[field];

    public static async Task<RegistryFacts> ReadAsync(RunningRegistry registry)
    {
        var facts = new RegistryFacts
        {
            People = (await registry.SqlAsync("SELECT id, birth_year::int, date_of_birth, sex, deceased_on FROM registry.person ORDER BY id"))
                .ConvertAll(row => new FactOfPerson((Guid)row[0]!, (int)row[1]!, Day(row[2]), (string)row[3]!, Day(row[4]))),
            MainPostings = (await registry.SqlAsync("SELECT id, person_id, valid_from, valid_until, profession_code, agency_id FROM registry.posting WHERE is_main"))
                .ConvertAll(row => new Posting(new Span((Guid)row[0]!, (Guid)row[1]!, Day(row[2])!.Value, Day(row[3]), (string)row[4]!), (Guid)row[5]!))
                .ToLookup(posting => posting.Span.Person),
            Retirements = (await registry.SqlAsync("SELECT person_id, valid_until FROM registry.posting WHERE end_reason = 'retirement'"))
                .ToLookup(row => (Guid)row[0]!, row => Day(row[1])!.Value),
            Degrees = (await registry.SqlAsync(
                """
                SELECT g.person_id, g.awarded_year::int, l.code, l.rank::int, l.scheme FROM registry.degree g JOIN reference.degree_level l ON l.code = g.level_code
                """)).ConvertAll(row => new Degree((Guid)row[0]!, (int)row[1]!, (string)row[2]!, (int)row[3]!, (string)row[4]!)).ToLookup(degree => degree.Person),
            Agencies = (await registry.SqlAsync("SELECT id, valid_from, valid_until, name FROM registry.agency"))
                .ConvertAll(row => new Span((Guid)row[0]!, default, Day(row[1])!.Value, Day(row[2]), (string)row[3]!)),
            Units = (await registry.SqlAsync("SELECT id, valid_from, valid_until FROM reference.administrative_unit"))
                .ConvertAll(row => ((string)row[0]!, Day(row[1]), Day(row[2]))),
        };
        foreach (var kind in Kinds)
        {
            facts.records.Add(kind.Field, (await registry.SqlAsync($"SELECT id, person_id, {kind.From}, {kind.Until}, {kind.Kind} FROM registry.{kind.Table}"))
                .ConvertAll(row => new Span((Guid)row[0]!, (Guid)row[1]!, Day(row[2])!.Value, Day(row[3]), (string)row[4]!)));
        }

        return facts;
    }

    /// <summary>The main posting of a day; null where there was none.</summary>
    public Posting? PostingOn(Guid person, DateOnly day) => MainPostings[person].SingleOrDefault(posting => posting.Span.HoldsOn(day));

    /// <summary>Level of the highest degree by the year of a day; null where there was none.</summary>
    public string? HighestLevelOn(Guid person, DateOnly day) => Degrees[person]
        .Where(degree => degree.Year <= day.Year && degree.Scheme is "education" or "clinical_specialist" && degree.Year <= day.Year)
        .OrderByDescending(degree => degree.Rank).ThenByDescending(degree => degree.Level, StringComparer.Ordinal).FirstOrDefault()?.Level;

    /// <summary>
    /// Days to ask of: any since 1990, and those on which a record begins or ends, with the day before, where an answer that is off by one shows.
    /// </summary>
    public IReadOnlyList<DateOnly> Days(int seed, int count)
    {
        var random = new Random(seed);
        var first = new DateOnly(1990, 1, 1);
        DateOnly Any() => first.AddDays(random.Next(37 * 365));
        DateOnly Edge()
        {
            var spans = records[Kinds[random.Next(Kinds.Count)].Field];
            if (spans.Count == 0)
                return Any();
            var span = spans[random.Next(spans.Count)];
            var edge = (random.Next(2) == 0 ? span.Until : null) ?? span.From;
            var day = edge.AddDays(-random.Next(2));
            return day < first ? Any() : day;
        }

        return [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? Any() : Edge())];
    }

    private static DateOnly? Day(object? value) => value switch
    {
        null => null,
        DateOnly day => day,
        DateTime moment => DateOnly.FromDateTime(moment),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a day."),
    };

    internal sealed record FactOfPerson(Guid Id, int BirthYear, DateOnly? Born, string Sex, DateOnly? DeceasedOn);

    internal sealed record Posting(Span Span, Guid Agency);

    internal sealed record Degree(Guid Person, int Year, string Level, int Rank, string Scheme);
}

using Npgsql;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Forecasts;

/// <summary>
/// How many people passed each of some filters on 31 December of each year, by district on the map of 30 June 2025: the
/// counted past of the indicators, from one statement and one pass over the main postings.
/// </summary>
public sealed class HeadcountHistory
{
    private readonly Dictionary<(int Filter, string UnitId, int Year), int> counts = [];
    private readonly Dictionary<PeopleFilter, int> indexOf = [];
    private readonly Dictionary<string, string> provinceOf = [];

    private readonly Func<int, DateOnly> dayOf;

    private HeadcountHistory(int firstYear, int lastYear, Func<int, DateOnly> dayOf) => (FirstYear, LastYear, this.dayOf) = (firstYear, lastYear, dayOf);

    /// <summary>First year counted.</summary>
    public int FirstYear { get; }

    /// <summary>Last year counted.</summary>
    public int LastYear { get; }

    /// <summary>Province of each district (or province without one) in which anybody was counted.</summary>
    public IReadOnlyDictionary<string, string> ProvinceOf => provinceOf;

    /// <summary>People of one district who passed the filter on 31 December of the year.</summary>
    /// <exception cref="KeyNotFoundException">The filter was not among those counted.</exception>
    public int Count(PeopleFilter filter, string unitId, int year) => counts.GetValueOrDefault((indexOf[filter], unitId, year));

    /// <summary>Counts on one day in place of the ends of years: <see cref="Count"/> of its year tells of the day.</summary>
    /// <param name="database">The registry.</param>
    /// <param name="filters">Whom to count; the same filter may come twice.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static Task<HeadcountHistory> ReadOnAsync(RegistryDatabase database, IEnumerable<PeopleFilter> filters, DateOnly day, CancellationToken cancellationToken) =>
        ReadAsync(database, filters, new HeadcountHistory(day.Year, day.Year, _ => day), cancellationToken);

    /// <summary>Counts, as the owner: aggregates leave this class, no person does.</summary>
    /// <param name="database">The registry.</param>
    /// <param name="filters">Whom to count; the same filter may come twice.</param>
    /// <param name="firstYear">First year, included.</param>
    /// <param name="lastYear">Last year, included.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static Task<HeadcountHistory> ReadAsync(
        RegistryDatabase database, IEnumerable<PeopleFilter> filters, int firstYear, int lastYear, CancellationToken cancellationToken) =>
        ReadAsync(database, filters, new HeadcountHistory(firstYear, lastYear, static year => new DateOnly(year, 12, 31)), cancellationToken);

    private static async Task<HeadcountHistory> ReadAsync(
        RegistryDatabase database, IEnumerable<PeopleFilter> filters, HeadcountHistory history, CancellationToken cancellationToken)
    {
        var rules = new List<FilterRule>();
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        var lists = await FilterLists.ReadAsync(connection, cancellationToken);
        foreach (var filter in filters)
        {
            if (history.indexOf.TryAdd(filter, rules.Count))
                rules.Add(new FilterRule(filter, lists));
        }

        await using var command = new NpgsqlCommand(
            """
            SELECT p.valid_from, p.valid_until, p.profession_code, p.employment_kind, p.leadership_rank, a.sector_code, a.government_level,
                   coalesce(w.district_id, w.province_id), w.province_id, o.birth_year, d.years, d.ranks
              FROM registry.posting p
              JOIN registry.person o ON o.id = p.person_id
              JOIN registry.agency a ON a.id = p.agency_id
              JOIN registry.agency_place(DATE '2025-06-30') w ON w.agency_id = a.id
              LEFT JOIN (SELECT person_id, array_agg(awarded_year) AS years, array_agg(l.rank) AS ranks
                           FROM registry.degree JOIN reference.degree_level l ON l.code = level_code
                          WHERE l.scheme IN ('education', 'clinical_specialist')
                          GROUP BY person_id) d ON d.person_id = p.person_id
             WHERE p.is_main AND p.valid_from <= $2 AND (p.valid_until IS NULL OR p.valid_until > $1)
            """,
            connection);
        command.Parameters.Add(new() { Value = history.dayOf(history.FirstYear) });
        command.Parameters.Add(new() { Value = history.dayOf(history.LastYear) });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            history.Add(PostingOf(reader), rules);
        return history;
    }

    private static CountedPosting PostingOf(NpgsqlDataReader row) => new(
        row.GetFieldValue<DateOnly>(0), row.IsDBNull(1) ? DateOnly.MaxValue : row.GetFieldValue<DateOnly>(1), row.GetString(2),
        SnakeCase.Parse<EmploymentKind>(row.GetString(3)), row.IsDBNull(4) ? null : SnakeCase.Parse<LeadershipRank>(row.GetString(4)),
        row.GetString(5), row.IsDBNull(6) ? null : SnakeCase.Parse<GovernmentLevel>(row.GetString(6)), row.GetString(7), row.GetString(8),
        row.GetInt16(9), row.IsDBNull(10) ? [] : row.GetFieldValue<short[]>(10), row.IsDBNull(11) ? [] : row.GetFieldValue<short[]>(11));

    private void Add(CountedPosting posting, List<FilterRule> rules)
    {
        provinceOf[posting.UnitId] = posting.ProvinceId;
        for (var index = 0; index < rules.Count; index++)
        {
            if (!rules[index].AdmitsPosting(posting))
                continue;

            for (var year = Math.Max(FirstYear, posting.From.Year); year <= LastYear && posting.Until > dayOf(year); year++)
            {
                if (posting.From <= dayOf(year) && rules[index].AdmitsYear(posting, year))
                    counts[(index, posting.UnitId, year)] = counts.GetValueOrDefault((index, posting.UnitId, year)) + 1;
            }
        }
    }
}

/// <summary>What of a posting and its person decides whether they are counted.</summary>
internal readonly record struct CountedPosting(
    DateOnly From, DateOnly Until, string Profession, EmploymentKind Employment, LeadershipRank? Leadership, string Sector,
    GovernmentLevel? Level, string UnitId, string ProvinceId, int BirthYear, short[] DegreeYears, short[] DegreeRanks);

using Npgsql;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Tests.Indicators;

/// <summary>What indicators mean, said once more: a plain loop over the records of everybody, in three answers. It shares nothing with the statement that it is held against.</summary>
internal sealed class IndicatorOracle
{
    private readonly Dictionary<Guid, Facts> people = [];
    private readonly Dictionary<string, (string Scheme, int Rank)> levels = [];
    private readonly Dictionary<string, string> broad = [];
    private readonly Dictionary<string, string?> parentSector = [];
    private readonly Dictionary<string, string> ethnicKinds = [];
    private readonly Dictionary<Guid, (string Code, string Sector, string? Level)> agencies = [];
    private readonly List<(string Unit, string Kind, string Province, DateOnly From, DateOnly? Until)> areas = [];
    private ILookup<Guid, (string? Commune, string? District, string? Province, DateOnly From, DateOnly? Until)> places = null!;

    public static async Task<IndicatorOracle> ReadAsync(RegistryDatabase database)
    {
        var oracle = new IndicatorOracle();
        await oracle.FillAsync(database);
        return oracle;
    }

    /// <summary>The counts of a question among the people that a role sees: by keys joined with a slash.</summary>
    public SortedDictionary<string, IndicatorCount[]> Count(IndicatorQuestion question, IReadOnlySet<Guid> visible)
    {
        var cells = new SortedDictionary<string, IndicatorCount[]>(StringComparer.Ordinal);
        for (var i = 0; i < question.Indicators.Count; i++)
        {
            var indicator = question.Indicators[i];
            foreach (var seen in Looked(indicator, question).Where(seen => visible.Contains(seen.Person.Id) && InScope(seen, question)))
            {
                if (And([Stays(seen, indicator, question), indicator.Denominator is { } whole ? Passes(seen, whole, indicator, question) : true]) != true)
                    continue;

                var answer = Passes(seen, indicator.Numerator!, indicator, question);
                var key = string.Join('/', question.By.Select(by => KeyOf(by, seen, question)));
                if (!cells.TryGetValue(key, out var counts))
                    cells[key] = counts = [.. question.Indicators.Select(each => new IndicatorCount(0, each.Denominator is null ? null : 0, 0))];
                counts[i] += new IndicatorCount(answer == true ? 1 : 0, indicator.Denominator is null ? null : 1, answer is null ? 1 : 0);
            }
        }

        return cells;
    }

    /// <summary>Who is in the numerator.</summary>
    public IEnumerable<Guid> Behind(Indicator indicator, IndicatorQuestion question, IReadOnlySet<Guid> visible) =>
        Looked(indicator, question).Where(seen => visible.Contains(seen.Person.Id) && InScope(seen, question)
            && And([Stays(seen, indicator, question), indicator.Denominator is { } whole ? Passes(seen, whole, indicator, question) : true, Passes(seen, indicator.Numerator!, indicator, question)]) == true)
            .Select(seen => seen.Person.Id);

    private IEnumerable<Seen> Looked(Indicator indicator, IndicatorQuestion question)
    {
        var day = question.AsOf.AddYears(-(indicator.After ?? 0));
        var since = indicator.Over is CountedOver.Year ? new DateOnly(day.Year, 1, 1) : day;
        foreach (var person in people.Values)
        {
            var posting = person.Postings.Where(p => p.From <= day && (p.Until is null || p.Until > since)).OrderBy(p => p.From).LastOrDefault();
            if (indicator.Among is CountedAmong.OnFile)
            {
                if (person.Died is null || person.Died > day)
                    yield return new Seen(person, posting, posting?.Agency ?? person.Keeper, since, day);
            }
            else if (posting is not null)
            {
                yield return new Seen(person, posting, posting.Agency, since, day);
            }
        }
    }

    private static bool Stays(Seen seen, Indicator indicator, IndicatorQuestion question) =>
        indicator.After is null || On(seen.Person, question.AsOf) is not null
        || !seen.Person.Postings.Exists(p => p.Until > seen.Since && p.Until <= question.AsOf && p.End is "death" or "retirement");

    private bool InScope(Seen seen, IndicatorQuestion question)
    {
        var (scope, place) = (question.Scope, PlaceOf(seen.Agency, question.MapAsOf));
        return (scope.Units.Count == 0 || scope.Units.Any(unit => unit == place.Commune || unit == place.District || unit == place.Province))
            && (scope.Sectors.Count == 0 || scope.Sectors.Any(sector => IsPart(agencies[seen.Agency].Sector, sector)))
            && (scope.GovernmentLevels.Count == 0 || scope.GovernmentLevels.Any(level => SnakeCase.Of(level) == agencies[seen.Agency].Level));
    }

    private bool? Passes(Seen seen, PeopleFilter filter, Indicator indicator, IndicatorQuestion question)
    {
        var (person, posting, agency) = (seen.Person, seen.Posting, agencies[seen.Agency]);
        var (day, year, overYear) = (seen.Day, seen.Day.Year, indicator.Over is CountedOver.Year);
        var highest = Highest(person, year);
        bool Holds(DateOnly from, DateOnly? until) => from <= day && (until is null || until > day);
        bool InYear(DateOnly from, DateOnly? until) => from <= day && (until is null || until > seen.Since);
        var answers = new List<bool?>();
        if (filter.Professions.Count > 0) answers.Add(posting is not null && filter.Professions.Contains(posting.Profession));
        if (filter.Sectors.Count > 0) answers.Add(filter.Sectors.Any(sector => IsPart(agency.Sector, sector)));
        if (filter.EmploymentKinds.Count > 0) answers.Add(posting is not null && filter.EmploymentKinds.Any(kind => SnakeCase.Of(kind) == posting.Employment));
        if (filter.GovernmentLevels.Count > 0) answers.Add(filter.GovernmentLevels.Any(level => SnakeCase.Of(level) == agency.Level));
        if (filter.LeadershipRankAtLeast is { } rank) answers.Add(posting?.Rank is { } held && SnakeCase.Parse<Domain.Careers.LeadershipRank>(held) >= rank);
        if (filter.Agencies.Count > 0) answers.Add(filter.Agencies.Contains(agency.Code));
        foreach (var asked in filter.Areas)
        {
            var (commune, district, province) = PlaceOf(seen.Agency, day);
            var listed = areas.Where(area => area.Kind == SnakeCase.Of(asked.Kind) && area.Province == province && Holds(area.From, area.Until)).ToList();
            answers.Add(listed.Count == 0 ? null : listed.Exists(area => area.Unit == commune || area.Unit == district) == asked.IsIn);
        }

        if (filter.Sexes.Count > 0) answers.Add(filter.Sexes.Any(sex => SnakeCase.Of(sex) == person.Sex));
        if (filter.AgeUnder is { } under) answers.Add(year - person.Born < under);
        if (filter.AgeAtLeast is { } least) answers.Add(year - person.Born >= least);
        if (filter.EthnicMinority is { } minority) answers.Add(ethnicKinds[person.Ethnic] switch { "minority" => minority, "majority" => !minority, _ => null });
        if (filter.DegreeLevelAtLeast is { } level) answers.Add(highest is null ? null : levels[highest.Value.Level].Rank >= levels[level].Rank);
        if (filter.DegreeFields.Count > 0) answers.Add(highest?.Field is { } field ? filter.DegreeFields.Contains(broad[field]) : null);
        if (filter.StudyModes.Count > 0)
        {
            var degrees = person.Degrees.Where(d => IsDegree(d.Level) && levels[d.Level].Rank >= levels["E40"].Rank && d.Year <= year).ToList();
            answers.Add(degrees.Count == 0 ? null : Any(degrees.Select(d => d.Mode is { } mode ? filter.StudyModes.Any(asked => SnakeCase.Of(asked) == mode) : (bool?)null)));
        }

        if (filter.JobFit) answers.Add(highest is { } has && posting?.Required is { } required ? levels[has.Level].Rank >= levels[required].Rank : null);
        foreach (var asked in filter.Certificates)
        {
            var ofKind = person.Certificates.Where(c => c.Kind == SnakeCase.Of(asked.Kind)).ToList();
            var found = Any(ofKind.Select(c => And(
            [
                asked.LevelAtLeast is { } wanted ? c.Level is { } has ? levels[has].Rank >= levels[wanted].Rank : null : true,
                asked.Languages.Count == 0 || asked.Languages.Contains(c.Language!),
                c.Until is null || c.Until > day,
                c.Issued <= day ? true : c.IsDated ? false : null,
            ])));
            answers.Add(found == false && !ofKind.Any(c => c.Issued <= day) ? null : found);
        }

        if (filter.AcademicTitles.Count > 0)
            answers.Add(Any(person.Titles.Select(t => And([filter.AcademicTitles.Any(asked => SnakeCase.Of(asked) == t.Rank), t.Year <= year ? true : t.IsDated ? false : null]))));
        if (filter.Talent is { } talent)
            answers.Add(person.Talents.Any(t => (talent.Schemes.Count == 0 || talent.Schemes.Any(asked => SnakeCase.Of(asked) == t.Scheme)) && (overYear ? t.From >= seen.Since && t.From <= day : Holds(t.From, t.Until))));
        if (filter.Award is { } award)
        {
            answers.Add(Any(person.Awards.Select(a => And(
            [
                award.Kinds.Count == 0 || award.Kinds.Any(asked => SnakeCase.Of(asked) == a.Kind),
                award.Levels.Count == 0 || award.Levels.Any(asked => SnakeCase.Of(asked) == a.Level),
                overYear ? a.IsDated ? a.Year == year : a.Year >= year ? null : false : a.Year <= year ? true : a.IsDated ? false : null,
            ]))));
        }

        if (filter.ScienceTask is { } task)
        {
            var isOver = task.Results.Count > 0 || task.Applied is not null;
            answers.Add(Any(person.Tasks.Select(t => And(
            [
                isOver ? t.Until is { } end && end.AddDays(-1) <= day && (!overYear || end > seen.Since) : overYear ? InYear(t.From, t.Until) : t.From <= day,
                task.Roles.Count == 0 || task.Roles.Any(asked => SnakeCase.Of(asked) == t.Role),
                task.Levels.Count == 0 || task.Levels.Any(asked => SnakeCase.Of(asked) == t.Level),
                task.Results.Count == 0 ? true : t.Result is { } result ? task.Results.Any(asked => SnakeCase.Of(asked) == result) : null,
                task.Applied is null ? true : t.Applied is { } applied ? applied == task.Applied : null,
            ]))));
        }

        if (filter.Membership is { } member)
            answers.Add(person.Memberships.Any(m => (member.Associations.Count == 0 || member.Associations.Contains(m.Name)) && (overYear ? InYear(m.From, m.Until) : Holds(m.From, m.Until))));
        if (filter.Availabilities.Count > 0)
        {
            var now = person.Availabilities.Where(a => Holds(a.From, a.Until)).ToList();
            answers.Add(now.Count == 0 ? null : now.Exists(a => filter.Availabilities.Any(asked => SnakeCase.Of(asked) == a.Kind)));
        }

        if (filter.WorkingAgeExtension) answers.Add(person.Extensions.Any(e => overYear ? InYear(e.From, e.Until) : Holds(e.From, e.Until)));
        if (filter.Recruited) answers.Add(person.Postings.All(p => p.From >= seen.Since));
        if (filter.StillThere) answers.Add(On(person, question.AsOf) is { } there && PlaceOf(there.Agency, question.MapAsOf).Province == PlaceOf(seen.Agency, question.MapAsOf).Province);
        return And(answers);
    }

    private static bool? And(IReadOnlyCollection<bool?> answers) => answers.Contains(false) ? false : answers.Contains(null) ? null : true;

    private static bool? Any(IEnumerable<bool?> answers)
    {
        var all = answers.ToList();
        return all.Contains(true) ? true : all.Contains(null) ? null : false;
    }

    private static Post? On(Facts person, DateOnly day) => person.Postings.Find(p => p.From <= day && (p.Until is null || p.Until > day));

    private bool IsDegree(string level) => levels[level].Scheme is "education" or "clinical_specialist";

    private (string Level, string? Field)? Highest(Facts person, int year)
    {
        var degrees = person.Degrees.Where(d => IsDegree(d.Level) && d.Year <= year).ToList();
        if (degrees.Count == 0)
            return null;

        var best = degrees.OrderByDescending(d => levels[d.Level].Rank).ThenByDescending(d => d.Level, StringComparer.Ordinal)
            .ThenByDescending(d => d.Field is { } field ? broad[field] : "", StringComparer.Ordinal).First();
        return (best.Level, best.Field);
    }

    private bool IsPart(string sector, string of)
    {
        for (var at = sector; at is not null; at = parentSector[at])
        {
            if (at == of)
                return true;
        }

        return false;
    }

    private (string? Commune, string? District, string? Province) PlaceOf(Guid agency, DateOnly map)
    {
        var found = places[agency].Where(place => place.From <= map && (place.Until is null || place.Until > map)).ToList();
        return found.Count == 0 ? default : (found[0].Commune, found[0].District, found[0].Province);
    }

    private string? KeyOf(IndicatorDimension by, Seen seen, IndicatorQuestion question)
    {
        var place = PlaceOf(seen.Agency, question.MapAsOf);
        return by switch
        {
            IndicatorDimension.Province => place.Province,
            IndicatorDimension.District => place.District ?? place.Province,
            _ => agencies[seen.Agency].Sector,
        };
    }

    private async Task FillAsync(RegistryDatabase database)
    {
        static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
        static DateOnly Day(NpgsqlDataReader row, int at) => row.GetFieldValue<DateOnly>(at);
        static DateOnly? DayOrNone(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateOnly>(at);
        async Task Each(string sql, Action<NpgsqlDataReader> take)
        {
            await using var command = database.Owner.CreateCommand(sql);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                take(reader);
        }

        await Each(
            "SELECT unit_id, kind, province_id, valid_from, valid_until FROM reference.area_classification",
            row => areas.Add((row.GetString(0), row.GetString(1), row.GetString(2), Day(row, 3), DayOrNone(row, 4))));
        await Each("SELECT code, scheme, rank FROM reference.degree_level", row => levels[row.GetString(0)] = (row.GetString(1), row.GetInt16(2)));
        await Each("SELECT code, coalesce(parent_code, code) FROM reference.field_of_study", row => broad[row.GetString(0)] = row.GetString(1));
        await Each("SELECT code, parent_code FROM reference.sector", row => parentSector[row.GetString(0)] = Text(row, 1));
        await Each("SELECT code, kind FROM reference.ethnic_group", row => ethnicKinds[row.GetString(0)] = row.GetString(1));
        await Each("SELECT id, code, sector_code, government_level FROM registry.agency", row => agencies[row.GetGuid(0)] = (row.GetString(1), row.GetString(2), Text(row, 3)));
        var found = new List<(Guid Agency, (string?, string?, string?, DateOnly, DateOnly?) Place)>();
        await Each("SELECT agency_id, commune_id, district_id, province_id, valid_from, valid_until FROM registry.agency_map",
            row => found.Add((row.GetGuid(0), (Text(row, 1), Text(row, 2), Text(row, 3), Day(row, 4), DayOrNone(row, 5)))));
        places = found.ToLookup(pair => pair.Agency, pair => pair.Place)!;
        await Each("SELECT id, birth_year, sex, ethnic_group_code, keeper_id, deceased_on FROM registry.person",
            row => people[row.GetGuid(0)] = new Facts(row.GetGuid(0), row.GetInt16(1), row.GetString(2), row.GetString(3), row.GetGuid(4), DayOrNone(row, 5)));
        await Each("SELECT person_id, agency_id, valid_from, valid_until, profession_code, employment_kind, leadership_rank, required_level_code, end_reason FROM registry.posting WHERE is_main",
            row => people[row.GetGuid(0)].Postings.Add(new Post(row.GetGuid(1), Day(row, 2), DayOrNone(row, 3), row.GetString(4), row.GetString(5), Text(row, 6), Text(row, 7), Text(row, 8))));
        await Each("SELECT person_id, level_code, field_code, awarded_year, study_mode FROM registry.degree",
            row => people[row.GetGuid(0)].Degrees.Add((row.GetString(1), Text(row, 2), row.GetInt16(3), Text(row, 4))));
        await Each("SELECT person_id, kind, level_code, language_code, issued_on, valid_until, is_dated FROM registry.certificate",
            row => people[row.GetGuid(0)].Certificates.Add((row.GetString(1), Text(row, 2), Text(row, 3), Day(row, 4), DayOrNone(row, 5), row.GetBoolean(6))));
        await Each("SELECT person_id, rank, recognised_year, is_dated FROM registry.academic_title", row => people[row.GetGuid(0)].Titles.Add((row.GetString(1), row.GetInt16(2), row.GetBoolean(3))));
        await Each("SELECT person_id, scheme, valid_from, valid_until FROM registry.talent_recognition", row => people[row.GetGuid(0)].Talents.Add((row.GetString(1), Day(row, 2), DayOrNone(row, 3))));
        await Each("SELECT person_id, kind, level, awarded_year, is_dated FROM registry.award", row => people[row.GetGuid(0)].Awards.Add((row.GetString(1), row.GetString(2), row.GetInt16(3), row.GetBoolean(4))));
        await Each("SELECT person_id, role, level, valid_from, valid_until, result, is_applied FROM registry.science_task",
            row => people[row.GetGuid(0)].Tasks.Add((row.GetString(1), row.GetString(2), Day(row, 3), DayOrNone(row, 4), Text(row, 5), row.IsDBNull(6) ? null : row.GetBoolean(6))));
        await Each("SELECT person_id, association, valid_from, valid_until FROM registry.association_membership", row => people[row.GetGuid(0)].Memberships.Add((row.GetString(1), Day(row, 2), DayOrNone(row, 3))));
        await Each("SELECT person_id, kind, valid_from, valid_until FROM registry.availability", row => people[row.GetGuid(0)].Availabilities.Add((row.GetString(1), Day(row, 2), DayOrNone(row, 3))));
        await Each("SELECT person_id, valid_from, valid_until FROM registry.working_age_extension", row => people[row.GetGuid(0)].Extensions.Add((Day(row, 1), DayOrNone(row, 2))));
    }

    private sealed record Seen(Facts Person, Post? Posting, Guid Agency, DateOnly Since, DateOnly Day);

    private sealed record Post(Guid Agency, DateOnly From, DateOnly? Until, string Profession, string Employment, string? Rank, string? Required, string? End);

    private sealed record Facts(Guid Id, int Born, string Sex, string Ethnic, Guid Keeper, DateOnly? Died)
    {
        public List<Post> Postings { get; } = [];

        public List<(string Level, string? Field, int Year, string? Mode)> Degrees { get; } = [];

        public List<(string Kind, string? Level, string? Language, DateOnly Issued, DateOnly? Until, bool IsDated)> Certificates { get; } = [];

        public List<(string Rank, int Year, bool IsDated)> Titles { get; } = [];

        public List<(string Scheme, DateOnly From, DateOnly? Until)> Talents { get; } = [];

        public List<(string Kind, string Level, int Year, bool IsDated)> Awards { get; } = [];

        public List<(string Role, string Level, DateOnly From, DateOnly? Until, string? Result, bool? Applied)> Tasks { get; } = [];

        public List<(string Name, DateOnly From, DateOnly? Until)> Memberships { get; } = [];

        public List<(string Kind, DateOnly From, DateOnly? Until)> Availabilities { get; } = [];

        public List<(DateOnly From, DateOnly? Until)> Extensions { get; } = [];
    }
}

using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Indicators;

/// <summary>The people of one slot, day and scope as SQL, and each indicator of the slot as conditions over them: what counts and lists are written from.</summary>
internal sealed class IndicatorSql
{
    private readonly IndicatorSlot slot;
    private readonly PeopleAsked asked;
    private readonly DateOnly since;
    private readonly DateOnly day;
    private readonly StatementArguments arguments;
    private readonly RecordJoins joins;
    private readonly bool isEthnicAsked;
    private readonly bool isPlaced;

    /// <param name="slot">Whom to look at, and when.</param>
    /// <param name="indicators">Indicators of the slot: all that will be asked of it.</param>
    /// <param name="asked">Where, on which day, by which map.</param>
    /// <param name="isPlaced">Whether places, as w, are needed beyond the scope.</param>
    /// <param name="arguments">Takes the values.</param>
    public IndicatorSql(IndicatorSlot slot, IEnumerable<Indicator> indicators, PeopleAsked asked, bool isPlaced, StatementArguments arguments)
    {
        (this.slot, this.asked, this.arguments) = (slot, asked, arguments);
        (since, day) = slot.DaysOf(asked.AsOf);
        joins = new RecordJoins(Only("r.person_id", "WHERE"));
        // Planners and leaders have no right to the column: a statement that does not ask for it must not name it.
        isEthnicAsked = indicators.Any(indicator => indicator.IsSensitive);
        this.isPlaced = isPlaced || asked.Scope.Units.Count > 0 || slot.After is not null;
        if (slot.After is not null)
            JoinThoseWhoStayed();
    }

    /// <summary>Number of the area where somebody stands, as registry.area; -1 where the agency has no seat.</summary>
    public string Area()
    {
        joins.Add("area", "LEFT JOIN registry.agency_area area ON area.agency_id = s.agency_id");
        return "coalesce(area.area_id, -1)";
    }

    /// <summary>Whether somebody of the scope belongs to the base; of a count or ratio, to those who are looked at.</summary>
    public string Base(Indicator indicator)
    {
        List<string> parts = [];
        // Who died or retired has left the group: setting talent-leavers.
        if (slot.After is not null)
            parts.Add("NOT (there.person_id IS NULL AND coalesce(gone.lawfully, false))");
        if (indicator.Denominator is { } whole)
            parts.Add(FilterOf(indicator).Of(whole));
        return parts.Count == 0 ? "true" : string.Join(" AND ", parts);
    }

    /// <summary>Whether somebody passes: true, false, or null where it is unknown.</summary>
    public string Numerator(Indicator indicator) => FilterOf(indicator).Of(indicator.Numerator!);

    /// <summary>The people s with all that is joined to them, where they are in the scope; all conditions must have been asked for before.</summary>
    public string From()
    {
        var place = isPlaced
            ? $"\n  LEFT JOIN registry.agency_map w ON w.agency_id = s.agency_id AND w.valid_from <= {arguments.Add(asked.MapAsOf)} AND (w.valid_until > {arguments.Add(asked.MapAsOf)} OR w.valid_until IS NULL)"
            : "";
        return $"""
            FROM ({People()}) s{place}
              {joins.Sql}
             WHERE {string.Join(" AND ", Conditions())}
            """;
    }

    private FilterSql FilterOf(Indicator indicator) => new(indicator, since, day, arguments, joins, Only("c.person_id", "AND"));

    // The same people everywhere, so that the records of others are not even looked at.
    private string Only(string person, string conjunction) => asked.Only is { } people ? $" {conjunction} {person} = ANY ({arguments.Add(people, "uuid[]")})" : "";

    private IEnumerable<string> Conditions()
    {
        var scope = asked.Scope;
        yield return "true";
        if (scope.Units.Count > 0)
            yield return $"ARRAY[w.commune_id, w.district_id, w.province_id] && {arguments.Add(scope.Units)}";
        if (scope.Sectors.Count > 0)
            yield return FilterSql.InSectors(scope.Sectors, arguments);
        if (scope.Agencies.Count > 0)
            yield return $"s.agency_id = ANY (ARRAY(SELECT registry.agencies_below({arguments.Add(scope.Agencies.ToArray(), "uuid[]")}, {arguments.Add(asked.AsOf)})))";
        if (scope.GovernmentLevels.Count > 0)
            yield return $"s.government_level = ANY ({arguments.Add(scope.GovernmentLevels.Select(SnakeCase.Of))})";
    }

    private void JoinThoseWhoStayed()
    {
        var (today, map) = (arguments.Add(asked.AsOf), arguments.Add(asked.MapAsOf));
        joins.Add("there", $"""
            LEFT JOIN (SELECT c.person_id, m.province_id FROM registry.career_span c
                         LEFT JOIN registry.agency_map m ON m.agency_id = c.agency_id AND m.valid_from <= {map} AND (m.valid_until > {map} OR m.valid_until IS NULL)
                        WHERE c.valid_from <= {today} AND (c.valid_until IS NULL OR c.valid_until > {today}){Only("c.person_id", "AND")}) there ON there.person_id = s.person_id
            """);
        joins.Add("gone", $"""
            LEFT JOIN (SELECT p.person_id, bool_or(p.end_reason IN ('death', 'retirement')) AS lawfully
                         FROM registry.posting p WHERE p.is_main AND p.valid_until > {arguments.Add(since)} AND p.valid_until <= {today}{Only("p.person_id", "AND")}
                        GROUP BY p.person_id) gone ON gone.person_id = s.person_id
            """);
    }

    private string People()
    {
        if (slot.Among is CountedAmong.OnFile)
            return OnFile(arguments.Add(day));

        // Nobody has two main postings on one day: only over a year may there be several spans, of which the last tells.
        var ethnic = isEthnicAsked ? "c.ethnic_group_code" : "NULL::text AS ethnic_group_code";
        var columns = $"c.person_id, c.agency_id, c.valid_from AS span_from, c.birth_year, c.sex, {ethnic}, c.sector_code, c.government_level, c.profession_code, c.employment_kind, c.leadership_rank, c.level_code, c.field_code";
        var where = $"FROM registry.career_span c WHERE c.valid_from <= {arguments.Add(day)} AND (c.valid_until IS NULL OR c.valid_until > {arguments.Add(since)}){Only("c.person_id", "AND")}";
        return slot.Over is CountedOver.Year
            ? $"SELECT DISTINCT ON (c.person_id) {columns} {where} ORDER BY c.person_id, c.valid_from DESC"
            : $"SELECT {columns} {where}";
    }

    private string OnFile(string until)
    {
        var ethnic = isEthnicAsked ? "o.ethnic_group_code" : "NULL::text AS ethnic_group_code";
        return $"""
            SELECT o.id AS person_id, coalesce(c.agency_id, o.keeper_id) AS agency_id, c.valid_from AS span_from, o.birth_year, o.sex, {ethnic},
                   coalesce(c.sector_code, g.sector_code) AS sector_code, CASE WHEN c.person_id IS NULL THEN g.government_level ELSE c.government_level END AS government_level,
                   c.profession_code, c.employment_kind, c.leadership_rank, CASE WHEN c.person_id IS NULL THEN h.level_code ELSE c.level_code END AS level_code,
                   CASE WHEN c.person_id IS NULL THEN h.field_code ELSE c.field_code END AS field_code
              FROM registry.person o JOIN registry.agency_class_on({until}) g ON g.agency_id = o.keeper_id
              LEFT JOIN registry.career_span c ON c.person_id = o.id AND c.valid_from <= {until} AND (c.valid_until IS NULL OR c.valid_until > {until})
              LEFT JOIN (SELECT DISTINCT ON (d.person_id) d.person_id, l.code AS level_code, coalesce(f.parent_code, f.code) AS field_code
                           FROM registry.degree d JOIN reference.degree_level l ON l.code = d.level_code LEFT JOIN reference.field_of_study f ON f.code = d.field_code
                          WHERE d.awarded_year <= {arguments.Add(day.Year, "int")} AND l.scheme IN ('education', 'clinical_specialist'){Only("d.person_id", "AND")}
                          ORDER BY d.person_id, l.rank DESC, l.code DESC, coalesce(f.parent_code, f.code) DESC NULLS LAST) h ON h.person_id = o.id
             WHERE (o.deceased_on IS NULL OR o.deceased_on > {until}){Only("o.id", "AND")}
            """;
    }
}

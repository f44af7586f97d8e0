using TalentRegistry.Data.Headcounts;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Indicators;

/// <summary>
/// A filter as a condition over the people s of a statement. SQL's own three answers are the meaning: true passes, false does not,
/// null is unknown, and AND of them is what is known of all parts together. Nothing else in the registry says what a filter means.
/// </summary>
/// <param name="indicator">The indicator whose filter it is: when, and of whom.</param>
/// <param name="since">First day on which its people are looked at.</param>
/// <param name="day">Last such day.</param>
/// <param name="arguments">Takes the values.</param>
/// <param name="joins">Takes what has to be joined.</param>
/// <param name="only">One more condition on careers c; empty for none.</param>
internal sealed class FilterSql(Indicator indicator, DateOnly since, DateOnly day, StatementArguments arguments, RecordJoins joins, string only)
{
    private string Since => arguments.Add(since);

    private string Day => arguments.Add(day);

    private string Year => arguments.Add(day.Year, "int");

    private string Held => $"r.valid_from <= {Day} AND (r.valid_until IS NULL OR r.valid_until > {Day})";

    private string HeldInYear => $"r.valid_from <= {Day} AND (r.valid_until IS NULL OR r.valid_until > {Since})";

    private bool OverYear => indicator.Over is CountedOver.Year;

    /// <summary>The condition.</summary>
    public string Of(PeopleFilter filter)
    {
        string[] parts = [.. Posting(filter), .. Person(filter), .. Degrees(filter), .. Records(filter), .. Flows(filter)];
        return parts.Length == 0 ? "true" : string.Join(" AND ", parts);
    }

    /// <summary>Whether anybody may be unknown to it.</summary>
    public static bool MayBeUnknown(PeopleFilter filter) =>
        filter.DegreeLevelAtLeast is not null || filter.DegreeFields.Count > 0 || filter.StudyModes.Count > 0 || filter.Certificates.Count > 0
        || filter.AcademicTitles.Count > 0 || filter.JobFit || filter.Award is not null || filter.ScienceTask is not null || filter.Availabilities.Count > 0
        || filter.EthnicMinority is not null || filter.Areas.Count > 0;

    private IEnumerable<string> Posting(PeopleFilter filter)
    {
        if (filter.Professions.Count > 0)
            yield return AtWork($"s.profession_code = ANY ({arguments.Add(filter.Professions)})");
        if (filter.LeadershipRankAtLeast is { } rank)
            yield return $"coalesce(s.leadership_rank = ANY ({arguments.Add(Enum.GetValues<LeadershipRank>().Where(held => held >= rank).Select(SnakeCase.Of))}), false)";
        if (filter.EmploymentKinds.Count > 0)
            yield return AtWork($"s.employment_kind = ANY ({arguments.Add(filter.EmploymentKinds.Select(SnakeCase.Of))})");
        // Outside the state there is no level of government: that is known.
        if (filter.GovernmentLevels.Count > 0)
            yield return $"coalesce(s.government_level = ANY ({arguments.Add(filter.GovernmentLevels.Select(SnakeCase.Of))}), false)";
        if (filter.Sectors.Count > 0)
            yield return InSectors(filter.Sectors, arguments);
        if (filter.Agencies.Count > 0)
            yield return $"s.agency_id = ANY (ARRAY(SELECT g.id FROM registry.agency g WHERE g.code = ANY ({arguments.Add(filter.Agencies)})))";
        foreach (var area in filter.Areas)
            yield return area.IsIn ? InArea(area.Kind) : $"NOT {InArea(area.Kind)}";
    }

    // By where the agency sits on the day. No row where its province has no list of the kind then: that is unknown.
    private string InArea(AreaKind kind)
    {
        var name = $"area_{SnakeCase.Of(kind)}";
        joins.Add(name, $"""
            LEFT JOIN (SELECT m.agency_id, bool_or(k.unit_id IN (coalesce(m.commune_id, ''), coalesce(m.district_id, ''))) AS is_in
                         FROM reference.area_classification k
                         JOIN registry.agency_map m ON m.province_id = k.province_id AND m.valid_from <= {Day} AND (m.valid_until > {Day} OR m.valid_until IS NULL)
                        WHERE k.kind = {arguments.Add(SnakeCase.Of(kind), "text")} AND k.valid_from <= {Day} AND (k.valid_until > {Day} OR k.valid_until IS NULL)
                        GROUP BY m.agency_id) {name} ON {name}.agency_id = s.agency_id
            """);
        return $"{name}.is_in";
    }

    private IEnumerable<string> Person(PeopleFilter filter)
    {
        if (filter.Sexes.Count > 0)
            yield return $"s.sex = ANY ({arguments.Add(filter.Sexes.Select(SnakeCase.Of))})";
        // Age is that of 31 December, as headcounts take it: setting age-reference.
        if (filter.AgeUnder is { } under)
            yield return $"{Year} - s.birth_year < {arguments.Add(under, "int")}";
        if (filter.AgeAtLeast is { } least)
            yield return $"{Year} - s.birth_year >= {arguments.Add(least, "int")}";
        if (filter.EthnicMinority is { } minority)
        {
            joins.Add("ethnic", "LEFT JOIN reference.ethnic_group ethnic ON ethnic.code = s.ethnic_group_code");
            yield return $"CASE ethnic.kind WHEN 'minority' THEN {(minority ? "true" : "false")} WHEN 'majority' THEN {(minority ? "false" : "true")} END";
        }
    }

    private IEnumerable<string> Degrees(PeopleFilter filter)
    {
        if (filter.DegreeLevelAtLeast is { } level)
            yield return $"s.level_code = ANY ({LevelsFrom(arguments.Add(level, "text"))})";
        if (filter.DegreeFields.Count > 0)
            yield return $"s.field_code = ANY ({arguments.Add(filter.DegreeFields)})";
        if (filter.StudyModes.Count > 0)
        {
            var university = $"r.level_code = ANY ({LevelsFrom("'E40'")}) AND r.awarded_year <= {Year}";
            yield return joins.Any("degree", $"{university} AND r.study_mode = ANY ({arguments.Add(filter.StudyModes.Select(SnakeCase.Of))})", university);
        }

        if (filter.JobFit)
        {
            // A span lies in one posting: the one that its first day is in.
            joins.Add("fit", """
                LEFT JOIN registry.posting fit ON fit.person_id = s.person_id AND fit.is_main AND fit.valid_from <= s.span_from AND (fit.valid_until IS NULL OR fit.valid_until > s.span_from)
                  LEFT JOIN reference.degree_level fit_has ON fit_has.code = s.level_code
                  LEFT JOIN reference.degree_level fit_asks ON fit_asks.code = fit.required_level_code
                """);
            yield return "fit_has.rank >= fit_asks.rank";
        }
    }

    private IEnumerable<string> Records(PeopleFilter filter)
    {
        foreach (var certificate in filter.Certificates)
            yield return Certificate(certificate);
        if (filter.AcademicTitles.Count > 0)
        {
            yield return joins.Any("academic_title",
                $"r.rank = ANY ({arguments.Add(filter.AcademicTitles.Select(SnakeCase.Of))}) AND (r.recognised_year <= {Year} OR {Undated("r.is_dated")})");
        }

        if (filter.Talent is { } talent)
            yield return joins.Any("talent_recognition", $"{OneOf("r.scheme", talent.Schemes)} AND {(OverYear ? $"r.valid_from >= {Since} AND r.valid_from <= {Day}" : Held)}");
        if (filter.Award is { } award)
        {
            var inTime = OverYear
                ? $"CASE WHEN r.is_dated THEN r.awarded_year = {Year} WHEN r.awarded_year >= {Year} THEN NULL ELSE false END"
                : $"(r.awarded_year <= {Year} OR {Undated("r.is_dated")})";
            yield return joins.Any("award", $"{OneOf("r.kind", award.Kinds)} AND {OneOf("r.level", award.Levels)} AND {inTime}");
        }

        if (filter.ScienceTask is { } task)
            yield return ScienceTask(task);
        if (filter.Membership is { } member)
        {
            var name = member.Associations.Count == 0
                ? "true"
                : $"reference.fold(r.association) = ANY (ARRAY(SELECT reference.fold(asked_name) FROM unnest({arguments.Add(member.Associations)}) asked_name))";
            yield return joins.Any("association_membership", $"{name} AND {(OverYear ? HeldInYear : Held)}");
        }

        if (filter.Availabilities.Count > 0)
            yield return joins.Any("availability", $"{Held} AND {OneOf("r.kind", filter.Availabilities)}", Held);
        if (filter.WorkingAgeExtension)
            yield return joins.Any("working_age_extension", OverYear ? HeldInYear : Held);
    }

    private string Certificate(CertificateAsked certificate)
    {
        var kind = $"r.kind = {arguments.Add(SnakeCase.Of(certificate.Kind), "text")}";
        var level = certificate.LevelAtLeast is { } least
            ? $"r.level_code = ANY (ARRAY(SELECT l.code FROM reference.degree_level l JOIN reference.degree_level least USING (scheme) WHERE least.code = {arguments.Add(least, "text")} AND l.rank >= least.rank))"
            : "true";
        var language = certificate.Languages.Count > 0 ? $"r.language_code = ANY ({arguments.Add(certificate.Languages)})" : "true";
        var valid = $"(r.valid_until IS NULL OR r.valid_until > {Day}) AND (r.issued_on <= {Day} OR {Undated("r.is_dated")})";
        return joins.Any("certificate", $"{kind} AND {level} AND {language} AND {valid}", $"{kind} AND r.issued_on <= {Day}");
    }

    private string ScienceTask(ScienceTaskAsked task)
    {
        // What became of a task is asked of those that have ended.
        var time = task.Results.Count == 0 && task.Applied is null
            ? OverYear ? HeldInYear : $"r.valid_from <= {Day}"
            : OverYear ? $"r.valid_until > {Since} AND r.valid_until <= {Day} + 1" : $"r.valid_until <= {Day} + 1";
        var applied = task.Applied is { } wanted ? $"r.is_applied = {(wanted ? "true" : "false")}" : "true";
        return joins.Any("science_task", $"coalesce({time}, false) AND {OneOf("r.role", task.Roles)} AND {OneOf("r.level", task.Levels)} AND {OneOf("r.result", task.Results)} AND {applied}");
    }

    private IEnumerable<string> Flows(PeopleFilter filter)
    {
        if (filter.Recruited)
        {
            joins.Add("earlier", $"LEFT JOIN (SELECT DISTINCT c.person_id FROM registry.career_span c WHERE c.valid_from < {Since}{only}) earlier ON earlier.person_id = s.person_id");
            yield return "earlier.person_id IS NULL";
        }

        if (filter.StillThere)
            yield return "(there.person_id IS NOT NULL AND there.province_id IS NOT DISTINCT FROM w.province_id)";
    }

    // Who is not at work has no profession and no employment: that is known.
    private string AtWork(string condition) => indicator.Among is CountedAmong.OnFile ? $"coalesce({condition}, false)" : condition;

    private string OneOf<TEnum>(string column, IReadOnlyList<TEnum> values) where TEnum : struct, Enum =>
        values.Count == 0 ? "true" : $"{column} = ANY ({arguments.Add(values.Select(SnakeCase.Of))})";

    // Of a record without a day it is known by when it was there, not since when.
    private static string Undated(string isDated) => $"CASE WHEN {isDated} THEN false END";

    private static string LevelsFrom(string level) =>
        $"ARRAY(SELECT l.code FROM reference.degree_level l WHERE l.scheme IN ('education', 'clinical_specialist') AND l.rank >= (SELECT least.rank FROM reference.degree_level least WHERE least.code = {level}))";

    /// <summary>Sectors with their parts.</summary>
    public static string InSectors(IReadOnlyList<string> sectors, StatementArguments arguments) =>
        $"""
        s.sector_code = ANY (ARRAY(WITH RECURSIVE part AS (SELECT unnest({arguments.Add(sectors)}) AS code
          UNION SELECT n.code FROM reference.sector n JOIN part ON n.parent_code = part.code) SELECT code FROM part))
        """;
}

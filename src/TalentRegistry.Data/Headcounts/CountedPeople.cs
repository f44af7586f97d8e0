using System.Globalization;
using TalentRegistry.Domain.Careers;

namespace TalentRegistry.Data.Headcounts;

/// <summary>
/// The people of a question as SQL: FROM and WHERE, which the count and the list behind it share. Only what the question needs
/// is joined. Arguments stand as {0}, {1}, … in the text.
/// </summary>
internal sealed class CountedPeople
{
    private readonly HeadcountQuestion question;
    private readonly PeopleSource source;
    private readonly List<object> arguments = [];
    private readonly List<string> joins = [];
    private readonly List<string> conditions = [];
    private readonly string from;

    /// <param name="question">The question.</param>
    /// <param name="source">Where the people are read from.</param>
    public CountedPeople(HeadcountQuestion question, PeopleSource source)
    {
        (this.question, this.source) = (question, source);
        from = source.From(question.AsOf, Argument);
        if (source.Grain is null)
        {
            var asOf = Argument(question.AsOf);
            conditions.Add($"s.valid_from <= {asOf} AND (s.valid_until IS NULL OR s.valid_until > {asOf})");
        }

        FilterPosting();
        FilterPerson();
        JoinPlaces();
        GroupKeys = [.. question.By.Select(GroupKeyOf)];
    }

    /// <summary>An expression for each dimension, to group by.</summary>
    public IReadOnlyList<string> GroupKeys { get; }

    /// <summary>Values of {0}, {1}, …; never null.</summary>
    public object[] Arguments => [.. arguments];

    /// <summary>FROM and WHERE.</summary>
    public string Sql =>
        $"""
          FROM {from}
          {string.Join("\n  ", joins)}
         WHERE {(conditions.Count > 0 ? string.Join("\n   AND ", conditions) : "true")}
        """;

    /// <summary>How many people the rows stand for.</summary>
    public string Count => source.Grain is null ? "count(*)::int" : "coalesce(sum(s.people), 0)::int";

    /// <summary>The code that a group key stands for.</summary>
    public static string CodeOf(HeadcountDimension by, string groupKey) => by switch
    {
        HeadcountDimension.AgeBand => $"(ARRAY['0-24','25-29','30-34','35-39','40-44','45-49','50-54','55-59','60-64','65+'])[{groupKey}]",
        _ => groupKey,
    };

    /// <summary>Adds a value and gives its place in the text.</summary>
    public string Argument(object value)
    {
        arguments.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"{{{arguments.Count - 1}}}");
    }

    /// <summary>Leaves only the people of one cell.</summary>
    /// <param name="codes">A code for each dimension; null for "unknown or none".</param>
    public void Restrict(IReadOnlyList<string?> codes)
    {
        if (codes.Count != GroupKeys.Count)
            throw new ArgumentException($"A cell of this question has {GroupKeys.Count} codes, not {codes.Count}.", nameof(codes));

        for (var i = 0; i < codes.Count; i++)
        {
            var key = CodeOf(question.By[i], GroupKeys[i]);
            conditions.Add(codes[i] is { } code ? $"{key} = {Argument(code)}" : $"{key} IS NULL");
        }
    }

    private void FilterPosting()
    {
        if (question.Filter.Agencies is { Count: > 0 } agencies)
        {
            conditions.Add(question.Filter.IncludeDescendants
                ? $"s.agency_id = ANY (ARRAY(SELECT registry.agencies_below({Argument(agencies.ToArray())}, {Argument(question.AsOf)})))"
                : $"s.agency_id = ANY ({Argument(agencies.ToArray())})");
        }

        var filter = question.Filter.People;
        if (filter.Professions.Count > 0)
            conditions.Add($"s.profession_code = ANY ({Argument(filter.Professions.ToArray())})");
        if (filter.Sectors.Count > 0)
        {
            conditions.Add(
                $"""
                s.sector_code IN (WITH RECURSIVE part AS (SELECT unnest({Argument(filter.Sectors.ToArray())}) AS code
                                  UNION SELECT s.code FROM reference.sector s JOIN part ON s.parent_code = part.code) SELECT code FROM part)
                """);
        }

        if (filter.EmploymentKinds.Count > 0)
            conditions.Add($"s.employment_kind = ANY ({Argument(filter.EmploymentKinds.Select(SnakeCase.Of).ToArray())})");
        if (filter.GovernmentLevels.Count > 0)
            conditions.Add($"s.government_level = ANY ({Argument(filter.GovernmentLevels.Select(SnakeCase.Of).ToArray())})");
        if (filter.LeadershipRankAtLeast is { } least)
            conditions.Add($"s.leadership_rank = ANY ({Argument(Enum.GetValues<LeadershipRank>().Where(rank => rank >= least).Select(SnakeCase.Of).ToArray())})");
    }

    private void FilterPerson()
    {
        var filter = question.Filter;
        if (filter.Sexes.Count > 0)
            conditions.Add($"s.sex = ANY ({Argument(filter.Sexes.Select(SnakeCase.Of).ToArray())})");
        if (filter.EthnicGroups.Count > 0)
            conditions.Add($"s.ethnic_group_code = ANY ({Argument(filter.EthnicGroups.ToArray())})");
        if (filter.AgeAtLeast is { } least)
            conditions.Add(source.Grain is null ? $"s.birth_year <= {Argument(question.AsOf.Year - least)}" : $"s.age_band >= registry.age_band({Argument(least)})");
        if (filter.People.AgeUnder is { } under)
            conditions.Add(source.Grain is null ? $"s.birth_year > {Argument(question.AsOf.Year - under)}" : $"s.age_band < registry.age_band({Argument(under)})");
        if (filter.People.DegreeLevelAtLeast is { } level)
        {
            conditions.Add(
                $"""
                s.level_code IN (SELECT l.code FROM reference.degree_level l
                                  WHERE l.scheme IN ('education', 'clinical_specialist')
                                    AND l.rank >= (SELECT least.rank FROM reference.degree_level least WHERE least.code = {Argument(level)}))
                """);
        }
    }

    private void JoinPlaces()
    {
        var units = question.Filter.Units;
        var byCommune = question.By.Contains(HeadcountDimension.Commune) || (source.Grain is null && units.Count > 0);
        if (units.Count == 0 && !byCommune && !question.By.Any(by => by is HeadcountDimension.Province or HeadcountDimension.District))
            return;

        var map = Argument(question.MapAsOf);
        var (table, key) = byCommune ? ("agency_map", "agency_id") : ("area_map", "area_id");
        joins.Add($"LEFT JOIN registry.{table} w ON w.{key} = s.{key} AND w.valid_from <= {map} AND (w.valid_until > {map} OR w.valid_until IS NULL)");
        if (units.Count > 0)
            conditions.Add(question.Filter.IncludeDescendants
                ? $"ARRAY[{(byCommune ? "w.commune_id, " : "")}w.district_id, w.province_id] && {Argument(units.ToArray())}"
                : $"coalesce(w.commune_id, w.district_id, w.province_id) = ANY ({Argument(units.ToArray())})");
    }

    private string GroupKeyOf(HeadcountDimension by) => by switch
    {
        HeadcountDimension.Sector => "s.sector_code",
        HeadcountDimension.Province => "w.province_id",
        HeadcountDimension.District => "w.district_id",
        HeadcountDimension.Commune => "w.commune_id",
        HeadcountDimension.Profession => "s.profession_code",
        HeadcountDimension.DegreeLevel => "s.level_code",
        // A degree without a field and no degree are both "unknown".
        HeadcountDimension.Field => "s.field_code",
        HeadcountDimension.Sex => "s.sex",
        HeadcountDimension.AgeBand when source.Grain is null => string.Create(CultureInfo.InvariantCulture, $"registry.age_band({question.AsOf.Year} - s.birth_year)"),
        HeadcountDimension.AgeBand => "s.age_band",
        HeadcountDimension.EthnicGroup => "s.ethnic_group_code",
        HeadcountDimension.EmploymentKind => "s.employment_kind",
        HeadcountDimension.LeadershipRank => "s.leadership_rank",
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "No such dimension."),
    };
}

using System.Globalization;
using TalentRegistry.Domain.Careers;

namespace TalentRegistry.Data.Headcounts;

/// <summary>
/// The people of a question as SQL: FROM and WHERE, one row a person (main postings do not overlap), which the count and the
/// list behind it share. Only what the question needs is joined. Arguments stand as {0}, {1}, … in the text.
/// </summary>
internal sealed class CountedPeople
{
    private readonly HeadcountQuestion question;
    private readonly List<object> arguments = [];
    private readonly List<string> joins = [];
    private readonly List<string> conditions = [];

    /// <param name="question">The question.</param>
    /// <param name="ofEveryEthnicGroup">Leaves the condition on ethnic groups out, to count those who fail it as well.</param>
    public CountedPeople(HeadcountQuestion question, bool ofEveryEthnicGroup = false)
    {
        this.question = question;
        var asOf = Argument(question.AsOf);
        conditions.Add($"p.is_main AND p.valid_from <= {asOf} AND (p.valid_until IS NULL OR p.valid_until > {asOf})");
        // A posting is seen only by those who see its person, so that the person is joined for its columns alone.
        if (NeedsPerson)
            joins.Add("JOIN registry.person o ON o.id = p.person_id");
        if (NeedsAgency)
            joins.Add("JOIN registry.agency a ON a.id = p.agency_id");
        FilterPosting();
        FilterPerson(ofEveryEthnicGroup);
        JoinPlaces();
        JoinHighestDegree();
        GroupKeys = [.. question.By.Select(GroupKeyOf)];
    }

    /// <summary>An expression for each dimension, to group by.</summary>
    public IReadOnlyList<string> GroupKeys { get; }

    /// <summary>Values of {0}, {1}, …; never null.</summary>
    public object[] Arguments => [.. arguments];

    /// <summary>FROM and WHERE.</summary>
    public string Sql =>
        $"""
          FROM registry.posting p
          {string.Join("\n  ", joins)}
         WHERE {string.Join("\n   AND ", conditions)}
        """;

    private bool NeedsPerson =>
        question.By.Any(by => by is HeadcountDimension.Sex or HeadcountDimension.AgeBand or HeadcountDimension.EthnicGroup)
        || question.Filter.Sexes.Count > 0 || question.Filter.EthnicGroups.Count > 0 || question.Filter.AgeAtLeast is not null
        || question.Filter.People.AgeUnder is not null;

    private bool NeedsAgency =>
        question.By.Contains(HeadcountDimension.Sector) || question.Filter.People.Sectors.Count > 0 || question.Filter.People.GovernmentLevels.Count > 0;

    /// <summary>The code that a group key stands for.</summary>
    public static string CodeOf(HeadcountDimension by, string groupKey) => by switch
    {
        HeadcountDimension.DegreeLevel =>
            $"(ARRAY(SELECT code FROM reference.degree_level WHERE scheme IN ('education', 'clinical_specialist') ORDER BY rank, code))[{groupKey}]",
        HeadcountDimension.Field => $"(ARRAY(SELECT code FROM reference.field_of_study WHERE parent_code IS NULL ORDER BY code))[{groupKey}]",
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
        var filter = question.Filter.People;
        if (filter.Professions.Count > 0)
            conditions.Add($"p.profession_code = ANY ({Argument(filter.Professions.ToArray())})");
        if (filter.Sectors.Count > 0)
        {
            conditions.Add(
                $"""
                a.sector_code IN (WITH RECURSIVE part AS (SELECT unnest({Argument(filter.Sectors.ToArray())}) AS code
                                  UNION SELECT s.code FROM reference.sector s JOIN part ON s.parent_code = part.code) SELECT code FROM part)
                """);
        }

        if (filter.EmploymentKinds.Count > 0)
            conditions.Add($"p.employment_kind = ANY ({Argument(filter.EmploymentKinds.Select(SnakeCase.Of).ToArray())})");
        if (filter.GovernmentLevels.Count > 0)
            conditions.Add($"a.government_level = ANY ({Argument(filter.GovernmentLevels.Select(SnakeCase.Of).ToArray())})");
        if (filter.LeadershipRankAtLeast is { } least)
            conditions.Add($"p.leadership_rank = ANY ({Argument(Enum.GetValues<LeadershipRank>().Where(rank => rank >= least).Select(SnakeCase.Of).ToArray())})");
    }

    private void FilterPerson(bool ofEveryEthnicGroup)
    {
        var filter = question.Filter;
        if (filter.Sexes.Count > 0)
            conditions.Add($"o.sex = ANY ({Argument(filter.Sexes.Select(SnakeCase.Of).ToArray())})");
        if (filter.EthnicGroups.Count > 0 && !ofEveryEthnicGroup)
            conditions.Add($"o.ethnic_group_code = ANY ({Argument(filter.EthnicGroups.ToArray())})");
        if (filter.AgeAtLeast is { } least)
            conditions.Add($"o.birth_year <= {Argument(question.AsOf.Year - least)}");
        if (filter.People.AgeUnder is { } under)
            conditions.Add($"o.birth_year > {Argument(question.AsOf.Year - under)}");
        if (filter.People.DegreeLevelAtLeast is { } level)
        {
            conditions.Add(
                $"""
                p.person_id IN (SELECT g.person_id FROM registry.degree g JOIN reference.degree_level l ON l.code = g.level_code
                                 WHERE l.scheme IN ('education', 'clinical_specialist') AND g.awarded_year <= {Argument(question.AsOf.Year)}
                                   AND l.rank >= (SELECT least.rank FROM reference.degree_level least WHERE least.code = {Argument(level)}))
                """);
        }
    }

    private void JoinPlaces()
    {
        var units = question.Filter.Units;
        if (units.Count == 0 && !question.By.Any(by => by is HeadcountDimension.Province or HeadcountDimension.District or HeadcountDimension.Commune))
            return;

        joins.Add($"LEFT JOIN registry.agency_place({Argument(question.MapAsOf)}) w ON w.agency_id = p.agency_id");
        if (units.Count > 0)
            conditions.Add($"ARRAY[w.commune_id, w.district_id, w.province_id] && {Argument(units.ToArray())}");
    }

    // The highest level and the field of that degree travel through one max() as one number: a sort of all degrees by person,
    // which DISTINCT ON needs, takes three times as long. The numbers count places in the two lists.
    private void JoinHighestDegree()
    {
        var withField = question.By.Contains(HeadcountDimension.Field);
        if (!withField && !question.By.Contains(HeadcountDimension.DegreeLevel))
            return;

        joins.Add(
            $"""
            LEFT JOIN (SELECT g.person_id, max(l.place * 1000{(withField ? " + coalesce(f.place, 0)" : "")})::int AS highest
                         FROM registry.degree g
                         JOIN (SELECT code, row_number() OVER (ORDER BY rank, code) AS place FROM reference.degree_level
                                WHERE scheme IN ('education', 'clinical_specialist')) l ON l.code = g.level_code
                         {(withField ? "LEFT JOIN (SELECT code, dense_rank() OVER (ORDER BY coalesce(parent_code, code)) AS place FROM reference.field_of_study) f ON f.code = g.field_code" : "")}
                        WHERE g.awarded_year <= {Argument(question.AsOf.Year)}
                        GROUP BY g.person_id) h ON h.person_id = p.person_id
            """);
    }

    // What people are grouped by: a number where the code only has to be looked up for the cells.
    private string GroupKeyOf(HeadcountDimension by) => by switch
    {
        HeadcountDimension.Sector => "a.sector_code",
        HeadcountDimension.Province => "w.province_id",
        HeadcountDimension.District => "w.district_id",
        HeadcountDimension.Commune => "w.commune_id",
        HeadcountDimension.Profession => "p.profession_code",
        HeadcountDimension.DegreeLevel => "h.highest / 1000",
        // A degree without a field and no degree are both "unknown".
        HeadcountDimension.Field => "nullif(h.highest % 1000, 0)",
        HeadcountDimension.Sex => "o.sex",
        HeadcountDimension.AgeBand => string.Create(CultureInfo.InvariantCulture, $"greatest(1, least(10, ({question.AsOf.Year} - o.birth_year) / 5 - 3))"),
        HeadcountDimension.EthnicGroup => "o.ethnic_group_code",
        HeadcountDimension.EmploymentKind => "p.employment_kind",
        HeadcountDimension.LeadershipRank => "p.leadership_rank",
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "No such dimension."),
    };
}

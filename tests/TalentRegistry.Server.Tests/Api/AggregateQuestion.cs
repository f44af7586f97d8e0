using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace TalentRegistry.Server.Tests.Api;

/// <summary>What can be asked of a kind of rows, and the statement that reads those rows themselves.</summary>
internal sealed record AggregateKind(string Field, string Sql, IReadOnlyList<AggregateDimension> Dimensions, Func<int, int, string> Where, Func<object?[], int> WhereYear)
{
    public static readonly IReadOnlyList<AggregateKind> All =
    [
        new("peopleAggregate",
            "SELECT o.sex, o.birth_year::int, a.code, a.sector_code, to_char(o.deceased_on, 'YYYY-MM-DD'), o.synthetic FROM registry.person o JOIN registry.agency a ON a.id = o.keeper_id",
            [
                AggregateDimension.Name("{ sex: VALUE }", 0), AggregateDimension.Year("birthYear", 1, null), AggregateDimension.Year("birthYear", 1, 7), AggregateDimension.Year("birthYear", 1, 30),
                AggregateDimension.Text("{ keeper: { code: VALUE } }", 2), AggregateDimension.Text("{ keeper: { sector: { code: VALUE } } }", 3),
                AggregateDimension.Date("deceasedOn", 4, "DAY"), AggregateDimension.Date("deceasedOn", 4, "DECADE"), AggregateDimension.Flag("{ synthetic: VALUE }", 5),
            ],
            (from, until) => $"{{ birthYear: {{ gte: {from}, lt: {until} }} }}", row => (int)row[1]!),
        new("degreesAggregate",
            "SELECT level_code, field_code, country_code, awarded_year::int, study_mode, to_char(verified_on, 'YYYY-MM-DD') FROM registry.degree",
            [
                AggregateDimension.Text("{ level: { code: VALUE } }", 0), AggregateDimension.Text("{ field: { code: VALUE } }", 1), AggregateDimension.Text("{ countryCode: VALUE }", 2),
                AggregateDimension.Year("awardedYear", 3, null), AggregateDimension.Year("awardedYear", 3, 10), AggregateDimension.Name("{ studyMode: VALUE }", 4),
                AggregateDimension.Date("verifiedOn", 5, "MONTH"), AggregateDimension.Date("verifiedOn", 5, "YEAR"),
            ],
            (from, until) => $"{{ awardedYear: {{ gte: {from}, lt: {until} }} }}", row => (int)row[3]!),
        new("postingsAggregate",
            """
            SELECT p.profession_code, p.leadership_rank, p.employment_kind, p.is_main, to_char(p.valid_from, 'YYYY-MM-DD'), to_char(p.valid_until, 'YYYY-MM-DD'), p.end_reason, a.sector_code
              FROM registry.posting p JOIN registry.agency a ON a.id = p.agency_id
            """,
            [
                AggregateDimension.Text("{ profession: { code: VALUE } }", 0), AggregateDimension.Name("{ leadershipRank: VALUE }", 1), AggregateDimension.Name("{ employmentKind: VALUE }", 2),
                AggregateDimension.Flag("{ isMain: VALUE }", 3), AggregateDimension.Date("validFrom", 4, "YEAR"), AggregateDimension.Date("validFrom", 4, "DECADE"),
                AggregateDimension.Date("validUntil", 5, "MONTH"), AggregateDimension.Date("validUntil", 5, "DAY"), AggregateDimension.Name("{ endReason: VALUE }", 6),
                AggregateDimension.Text("{ agency: { sector: { code: VALUE } } }", 7),
            ],
            (from, until) => $"{{ validFrom: {{ gte: \"{from}-01-01\", lt: \"{until}-01-01\" }} }}", row => int.Parse(((string)row[4]!)[..4], CultureInfo.InvariantCulture)),
    ];
}

/// <summary>A step of an order, by a measure or by a key.</summary>
internal sealed record AggregateStep(string? Measure, int Key, bool Descending);

/// <summary>Anything that a caller may ask of groups.</summary>
internal sealed record AggregateQuestion(
    AggregateKind Kind, IReadOnlyList<AggregateDimension> By, AggregateDimension Different, AggregateDimension Measured, int From, int Until, (string Measure, int Least, int Most)? Having,
    IReadOnlyList<AggregateStep> Order, double P, double Q, int PageSize)
{
    private static readonly string[] Measures = ["COUNT", "SHARE", "DISTINCT", "MIN", "MAX", "MEAN", "QUANTILE"];

    public static Gen<AggregateQuestion> Any =>
        from kind in Gen.Elements<AggregateKind>(AggregateKind.All)
        from many in Gen.Choose(0, 3)
        from dims in Gen.Elements<AggregateDimension>(kind.Dimensions).ListOf(many)
        from different in Gen.Elements<AggregateDimension>(kind.Dimensions)
        from measured in Gen.Elements(kind.Dimensions.Where(dimension => dimension.Number is not null))
        from years in Gen.Frequency((4, Gen.Constant((1900, 2100))), (4, Gen.Choose(1950, 2000).Select(year => (year, year + 30))), (1, Gen.Constant((2099, 2100))))
        from hasHaving in Gen.Elements(true, false)
        from having in Gen.Elements("COUNT", "DISTINCT", "MEAN")
        from least in having == "MEAN" ? Gen.Choose(1960, 2015) : Gen.Choose(0, 40)
        from width in having == "MEAN" ? Gen.Choose(0, 40) : Gen.Choose(0, 400)
        from steps in Gen.Choose(0, 2)
        from sequence in StepOf(dims.Count).ListOf(steps)
        from p in Gen.Choose(0, 100)
        from q in Gen.Choose(0, 100)
        from size in Gen.Choose(1, 60)
        select new AggregateQuestion(
            kind, [.. dims], different, measured, years.Item1, years.Item2, hasHaving ? (having, least, least + width) : null, [.. sequence],
            Math.Min(p, q) / 100.0, Math.Max(p, q) / 100.0, size);

    /// <summary>Which rows count.</summary>
    public bool Counts(object?[] row) => Kind.WhereYear(row) >= From && Kind.WhereYear(row) < Until;

    /// <summary>The question as GraphQL.</summary>
    public string Text(int first, string? after)
    {
        var having = Having is { } h ? $"having: [{{ {Measure(h.Measure)}, gte: {h.Least}, lte: {h.Most} }}]," : "";
        var order = string.Join(", ", Order.Select(step =>
            $"{{ {(step.Measure is { } measure ? Measure(measure) : $"key: {step.Key}")}, direction: {(step.Descending ? "DESC" : "ASC")} }}"));
        return string.Create(CultureInfo.InvariantCulture, $$"""
            { {{Kind.Field}}(where: {{Kind.Where(From, Until)}}, by: [{{string.Join(", ", By.Select(by => by.By))}}], {{having}} order: [{{order}}], first: {{first}}{{(after is null ? "" : $", after: \"{after}\"")}}) {
              totalCount hasNextPage endCursor
              groups { keys count share shareWithinFirst distinct(of: {{Different.Of}}) min(of: {{Measured.Of}}) max(of: {{Measured.Of}}) mean(of: {{Measured.Of}})
                       lower: quantile(of: {{Measured.Of}}, p: {{P}}) upper: quantile(of: {{Measured.Of}}, p: {{Q}}) }
            } }
            """);
    }

    public override string ToString() => Text(1000, null);

    private string Measure(string measure) => string.Create(CultureInfo.InvariantCulture, $"measure: {measure}{measure switch
    {
        "COUNT" or "SHARE" => "",
        "DISTINCT" => $", of: {Different.Of}",
        "QUANTILE" => $", of: {Measured.Of}, p: {P}",
        _ => $", of: {Measured.Of}",
    }}");

    private static Gen<AggregateStep> StepOf(int keys) =>
        from byKey in Gen.Elements(true, false)
        from measure in Gen.Elements(Measures)
        from key in Gen.Choose(0, Math.Max(0, keys - 1))
        from isDescending in Gen.Elements(true, false)
        select new AggregateStep(byKey && keys > 0 ? null : measure, key, isDescending);
}

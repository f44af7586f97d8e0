using TalentRegistry.Domain.People;

namespace TalentRegistry.Domain.Retirement;

/// <summary>
/// When a person reaches retirement age, by Labour Code 2019 art. 169 and Decree 135/2020/ND-CP: the age rises 3 months a
/// year for men (60y3m in 2021 to 62y in 2028) and 4 months for women (55y4m in 2021 to 60y in 2035).
/// A man born in September 1961 retires on 31 December 2021, one born in October 1961 on 30 April 2022.
/// </summary>
public sealed class RetirementRoadmap
{
    private const int FirstYear = 2021;
    private const int RegimeMonths = 60;
    private readonly Dictionary<(Sex, RetirementRegime), int[]> ages = [];

    /// <summary>Builds a roadmap from the rows of a table such as db/reference/retirement_age.csv.</summary>
    /// <param name="table">Every year from 2021 on without a gap, for each sex and regime; ages that never fall.</param>
    /// <exception cref="ArgumentException">A year is missing, twice there, or an age is lower than the year before.</exception>
    public RetirementRoadmap(IEnumerable<RetirementAge> table)
    {
        var rows = table.ToLookup(row => (row.Sex, row.Regime));
        foreach (var sex in Enum.GetValues<Sex>())
            foreach (var regime in Enum.GetValues<RetirementRegime>())
                ages[(sex, regime)] = Check([.. rows[(sex, regime)].OrderBy(row => row.Year)], sex, regime);
    }

    /// <summary>The roadmap as the law states it.</summary>
    public static RetirementRoadmap Decree135 { get; } = new(LawTable());

    /// <summary>
    /// The moment of retirement: the last day of the month in which the age is reached (Decree 135/2020 art. 3); the pension
    /// starts the day after. The age is that of the year in which the person reaches it: the first year y of the roadmap with
    /// year(birth + age(y)) &lt;= y. Those who reached the ages in force before (60 for men, 55 for women) by 2020 keep them.
    /// </summary>
    public DateOnly RetirementDate(DateOnly birth, Sex sex, RetirementRegime regime = RetirementRegime.Normal)
    {
        var reached = ReachedOn(birth, sex, regime);
        return new DateOnly(reached.Year, reached.Month, DateTime.DaysInMonth(reached.Year, reached.Month));
    }

    /// <summary>The moment of retirement of a person of whom only the birth year is known: taken as born on 1 January (art. 3).</summary>
    public DateOnly RetirementDate(int birthYear, Sex sex, RetirementRegime regime = RetirementRegime.Normal) =>
        RetirementDate(new DateOnly(birthYear, 1, 1), sex, regime);

    private static int[] Check(RetirementAge[] rows, Sex sex, RetirementRegime regime)
    {
        if (rows.Length == 0)
            throw new ArgumentException($"No retirement ages for {sex}, {regime}.", nameof(rows));

        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Year != FirstYear + i)
                throw new ArgumentException($"Retirement ages for {sex}, {regime} must have one row for {FirstYear + i}, found {rows[i].Year}.", nameof(rows));
            if (i > 0 && rows[i].Months < rows[i - 1].Months)
                throw new ArgumentException($"The retirement age for {sex}, {regime} falls in {rows[i].Year}.", nameof(rows));
        }

        return [.. rows.Select(row => row.Months)];
    }

    private static IEnumerable<RetirementAge> LawTable()
    {
        for (var year = FirstYear; year <= 2035; year++)
            foreach (var regime in Enum.GetValues<RetirementRegime>())
            {
                var shift = RegimeMonths * ((int)regime - (int)RetirementRegime.Normal);
                yield return new(year, Sex.Male, regime, Math.Min(720 + 3 * (year - 2020), 744) + shift);
                yield return new(year, Sex.Female, regime, Math.Min(660 + 4 * (year - 2020), 720) + shift);
            }
    }

    private static int AgeBefore2021(Sex sex, RetirementRegime regime) =>
        (sex == Sex.Male ? 720 : 660) + RegimeMonths * ((int)regime - (int)RetirementRegime.Normal);

    private DateOnly ReachedOn(DateOnly birth, Sex sex, RetirementRegime regime)
    {
        var old = birth.AddMonths(AgeBefore2021(sex, regime));
        if (old.Year < FirstYear) return old;

        var months = ages[(sex, regime)];
        for (var i = 0; i < months.Length; i++)
            if (birth.AddMonths(months[i]) is var reached && reached.Year <= FirstYear + i)
                return reached;

        return birth.AddMonths(months[^1]);
    }
}

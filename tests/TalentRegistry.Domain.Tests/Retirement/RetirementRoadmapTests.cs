using System.Globalization;
using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Domain.Tests.Retirement;

public class RetirementRoadmapTests
{
    private static readonly RetirementRoadmap Law = RetirementRoadmap.Decree135;

    /// <summary>First and last birth month of every age of the roadmap, with the month in which each retires (Decree 135/2020, annex I).</summary>
    [Theory]
    [InlineData(Sex.Male, "1960-12", "2020-12")]
    [InlineData(Sex.Male, "1961-01", "2021-04")]
    [InlineData(Sex.Male, "1961-09", "2021-12")]
    [InlineData(Sex.Male, "1961-10", "2022-04")]
    [InlineData(Sex.Male, "1962-06", "2022-12")]
    [InlineData(Sex.Male, "1962-07", "2023-04")]
    [InlineData(Sex.Male, "1963-03", "2023-12")]
    [InlineData(Sex.Male, "1963-04", "2024-04")]
    [InlineData(Sex.Male, "1963-12", "2024-12")]
    [InlineData(Sex.Male, "1964-01", "2025-04")]
    [InlineData(Sex.Male, "1964-09", "2025-12")]
    [InlineData(Sex.Male, "1964-10", "2026-04")]
    [InlineData(Sex.Male, "1965-06", "2026-12")]
    [InlineData(Sex.Male, "1965-07", "2027-04")]
    [InlineData(Sex.Male, "1966-03", "2027-12")]
    [InlineData(Sex.Male, "1966-04", "2028-04")]
    [InlineData(Sex.Male, "1980-02", "2042-02")]
    [InlineData(Sex.Female, "1965-12", "2020-12")]
    [InlineData(Sex.Female, "1966-01", "2021-05")]
    [InlineData(Sex.Female, "1966-08", "2021-12")]
    [InlineData(Sex.Female, "1966-09", "2022-05")]
    [InlineData(Sex.Female, "1967-04", "2022-12")]
    [InlineData(Sex.Female, "1967-05", "2023-05")]
    [InlineData(Sex.Female, "1967-12", "2023-12")]
    [InlineData(Sex.Female, "1968-01", "2024-05")]
    [InlineData(Sex.Female, "1968-08", "2024-12")]
    [InlineData(Sex.Female, "1968-09", "2025-05")]
    [InlineData(Sex.Female, "1969-04", "2025-12")]
    [InlineData(Sex.Female, "1969-05", "2026-05")]
    [InlineData(Sex.Female, "1969-12", "2026-12")]
    [InlineData(Sex.Female, "1970-01", "2027-05")]
    [InlineData(Sex.Female, "1970-06", "2027-10")]
    [InlineData(Sex.Female, "1970-08", "2027-12")]
    [InlineData(Sex.Female, "1970-09", "2028-05")]
    [InlineData(Sex.Female, "1971-04", "2028-12")]
    [InlineData(Sex.Female, "1971-05", "2029-05")]
    [InlineData(Sex.Female, "1971-12", "2029-12")]
    [InlineData(Sex.Female, "1972-01", "2030-05")]
    [InlineData(Sex.Female, "1972-08", "2030-12")]
    [InlineData(Sex.Female, "1972-09", "2031-05")]
    [InlineData(Sex.Female, "1973-04", "2031-12")]
    [InlineData(Sex.Female, "1973-05", "2032-05")]
    [InlineData(Sex.Female, "1973-12", "2032-12")]
    [InlineData(Sex.Female, "1974-01", "2033-05")]
    [InlineData(Sex.Female, "1974-08", "2033-12")]
    [InlineData(Sex.Female, "1974-09", "2034-05")]
    [InlineData(Sex.Female, "1975-04", "2034-12")]
    [InlineData(Sex.Female, "1975-05", "2035-05")]
    [InlineData(Sex.Female, "1990-07", "2050-07")]
    public void Retirement_falls_on_the_last_day_of_the_month_in_which_the_age_is_reached(Sex sex, string born, string retires)
    {
        var birth = Month(born);
        var expected = Month(retires).AddMonths(1).AddDays(-1);

        Assert.Equal(expected, Law.RetirementDate(birth, sex));
        Assert.Equal(expected, Law.RetirementDate(birth.AddMonths(1).AddDays(-1), sex));
    }

    [Theory]
    [InlineData(2021, 723, 664)]
    [InlineData(2022, 726, 668)]
    [InlineData(2023, 729, 672)]
    [InlineData(2024, 732, 676)]
    [InlineData(2025, 735, 680)]
    [InlineData(2026, 738, 684)]
    [InlineData(2027, 741, 688)]
    [InlineData(2028, 744, 692)]
    [InlineData(2029, 744, 696)]
    [InlineData(2030, 744, 700)]
    [InlineData(2031, 744, 704)]
    [InlineData(2032, 744, 708)]
    [InlineData(2033, 744, 712)]
    [InlineData(2034, 744, 716)]
    [InlineData(2035, 744, 720)]
    [InlineData(2040, 744, 720)]
    public void Whoever_retires_in_December_of_a_year_has_the_age_of_that_year(int year, int menInMonths, int womenInMonths)
    {
        var december = new DateOnly(year, 12, 31);

        Assert.Equal(december, Law.RetirementDate(new DateOnly(year, 12, 1).AddMonths(-menInMonths), Sex.Male));
        Assert.Equal(december, Law.RetirementDate(new DateOnly(year, 12, 1).AddMonths(-womenInMonths), Sex.Female));
    }

    [Theory]
    [InlineData(RetirementRegime.Earliest, "1966-01", "2021-04")]
    [InlineData(RetirementRegime.Earliest, "1985-06", "2042-06")]
    // Five years above the age in force when he goes (art. 169(4)): 67 years in 2028, not 60 years 6 months and five.
    [InlineData(RetirementRegime.Latest, "1961-10", "2028-10")]
    [InlineData(RetirementRegime.Latest, "1970-06", "2037-06")]
    public void Men_may_go_five_years_before_or_after(RetirementRegime regime, string born, string retires) =>
        Assert.Equal(Month(retires).AddMonths(1).AddDays(-1), Law.RetirementDate(Month(born), Sex.Male, regime));

    [Fact]
    public void Someone_of_whom_only_the_year_is_known_counts_as_born_on_1_January() =>
        Assert.Equal(new DateOnly(2021, 4, 30), Law.RetirementDate(1961, Sex.Male));

    [Fact]
    public void Born_on_29_February_retires_at_the_end_of_the_month() =>
        Assert.Equal(new DateOnly(2030, 6, 30), Law.RetirementDate(new DateOnly(1972, 2, 29), Sex.Female));

    [Fact]
    public void Nobody_retires_before_someone_older_of_the_same_sex() =>
        Prop.ForAll(Days.Two().ToArbitrary(), days =>
            Enum.GetValues<Sex>().All(sex => Enum.GetValues<RetirementRegime>().All(regime =>
                Law.RetirementDate(Earlier(days), sex, regime) <= Law.RetirementDate(Later(days), sex, regime)))).QuickCheckThrowOnFailure();

    [Fact]
    public void The_reference_table_states_the_same_law()
    {
        var table = new RetirementRoadmap(File.ReadLines(ReferenceFile()).Where(line => char.IsDigit(line[0])).Select(Row));

        for (var birth = new DateOnly(1950, 1, 1); birth.Year < 2000; birth = birth.AddMonths(1))
            foreach (var sex in Enum.GetValues<Sex>())
                foreach (var regime in Enum.GetValues<RetirementRegime>())
                    Assert.Equal(Law.RetirementDate(birth, sex, regime), table.RetirementDate(birth, sex, regime));
    }

    [Fact]
    public void A_table_with_a_missing_year_is_refused()
    {
        var rows = File.ReadLines(ReferenceFile()).Where(line => char.IsDigit(line[0])).Select(Row).ToList();
        rows.RemoveAll(row => row.Year == 2024 && row.Sex == Sex.Female && row.Regime == RetirementRegime.Normal);

        var refused = Assert.Throws<ArgumentException>(() => new RetirementRoadmap(rows));
        Assert.StartsWith("Retirement ages for Female, Normal must have one row for 2024, found 2025.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_whose_age_falls_is_refused()
    {
        var rows = File.ReadLines(ReferenceFile()).Where(line => char.IsDigit(line[0])).Select(Row)
            .Select(row => row is { Year: 2026, Sex: Sex.Male, Regime: RetirementRegime.Normal } ? row with { Months = 700 } : row);

        Assert.StartsWith(
            "The retirement age for Male, Normal falls in 2026.", Assert.Throws<ArgumentException>(() => new RetirementRoadmap(rows)).Message, StringComparison.Ordinal);
    }

    private static Gen<DateOnly> Days => Gen.Choose(0, 20_000).Select(day => new DateOnly(1945, 1, 1).AddDays(day));

    private static DateOnly Earlier((DateOnly A, DateOnly B) days) => days.A < days.B ? days.A : days.B;

    private static DateOnly Later((DateOnly A, DateOnly B) days) => days.A < days.B ? days.B : days.A;

    private static DateOnly Month(string month) => DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static RetirementAge Row(string line)
    {
        var parts = line.Split(',');
        var regime = parts[2] switch
        {
            "early" => RetirementRegime.Earliest,
            "late" => RetirementRegime.Latest,
            _ => RetirementRegime.Normal,
        };
        return new(
            int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1] == "male" ? Sex.Male : Sex.Female, regime,
            int.Parse(parts[3], CultureInfo.InvariantCulture));
    }

    private static string ReferenceFile([CallerFilePath] string source = "") =>
        Path.Combine(Path.GetDirectoryName(source)!, "../../../db/reference/retirement_age.csv");
}

using System.Runtime.InteropServices;
using TalentRegistry.Domain.Careers;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>Yearly rates of the three ways to leave a cell other than retirement.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct YearlyRates(float Leaving, float Dying, float Upgrading);

/// <summary>Every parameter of the model, drawn: the same draw of two cells shares what the cells share.</summary>
internal sealed class Rates
{
    private readonly int draws;
    private readonly float[][] leavingByKind;
    private readonly float[][] leavingByUnit;
    private readonly float[][] dyingByKind;
    private readonly float[][] dyingByUnit;
    private readonly float[][] upgradingByKind;
    private readonly float[][] upgradingByUnit;
    private readonly Recruitment recruitment;
    private readonly CareerTable table;
    private readonly CohortSettings settings;

    public Rates(CareerTable table, CohortInput input, CohortSettings settings)
    {
        (this.table, this.settings, draws) = (table, settings, settings.Draws);
        var leaving = new Hazard("leaving", table, row => row.Leavers, table.Rows);
        var dying = new Hazard("dying", table, row => row.Deaths, table.Rows);
        var upgrading = new Hazard(
            "upgrading", table, row => row.Upgrades, [.. table.Rows.Where(row => table.BandOf[row.Kind] < DegreeBand.Postgraduate)]);
        recruitment = new(table);
        RecruitAges = new(table);
        Retirement = new(new(input.Roadmap, table), input.BaseYear, settings.HorizonInYears, draws, settings.Seed);

        (leavingByKind, leavingByUnit) = Multipliers(leaving);
        (dyingByKind, dyingByUnit) = Multipliers(dying);
        (upgradingByKind, upgradingByUnit) = Multipliers(upgrading);
        ByAge = Interleave(leaving, dying, upgrading);
        Cumulative = SumUp(ByAge);
        LeavingByYear = ByYear(leaving.ByYear);
        UpgradingByYear = ByYear(upgrading.ByYear);
        RecruitsByYear = ByYear(recruitment.ByYear);
    }

    /// <summary>Base rates, a row of <see cref="CareerTable.AgeSlots"/> a draw.</summary>
    public YearlyRates[] ByAge { get; }

    /// <summary>Numbers in a row of <see cref="Cumulative"/>: one more than ages, for each sex.</summary>
    public const int CumulativeSlots = 2 * (CareerTable.Ages + 1);

    /// <summary>Sums of <see cref="ByAge"/> over all ages below, a row a draw.</summary>
    public YearlyRates[] Cumulative { get; }

    /// <summary>Factors by province, a row of horizon + 1 a draw.</summary>
    public float[][] LeavingByYear { get; }

    public float[][] UpgradingByYear { get; }

    public float[][] RecruitsByYear { get; }

    public RecruitAges RecruitAges { get; }

    public RetirementDraws Retirement { get; }

    public double RecruitVariance => recruitment.CellVariance;

    /// <summary>Multipliers of a cell in a draw on the rates by age.</summary>
    public YearlyRates MultipliersOf(int cell, int draw)
    {
        var (kind, unit) = (table.KindOf[cell], table.UnitOf[cell]);
        return new(
            leavingByKind[kind][draw] * leavingByUnit[unit][draw],
            dyingByKind[kind][draw] * dyingByUnit[unit][draw],
            table.BandOf[kind] == DegreeBand.Postgraduate ? 0 : upgradingByKind[kind][draw] * upgradingByUnit[unit][draw]);
    }

    /// <inheritdoc cref="Recruitment.MeanDraws"/>
    public float[]? MeanRecruits(int cell) => recruitment.MeanDraws(cell, draws, settings.Seed);

    private (float[][] ByKind, float[][] ByUnit) Multipliers(Hazard hazard) => (
        [.. table.Kinds.Select((_, kind) => hazard.KindDraws(kind, draws, settings.Seed))],
        [.. table.Units.Select((_, unit) => hazard.UnitDraws(unit, draws, settings.Seed))]);

    private float[][] ByYear(YearEffects effects) =>
        [.. table.Provinces.Select((_, province) => effects.Draws(province, draws, settings.HorizonInYears, settings.Seed))];

    private static YearlyRates[] SumUp(YearlyRates[] byAge)
    {
        var sums = new YearlyRates[byAge.Length / CareerTable.Ages * (CareerTable.Ages + 1)];
        for (var (i, at) = (0, 1); i < byAge.Length; i++, at++)
        {
            if (i > 0 && i % CareerTable.Ages == 0) at++;
            var sum = sums[at - 1];
            sums[at] = new(sum.Leaving + byAge[i].Leaving, sum.Dying + byAge[i].Dying, sum.Upgrading + byAge[i].Upgrading);
        }

        return sums;
    }

    private YearlyRates[] Interleave(Hazard leaving, Hazard dying, Hazard upgrading)
    {
        var (leave, die, upgrade) = (
            leaving.BaseDraws(draws, settings.Seed), dying.BaseDraws(draws, settings.Seed), upgrading.BaseDraws(draws, settings.Seed));
        var rates = new YearlyRates[leave.Length];
        for (var i = 0; i < rates.Length; i++) rates[i] = new(leave[i], die[i], upgrade[i]);
        return rates;
    }
}

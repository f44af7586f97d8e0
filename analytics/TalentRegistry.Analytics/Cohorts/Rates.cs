using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TalentRegistry.Analytics.Randomness;
using TalentRegistry.Domain.Careers;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>Yearly rates of the ways to leave a cell other than retirement.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct YearlyRates(float Leaving, float Transferring, float Dying, float Upgrading, float Moving)
{
    public Vector256<float> ToVector() => Vector256.Create(Leaving, Transferring, Dying, Upgrading, Moving, 0, 0, 0);
}

/// <summary>Every parameter of the model, drawn: the same draw of two cells shares what the cells share.</summary>
internal sealed class Rates
{
    private readonly int draws;
    private readonly HazardDraws leaving;
    private readonly HazardDraws transferring;
    private readonly HazardDraws dying;
    private readonly HazardDraws upgrading;
    private readonly HazardDraws moving;
    private readonly Recruitment recruitment;
    private Levers levers;
    private readonly CareerTable table;
    private readonly CohortSettings settings;

    public Rates(CareerTable table, CohortInput input, CohortSettings settings)
    {
        (this.table, this.settings, draws) = (table, settings, settings.Draws);
        Func<Hazard>[] causes =
        [
            () => new("leaving", table, row => row.Leavers),
            () => new("transferring", table, row => row.Transfers),
            () => new("dying", table, row => row.Deaths, reference: LifeTable.VietNam.BySlot()),
            () => new("upgrading", table, row => row.Upgrades, kind => table.BandOf[kind] < DegreeBand.Doctor),
            () => new("moving", table, row => row.Moves),
        ];
        var (hazards, drawn) = (new Hazard[causes.Length], new HazardDraws[causes.Length]);
        Parallel.For(
            0, causes.Length, new ParallelOptions { MaxDegreeOfParallelism = settings.MaxThreads ?? Environment.ProcessorCount },
            cause => drawn[cause] = (hazards[cause] = causes[cause]()).Draw(draws, settings.Seed));
        (leaving, transferring, dying, upgrading, moving) = (drawn[0], drawn[1], drawn[2], drawn[3], drawn[4]);
        recruitment = new(table);
        Posts = new(table, settings);
        levers = new(table, settings.Levers);
        RecruitAges = new(table);
        Destinations = new(table);
        Studies = new(table, input.Upgrades);
        Retirement = new(new(input.Roadmap, table), input.BaseYear, settings);
        Hiring = new(recruitment.CellVariance);

        ByAge = new YearlyRates[leaving.ByAge.Length];
        for (var i = 0; i < ByAge.Length; i++)
            ByAge[i] = new(leaving.ByAge[i], transferring.ByAge[i], dying.ByAge[i], upgrading.ByAge[i], moving.ByAge[i]);
        ByYear = [.. table.Provinces.Select((_, province) => YearsOf(hazards, province))];
        RecruitsByYear = [.. table.Provinces.Select((_, province) => Effects(recruitment.ByYear, province))];
    }

    /// <summary>Base rates, a row of <see cref="CareerTable.AgeSlots"/> a draw.</summary>
    public YearlyRates[] ByAge { get; }

    /// <summary>Factors by province, a row of horizon + 1 a draw; that of dying is always 1.</summary>
    public YearlyRates[][] ByYear { get; }

    public float[][] RecruitsByYear { get; }

    public RecruitAges RecruitAges { get; }

    public RetirementDraws Retirement { get; }

    public Destinations Destinations { get; }

    public Studies Studies { get; }

    /// <summary>How a cell's recruits of a year are spread around what is expected.</summary>
    public NegativeBinomial Hiring { get; }

    /// <summary>How posts are filled again, and how many there will be.</summary>
    public Posts Posts { get; }

    /// <summary>Multipliers of a cell in a draw on the rates by age.</summary>
    public YearlyRates MultipliersOf(int cell, int draw)
    {
        var (kind, unit) = (table.KindOf[cell], table.UnitOf[cell]);
        return levers.Rates(cell, new(
            leaving.ByKind[kind][draw] * leaving.ByUnit[unit][draw],
            transferring.ByKind[kind][draw] * transferring.ByUnit[unit][draw],
            dying.ByKind[kind][draw] * dying.ByUnit[unit][draw],
            table.BandOf[kind] == DegreeBand.Doctor ? 0 : upgrading.ByKind[kind][draw] * upgrading.ByUnit[unit][draw],
            moving.ByKind[kind][draw] * moving.ByUnit[unit][draw]));
    }

    /// <summary>Mean recruits a year of some cells of a province, by cell and draw, where hiring is a volume; null for a cell that never hires.</summary>
    public float[]?[] MeanRecruits(int[] cells, int first, int count) => recruitment.MeanDraws(cells, first, count, settings.Seed);

    /// <inheritdoc cref="SupplyLever.Recruits"/>
    public double RecruitsTimes(int cell) => levers.Recruits(cell);

    /// <inheritdoc cref="SupplyLever.YearsLater"/>
    public int YearsLater(int cell) => levers.YearsLater(cell);

    /// <inheritdoc cref="Levers.Extra"/>
    public int[]? ExtraRecruits(int cell) => levers.Extra(cell);

    /// <summary>The same rates under other levers; nothing is learnt anew.</summary>
    public Rates Under(IReadOnlyList<SupplyLever> others)
    {
        var rates = (Rates)MemberwiseClone();
        rates.levers = new(table, others);
        return rates;
    }

    private float[] Effects(YearEffects effects, int province) => effects.Draws(province, draws, settings.HorizonInYears, settings.Seed);

    private YearlyRates[] YearsOf(Hazard[] hazards, int province)
    {
        var (leave, transfer, upgrade, move) = (
            Effects(hazards[0].ByYear, province), Effects(hazards[1].ByYear, province), Effects(hazards[3].ByYear, province), Effects(hazards[4].ByYear, province));
        var years = new YearlyRates[leave.Length];
        for (var i = 0; i < years.Length; i++) years[i] = new(leave[i], transfer[i], 1, upgrade[i], move[i]);
        return years;
    }
}

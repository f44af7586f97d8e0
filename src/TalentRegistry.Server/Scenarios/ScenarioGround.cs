using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Data;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Data.Plans;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Server.Forecasts;

namespace TalentRegistry.Server.Scenarios;

/// <summary>What all scenarios stand on: the rates as learnt from the registry, the baseline drawn from them, populations and targets.</summary>
/// <param name="RunId">The published forecast that it belongs to.</param>
/// <param name="Model">The rates.</param>
/// <param name="Inputs">With the baseline's supply.</param>
/// <param name="Targets">Targets that the registry computes.</param>
/// <param name="NoChange">Targets of which "no change" is published, in the unit of their plan.</param>
/// <param name="Before">Flags as the run before the published one had them: with them the baseline's flags are those published.</param>
/// <param name="Simpler">Of whom "no change" is published, as keys without a year, and for targets without a sector.</param>
internal sealed record ScenarioGround(
    Guid RunId, SupplyModel Model, ForecastInputs Inputs, IReadOnlyList<ComputableTarget> Targets, IReadOnlySet<string> NoChange,
    IReadOnlyDictionary<FlagKey, FlagBefore> Before, IReadOnlySet<FlagKey> Simpler)
{
    /// <summary>Whether "no change" is published of the flag's people, because the model was no better.</summary>
    public bool IsNoChange(FlagKey key) => Simpler.Contains(key.TargetCode is null ? key with { Year = 0 } : new FlagKey(key.TargetCode, key.UnitId, "", null, 0));

    /// <summary>Reads careers, learns the rates and draws the baseline as the published forecast did; null where there is none.</summary>
    public static async Task<ScenarioGround?> ReadAsync(RegistryDatabase database, IProgress<double> progress, CancellationToken cancellationToken)
    {
        if (await ScenarioReading.RunAsync(database, cancellationToken) is not { } run)
            return null;

        var tally = await CareerTally.ReadAsync(database, run.BaseYear, ForecastService.YearsOfHistory, cancellationToken);
        progress.Report(0.2);
        var settings = new CohortSettings { HorizonInYears = run.HorizonInYears, Draws = run.Draws, Seed = run.Seed };
        var model = SupplyModel.Learn(CohortInputs.Of(tally), settings, cancellationToken);
        progress.Report(0.4);
        var baseline = model.Simulate([], new Part(progress), cancellationToken);
        var published = await PopulationSeries.ReadAsync(database, cancellationToken);
        var history = await IndicatorHistory.ReadAsync(database, [], run.BaseYear, run.BaseYear, cancellationToken);
        var inputs = await ForecastInputs.ReadAsync(database, baseline, history, tally, published, settings.Seed, cancellationToken);
        var targets = ComputableTarget.Of(await PlanCatalogue.ReadAsync(database, cancellationToken));
        return new(
            run.Id, model, inputs, targets, await ScenarioReading.NoChangeAsync(database, targets, cancellationToken), await ScenarioReading.FlagsBeforeAsync(database, cancellationToken),
            await ScenarioReading.SimplerAsync(database, cancellationToken));
    }

    /// <summary>A lever in the words of the supply model.</summary>
    public SupplyLever LeverOf(ScenarioLever lever)
    {
        var changed = new SupplyLever { Where = CellsOf(lever) };
        var fewer = 1 - (lever.Amount / 100d);
        return lever.Kind switch
        {
            ScenarioLeverKind.ExtraRecruits => changed with { ExtraRecruits = lever.Amount },
            ScenarioLeverKind.FewerResignations => changed with { Leaving = fewer, Transferring = fewer },
            ScenarioLeverKind.TrainingPlaces => changed with { ExtraRecruits = lever.Amount, ExtraRecruitsAfter = YearsOfStudy(lever) },
            ScenarioLeverKind.MoreDegrees => changed with { Upgrading = 1 + (lever.Amount / 100d) },
            _ => changed with { YearsLater = lever.Amount },
        };
    }

    /// <summary>Whose cells a lever moves.</summary>
    public SupplySelection CellsOf(ScenarioLever lever)
    {
        if (lever.TargetCode is not { } code)
            return CellsOf(lever.UnitId, lever.SectorCode, lever.ProfessionCode, lever.Degree);

        // A plan may have been replaced since by one without the target: then the lever finds nobody.
        var people = Targets.FirstOrDefault(each => each.Target.Code == code) is { } target
            ? Inputs.Vocabulary.CellsOf(target.Numerator, Inputs.PartsOf(target.UnitId)) : null;
        return people is null ? new() { Units = new HashSet<string>() } : lever.Kind == ScenarioLeverKind.MoreDegrees ? people with { Bands = null } : people;
    }

    /// <summary>The cells of a place; null stands for all.</summary>
    public SupplySelection CellsOf(string? unit, string? sector, string? profession, ScenarioDegree? degree) => new()
    {
        Units = unit is null ? null : Inputs.PartsOf(unit),
        Sectors = sector is null ? null : Inputs.Vocabulary.WithParts(sector).ToHashSet(),
        Professions = profession is null ? null : new HashSet<string> { profession },
        Bands = degree is { } asked ? BandsOf(asked).ToHashSet() : null,
    };

    // A degree that is named decides, but a physician or pharmacist studies longer than others at university.
    private int YearsOfStudy(ScenarioLever lever) => Math.Max(
        lever.ProfessionCode is { } profession && lever.Degree is null or ScenarioDegree.University ? Inputs.Vocabulary.YearsOfStudy(profession) : 0,
        lever.Degree switch
        {
            null => 0,
            ScenarioDegree.BelowIntermediate => 1,
            ScenarioDegree.Intermediate => 2,
            ScenarioDegree.College or ScenarioDegree.BelowUniversity => 3,
            ScenarioDegree.University => 4,
            ScenarioDegree.Master or ScenarioDegree.Postgraduate => 6,
            _ => 9,
        });

    private static DegreeBand[] BandsOf(ScenarioDegree degree) => degree switch
    {
        ScenarioDegree.BelowUniversity => [DegreeBand.BelowIntermediate, DegreeBand.Intermediate, DegreeBand.College],
        ScenarioDegree.University => [DegreeBand.University],
        ScenarioDegree.Postgraduate => [DegreeBand.Master, DegreeBand.Doctor],
        ScenarioDegree.BelowIntermediate => [DegreeBand.BelowIntermediate],
        ScenarioDegree.Intermediate => [DegreeBand.Intermediate],
        ScenarioDegree.College => [DegreeBand.College],
        ScenarioDegree.Master => [DegreeBand.Master],
        _ => [DegreeBand.Doctor],
    };

    private sealed class Part(IProgress<double> whole) : IProgress<double>
    {
        public void Report(double value) => whole.Report(0.4 + (0.6 * value));
    }
}

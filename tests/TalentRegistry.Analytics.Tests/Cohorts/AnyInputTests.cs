using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Analytics.Tests.Cohorts;

public class AnyInputTests
{
    private static readonly CohortSettings Settings = new() { Draws = 8, HorizonInYears = 12, MaxThreads = 1 };

    private static Gen<CellKey> Cells =>
        from unit in Gen.Elements("D1", "D2", "D3")
        from profession in Gen.Elements("doctor", "teacher")
        from band in Gen.Elements(Enum.GetValues<DegreeBand>())
        select new CellKey(unit, profession == "doctor" ? "health" : "education", profession, band);

    private static Gen<StockCount> Stock =>
        from cell in Cells
        from sex in Gen.Elements(Sex.Male, Sex.Female)
        from age in Gen.Choose(10, 90)
        from people in Gen.Choose(0, 30)
        from month in Gen.Choose(0, 12)
        select new StockCount(cell, sex, age, people, month);

    private static Gen<CareerCount> History =>
        from cell in Cells
        from sex in Gen.Elements(Sex.Male, Sex.Female)
        from age in Gen.Choose(16, 80)
        from year in Gen.Choose(2015, 2024)
        from exposure in Gen.Choose(0, 40)
        from events in Gen.Choose(0, 6).ArrayOf(6)
        select new CareerCount(cell, sex, age, year, exposure / 2.0, events[0], events[1], events[2], events[3], events[4], events[5]);

    // D1 and D2 lie in one province.
    private static Gen<MoveCount> Moves =>
        from @from in Cells
        from to in Cells
        from sex in Gen.Elements(Sex.Male, Sex.Female)
        from age in Gen.Choose(16, 80)
        from year in Gen.Choose(2015, 2024)
        from people in Gen.Choose(0, 4)
        select new MoveCount(@from with { UnitId = "D1" }, to with { UnitId = "D2" }, sex, age, year, people);

    private static Gen<CohortInput> Inputs =>
        from stock in Stock.ListOf()
        from history in History.ListOf()
        from moves in Moves.ListOf()
        select new CohortInput(
            2024, new Dictionary<string, string>(StringComparer.Ordinal) { ["D1"] = "P1", ["D2"] = "P1", ["D3"] = "P2" },
            [.. stock], [.. history], RetirementRoadmap.Decree135) { Moves = [.. moves] };

    [Fact]
    public void Whatever_the_input_no_figure_is_negative_and_every_account_balances() =>
        Prop.ForAll(Inputs.ToArbitrary(), input =>
        {
            var forecast = CohortModel.Forecast(input, Settings);
            return forecast.Cells.All(cell => Holds(forecast.Select(new()
            {
                Units = new HashSet<string> { cell.UnitId },
                Professions = new HashSet<string> { cell.ProfessionCode },
                Bands = new HashSet<DegreeBand> { cell.Band },
            })));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static bool Holds(SupplySlice slice)
    {
        for (var year = 2025; year <= 2036; year++)
        {
            var flows = Enum.GetValues<SupplyFlow>().ToDictionary(flow => flow, flow => slice.Flow(flow, year));
            for (var draw = 0; draw < Settings.Draws; draw++)
            {
                float Of(SupplyFlow flow) => flows[flow][draw];
                if (flows.Values.Any(values => values[draw] < 0 || !float.IsInteger(values[draw]))) return false;
                if (Of(SupplyFlow.Opening) + Of(SupplyFlow.Recruits) + Of(SupplyFlow.MovesIn) + Of(SupplyFlow.UpgradesIn) - Of(SupplyFlow.UpgradesOut)
                    - Of(SupplyFlow.MovesOut) - Of(SupplyFlow.Retirements) - Of(SupplyFlow.Leavers) - Of(SupplyFlow.TransfersOut)
                    - Of(SupplyFlow.Deaths) != Of(SupplyFlow.Closing))
                    return false;
                if (Of(SupplyFlow.RecruitsStaying) > Of(SupplyFlow.Closing)) return false;
            }
        }

        return true;
    }
}

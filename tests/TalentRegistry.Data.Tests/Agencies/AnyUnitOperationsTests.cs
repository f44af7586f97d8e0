using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Data.Units;
using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Data.Tests.Agencies;

/// <summary>Whatever is done to units, one thing after the other: provinces keep their people on the old and the new map, nobody is lost or counted twice.</summary>
public sealed class AnyUnitOperationsTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    private const int Sequences = 3;
    private static readonly ReorganisationKind[] Kinds =
        [ReorganisationKind.Create, ReorganisationKind.Rename, ReorganisationKind.Merge, ReorganisationKind.Split, ReorganisationKind.Close];

    private static readonly DateOnly OldMap = new(2025, 6, 30);
    private readonly UnitMap map = new(registry);
    private DateOnly day = new(2026, 1, 5);
    private int founded = 88000;

    [Fact]
    public void Provinces_have_the_same_people_on_the_old_and_the_new_map_after_any_sequence_of_operations()
    {
        var step = Gen.Choose(0, 4).SelectMany(kind => Gen.Choose(0, 99).SelectMany(first => Gen.Choose(0, 99).Select(second => (Kind: kind, First: first, Second: second))));

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Sequences),
            Prop.ForAll(step.ListOf(6).ToArbitrary(), steps =>
            {
                var old = map.ProvincesAsync(new(2024, 12, 31), OldMap).GetAwaiter().GetResult();
                foreach (var one in steps)
                    StepAsync(one.Kind, one.First, one.Second).GetAwaiter().GetResult();
                Assert.Equal(old, map.ProvincesAsync(new(2024, 12, 31), OldMap).GetAwaiter().GetResult());
                Assert.Empty(HeadcountUpkeep.CompareAsync(registry.Database, default).GetAwaiter().GetResult());
                return true;
            }));
    }

    private async Task StepAsync(int kind, int first, int second)
    {
        day = day.AddDays(2);
        var live = await map.ManyAsync<string>(
            """
            SELECT u.id FROM reference.administrative_unit u
             WHERE u.level = 'commune' AND u.valid_until IS NULL AND u.parent_id IN ('P11', 'P12')
               AND EXISTS (SELECT FROM registry.agency_seat s WHERE s.unit_id = u.id AND s.valid_until IS NULL) ORDER BY u.id
            """);
        var (a, b) = (live[first % live.Count], live[second % live.Count]);
        var eve = day.AddDays(-1);
        NewUnit Fresh() => new($"{++founded}", new UnitName($"Xã mới {founded}"));
        var (provinces, everybody) = (await map.ProvincesAsync(day, eve), await map.EverybodyAsync(day));
        var operation = new UnitOperation(Kinds[kind], Operations.On(day));
        operation = operation.Kind switch
        {
            ReorganisationKind.Create => operation with { Founded = Fresh() with { ParentId = "P11" } },
            ReorganisationKind.Rename => operation with { Units = [a], Name = new UnitName($"Phường {day:yyyyMMdd}") },
            ReorganisationKind.Merge when second % 2 == 0 => operation with { Units = [a], Into = b },
            ReorganisationKind.Merge => operation with { Units = [a, b], Founded = Fresh() },
            ReorganisationKind.Split => operation with
            {
                Units = [a], Parts = [new(second % 2 == 0 ? a : null, second % 2 == 0 ? null : Fresh(), [], [], [], 0.4m), new(null, Fresh(), [], [], [], 0.6m)],
            },
            _ => operation with { Units = [a] },
        };
        try
        {
            var report = await map.DoAsync(operation);
            Assert.Equal(report.PeopleBefore, report.PeopleAfter);
        }
        catch (AggregateException refused) when (refused.InnerExceptions.All(inner => inner is ReorganisationRefusedException))
        {
            // As a merger across provinces: then nothing may have changed.
        }

        Assert.Equal(provinces, await map.ProvincesAsync(day, eve));
        Assert.Equal(provinces, await map.ProvincesAsync(day, day));
        Assert.Equal(everybody, await map.EverybodyAsync(day));
        Assert.Equal(everybody, provinces.Sum(province => province.People) ?? 0);
        Assert.Equal(0, await map.OneAsync<long>(
            """
            SELECT count(*) FROM registry.agency_seat s JOIN reference.administrative_unit u ON u.id = s.unit_id
             WHERE s.valid_until IS NULL AND u.valid_until >= '2026-01-01'
            """));
    }
}

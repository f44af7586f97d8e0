using System.Diagnostics;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Benchmarks;

/// <summary>Counts over a loaded registry as a planner asks them: the best of five, the bar is 300 ms each.</summary>
public static class HeadcountBenchmark
{
    public static async Task RunAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        var (asOf, lastDistrictDay) = (new DateOnly(2026, 6, 30), new DateOnly(2025, 6, 30));
        HeadcountQuestion[] questions =
        [
            new(HeadcountFilter.Everyone, [], asOf),
            new(HeadcountFilter.Everyone, [HeadcountDimension.Sector, HeadcountDimension.District], asOf, lastDistrictDay),
            new(HeadcountFilter.Everyone, [HeadcountDimension.DegreeLevel, HeadcountDimension.Field, HeadcountDimension.Sex], asOf),
            new(HeadcountFilter.Everyone, [HeadcountDimension.Commune, HeadcountDimension.EthnicGroup], asOf),
            new(HeadcountFilter.Everyone, [HeadcountDimension.Profession, HeadcountDimension.AgeBand, HeadcountDimension.District], asOf, lastDistrictDay),
            new(new HeadcountFilter { People = PeopleFilter.Everyone with { Professions = ["doctor"], DegreeLevelAtLeast = "E50" } }, [HeadcountDimension.District], asOf, lastDistrictDay),
        ];
        var planner = new Caller(Guid.NewGuid(), Role.Planner, "benchmark", "benchmark");
        foreach (var question in questions)
        {
            var best = TimeSpan.MaxValue;
            var cells = 0;
            for (var run = 0; run < 5; run++)
            {
                var clock = Stopwatch.StartNew();
                cells = (await HeadcountQuery.CountAsync(database, planner, question, cancellationToken)).Cells.Count;
                best = clock.Elapsed < best ? clock.Elapsed : best;
            }

            Console.WriteLine($"count by {string.Join(", ", question.By),-32}: {best.TotalMilliseconds,6:N0} ms, {cells:N0} cells");
        }
    }
}

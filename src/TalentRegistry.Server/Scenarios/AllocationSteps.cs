using TalentRegistry.Analytics.Allocation;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Server.Scenarios;

/// <summary>What is to be done for an allocation to come about, and what each step saves.</summary>
internal static class AllocationSteps
{
    private static readonly Bilingual Unsaid = new("", "");

    public static IReadOnlyList<AllocationStep> Of(IReadOnlyList<AllocationNeed> needs, IReadOnlyList<AllocationCell> cells, IReadOnlyList<CellShare> shares)
    {
        var steps = Moves(needs, cells, shares);
        for (var at = 0; at < needs.Count; at++)
        {
            var (missing, share) = (cells[at].Missing, shares[at]);
            double moved = share.Moved, hired = moved + (share.Posts * cells[at].PerPost);
            if (share.Posts > 0) Add(AllocationStepKind.Posts, at, share.Posts, missing.After(moved) - missing.After(hired));
            if (share.TrainingPlaces > 0) Add(AllocationStepKind.TrainingPlaces, at, share.TrainingPlaces, missing.After(hired) - share.After);
        }

        return [.. steps.OrderByDescending(step => step.FewerMissing)];

        void Add(AllocationStepKind kind, int at, int amount, double fewer) =>
            steps.Add(new(kind, amount, null, needs[at].UnitId, needs[at].SectorCode, needs[at].ProfessionCode, fewer, Unsaid));
    }

    // Who goes where within a group is all the same to the sum: the first who can send to the first who needs.
    private static List<AllocationStep> Moves(IReadOnlyList<AllocationNeed> needs, IReadOnlyList<AllocationCell> cells, IReadOnlyList<CellShare> shares)
    {
        var steps = new List<AllocationStep>();
        foreach (var group in Enumerable.Range(0, needs.Count).Where(at => shares[at].Moved != 0).GroupBy(at => cells[at].Group))
        {
            var senders = new Queue<(int At, int People)>(group.Where(at => shares[at].Moved < 0).Select(at => (at, -shares[at].Moved)));
            foreach (var to in group.Where(at => shares[at].Moved > 0))
            {
                for (var wanted = shares[to].Moved; wanted > 0;)
                {
                    var (from, people) = senders.Peek();
                    var moving = Math.Min(wanted, people);
                    steps.Add(new(
                        AllocationStepKind.Move, moving, needs[from].UnitId, needs[to].UnitId, needs[to].SectorCode, needs[to].ProfessionCode,
                        moving * (SavedByOne(cells[to], shares[to].Moved) + SavedByOne(cells[from], shares[from].Moved)), Unsaid));
                    wanted -= moving;
                    senders.Dequeue();
                    if (people > moving) senders = new(senders.Prepend((from, people - moving)));
                }
            }
        }

        return steps;
    }

    // Of the people who come, or go, each the same part.
    private static double SavedByOne(AllocationCell cell, int moved) => (cell.Missing.After(0) - cell.Missing.After(moved)) / Math.Abs(moved);
}

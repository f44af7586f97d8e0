using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Targets;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Domain.Tests.Targets;

/// <summary>Who answers for a target after its unit has ended.</summary>
public sealed class TargetCourseTests
{
    private static readonly DateOnly Start = new(2025, 7, 1);
    private static readonly DateOnly Late = new(2030, 1, 1);
    private static readonly PlanScope Scope = new(UnitLevel.Province, "P1", null, null, null);

    [Fact]
    public void Totals_agree_before_and_after_any_steps() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Courses(), drawn =>
    {
        var (number, seeds) = drawn;
        var bounds = new TargetBound?[]
        {
            null, new(Comparator.AtLeast, TargetUnit.Person, number), new(Comparator.Between, TargetUnit.Person, null, number, number + 7), new(Comparator.MoreThan, TargetUnit.Item, number + 0.5m),
            new(Comparator.About, TargetUnit.Person, number, tolerance: 0.5m), new(Comparator.AtLeast, TargetUnit.Percent, 35),
        };
        return bounds.All(bound => Agree(bound, StepsOf(seeds)));
    }));

    [Theory]
    [InlineData(60, new[] { 60, 40 }, new[] { 36, 24 })]
    [InlineData(100, new[] { 1, 1, 1 }, new[] { 34, 33, 33 })]
    [InlineData(1, new[] { 1, 2 }, new[] { 0, 1 })]
    public void People_are_shared_out_whole(int number, int[] weights, int[] expected)
    {
        var course = TargetCourse.On(Late, Scope, new TargetBound(Comparator.AtLeast, TargetUnit.Person, number), [
            Step(1, TargetStepKind.Shared, "P1", [.. weights.Select((weight, i) => new TargetPart($"D{i}", null, weight))])]);

        Assert.Equal(expected.Select(part => (decimal?)part), course.Holders.Select(holder => holder.Bound!.Value));
    }

    [Fact]
    public void A_percentage_is_the_same_in_every_part()
    {
        var course = TargetCourse.On(Late, Scope, new TargetBound(Comparator.MoreThan, TargetUnit.Percent, 70), [
            Step(1, TargetStepKind.Shared, "P1", [new("D1", null, 3), new("D2", null, 1)])]);

        Assert.Equal([("D1", 0.75m, 70m), ("D2", 0.25m, 70m)], course.Holders.Select(holder => (holder.UnitId, holder.Share, holder.Bound!.Value!.Value)));
    }

    [Fact]
    public void A_step_holds_from_its_day_and_not_once_it_is_taken_back()
    {
        var carried = Step(1, TargetStepKind.Carried, "P1", [new("P2", null, 1)]);
        var back = new TargetStep(Guid.NewGuid(), 2, TargetStepKind.TakenBack, null, null, [], carried.Id, "QĐ 2");

        Assert.Equal("P1", TargetCourse.On(Start.AddDays(-1), Scope, null, [carried]).Holders.Single().UnitId);
        Assert.Equal("P2", TargetCourse.On(Start, Scope, null, [carried]).Holders.Single().UnitId);
        Assert.Equal("P1", TargetCourse.On(Late, Scope, null, [carried, back]).Holders.Single().UnitId);
    }

    [Fact]
    public void The_successor_that_the_plan_names_takes_it_over_before_steps_of_that_day()
    {
        var scope = Scope with { Successor = new PlanSuccessor("P9", Start) };
        var shared = Step(1, TargetStepKind.Shared, "P9", [new("P9", null, 1), new("P8", null, 1)]);

        Assert.Equal(["P9", "P8"], TargetCourse.On(Start, scope, null, [shared]).Holders.Select(holder => holder.UnitId));
    }

    [Fact]
    public void What_is_closed_stays_in_the_total()
    {
        var course = TargetCourse.On(Late, Scope, new TargetBound(Comparator.AtLeast, TargetUnit.Person, 10), [
            Step(1, TargetStepKind.Shared, "P1", [new("D1", null, 1), new("D2", null, 1)]), Step(2, TargetStepKind.Closed, "D1", [])]);

        Assert.Equal([("D2", 5m)], course.Holders.Select(holder => (holder.UnitId, holder.Bound!.Value!.Value)));
        Assert.Equal([("D1", 5m)], course.Closed.Select(holder => (holder.UnitId, holder.Bound!.Value!.Value)));
    }

    private static bool Agree(TargetBound? bound, List<TargetStep> steps)
    {
        var course = TargetCourse.On(Late, Scope, bound, steps);
        TargetHolder[] all = [.. course.Holders, .. course.Closed];
        var isDivided = bound?.Unit is TargetUnit.Person or TargetUnit.Item;
        return all.Sum(holder => holder.Share) == 1 && all.All(holder => holder.Share > 0)
            && (isDivided
                ? Sums(all, bound!, each => each.Value) && Sums(all, bound!, each => each.Low) && Sums(all, bound!, each => each.High) && Sums(all, bound!, each => each.Tolerance)
                : all.All(holder => holder.Bound == bound))
            && course.Holders.DistinctBy(holder => holder.UnitId).Count() == course.Holders.Count;
    }

    private static bool Sums(TargetHolder[] parts, TargetBound whole, Func<TargetBound, decimal?> number) =>
        number(whole) is not { } total || parts.Sum(part => number(part.Bound!)!.Value) == total;

    // Each seed is a step about one of five units, some of which have nothing of the target at that time.
    private static List<TargetStep> StepsOf(int[] seeds)
    {
        var steps = new List<TargetStep>();
        foreach (var seed in seeds)
        {
            var from = $"P{1 + (seed % 5)}";
            var weights = Enumerable.Range(0, 2 + (seed / 7 % 3)).Select(i => 1m + (seed / (i + 1) % 97)).ToArray();
            steps.Add((seed / 5 % 6) switch
            {
                0 => Step(steps.Count + 1, TargetStepKind.Carried, from, [new($"P{1 + (seed / 30 % 5)}", null, 1)]),
                1 => Step(steps.Count + 1, TargetStepKind.Closed, from, []),
                2 when steps.Count > 0 && TargetCourse.Standing(steps) is [.., var last] =>
                    new TargetStep(Guid.NewGuid(), steps.Count + 1, TargetStepKind.TakenBack, null, null, [], last.Id, "QĐ"),
                _ => Step(steps.Count + 1, TargetStepKind.Shared, from, [.. weights.Select((weight, i) => new TargetPart($"P{1 + ((seed + i) / 30 % 2) + (i * 2 % 4)}", null, weight)).DistinctBy(part => part.UnitId)]),
            });
        }

        return steps;
    }

    private static TargetStep Step(int number, TargetStepKind kind, string from, TargetPart[] parts) => new(Guid.NewGuid(), number, kind, from, Start, parts, null, "QĐ");

    private static Arbitrary<(int Number, int[] Seeds)> Courses() => (
        from number in Gen.Choose(1, 100_000)
        from length in Gen.Choose(0, 4)
        from seeds in Gen.ArrayOf(Gen.Choose(0, 1_000_000), length)
        select (number, seeds)).ToArbitrary();
}

using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Domain.Targets;

/// <summary>Who answers for a target, or for a part of it.</summary>
/// <param name="UnitId">Administrative unit.</param>
/// <param name="AgencyId">Agency of the registry; null where none is named.</param>
/// <param name="Since">From which day on; null from the beginning of the plan.</param>
/// <param name="Share">Part of the target, more than 0 and at most 1.</param>
/// <param name="Bound">
/// What this part has to reach; null where the text states no number. People and things are divided, so that the parts sum up to the whole; a percentage or a
/// ratio is the same in every part.
/// </param>
public sealed record TargetHolder(string UnitId, Guid? AgencyId, DateOnly? Since, decimal Share, TargetBound? Bound);

/// <summary>
/// Who answers for a target on a day. The shares of <see cref="Holders"/> and <see cref="Closed"/> sum up to exactly 1, and so do their numbers of people to the
/// number of the plan, whatever was decided.
/// </summary>
/// <param name="Holders">Who answers, in the order in which they came to it.</param>
/// <param name="Closed">Parts with which nobody goes on: who had them, and since when they are closed.</param>
public sealed record TargetCourse(IReadOnlyList<TargetHolder> Holders, IReadOnlyList<TargetHolder> Closed)
{
    /// <summary>A part of a target is at least one ten-thousandth of it: what is smaller cannot be told from nothing.</summary>
    public const decimal SmallestShare = 0.0001m;

    // As many digits as leave room for sums and products in a decimal.
    private const int Digits = 12;

    /// <summary>Follows a target from its plan's unit through the successor that the plan's file names and the steps that stand.</summary>
    /// <param name="day">The day.</param>
    /// <param name="scope">Where the plan applies.</param>
    /// <param name="bound">What the whole target has to reach; null where the text states no number.</param>
    /// <param name="steps">All steps of the target.</param>
    public static TargetCourse On(DateOnly day, PlanScope scope, TargetBound? bound, IEnumerable<TargetStep> steps)
    {
        var course = new TargetCourse([new TargetHolder(scope.UnitId ?? scope.WithinUnitId!, null, null, 1, bound)], []);
        var due = Standing(steps).Where(step => step.EffectiveOn <= day).ToList();
        if (scope.Successor is { } next && next.From <= day)
        {
            due.Add(new TargetStep(Guid.Empty, 0, TargetStepKind.Carried, scope.UnitId, next.From, [new TargetPart(next.UnitId, null, 1)], null, ""));
        }

        return due.OrderBy(step => step.EffectiveOn).ThenBy(step => step.Number).Aggregate(course, (so, step) => so.After(step));
    }

    /// <summary>The steps that were not taken back, by number.</summary>
    public static IReadOnlyList<TargetStep> Standing(IEnumerable<TargetStep> steps)
    {
        var all = steps.ToList();
        var gone = all.Select(step => step.TakesBackId).OfType<Guid>().ToHashSet();
        return [.. all.Where(step => step.Kind is not TargetStepKind.TakenBack && !gone.Contains(step.Id)).OrderBy(step => step.Number)];
    }

    /// <summary>The course after a step. One about a unit that has no part of the target, as after a new version of the plan, changes nothing.</summary>
    /// <exception cref="ArgumentException">It has no parts where it needs some.</exception>
    public TargetCourse After(TargetStep step)
    {
        if (Holders.FirstOrDefault(each => each.UnitId == step.FromUnitId) is not { } holder)
            return this;
        if (step.Kind is TargetStepKind.Closed)
            return new TargetCourse([.. Holders.Where(each => each != holder)], [.. Closed, holder with { Since = step.EffectiveOn }]);
        if (step.Parts.Count == 0)
            throw new ArgumentException($"Step {step.Number} has no parts.", nameof(step));

        var weights = step.Parts.Select(part => part.Weight).ToArray();
        var shares = Divide(holder.Share, weights, Digits);
        var bounds = Divide(holder.Bound, weights);
        var holders = Holders.Where(each => each != holder).ToList();
        foreach (var (i, part) in step.Parts.Index())
            Add(holders, new TargetHolder(part.UnitId, part.AgencyId, step.EffectiveOn, shares[i], bounds[i]));
        return this with { Holders = holders };
    }

    // Who has a part already has both since; the agency named last answers.
    private static void Add(List<TargetHolder> holders, TargetHolder part)
    {
        var at = holders.FindIndex(each => each.UnitId == part.UnitId);
        if (at < 0)
            holders.Add(part);
        else
            holders[at] = part with { AgencyId = part.AgencyId ?? holders[at].AgencyId, Share = holders[at].Share + part.Share, Bound = Together(holders[at].Bound, part.Bound) };
    }

    private static TargetBound? Together(TargetBound? one, TargetBound? other) => one is null || other is null || !IsDivided(one)
        ? one
        : new TargetBound(one.Comparator, one.Unit, one.Value + other.Value, one.Low + other.Low, one.High + other.High, one.Tolerance + other.Tolerance, one.Assumed);

    private static TargetBound?[] Divide(TargetBound? bound, decimal[] weights)
    {
        if (bound is null || !IsDivided(bound))
            return [.. weights.Select(_ => bound)];

        var (values, lows, highs, tolerances) = (Divide(bound.Value, weights), Divide(bound.Low, weights), Divide(bound.High, weights), Divide(bound.Tolerance, weights));
        return [.. weights.Select((_, i) => new TargetBound(bound.Comparator, bound.Unit, values?[i], lows?[i], highs?[i], tolerances?[i], bound.Assumed))];

        // A person is not divided; the ends of a range are, or a narrow one would close.
        decimal[]? Divide(decimal? number, decimal[] by) => number is { } whole ? TargetCourse.Divide(whole, by, number == bound.Value && decimal.IsInteger(whole) ? 0 : Digits) : null;
    }

    private static bool IsDivided(TargetBound bound) => bound.Unit is TargetUnit.Person or TargetUnit.Item;

    // Largest remainders (Hamilton): each part is the exact one rounded down or up, and together they are the whole.
    private static decimal[] Divide(decimal whole, decimal[] weights, int digits)
    {
        var sum = weights.Sum();
        var unit = new decimal(1, 0, 0, false, (byte)digits);
        var exact = weights.Select(weight => whole / sum * weight).ToArray();
        var parts = exact.Select(part => Math.Floor(part / unit) * unit).ToArray();
        var left = whole - parts.Sum();
        foreach (var i in Enumerable.Range(0, parts.Length).OrderByDescending(i => exact[i] - parts[i]).ThenBy(i => i))
        {
            var more = Math.Min(unit, left);
            parts[i] += more;
            left -= more;
        }

        // What is finer than the unit, and what rounding of the quotient left over.
        parts[^1] += left;
        return parts;
    }
}

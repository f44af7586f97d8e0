using TalentRegistry.Domain.Careers;

namespace TalentRegistry.Data.Demo;

/// <content>Leadership ranks in each body, and the reorganisation of 1 July 2025.</content>
internal sealed partial class CareerSimulation
{
    // Assumed: who are two need no head; one division for 14 people; most vacancies are filled within the year.
    private const int FewestLed = 3;
    private const int PeopleOfDivision = 14;
    private const double FilledWithinYear = 0.75;

    // Ages at appointment by rank, lowest first: assumed.
    private static readonly int[] YoungestLeader = [27, 29, 31, 35];
    private static readonly int[] UsualAge = [34, 36, 39, 43];

    private readonly List<Career>?[] members;

    private void FillRanks(bool fromTheStart)
    {
        foreach (var list in members)
            list?.Clear();
        foreach (var list in staff)
            foreach (var career in list)
                (members[career.Body] ??= []).Add(career);
        for (var i = 0; i < members.Length; i++)
            if (members[i] is { Count: >= FewestLed } list)
                FillRanks(given.Tree.Bodies[i], list, fromTheStart);
    }

    private void FillRanks(Body body, List<Career> people, bool fromTheStart)
    {
        Span<int> held = stackalloc int[4];
        var ledFromAbove = false;
        foreach (var career in people)
        {
            if (career.Rank >= 0)
                held[career.Rank]++;
            ledFromAbove |= given.Rules[career.Profession].Lead is LeadershipPath.All or LeadershipPath.Top;
        }

        var titles = given.TitlesOf[body.Template.Kind];
        for (var rank = (int)LeadershipRank.Head; rank >= 0; rank--)
            if (titles[rank].Length > 0)
                for (var open = Places((LeadershipRank)rank, people.Count) - held[rank]; open > 0; open--)
                    if ((fromTheStart || random.Chance(FilledWithinYear)) && !Appoint(people, rank, ledFromAbove, fromTheStart))
                        break;
    }

    private static int Places(LeadershipRank rank, int people) => rank switch
    {
        LeadershipRank.Head => people >= FewestLed ? 1 : 0,
        LeadershipRank.DeputyHead => people switch { < 6 => 0, < 25 => 1, < 100 => 2, _ => 3 },
        _ => people < 15 ? 0 : people / PeopleOfDivision,
    };

    private bool Appoint(List<Career> people, int rank, bool ledFromAbove, bool fromTheStart)
    {
        Career? best = null;
        var bestScore = double.MinValue;
        foreach (var career in people)
        {
            if (career.Rank >= rank || (career.LastStep == step && !fromTheStart) || !MayLead(career, rank, ledFromAbove))
                continue;
            var age = from.Year - career.BirthYear;
            var tenure = (from.DayNumber - career.Stints[0].From) / 365.25;
            if (age < YoungestLeader[rank] || tenure < 3)
                continue;
            var score = career.Rank + 2 * career.FormerRank + 2.2 * random.NextDouble() + Math.Min(tenure, 8) / 8 - Math.Abs(age - UsualAge[rank]) / 8.0;
            if (score > bestScore)
                (best, bestScore) = (career, score);
        }

        if (best is null)
            return false;
        if (fromTheStart)
        {
            Discount(best);
            best.HoldFromTheStart(rank);
            Count(best);
        }
        else
            Transfer(best, best.Body, rank, SomeDay(), PostingEnd.Move);
        return true;
    }

    private bool MayLead(Career career, int rank, bool ledFromAbove) => given.Rules[career.Profession].Lead switch
    {
        LeadershipPath.All => true,
        LeadershipPath.Top => rank >= (int)LeadershipRank.DeputyHead,
        LeadershipPath.Division => rank < (int)LeadershipRank.DeputyHead || !ledFromAbove,
        _ => false,
    };

    // Everybody goes on in a successor on the day itself. Where many bodies go over into one, ranks are given anew, first to those who had one.
    private void Reorganise()
    {
        var day = BodyTree.Reorganisation.DayNumber;
        var bodies = given.Tree.Bodies;
        var taken = new int[bodies.Count];
        var moved = new List<Career>();
        foreach (var list in staff)
            foreach (var career in list)
            {
                var body = bodies[career.Body];
                if (body.Until > day || career.RetiresOn <= day)
                    continue;
                // A closed district's staff spread evenly over its communes; a commune goes over as a whole.
                var next = body.Template.Scope == "district" ? body.Successors[taken[body.Index]++ % body.Successors.Count] : body.Successors[0];
                career.FormerRank = career.Rank;
                var keepsRank = body.Template.Fate == "merges";
                Transfer(career, next, keepsRank ? career.Rank : -1, day, PostingEnd.Reorganisation);
                if (!keepsRank)
                    moved.Add(career);
            }

        foreach (var group in moved.GroupBy(career => career.Body))
            FillRanks(bodies[group.Key], [.. group], fromTheStart: true);
        foreach (var career in moved)
            career.FormerRank = -1;
        step++;
    }
}

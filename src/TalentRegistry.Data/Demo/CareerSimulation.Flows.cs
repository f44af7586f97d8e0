using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Data.Demo;

/// <content>What happens to those who are there: retirement, death, leaving, moves, degrees.</content>
internal sealed partial class CareerSimulation
{
    private const int LastAgeOfStudy = 52;

    // Who goes on past the normal age: Decree 50/2022 lets doctors of science, CKII and the like.
    private const double WorkLonger = 0.35;

    // Reasons of those who leave: assumed.
    private const double TransfersOut = 0.35, Dismissals = 0.02;

    private void Exit()
    {
        for (var profession = 0; profession < staff.Length; profession++)
        {
            var (list, rule) = (staff[profession], given.Rules[profession]);
            for (var i = list.Count - 1; i >= 0; i--)
                Exit(profession, i, rule, list[i]);
        }
    }

    private void Exit(int profession, int position, CareerRule rule, Career career)
    {
        if (career.RetiresOn < until.DayNumber && !StaysOn(career))
        {
            Close(profession, position, career.RetiresOn, PostingEnd.Retirement);
            return;
        }

        var age = from.Year - career.BirthYear;
        var death = given.Mortality.At(age, career.Female) * years;
        // The young leave more easily, those near retirement hardly: assumed.
        var leave = rule.Leave * years * (age < 35 ? 1.5 : age < 45 ? 1.0 : 0.4);
        var lot = random.NextDouble();
        if (lot >= death + leave)
            return;

        Close(profession, position, SomeDay(), lot < death ? PostingEnd.Death : ReasonToLeave());
    }

    private bool StaysOn(Career career)
    {
        if (career.WorksLonger || !given.Ladder.IsDoctorate(career.Level) || !random.Chance(WorkLonger))
            return false;
        career.WorksLonger = true;
        career.RetiresOn = RetiresOn(career, RetirementRegime.Latest);
        return career.RetiresOn >= until.DayNumber;
    }

    private PostingEnd ReasonToLeave() => random.NextDouble() switch
    {
        < Dismissals => PostingEnd.Dismissal,
        < Dismissals + TransfersOut => PostingEnd.TransferOut,
        _ => PostingEnd.Resignation,
    };

    private void Develop()
    {
        for (var profession = 0; profession < staff.Length; profession++)
        {
            var rule = given.Rules[profession];
            foreach (var career in staff[profession])
            {
                Study(career, rule);
                if (career.LastStep != step && career.Rank < 0 && random.Chance(rule.Move * years)
                    && workplaces.Draw(profession, random) is var body && body != career.Body)
                    Transfer(career, body, -1, SomeDay(), PostingEnd.Move);
            }
        }
    }

    private void Study(Career career, CareerRule rule)
    {
        var age = from.Year - career.BirthYear;
        if (age >= LastAgeOfStudy || rule.Upgrades.Length == 0)
            return;

        foreach (var upgrade in rule.Upgrades)
            if (upgrade.From == career.Level && random.Chance(upgrade.Yearly * years)
                && age >= given.Ladder.YoungestAge(upgrade.To) && career.LevelSince <= from.Year - (given.Ladder.IsDoctorate(upgrade.To) ? 4 : 3))
            {
                career.Earn(upgrade.To, from.Year, UpgradeMode(upgrade.To));
                return;
            }
    }

    private StudyMode UpgradeMode(int level) => (given.Ladder.IsPostgraduate(level), random.Chance(0.5)) switch
    {
        (true, true) => StudyMode.FullTime,
        (false, true) => StudyMode.Bridging,
        _ => StudyMode.InService,
    };

    // A district formed out of others takes over the part of their staff that falls to it.
    private void Form()
    {
        foreach (var district in province.Districts)
            if (district.Since is { } since && since > from && since < until)
                Form(district, since.DayNumber);
    }

    private void Form(District district, int day)
    {
        workplaces.OpenOn(day);
        var bodies = given.Tree.Bodies;
        for (var profession = 0; profession < staff.Length; profession++)
        {
            var list = staff[profession];
            foreach (var body in bodies)
            {
                if (body.District != district || !workplaces.Employs(profession, body.Index))
                    continue;
                var share = workplaces.ShareOf(profession, body.Index) * list.Count;
                var wanted = (int)share + (random.Chance(share - (int)share) ? 1 : 0);
                for (var tries = 0; wanted > 0 && tries < 40 * (int)(share + 1); tries++)
                    if (list[random.Next(list.Count)] is { Rank: < 0 } career && career.LastStep != step
                        && district.FormedFrom.Contains(bodies[career.Body].District.Unit.Id) && Same(bodies[career.Body], body))
                    {
                        Transfer(career, body.Index, -1, day, PostingEnd.Move);
                        wanted--;
                    }
            }
        }

        workplaces.OpenOn(from.DayNumber);
    }

    private static bool Same(Body one, Body other) => one.Template == other.Template;
}

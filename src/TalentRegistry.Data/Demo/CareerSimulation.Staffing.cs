using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Data.Demo;

/// <content>Keeping to the stock path: who goes where there are too many, who is promoted where managers are missing.</content>
internal sealed partial class CareerSimulation
{
    // Of a shortage, at most this part is filled by people of a shrinking profession who studied on: assumed.
    private const double FilledByRetraining = 0.6;

    private void Shrink()
    {
        for (var profession = 0; profession < staff.Length; profession++)
        {
            if (!Recruits(given.Rules[profession]) || Missing(profession) >= 0)
                continue;
            for (var next = 0; next < staff.Length; next++)
                if (given.Rules[next].Retrains == profession)
                    Retrain(profession, next, Math.Min(-Missing(profession), (int)(Missing(next) * FilledByRetraining)));
            for (var surplus = -Missing(profession); surplus > 0; surplus--)
                Release(profession);
        }
    }

    private void Retrain(int profession, int next, int many)
    {
        var list = staff[profession];
        for (var tries = 0; many > 0 && tries < 20 * list.Count; tries++)
        {
            var position = random.Next(list.Count);
            var career = list[position];
            var age = from.Year - career.BirthYear;
            var level = given.Rules[next].DrawEntryLevel(from.Year, random);
            if (career.LastStep == step || age is < 26 or > 42 || level <= career.Level || career.LevelSince > from.Year - 3)
                continue;
            career.Earn(level, from.Year, StudyMode.Bridging);
            Reassign(profession, position, next, workplaces.Employs(next, career.Body) ? career.Body : workplaces.Draw(next, random), -1);
            many--;
        }
    }

    // Half of the surplus retires early, up to five years (Decree 135/2020 art. 5); the young look elsewhere.
    private void Release(int profession)
    {
        var list = staff[profession];
        var early = random.Chance(0.5);
        for (var tries = 0; tries < 60; tries++)
        {
            var position = random.Next(list.Count);
            var career = list[position];
            if (career.LastStep == step)
                continue;
            if (early && career.RetiresOn - until.DayNumber is > 0 and < 5 * 365 && EarlyRetirementDay(career) is { } day)
            {
                Close(profession, position, day, PostingEnd.Retirement);
                return;
            }

            if ((!early || tries > 40) && career.Rank < 0 && from.Year - career.BirthYear < 45 + tries)
            {
                Close(profession, position, SomeDay(), random.Chance(0.5) ? PostingEnd.Resignation : PostingEnd.TransferOut);
                return;
            }
        }

        ReleaseAnyone(profession);
    }

    private void ReleaseAnyone(int profession)
    {
        for (var i = staff[profession].Count - 1; i >= 0; i--)
            if (staff[profession][i].LastStep != step)
            {
                Close(profession, i, SomeDay(), PostingEnd.Resignation);
                return;
            }
    }

    private int? EarlyRetirementDay(Career career)
    {
        var earliest = RetiresOn(career, RetirementRegime.Earliest);
        var day = DateOnly.FromDayNumber(SomeDay());
        day = new DateOnly(day.Year, day.Month, 1).AddMonths(1);
        return day < until && day.DayNumber >= earliest && day.DayNumber < career.RetiresOn ? day.DayNumber : null;
    }

    private void Promote()
    {
        for (var profession = 0; profession < staff.Length; profession++)
        {
            var rule = given.Rules[profession];
            if (rule.Sources.Length == 0 || !Recruits(rule))
                continue;
            for (var missing = Missing(profession); missing > 0; missing--)
            {
                var body = workplaces.Draw(profession, random);
                if (FindCandidate(rule, body) is var (source, position))
                    Reassign(source, position, profession, body, (int)TopRank(body));
                else
                    EnterRecruit(profession, body);
            }
        }
    }

    // Someone of the right age from a body of the same kind, or else from any.
    private (int Source, int Position)? FindCandidate(CareerRule rule, int body)
    {
        (int, int)? other = null;
        for (var tries = 0; tries < 60; tries++)
        {
            var source = rule.Sources[random.Next(rule.Sources.Length)];
            if (staff[source].Count == 0)
                continue;
            var position = random.Next(staff[source].Count);
            var career = staff[source][position];
            var age = from.Year - career.BirthYear;
            if (career.LastStep == step || age < rule.AgeFrom || age > rule.AgeTo || career.RetiresOn < until.DayNumber)
                continue;
            if (Same(given.Tree.Bodies[career.Body], given.Tree.Bodies[body]))
                return (source, position);
            other = (source, position);
        }

        return other;
    }

    private void Reassign(int profession, int position, int next, int body, int rank)
    {
        var career = staff[profession][position];
        var day = SomeDay();
        Remove(profession, position);
        career.End(day, PostingEnd.Move);
        (career.Profession, career.Body, career.Rank) = (next, body, rank);
        Enter(career, day);
    }
}

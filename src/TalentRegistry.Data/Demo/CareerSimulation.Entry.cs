using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Data.Demo;

/// <content>How people come in: the stock with which the history begins, and recruits.</content>
internal sealed partial class CareerSimulation
{
    private const string Kinh = "01";

    private void Begin()
    {
        (from, until) = (Start.AddYears(-1), Start);
        workplaces.OpenOn(Start.DayNumber - 1);
        for (var profession = 0; profession < staff.Length; profession++)
            for (var missing = Missing(profession); missing > 0; missing--)
                EnterBeforeStart(profession);
        FillRanks(fromTheStart: true);
    }

    // Ages of the first stock: as many at each age, a little more of the young, from recruitment to retirement.
    private void EnterBeforeStart(int profession)
    {
        var rule = given.Rules[profession];
        var female = random.Chance(rule.Female);
        var level = rule.DrawEntryLevel(1989, random);
        var youngest = Math.Max(rule.AgeFrom, given.Ladder.YoungestAge(level) + 1);
        var age = youngest + ((female ? 54.5 : 59.5) - youngest) * Math.Pow(random.NextDouble(), 1.15);
        var born = Start.DayNumber - 1 - (int)(age * 365.25);
        var oldest = Math.Max(youngest, Math.Min(rule.AgeTo, (int)age - 1));
        var hired = Math.Min(born + (int)(random.Between(youngest, oldest) * 365.25), Start.DayNumber - 100);
        var date = DateOnly.FromDayNumber(hired);
        date = new DateOnly(date.Year, rule.HireMonth > 0 ? rule.HireMonth : date.Month, 1);
        var body = workplaces.Draw(profession, random);
        EnterNew(profession, body, female, level, born, Math.Max(date.DayNumber, given.Tree.Bodies[body].From), date);
    }

    private void Recruit()
    {
        for (var profession = 0; profession < staff.Length; profession++)
            if (Recruits(given.Rules[profession]))
                for (var missing = Missing(profession); missing > 0; missing--)
                    EnterRecruit(profession, workplaces.Draw(profession, random));
    }

    private void EnterRecruit(int profession, int body)
    {
        var rule = given.Rules[profession];
        var day = HireDay(rule);
        var level = rule.DrawEntryLevel(from.Year, random);
        var age = Math.Max(random.Between(rule.AgeFrom, rule.AgeTo), given.Ladder.YoungestAge(level) + random.Next(2));
        var born = day.DayNumber - (int)(age * 365.25) - random.Next(365) - 1;
        EnterNew(profession, body, random.Chance(rule.Female), level, born, day.DayNumber, day);
    }

    private void EnterNew(int profession, int body, bool female, int level, int born, int day, DateOnly qualifiedBy)
    {
        var rule = given.Rules[profession];
        var ethnic = (rule.Code == "commune_official" ? given.Ethnic[province.Unit.Id].Commune : given.Ethnic[province.Unit.Id].Staff).Draw(random);
        var birth = DateOnly.FromDayNumber(born);
        var career = new Career
        {
            Female = female,
            Born = born,
            BirthYear = birth.Year,
            // In the mountains, births were often registered late, by the year alone.
            YearOnly = ethnic != Kinh && birth.Year < 1975 && random.Chance(0.1),
            Ethnic = ethnic,
            Field = rule.Fields[random.Next(rule.Fields.Length)],
            Profession = profession,
            Body = body,
        };
        career.RetiresOn = RetiresOn(career, RetirementRegime.Normal);
        Qualify(career, rule, level, qualifiedBy);
        if (rule.Lead == LeadershipPath.Top)
            career.Rank = (int)TopRank(body);
        careers.Add(career);
        Enter(career, day);
    }

    private LeadershipRank TopRank(int body) => heads[body] == 0 ? LeadershipRank.Head : LeadershipRank.DeputyHead;

    private static int RetiresOn(Career career, RetirementRegime regime)
    {
        var sex = career.Female ? Sex.Female : Sex.Male;
        var last = career.YearOnly
            ? RetirementRoadmap.Decree135.RetirementDate(career.BirthYear, sex, regime)
            : RetirementRoadmap.Decree135.RetirementDate(DateOnly.FromDayNumber(career.Born), sex, regime);
        return last.DayNumber + 1;
    }

    // Degrees up to the level of entry: a master has been a bachelor, a doctor a master.
    private void Qualify(Career career, CareerRule rule, int level, DateOnly hired)
    {
        var year = hired.Month >= 7 ? hired.Year : hired.Year - 1;
        if (random.Chance(0.4))
            year--;
        year = Math.Min(Math.Max(year, career.BirthYear + given.Ladder.YoungestAge(level)), hired.Year);
        var bachelor = rule.BachelorLevel(given.Ladder);
        if (given.Ladder.IsDoctorate(level))
        {
            career.Earn(bachelor, year - 6, StudyMode.FullTime);
            career.Earn(given.Ladder.Master, year - 4, StudyMode.FullTime);
        }
        else if (given.Ladder.IsPostgraduate(level))
            career.Earn(bachelor, year - 2, StudyMode.FullTime);
        career.Earn(level, year, StudyMode.FullTime);
    }

    private DateOnly HireDay(CareerRule rule)
    {
        if (rule.HireMonth > 0)
            return new DateOnly(from.Year, rule.HireMonth + (random.Chance(0.75) ? 0 : random.Between(1, 2)), 1);

        // Nobody starts on the day of the reorganisation itself.
        var first = from == BodyTree.Reorganisation ? from.Month + 1 : from.Month;
        return new DateOnly(from.Year, random.Between(first, until.AddDays(-1).Month), random.Chance(0.7) ? 1 : 15);
    }
}

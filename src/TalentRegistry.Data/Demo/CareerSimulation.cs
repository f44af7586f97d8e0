using TalentRegistry.Domain.Careers;

namespace TalentRegistry.Data.Demo;

/// <summary>
/// The working lives of a province, from the stock of 31 December 1989 to <see cref="DemoRegistry.LastDay"/>, a year at a time: who
/// retires, dies, leaves and moves follows the rules of careers; recruits fill what the stock path wants at the year's end.
/// </summary>
internal sealed partial class CareerSimulation
{
    private static readonly DateOnly Start = new(1990, 1, 1);

    private readonly DemoAssumptions given;
    private readonly Province province;
    private readonly SeededRandom random;
    private readonly Workplaces workplaces;
    private readonly double scale;
    private readonly List<Career>[] staff;
    private readonly int[] heads;
    private readonly List<Career> careers = [];
    private int step;
    private DateOnly from, until;

    // Length of the step.
    private double years;

    private CareerSimulation(DemoAssumptions given, Province province, double scale, ulong seed)
    {
        (this.given, this.province, this.scale) = (given, province, scale);
        random = new SeededRandom(seed);
        workplaces = new Workplaces(given, province);
        staff = [.. given.Rules.Select(_ => new List<Career>())];
        heads = new int[given.Tree.Bodies.Count];
        members = new List<Career>?[given.Tree.Bodies.Count];
    }

    /// <summary>The careers of a province, in the order of recruitment.</summary>
    public static List<Career> Run(DemoAssumptions given, Province province, double scale, ulong seed)
    {
        var simulation = new CareerSimulation(given, province, scale, seed);
        simulation.Begin();
        for (var day = Start; day <= DemoRegistry.LastDay; day = simulation.until)
            simulation.Step(day, EndOfStep(day));
        return simulation.careers;
    }

    // Years, but for the two that are cut: by the reorganisation and by the end of the history.
    private static DateOnly EndOfStep(DateOnly day)
    {
        var end = new DateOnly(day.Year + 1, 1, 1);
        if (day < BodyTree.Reorganisation && BodyTree.Reorganisation < end)
            return BodyTree.Reorganisation;
        return DemoRegistry.LastDay < end ? DemoRegistry.LastDay.AddDays(1) : end;
    }

    private void Step(DateOnly day, DateOnly end)
    {
        (from, until, years) = (day, end, (end.DayNumber - day.DayNumber) / 365.25);
        step++;
        workplaces.OpenOn(from.DayNumber);
        if (from == BodyTree.Reorganisation)
            Reorganise();
        Exit();
        Form();
        Develop();
        Shrink();
        Promote();
        Recruit();
        FillRanks(fromTheStart: false);
    }

    private int Wanted(int profession) => (int)Math.Round(scale * given.Stock.Before(until, province.Unit.Id, given.Rules[profession].Code));

    /// <summary>People of the profession to recruit at the step's end; negative where there are too many.</summary>
    private int Missing(int profession) => Wanted(profession) - staff[profession].Count;

    /// <summary>Whether the school year begins within the step; professions that start with it stand still without.</summary>
    private bool Recruits(CareerRule rule) => rule.HireMonth == 0 || until.Month == 1;

    /// <summary>A day of the step, not its first.</summary>
    private int SomeDay() => random.Between(from.DayNumber + 1, until.DayNumber - 1);

    private void Enter(Career career, int day)
    {
        career.Begin(day);
        career.LastStep = step;
        Count(career);
        staff[career.Profession].Add(career);
    }

    private void Count(Career career)
    {
        workplaces.Enter(career);
        if (career.Rank == (int)LeadershipRank.Head)
            heads[career.Body]++;
    }

    private void Discount(Career career)
    {
        workplaces.Leave(career);
        if (career.Rank == (int)LeadershipRank.Head)
            heads[career.Body]--;
    }

    // The order of a list means nothing, so the last one takes the place of the one that goes.
    private void Remove(int profession, int position)
    {
        var list = staff[profession];
        Discount(list[position]);
        list[position] = list[^1];
        list.RemoveAt(list.Count - 1);
    }

    private void Close(int profession, int position, int day, PostingEnd reason)
    {
        var career = staff[profession][position];
        Remove(profession, position);
        career.End(day, reason);
        career.LastStep = step;
        if (reason == PostingEnd.Death)
            career.DiedOn = day - 1;
    }

    private void Transfer(Career career, int body, int rank, int day, PostingEnd reason)
    {
        Discount(career);
        career.End(day, reason);
        (career.Body, career.Rank) = (body, rank);
        career.Begin(day);
        career.LastStep = step;
        Count(career);
    }
}

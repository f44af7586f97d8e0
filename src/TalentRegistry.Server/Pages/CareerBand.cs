using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

/// <summary>
/// Where the facts of a career lie in a drawing of years from left to right: degrees, titles, certificates and awards on top, the main postings and
/// retirement under them, second jobs and other records that last below, those of the same time under each other. In units of the drawing.
/// </summary>
public sealed class CareerBand
{
    /// <summary>The whole width.</summary>
    public const int Width = 1160;

    /// <summary>Where the years begin; left of it stands what a lane shows.</summary>
    public const int Left = 130;

    /// <summary>Height of a lane.</summary>
    public const int Lane = 34;

    /// <summary>Where the first lane begins, under the day asked for.</summary>
    public const int Top = 22;

    private const int Right = 14;
    private static readonly int[] Steps = [1, 2, 5, 10, 20];

    private readonly int lastYear;

    private CareerBand(int firstYear, int lastYear) => (FirstYear, this.lastYear) = (firstYear, lastYear);

    /// <summary>1 January of this year is at <see cref="Left"/>.</summary>
    public int FirstYear { get; }

    /// <summary>Facts with their lane and place.</summary>
    public IReadOnlyList<(CareerFact Fact, int Lane, double X, double Width)> Marks { get; private init; } = [];

    /// <summary>Lanes in use, at least two.</summary>
    public int Lanes { get; private init; } = 2;

    /// <summary>Height of the drawing.</summary>
    public int Height => Top + (Lanes * Lane) + 26;

    /// <summary>Years under the drawing, as many as there is room for.</summary>
    public IEnumerable<int> Years
    {
        get
        {
            var step = Steps.FirstOrDefault(step => (lastYear - FirstYear) / step <= 14, Steps[^1]);
            return Enumerable.Range(FirstYear, lastYear - FirstYear + 1).Where(year => year % step == 0);
        }
    }

    /// <summary>Where a day lies; null where it is outside the drawing.</summary>
    public double? At(DateOnly day) => day.Year < FirstYear || day.Year >= lastYear ? null : X(day);

    /// <summary>The drawing of a career; null where there is nothing to draw.</summary>
    /// <param name="facts">All of it.</param>
    /// <param name="today">What still holds is drawn up to here.</param>
    public static CareerBand? Of(IReadOnlyList<CareerFact> facts, DateOnly today)
    {
        if (facts.Count == 0)
            return null;

        var end = facts.Select(fact => Later(fact.From, fact.LastDay ?? fact.From)).Append(today).Max();
        var years = new CareerBand(facts.Min(fact => fact.From.Year), end.Year + 1);
        var second = new List<DateOnly>();
        var marks = facts.Where(fact => fact.Kind != CareerFactKind.Death).Select(fact => fact.Kind switch
        {
            CareerFactKind.Degree or CareerFactKind.Event => (fact, 0, years.X(fact.IsWholeYear ? new DateOnly(fact.From.Year, 7, 1) : fact.From), 0d),
            CareerFactKind.Retirement => (fact, 1, years.X(fact.From), 0d),
            CareerFactKind.MainPosting => (fact, 1, years.X(fact.From), years.Length(fact, today)),
            _ => (fact, 2 + FreeLane(second, fact), years.X(fact.From), years.Length(fact, today)),
        }).ToList();
        return new CareerBand(years.FirstYear, years.lastYear) { Marks = marks, Lanes = 2 + second.Count };
    }

    // The first lane whose last posting has ended.
    private static int FreeLane(List<DateOnly> ends, CareerFact fact)
    {
        var lane = ends.FindIndex(end => end <= fact.From);
        if (lane < 0)
        {
            lane = ends.Count;
            ends.Add(default);
        }

        ends[lane] = fact.Until ?? DateOnly.MaxValue;
        return lane;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private double Length(CareerFact fact, DateOnly today) => Math.Max(X(fact.Until ?? Later(today, fact.From.AddDays(1))) - X(fact.From), 2);

    private double X(DateOnly day)
    {
        var years = day.Year - FirstYear + ((day.DayOfYear - 1) / (DateTime.IsLeapYear(day.Year) ? 366d : 365d));
        return Left + (years / (lastYear - FirstYear) * (Width - Left - Right));
    }
}

using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Forecasts;

/// <summary>Where a career is counted.</summary>
/// <param name="UnitId">District on the map of 30 June 2025; the province where the agency's seat names no district.</param>
/// <param name="SectorCode">Sector of the agency.</param>
/// <param name="ProfessionCode">Profession of the posting.</param>
/// <param name="Band">Highest degree band.</param>
/// <param name="Sex">Sex.</param>
/// <param name="Age">Calendar year less year of birth.</param>
public readonly record struct CareerCell(string UnitId, string SectorCode, string ProfessionCode, DegreeBand Band, Sex Sex, int Age);

/// <summary>What happened in a cell in a year.</summary>
public sealed class CareerYear
{
    /// <summary>Time in the cell, in person-years.</summary>
    public double PersonYears { get; internal set; }

    /// <summary>Retired in the year.</summary>
    public int Retirements { get; internal set; }

    /// <summary>Resigned, were dismissed, or ended without a reason and without another posting.</summary>
    public int Leavers { get; internal set; }

    /// <summary>Went to work in another province, of the registry or not.</summary>
    public int Transfers { get; internal set; }

    /// <summary>Died in service.</summary>
    public int Deaths { get; internal set; }

    /// <summary>Began a first posting, came back after a gap, or came from another province.</summary>
    public int Recruits { get; internal set; }

    /// <summary>Reached a higher band.</summary>
    public int Upgrades { get; internal set; }
}

/// <summary>
/// Stock and history of careers, tallied from the main postings in one pass over one statement: the input of the supply
/// forecast. Whoever goes on elsewhere in the province within a month has moved: that is neither an exit nor a recruit. Whom a
/// reorganisation took along has not moved: it is no habit of people that could be forecast.
/// </summary>
public sealed class CareerTally
{
    private readonly Dictionary<(CareerCell Cell, int BirthMonth), int> stock = [];
    private readonly Dictionary<(CareerCell From, CareerCell To, int Year), int> moves = [];
    private readonly Dictionary<(CareerCell Cell, int Year), CareerYear> history = [];
    private readonly Dictionary<(string ProfessionCode, DegreeBand From, DegreeBand To), int> upgrades = [];
    private readonly Dictionary<string, string> provinceOf = [];

    private CareerTally(int baseYear, int firstYear) => (BaseYear, FirstYear) = (baseYear, firstYear);

    /// <summary>The stock is that of 31 December of this year; history runs up to it.</summary>
    public int BaseYear { get; }

    /// <summary>First year of the history.</summary>
    public int FirstYear { get; }

    /// <summary>People by cell and month of birth, 0 where only the year is known, on 31 December of the base year.</summary>
    public IReadOnlyDictionary<(CareerCell Cell, int BirthMonth), int> Stock => stock;

    /// <summary>People who went on in another unit, sector or profession of their province, by where, whereto and year.</summary>
    public IReadOnlyDictionary<(CareerCell From, CareerCell To, int Year), int> Moves => moves;

    /// <summary>Which bands were reached by degrees earned.</summary>
    public IReadOnlyDictionary<(string ProfessionCode, DegreeBand From, DegreeBand To), int> Upgrades => upgrades;

    /// <summary>Exposure and events by cell and year.</summary>
    public IReadOnlyDictionary<(CareerCell Cell, int Year), CareerYear> History => history;

    /// <summary>Province of each unit that occurs, on the map of 30 June 2025.</summary>
    public IReadOnlyDictionary<string, string> ProvinceOf => provinceOf;

    /// <summary>Reads the careers of all people, as the owner: aggregates leave this class, no person does.</summary>
    /// <param name="database">The registry.</param>
    /// <param name="baseYear">Last complete year.</param>
    /// <param name="years">Years of history, 1 or more.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<CareerTally> ReadAsync(RegistryDatabase database, int baseYear, int years, CancellationToken cancellationToken) =>
        Of(await CareerPosting.ReadAsync(database, baseYear - years, baseYear, cancellationToken), baseYear, years);

    /// <summary>Tallies careers as they were known at the end of a year: what began later is not seen, and what ended later goes on.</summary>
    /// <param name="postings">Main postings by person and first day, back to the year before the history: a posting that follows another must not be taken for a recruit.</param>
    /// <param name="baseYear">Last complete year.</param>
    /// <param name="years">Years of history, 1 or more.</param>
    public static CareerTally Of(IEnumerable<CareerPosting> postings, int baseYear, int years)
    {
        var tally = new CareerTally(baseYear, baseYear - years + 1);
        var (earliest, end) = (new DateOnly(tally.FirstYear - 1, 1, 1), new DateOnly(baseYear, 12, 31));
        CareerPosting? previous = null;
        foreach (var posting in postings.Where(posting => posting.From <= end && !(posting.Until < earliest)))
        {
            tally.provinceOf[posting.UnitId] = posting.ProvinceId;
            var goesOn = previous is not null && previous.PersonId == posting.PersonId && previous.Until >= posting.From.AddMonths(-1);
            if (previous is not null) tally.Add(previous, goesOn ? posting : null);
            if ((!goesOn || previous!.ProvinceId != posting.ProvinceId) && posting.From.Year >= tally.FirstYear)
                tally.At(posting.CellIn(posting.From.Year), posting.From.Year).Recruits++;
            previous = posting;
        }

        if (previous is not null) tally.Add(previous, null);
        return tally;
    }

    private void Add(CareerPosting posting, CareerPosting? next)
    {
        var hasMoved = next is not null && posting.EndReason != PostingEnd.Reorganisation && next.ProvinceId == posting.ProvinceId && !next.IsInGroupOf(posting);
        var last = posting.Until is { } until && until <= new DateOnly(BaseYear, 12, 31) ? until.AddDays(-1).Year : BaseYear;
        for (var year = Math.Max(posting.From.Year, FirstYear); year <= last; year++)
        {
            var counted = At(posting.CellIn(year), year);
            counted.PersonYears += posting.ShareOf(year);
            // A degree earned in the year of a move is part of the move.
            if (posting.UpgradesIn(year) && !(hasMoved && year == posting.LastYear))
            {
                counted.Upgrades++;
                var reached = (posting.ProfessionCode, posting.CellIn(year).Band, posting.CellIn(year + 1).Band);
                upgrades[reached] = upgrades.GetValueOrDefault(reached) + 1;
            }
        }

        if (posting.LastYear is { } endYear && endYear >= FirstYear && endYear <= BaseYear)
            CountEnd(posting, endYear, next, hasMoved);
        if (posting.From.Year <= BaseYear && (posting.Until is not { } gone || gone > new DateOnly(BaseYear, 12, 31)))
        {
            var cell = (posting.CellIn(BaseYear + 1) with { Age = BaseYear - posting.BirthYear }, posting.BirthMonth);
            stock[cell] = stock.GetValueOrDefault(cell) + 1;
        }
    }

    private void CountEnd(CareerPosting posting, int year, CareerPosting? next, bool hasMoved)
    {
        var from = posting.CellIn(year);
        if (hasMoved)
        {
            var to = next!.CellIn(year + 1) with { Age = from.Age };
            moves[(from, to, year)] = moves.GetValueOrDefault((from, to, year)) + 1;
            return;
        }

        if (next is not null)
        {
            if (next.ProvinceId != posting.ProvinceId) At(from, year).Transfers++;
            return;
        }

        switch (posting.EndReason)
        {
            case PostingEnd.Retirement:
                At(from, year).Retirements++;
                break;
            case PostingEnd.Death:
                At(from, year).Deaths++;
                break;
            case PostingEnd.TransferOut:
                At(from, year).Transfers++;
                break;
            case PostingEnd.Move or PostingEnd.Reorganisation when posting.Until > new DateOnly(BaseYear, 11, 30):
                // What follows may begin after the base year, where it is not read.
                break;
            default:
                At(from, year).Leavers++;
                break;
        }
    }

    private CareerYear At(CareerCell cell, int year)
    {
        if (!history.TryGetValue((cell, year), out var counted))
            history.Add((cell, year), counted = new CareerYear());
        return counted;
    }
}

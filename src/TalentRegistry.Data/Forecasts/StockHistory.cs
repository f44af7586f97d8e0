using TalentRegistry.Domain.Careers;

namespace TalentRegistry.Data.Forecasts;

/// <summary>Where people are counted: a district or a province on the map of 30 June 2025, a sector, and a profession or all of them.</summary>
/// <param name="UnitId">Unit.</param>
/// <param name="SectorCode">Sector.</param>
/// <param name="ProfessionCode">Profession; null for the whole sector.</param>
public readonly record struct StockPlace(string UnitId, string SectorCode, string? ProfessionCode);

/// <summary>
/// Headcounts at the end of past years, counted as <see cref="CareerTally"/> does, and what earlier forecasts are held against: of whom a reorganisation took along after the forecast was made, where they were before it. A
/// forecast is of people and not of signs on doors: that districts are abolished makes nobody of theirs a shortage, and no windfall of the communes.
/// </summary>
public sealed class StockHistory
{
    private readonly Dictionary<(StockPlace Place, int Year), int> stocks = [];
    private readonly Dictionary<(StockPlace Place, int Origin, int Year), int> outcomes = [];

    /// <summary>Counts.</summary>
    /// <param name="postings">Main postings by person and first day.</param>
    /// <param name="firstYear">First year, included.</param>
    /// <param name="lastYear">Last year, included.</param>
    /// <param name="origins">Years at whose end forecasts were made.</param>
    public StockHistory(IEnumerable<CareerPosting> postings, int firstYear, int lastYear, IReadOnlyCollection<int> origins)
    {
        var taken = new List<CareerPosting>();
        foreach (var posting in postings)
        {
            if (taken.Count > 0 && (taken[^1].PersonId != posting.PersonId || taken[^1].EndReason != PostingEnd.Reorganisation)) taken.Clear();
            taken.Add(posting);
            for (var year = Math.Max(firstYear, posting.From.Year); year <= lastYear && !(posting.Until <= EndOf(year)); year++)
            {
                foreach (var place in PlacesOf(posting)) stocks[(place, year)] = stocks.GetValueOrDefault((place, year)) + 1;
                foreach (var origin in origins.Where(origin => origin < year))
                    foreach (var place in PlacesOf(taken.First(before => !(before.Until <= EndOf(origin)))))
                        outcomes[(place, origin, year)] = outcomes.GetValueOrDefault((place, origin, year)) + 1;
            }
        }
    }

    /// <summary>People at the end of a year.</summary>
    public int At(StockPlace place, int year) => stocks.GetValueOrDefault((place, year));

    /// <summary>What came of a forecast made at the end of the year of origin.</summary>
    public int Outcome(StockPlace place, int origin, int year) => outcomes.GetValueOrDefault((place, origin, year));

    private static IEnumerable<StockPlace> PlacesOf(CareerPosting posting)
    {
        yield return new(posting.UnitId, posting.SectorCode, posting.ProfessionCode);
        yield return new(posting.UnitId, posting.SectorCode, null);
        if (posting.UnitId == posting.ProvinceId) yield break;

        yield return new(posting.ProvinceId, posting.SectorCode, posting.ProfessionCode);
        yield return new(posting.ProvinceId, posting.SectorCode, null);
    }

    private static DateOnly EndOf(int year) => new(year, 12, 31);
}

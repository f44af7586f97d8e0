using TalentRegistry.Data.Views;
using TalentRegistry.Domain.Units;
using TalentRegistry.GraphQL;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.Server.Api;

/// <summary>What shortages are told apart by.</summary>
internal enum ShortageDimension
{
    /// <summary>Sector (ngành, lĩnh vực).</summary>
    Sector,

    /// <summary>District on the map of 30 June 2025; without it, whole provinces.</summary>
    District,

    /// <summary>Profession; without it, each sector as a whole.</summary>
    Profession,
}

/// <summary>Plans, their targets, and the shortages that the forecast flags.</summary>
[QueryType]
internal static class PlanQueries
{
    /// <summary>The plans that carry out Resolution 45-NQ/TW, in force.</summary>
    [UseFiltering, UseSorting, CacheControl(300)]
    public static IQueryable<PlanView> GetPlans() => FieldSession.Rows.Plans;

    /// <summary>
    /// Requirement against forecast supply, the largest expected gap first. A requirement is either today's headcount held or a plan's ratio
    /// times the population; the latter exists by profession only.
    /// </summary>
    /// <param name="by">What they are told apart by; SECTOR always is.</param>
    /// <param name="year">31 December of this year.</param>
    /// <param name="basis">What the requirement rests on.</param>
    [Authorize(Policies.Forecasts), UsePaging(DefaultPageSize = 100, MaxPageSize = 1000), UseFiltering, UseSorting]
    public static IQueryable<ShortageView> GetShortages(
        IReadOnlyList<ShortageDimension> by, int year, ShortageBasis basis = ShortageBasis.CurrentStaffing)
    {
        var byProfession = by.Contains(ShortageDimension.Profession);
        if (basis == ShortageBasis.PlanTarget && !byProfession)
            throw new GraphQLException("Plans state ratios by profession: add PROFESSION to \"by\", or ask on the basis CURRENT_STAFFING.", ErrorCodes.BadUserInput);

        var level = by.Contains(ShortageDimension.District) ? UnitLevel.District : UnitLevel.Province;
        return FieldSession.Rows.Shortages.Where(shortage =>
            shortage.Year == year && shortage.Basis == basis && shortage.Unit!.Level == level && (shortage.ProfessionCode != null) == byProfession);
    }

    /// <summary>
    /// Risks of staff that need no target, on the base date of the newest forecast: the share retiring within five years, professions with a single holder, falling recruitment, and ageing faster
    /// than the province; by unit and sector.
    /// </summary>
    [Authorize(Policies.Forecasts), UsePaging(DefaultPageSize = 100, MaxPageSize = 1000), UseFiltering, UseSorting]
    public static IQueryable<StructuralRiskView> GetStructuralRisks() => FieldSession.Rows.StructuralRisks;

    /// <summary>Forecast supply with its flows, by unit, sector and profession (null: the whole sector).</summary>
    [Authorize(Policies.Forecasts), UsePaging(DefaultPageSize = 100, MaxPageSize = 1000), UseFiltering, UseSorting]
    public static IQueryable<SupplyView> GetSupply() => FieldSession.Rows.Supply;

    /// <summary>
    /// Forecast supply with its flows by degree level too; a level that nobody of the unit, sector and profession holds in any year is left out. Each flow is the sum of its levels. Where "no change" is
    /// published, a level's band is its share of the published one.
    /// </summary>
    [Authorize(Policies.Forecasts), UsePaging(DefaultPageSize = 100, MaxPageSize = 1000), UseFiltering, UseSorting]
    public static IQueryable<SupplyByDegreeView> GetSupplyByDegree() => FieldSession.Rows.SupplyByDegree;
}

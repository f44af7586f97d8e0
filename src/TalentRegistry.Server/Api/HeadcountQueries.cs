using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Plans;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;
using ErrorCodes = TalentRegistry.GraphQL.ErrorCodes;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Server.Api;

/// <summary>Whom to count: everyone with a main posting who passes every part that is given.</summary>
/// <param name="Units">Identifiers of administrative units of the map asked for, as P11; a unit stands for all below it unless includeDescendants is false.</param>
/// <param name="Sectors">Codes of sectors, each with its parts.</param>
/// <param name="Professions">Codes of professions, as doctor.</param>
/// <param name="DegreeLevelAtLeast">Code of a degree level, as E40: the highest degree ranks there or above.</param>
/// <param name="Sexes">Sexes.</param>
/// <param name="EthnicGroups">Codes of ethnic groups; who is no HR officer is then told what is kept of them, see suppression.</param>
/// <param name="EmploymentKinds">Kinds of employment.</param>
/// <param name="GovernmentLevels">Levels of government of the agency.</param>
/// <param name="LeadershipRankAtLeast">This leadership rank or a higher one.</param>
/// <param name="AgeAtLeast">So many years old or older, in the year of counting.</param>
/// <param name="AgeUnder">Younger than so many years, in the year of counting.</param>
/// <param name="Agencies">Agencies, each with all that stood under it on the day unless includeDescendants is false.</param>
/// <param name="IncludeDescendants">False: only people of agencies that sit in the units themselves, as a district's own offices, and of the agencies themselves.</param>
public sealed record HeadcountWhere(
    IReadOnlyList<string>? Units = null, IReadOnlyList<string>? Sectors = null, IReadOnlyList<string>? Professions = null,
    string? DegreeLevelAtLeast = null, IReadOnlyList<Sex>? Sexes = null, IReadOnlyList<string>? EthnicGroups = null,
    IReadOnlyList<EmploymentKind>? EmploymentKinds = null, IReadOnlyList<GovernmentLevel>? GovernmentLevels = null,
    LeadershipRank? LeadershipRankAtLeast = null, int? AgeAtLeast = null, int? AgeUnder = null, [ID<Agency>] IReadOnlyList<Guid>? Agencies = null,
    bool IncludeDescendants = true);

/// <summary>How many people there are.</summary>
/// <param name="AsOf">Day of counting.</param>
/// <param name="MapAsOf">Day of the map by which places are told.</param>
/// <param name="Total">All people counted; null when hidden to protect small ethnic groups.</param>
/// <param name="Cells">Counts by the dimensions asked for; cells without people are left out.</param>
/// <param name="Suppression">How counts by ethnic group were changed to protect people; null where all counts are exact.</param>
public sealed record HeadcountAnswer(DateOnly AsOf, DateOnly MapAsOf, int? Total, IReadOnlyList<HeadcountCell> Cells, Suppression? Suppression);

/// <summary>Counts of people.</summary>
[QueryType]
internal static class HeadcountQueries
{
    private const int MostListItems = 1000;

    /// <summary>People with a main posting on a day, told apart by up to three dimensions.</summary>
    /// <param name="by">Dimensions; none gives the total only.</param>
    /// <param name="database">The database.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="asOf">The day; today unless given.</param>
    /// <param name="mapAsOf">Places are told by the map of this day; unless given the map of the day of counting, and for DISTRICT at the latest that of 30 June 2025.</param>
    /// <param name="where">Whom to count.</param>
    [Authorize(Policies.People)]
    public static async Task<HeadcountAnswer> GetHeadcount(
        IReadOnlyList<HeadcountDimension> by, [Service] RegistryDatabase database, ClaimsPrincipal user, [Service] TimeProvider clock,
        CancellationToken cancellationToken, [AsOf] DateOnly? asOf = null, [AsOf] DateOnly? mapAsOf = null, HeadcountWhere? where = null)
    {
        var day = asOf ?? VietnamTime.Today(clock);
        if (by.Contains(HeadcountDimension.District) && mapAsOf is null)
            mapAsOf = DistrictMap.For(day);

        HeadcountQuestion question;
        try
        {
            question = new HeadcountQuestion(FilterOf(where ?? new HeadcountWhere()), by, day, mapAsOf);
        }
        catch (ArgumentException fault)
        {
            throw new GraphQLException(fault.Message, ErrorCodes.BadUserInput);
        }

        var answer = await HeadcountQuery.CountAsync(database, FieldSession.CallerOf(user), question, cancellationToken);
        return new HeadcountAnswer(question.AsOf, question.MapAsOf, answer.Total, answer.Cells, answer.Suppression);
    }

    private static HeadcountFilter FilterOf(HeadcountWhere where) => new()
    {
        People = PeopleFilter.Everyone with
        {
            Professions = Within(where.Professions),
            Sectors = Within(where.Sectors),
            DegreeLevelAtLeast = where.DegreeLevelAtLeast,
            EmploymentKinds = Within(where.EmploymentKinds),
            GovernmentLevels = Within(where.GovernmentLevels),
            LeadershipRankAtLeast = where.LeadershipRankAtLeast,
            AgeUnder = where.AgeUnder,
        },
        Units = Within(where.Units),
        Agencies = Within(where.Agencies),
        IncludeDescendants = where.IncludeDescendants,
        Sexes = Within(where.Sexes),
        EthnicGroups = Within(where.EthnicGroups),
        AgeAtLeast = where.AgeAtLeast,
    };

    private static IReadOnlyList<T> Within<T>(IReadOnlyList<T>? items) => items switch
    {
        null => [],
        { Count: > MostListItems } => throw new GraphQLException($"A list of the filter has {items.Count} items, more than {MostListItems}.", ErrorCodes.LimitExceeded),
        _ => items,
    };
}

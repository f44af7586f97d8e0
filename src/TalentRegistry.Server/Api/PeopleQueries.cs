using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Units;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.People;

namespace TalentRegistry.Server.Api;

/// <summary>People.</summary>
[QueryType]
internal static class PeopleQueries
{
    /// <summary>
    /// People within the caller's scope, by given name as Vietnamese lists are. Names are for HR officers; every record read is logged.
    /// </summary>
    /// <param name="workplaces">Finds who worked where.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="asOf">Only who had a main posting on this day; without it everybody on file, unless "agencies" or "units" ask for a place: then today.</param>
    /// <param name="agencies">Only who had it in these agencies or, that day, under them.</param>
    /// <param name="units">Only who had it in agencies that sat in these administrative units of the map of that day, or below them.</param>
    /// <param name="includeDescendants">False: only these agencies themselves, and only agencies that sit in the units themselves.</param>
    [Authorize(Policies.People), UsePaging(DefaultPageSize = 50, MaxPageSize = 500), UseFiltering, UseSorting]
    public static Task<IQueryable<Person>> GetPeople(
        [Service] PeopleAtWork workplaces, ClaimsPrincipal user, CancellationToken cancellationToken, [AsOf] DateOnly? asOf = null,
        [ID<Agency>] IReadOnlyList<Guid>? agencies = null, [ID<AdministrativeUnit>] IReadOnlyList<string>? units = null, bool includeDescendants = true) =>
        workplaces.FindAsync(user, asOf, agencies, units, includeDescendants, cancellationToken);

    /// <summary>One person; null if there is none within the caller's scope. The key of one whose dossier was merged leads to the person who remained.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="asOf">The day on which to tell of the person; today, and of lists everything, unless given. It chooses nobody.</param>
    [Authorize(Policies.People), UseFirstOrDefault]
    public static IQueryable<Person> GetPerson([ID<Person>] Guid id, [AsOf] DateOnly? asOf = null) => FieldSession.Rows.People.Where(person => person.Id == RegistryContext.KeptPerson(id));

    /// <summary>
    /// The person with a citizen ID; null if there is none within the caller's scope. For HR officers; the record read is logged.
    /// </summary>
    /// <param name="citizenId">The number.</param>
    /// <param name="lookup">Finds it.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="asOf">The day on which to tell of the person; today, and of lists everything, unless given. It chooses nobody.</param>
    [Authorize(Policies.Identity), UseFirstOrDefault]
    public static async Task<IQueryable<Person>> GetPersonByCitizenIdAsync(
        CitizenId citizenId, [Service] CitizenIdLookup lookup, CancellationToken cancellationToken, [AsOf] DateOnly? asOf = null)
    {
        try
        {
            var id = await lookup.FindAsync(citizenId, cancellationToken) ?? Guid.Empty;
            return FieldSession.Rows.People.Where(person => person.Id == id);
        }
        catch (OperatorException)
        {
            // What is wrong with the key is told where it can be put right: at the server's start and by its commands.
            throw new GraphQLException("Citizen IDs cannot be looked up on this server: it lacks their key.", "CITIZEN_ID_KEY_MISSING");
        }
    }

    /// <summary>People within the caller's scope in groups, by any value down to-one links, with counts, shares, means and quantiles.</summary>
    /// <param name="workplaces">Finds who worked where.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="asOf">Only who had a main posting on this day; without it everybody on file, unless "agencies" or "units" ask for a place: then today.</param>
    /// <param name="agencies">Only who had it in these agencies or, that day, under them.</param>
    /// <param name="units">Only who had it in agencies that sat in these administrative units of the map of that day, or below them.</param>
    /// <param name="includeDescendants">False: only these agencies themselves, and only agencies that sit in the units themselves.</param>
    [Authorize(Policies.People), UseAggregation]
    public static Task<IQueryable<Person>> GetPeopleAggregate(
        [Service] PeopleAtWork workplaces, ClaimsPrincipal user, CancellationToken cancellationToken, [AsOf] DateOnly? asOf = null,
        [ID<Agency>] IReadOnlyList<Guid>? agencies = null, [ID<AdministrativeUnit>] IReadOnlyList<string>? units = null, bool includeDescendants = true) =>
        workplaces.FindAsync(user, asOf, agencies, units, includeDescendants, cancellationToken);
}

using System.Security.Claims;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.Server.Api;

/// <summary>People.</summary>
[QueryType]
internal static class PeopleQueries
{
    /// <summary>
    /// People within the caller's scope, by given name as Vietnamese lists are. Names are for HR officers; every record read is logged.
    /// </summary>
    [Authorize(Policies.People), UsePaging(DefaultPageSize = 50, MaxPageSize = 500), UseFiltering, UseSorting]
    public static async Task<IQueryable<Person>> GetPeople([Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await session.OpenAsync(user, cancellationToken)).Context.People;

    /// <summary>One person; null if there is none within the caller's scope.</summary>
    [Authorize(Policies.People), UseFirstOrDefault]
    public static async Task<IQueryable<Person>> GetPerson(
        [ID] Guid id, [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await session.OpenAsync(user, cancellationToken)).Context.People.Where(person => person.Id == id);
}

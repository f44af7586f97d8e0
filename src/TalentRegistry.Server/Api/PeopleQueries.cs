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
    [Authorize(Policies.People), UsePaging(DefaultPageSize = 50, MaxPageSize = 500), UseFiltering, UseSorting, NodeResolver]
    public static IQueryable<Person> GetPeople() => FieldSession.Rows.People;

    /// <summary>One person; null if there is none within the caller's scope.</summary>
    [Authorize(Policies.People), UseFirstOrDefault]
    public static IQueryable<Person> GetPerson([ID<Person>] Guid id) => FieldSession.Rows.People.Where(person => person.Id == id);
}

using TalentRegistry.Data;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.Execution;
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

    /// <summary>One person; null if there is none within the caller's scope. The key of one whose dossier was merged leads to the person who remained.</summary>
    [Authorize(Policies.People), UseFirstOrDefault]
    public static IQueryable<Person> GetPerson([ID<Person>] Guid id) => FieldSession.Rows.People.Where(person => person.Id == RegistryContext.KeptPerson(id));

    /// <summary>
    /// The person with a citizen ID; null if there is none within the caller's scope. For HR officers; the record read is logged.
    /// </summary>
    [Authorize(Policies.Identity), UseFirstOrDefault]
    public static async Task<IQueryable<Person>> GetPersonByCitizenIdAsync(
        CitizenId citizenId, [Service] CitizenIdLookup lookup, CancellationToken cancellationToken)
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
    [Authorize(Policies.People), UseAggregation]
    public static IQueryable<Person> GetPeopleAggregate() => FieldSession.Rows.People;

    /// <summary>Degrees of those people in groups.</summary>
    [Authorize(Policies.People), UseAggregation]
    public static IQueryable<Degree> GetDegreesAggregate() => FieldSession.Rows.Degrees;

    /// <summary>Postings of those people in groups, past ones too unless "where" says otherwise.</summary>
    [Authorize(Policies.People), UseAggregation]
    public static IQueryable<Posting> GetPostingsAggregate() => FieldSession.Rows.Postings;
}

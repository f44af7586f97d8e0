using System.Linq.Expressions;
using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.People;

/// <summary>Who had a main posting on a day, where: the one way in which lists and groups of people are asked for as of a day.</summary>
internal sealed class PeopleAtWork(RegistryDatabase database, TimeProvider clock)
{
    private const int MostListItems = 1000;

    /// <summary>The rows; everybody on file where neither a day nor a place is asked for.</summary>
    /// <exception cref="GraphQLException">A list is too long, or nobody has signed in.</exception>
    public async Task<IQueryable<Person>> FindAsync(
        ClaimsPrincipal user, DateOnly? asOf, IReadOnlyList<Guid>? agencies, IReadOnlyList<string>? units, bool includeDescendants, CancellationToken cancellationToken)
    {
        if (agencies is { Count: > MostListItems } || units is { Count: > MostListItems })
            throw new GraphQLException($"A list of places has more than {MostListItems} items.", ErrorCodes.LimitExceeded);
        if (asOf is null && agencies is null && units is null)
            return FieldSession.Rows.People;

        var day = asOf ?? VietnamTime.Today(clock);
        IEnumerable<Guid>? ids = agencies is null ? null
            : includeDescendants ? await database.BelowAsync(FieldSession.CallerOf(user), agencies, day, cancellationToken) : [.. agencies];
        return (ids, (IEnumerable<string>?)units, includeDescendants) switch
        {
            ({ } at, null, _) => Holding(p => p.IsMain && p.ValidFrom <= day && (p.ValidUntil == null || p.ValidUntil > day) && at.Contains(p.AgencyId)),
            (null, { } within, true) => Holding(p => p.IsMain && p.ValidFrom <= day && (p.ValidUntil == null || p.ValidUntil > day)
                && p.Agency!.Seats.Any(s => s.ValidFrom <= day && (s.ValidUntil == null || s.ValidUntil > day)
                    && (within.Contains(s.UnitId) || within.Contains(s.DistrictId!) || within.Contains(s.ProvinceId!)))),
            (null, { } within, false) => Holding(p => p.IsMain && p.ValidFrom <= day && (p.ValidUntil == null || p.ValidUntil > day)
                && p.Agency!.Seats.Any(s => s.ValidFrom <= day && (s.ValidUntil == null || s.ValidUntil > day) && within.Contains(s.UnitId))),
            ({ } at, { } within, true) => Holding(p => p.IsMain && p.ValidFrom <= day && (p.ValidUntil == null || p.ValidUntil > day) && at.Contains(p.AgencyId)
                && p.Agency!.Seats.Any(s => s.ValidFrom <= day && (s.ValidUntil == null || s.ValidUntil > day)
                    && (within.Contains(s.UnitId) || within.Contains(s.DistrictId!) || within.Contains(s.ProvinceId!)))),
            ({ } at, { } within, false) => Holding(p => p.IsMain && p.ValidFrom <= day && (p.ValidUntil == null || p.ValidUntil > day) && at.Contains(p.AgencyId)
                && p.Agency!.Seats.Any(s => s.ValidFrom <= day && (s.ValidUntil == null || s.ValidUntil > day) && within.Contains(s.UnitId))),
            _ => Holding(p => p.IsMain && p.ValidFrom <= day && (p.ValidUntil == null || p.ValidUntil > day)),
        };
    }

    // Put together by hand: a lambda that is only referred to would be no part of the query's text.
    private static IQueryable<Person> Holding(Expression<Func<Posting, bool>> posting)
    {
        var person = Expression.Parameter(typeof(Person), "person");
        var any = Expression.Call(typeof(Enumerable), nameof(Enumerable.Any), [typeof(Posting)], Expression.Property(person, nameof(Person.Postings)), posting);
        return FieldSession.Rows.People.Where(Expression.Lambda<Func<Person, bool>>(any, person));
    }
}

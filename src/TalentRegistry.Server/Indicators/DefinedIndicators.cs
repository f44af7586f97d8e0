using Microsoft.EntityFrameworkCore;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Domain.Plans;
using TalentRegistry.GraphQL.Execution;
using ErrorCodes = TalentRegistry.GraphQL.ErrorCodes;

namespace TalentRegistry.Server.Indicators;

/// <summary>Reads which indicator a request means, and where; what is wrong with it is told to whoever asks.</summary>
internal sealed class DefinedIndicators(RegistryDatabase database, IndicatorDesk desk)
{
    private const int MostListItems = 1000;

    /// <exception cref="GraphQLException">The definition or the scope is wrong or too long, or there is no such target.</exception>
    public async Task<(Indicator Indicator, IndicatorScope Scope)> ReadAsync(IndicatorInput define, IndicatorWhere? scope, CancellationToken cancellationToken)
    {
        if (define is not ({ Yaml: null, Target: not null } or { Yaml: not null, Target: null }))
            throw new GraphQLException("Give either yaml or target.", ErrorCodes.BadUserInput);

        if (define.Target is { } code)
        {
            var target = await desk.FindTargetAsync(code, cancellationToken)
                ?? throw new GraphQLException($"There is no target {code} that the registry counts.", ErrorCodes.BadUserInput);
            return (target.Target.Indicator, scope is null ? new IndicatorScope { Units = [target.UnitId] } : ScopeOf(scope));
        }

        if (define.Yaml!.Length > IndicatorDesk.LongestDefinition)
            throw new GraphQLException($"The definition has {define.Yaml.Length} characters, more than {IndicatorDesk.LongestDefinition}.", ErrorCodes.LimitExceeded);
        var reading = await desk.ReadAsync(define.Yaml, cancellationToken);
        return reading.Indicator is { } indicator
            ? (indicator, scope is null ? IndicatorScope.Everywhere : ScopeOf(scope))
            : throw new GraphQLException(string.Join("\n", reading.Problems.Select(problem => problem.Describe("vi") + " · " + problem.Describe("en"))), ErrorCodes.BadUserInput);
    }

    /// <summary>Keys of the people in the numerator whom the caller may see.</summary>
    /// <exception cref="GraphQLException">The indicator asks for ethnic groups and the caller is no HR officer.</exception>
    public async Task<Guid[]> PeopleAsync(Caller caller, Indicator indicator, IndicatorScope scope, DateOnly asOf, DateOnly mapAsOf, CancellationToken cancellationToken)
    {
        if (IndicatorDesk.IsHidden(caller, indicator))
            throw new GraphQLException("People are listed by ethnic group to HR officers only.", ErrorCodes.Forbidden);

        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        return await IndicatorQuery.PeopleBehind(session, indicator, scope, asOf, mapAsOf).Select(person => person.Id).ToArrayAsync(cancellationToken);
    }

    private static IndicatorScope ScopeOf(IndicatorWhere scope) => new()
    {
        Units = Within(scope.Units), Sectors = Within(scope.Sectors), Agencies = Within(scope.Agencies), GovernmentLevels = Within(scope.GovernmentLevels),
    };

    private static IReadOnlyList<T> Within<T>(IReadOnlyList<T>? items) => items switch
    {
        null => [],
        { Count: > MostListItems } => throw new GraphQLException($"A list of the scope has {items.Count} items, more than {MostListItems}.", ErrorCodes.LimitExceeded),
        _ => items,
    };
}

using System.Security.Claims;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Scenarios;

/// <summary>A scenario as the API shows it.</summary>
internal sealed class ScenarioType : ObjectType<Scenario>
{
    protected override void Configure(IObjectTypeDescriptor<Scenario> descriptor)
    {
        descriptor.Name("Scenario").Description("A named set of levers beside the baseline of the forecast. Shared ones are seen by planners and leaders.");
        descriptor.Field(scenario => scenario.Id).ID();
    }
}

/// <summary>What is found out about a scenario.</summary>
[ExtendObjectType<Scenario>]
internal static class ScenarioFields
{
    /// <summary>The sentence of a plan that it carries out, and what was assumed; null for a planner's own.</summary>
    public static async Task<ScenarioSource?> GetSource([ParentValue(nameof(Scenario.Id))] Guid id, [Service] ScenarioLedger ledger, CancellationToken cancellationToken) =>
        (await ledger.ReadyAsync(cancellationToken)).FirstOrDefault(ready => ready.Scenario.Id == id)?.Source;

    /// <summary>What it said after each change of name, note or levers, newest first, the last hundred; none of a scenario that is not the caller's.</summary>
    public static async Task<IReadOnlyList<ScenarioVersion>> GetVersions(
        [ParentValue(nameof(Scenario.Id))] Guid id, [ParentValue(nameof(Scenario.IsOwn))] bool isOwn, [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        // Leaders have no right to the table at all.
        isOwn ? await (await session.OpenAsync(user, cancellationToken)).ScenarioVersionsAsync(id, cancellationToken) : [];
}

using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Scenarios;

/// <summary>A change of the forecast; what is left out of its place stands for all.</summary>
/// <param name="Kind">What is changed.</param>
/// <param name="Amount">People or places a year (1 to 5,000), percent (1 to 100 fewer, 1 to 900 more) or years (1 to 5), by the kind.</param>
/// <param name="UnitId">District or province on the map of 30 June 2025.</param>
/// <param name="SectorCode">Sector with its parts.</param>
/// <param name="ProfessionCode">Profession.</param>
/// <param name="Degree">Highest degree; of recruits that with which they come.</param>
/// <param name="TargetCode">In the place of all these, the people whom a target counts in the unit of its plan; degrees are earned by those of any degree.</param>
public sealed record ScenarioLeverInput(
    ScenarioLeverKind Kind, int Amount, string? UnitId = null, string? SectorCode = null, string? ProfessionCode = null, ScenarioDegree? Degree = null,
    string? TargetCode = null)
{
    internal ScenarioLever Lever => new(Kind, Amount, UnitId, SectorCode, ProfessionCode, Degree, TargetCode);
}

/// <summary>Changes of scenarios: planners change their own.</summary>
[MutationType]
internal static class ScenarioMutations
{
    /// <summary>Saves a new scenario, or other levers of one of the caller's.</summary>
    /// <param name="name">1 to 120 characters, unique among the caller's.</param>
    /// <param name="levers">1 to 12.</param>
    /// <param name="ledger">Keeps it.</param>
    /// <param name="database">Reads it again.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request; nothing is saved then.</param>
    /// <param name="note">2,000 characters at most.</param>
    /// <param name="id">The scenario that is changed; none for a new one.</param>
    /// <param name="version">With the id: the version that the caller has read.</param>
    [Authorize(Policies.KeepScenarios)]
    [Error<ScenarioInvalidException>, Error<ScenarioNameTakenException>, Error<TooManyScenariosException>, Error<StaleScenarioException>, Error<ScenarioNotFoundException>]
    public static async Task<Scenario> SaveScenario(
        string name, IReadOnlyList<ScenarioLeverInput> levers, [Service] ScenarioLedger ledger, [Service] RegistryDatabase database, ClaimsPrincipal user,
        CancellationToken cancellationToken, string note = "", [ID] Guid? id = null, int? version = null)
    {
        if (id is null != version is null)
            throw new GraphQLException("Give the id and the version of a scenario that is there, or neither.", GraphQL.ErrorCodes.BadUserInput);

        var draft = new ScenarioDraft(name, note, [.. levers.Select(lever => lever.Lever)]);
        var caller = FieldSession.CallerOf(user);
        var kept = id is { } known && version is { } read
            ? await ledger.SaveAsync(caller, known, read, draft, cancellationToken)
            : await ledger.CreateAsync(caller, SignedIn.From(user)!.DisplayName, draft, cancellationToken);
        return await AgainAsync(database, user, kept, cancellationToken);
    }

    /// <summary>Gives a scenario of the caller's the name, note and levers of an earlier version, as a new version: what was changed since is still there to be taken back to.</summary>
    /// <param name="id">The scenario.</param>
    /// <param name="version">The version that the caller has read.</param>
    /// <param name="to">The number of the earlier version.</param>
    /// <param name="ledger">Keeps it.</param>
    /// <param name="database">Reads it again.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request; nothing is changed then.</param>
    [Authorize(Policies.KeepScenarios)]
    [Error<ScenarioVersionNotFoundException>, Error<ScenarioInvalidException>, Error<ScenarioNameTakenException>, Error<StaleScenarioException>, Error<ScenarioNotFoundException>]
    public static async Task<Scenario> TakeBackScenario(
        [ID] Guid id, int version, int to, [Service] ScenarioLedger ledger, [Service] RegistryDatabase database, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await AgainAsync(database, user, await ledger.TakeBackAsync(FieldSession.CallerOf(user), id, version, to, cancellationToken), cancellationToken);

    /// <summary>Gives a scenario of the caller's another name; its id stays.</summary>
    [Authorize(Policies.KeepScenarios)]
    [Error<ScenarioInvalidException>, Error<ScenarioNameTakenException>, Error<StaleScenarioException>, Error<ScenarioNotFoundException>]
    public static async Task<Scenario> RenameScenario(
        [ID] Guid id, int version, string name, [Service] ScenarioLedger ledger, [Service] RegistryDatabase database, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await AgainAsync(database, user, await ledger.RenameAsync(FieldSession.CallerOf(user), id, version, name, cancellationToken), cancellationToken);

    /// <summary>Shows a scenario of the caller's to other planners and to leaders, or takes it back.</summary>
    [Authorize(Policies.KeepScenarios), Error<StaleScenarioException>, Error<ScenarioNotFoundException>]
    public static async Task<Scenario> ShareScenario(
        [ID] Guid id, int version, bool shared, [Service] ScenarioLedger ledger, [Service] RegistryDatabase database, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await AgainAsync(database, user, await ledger.ShareAsync(FieldSession.CallerOf(user), id, version, shared, cancellationToken), cancellationToken);

    /// <summary>Deletes a scenario of the caller's; restoreScenario takes that back for 30 days.</summary>
    [Authorize(Policies.KeepScenarios), Error<StaleScenarioException>, Error<ScenarioNotFoundException>]
    [UseMutationConvention(PayloadFieldName = "deletedId")]
    public static Task<Guid> DeleteScenario(
        [ID] Guid id, int version, [Service] ScenarioLedger ledger, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        ledger.DeleteAsync(FieldSession.CallerOf(user), id, version, cancellationToken);

    /// <summary>Takes the deletion of a scenario of the caller's back.</summary>
    [Authorize(Policies.KeepScenarios), Error<ScenarioNotFoundException>, Error<ScenarioNameTakenException>, Error<TooManyScenariosException>]
    public static async Task<Scenario> RestoreScenario(
        [ID] Guid id, [Service] ScenarioLedger ledger, [Service] RegistryDatabase database, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await AgainAsync(database, user, await ledger.RestoreAsync(FieldSession.CallerOf(user), id, cancellationToken), cancellationToken);

    private static async Task<Scenario> AgainAsync(RegistryDatabase database, ClaimsPrincipal user, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(FieldSession.CallerOf(user), cancellationToken);
        return await session.ScenarioAsync(id, cancellationToken) ?? throw new ScenarioNotFoundException(id);
    }
}

using System.Security.Claims;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Server.Dossiers;

namespace TalentRegistry.Server.Agencies;

/// <summary>How the mutations reorganise agencies and units: once under an idempotency key, and as often as wanted in a preview.</summary>
internal static class ReorganisingDesk
{
    /// <summary>Runs an operation, or reads the report of the one that was made before under the same key.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="input">What was sent.</param>
    /// <param name="name">Name of the mutation.</param>
    /// <param name="operate">The operation, given its key.</param>
    /// <param name="read">Its report, once it is recorded.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    public static async Task<TReport> ReorganiseAsync<TInput, TReport>(
        this EditDesk desk, ClaimsPrincipal user, TInput input, string name, Func<RegistrySession, Guid, EditTerms, Task<TReport>> operate,
        Func<RegistrySession, Guid, CancellationToken, Task<TReport>> read, CancellationToken cancellationToken)
        where TInput : ReorganisationInput
        where TReport : class
    {
        TReport? report = null;
        var fresh = Guid.CreateVersion7();
        // A preview leaves its key free: the same input without "preview" is another one.
        var sent = input.Preview == true ? input with { IdempotencyKey = null } : input;
        var id = await desk.EditAsync(user, sent, name, fresh, async (session, terms) => report = await operate(session, fresh, terms), cancellationToken);
        return report ?? await desk.ReadAsync(user, session => read(session, id, cancellationToken), cancellationToken);
    }
}

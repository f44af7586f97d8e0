using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.People;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Localisation;
using ErrorCodes = TalentRegistry.GraphQL.ErrorCodes;

namespace TalentRegistry.Server.Dossiers;

/// <summary>Runs a change in the transaction of its mutation, which the engine commits if nothing was refused.</summary>
internal sealed class EditDesk(FieldSession field, CitizenIdLookup citizenIds, UnseenRecords unseen, IHttpContextAccessor http)
{
    public const string KeyMissing = "CITIZEN_ID_KEY_MISSING";
    private const string OutOfScope = "OUT_OF_SCOPE";

    /// <summary>Runs a change, unless it was made before under its idempotency key; the key of the record that it wrote.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="input">What was sent.</param>
    /// <param name="operation">Name of the mutation.</param>
    /// <param name="record">The record that the change will write.</param>
    /// <param name="edit">The change.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    public async Task<Guid> EditAsync(
        ClaimsPrincipal user, EditInput input, string operation, Guid record, Func<RegistrySession, EditTerms, Task> edit, CancellationToken cancellationToken)
    {
        if (input.IdempotencyKey is { Length: 0 or > EditKeys.MaxCharacters })
            throw new GraphQLException($"\"idempotencyKey\" has 1 to {EditKeys.MaxCharacters} characters.", ErrorCodes.BadUserInput);
        if (input.Reason is { Length: > EditTerms.LongestReason })
            throw new GraphQLException($"\"reason\" has at most {EditTerms.LongestReason} characters.", ErrorCodes.BadUserInput);

        var language = (http.HttpContext?.LanguageOf() ?? Language.Vietnamese).Tag();
        var terms = new EditTerms(language, input.Reason, input.Confirm ?? []);
        var session = await field.OpenAsync(user, cancellationToken);
        try
        {
            if (input.IdempotencyKey is { } key && await ClaimAsync(session, key, operation, input, record, terms, cancellationToken) is { } made)
                return made;

            await edit(session, terms);
            return record;
        }
        catch (RecordNotFoundException missing)
        {
            unseen.Note(operation, missing.Table, missing.Record);
            throw;
        }
        catch (Exception refused) when (refused is StaleRecordException or AggregateException)
        {
            if (refused is AggregateException { InnerExceptions: var rules } && rules.Any(IsOutOfScope))
                unseen.Note(operation, table: null, rules.OfType<ReorganisationRefusedException>().FirstOrDefault(IsOutOfScope)?.AgencyId);
            await field.LogReadAsync(user, [.. terms.LookedInto], cancellationToken);
            throw;
        }
        catch (OperatorException)
        {
            // What is wrong with the key is told where it can be put right: at the server's start and by its commands.
            throw new GraphQLException("Citizen IDs cannot be kept on this server: it lacks their key.", KeyMissing);
        }
    }

    /// <summary>Reads in the transaction of the mutation.</summary>
    public async Task<T> ReadAsync<T>(ClaimsPrincipal user, Func<RegistrySession, Task<T>> read, CancellationToken cancellationToken) =>
        await read(await field.OpenAsync(user, cancellationToken));

    private static bool IsOutOfScope(Exception rule) => rule is RuleBrokenException { Code: OutOfScope } or ReorganisationRefusedException { Code: OutOfScope };

    private async Task<Guid?> ClaimAsync(
        RegistrySession session, string key, string operation, EditInput input, Guid record, EditTerms terms, CancellationToken cancellationToken)
    {
        var citizenId = input.GivenCitizenId is { } given ? await citizenIds.HashAsync(given, cancellationToken) : [];
        return await session.ClaimKeyAsync(key, operation, EditFingerprint.Of(input, citizenId), record, terms, cancellationToken);
    }
}

using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Dossiers;

/// <summary>What every change of a dossier says beside the change.</summary>
internal interface IEditInput
{
    /// <summary>Why, for the history.</summary>
    string? Reason { get; }

    /// <summary>Codes of warnings that are to be passed.</summary>
    IReadOnlyList<string>? Confirm { get; }
}

/// <summary>Runs a change in the transaction of its mutation, which the engine commits if nothing was refused.</summary>
internal sealed class EditDesk(FieldSession field, IHttpContextAccessor http)
{
    public const string KeyMissing = "CITIZEN_ID_KEY_MISSING";

    /// <summary>Runs a change.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="input">What was sent.</param>
    /// <param name="person">Whose dossier, where that is known before: a refusal may tell of it, so it is logged as read.</param>
    /// <param name="edit">The change.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    public async Task<T> EditAsync<T>(
        ClaimsPrincipal user, IEditInput input, Func<RegistrySession, EditTerms, Task<T>> edit, CancellationToken cancellationToken, Guid? person = null)
    {
        var language = (http.HttpContext?.LanguageOf() ?? Language.Vietnamese).Tag();
        var session = await field.OpenAsync(user, cancellationToken);
        try
        {
            return await edit(session, new EditTerms(language, input.Reason, input.Confirm ?? []));
        }
        catch (Exception refused) when (person is { } told && refused is StaleRecordException or AggregateException)
        {
            await field.LogReadAsync(user, [told], cancellationToken);
            throw;
        }
        catch (OperatorException)
        {
            // What is wrong with the key is told where it can be put right: at the server's start and by its commands.
            throw new GraphQLException("Citizen IDs cannot be kept on this server: it lacks their key.", KeyMissing);
        }
    }
}

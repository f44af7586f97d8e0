using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.GraphQL;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Api;

/// <summary>The transaction of one root field, under the rights of whoever asks; it ends with the field.</summary>
internal sealed class FieldSession(RegistryDatabase database) : IAsyncDisposable
{
    private RegistrySession? session;

    /// <summary>Opens it, once.</summary>
    /// <exception cref="GraphQLException">Nobody has signed in.</exception>
    public async Task<RegistrySession> OpenAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var caller = SignedIn.From(user)?.At("graphql", "query")
            ?? throw new GraphQLException("Sign in first.", ErrorCodes.Forbidden);
        return session ??= await database.OpenSessionAsync(caller, cancellationToken);
    }

    /// <summary>Notes whose records were read; kept even if the rest of the request fails.</summary>
    public async Task LogReadAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellationToken)
    {
        if (session is null || people.Count == 0)
            return;

        await session.LogReadAsync(people, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => session?.DisposeAsync() ?? ValueTask.CompletedTask;
}

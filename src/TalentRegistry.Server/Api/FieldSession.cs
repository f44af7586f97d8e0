using System.Data.Common;
using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Queries;
using TalentRegistry.GraphQL;
using TalentRegistry.GraphQL.Data.Sql;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Api;

/// <summary>The transaction of one root field, under the rights of whoever asks; it ends with the field.</summary>
internal sealed class FieldSession(RegistryDatabase database) : IMutationTransaction
{
    private RegistrySession? session;

    /// <summary>Where statements run instead of in transactions of their own; null as a rule.</summary>
    public HeldSnapshot? Snapshot { get; set; }

    /// <summary>All rows that may be asked for: whose they are to be is decided when a query over them runs.</summary>
    public static RegistryContext Rows => RegistryRows.Context;

    /// <summary>Opens it, once.</summary>
    /// <exception cref="GraphQLException">Nobody has signed in.</exception>
    public async Task<RegistrySession> OpenAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        session ??= await database.OpenSessionAsync(CallerOf(user), cancellationToken);

    /// <summary>Who asks, as the database knows them.</summary>
    /// <exception cref="GraphQLException">Nobody has signed in.</exception>
    public static Caller CallerOf(ClaimsPrincipal user) => SignedIn.From(user)?.At("graphql", "query")
        ?? throw new GraphQLException("Sign in first.", ErrorCodes.Forbidden);

    /// <summary>Notes whose records were read; done when the log is on disk, whatever becomes of the rest of the request.</summary>
    /// <exception cref="GraphQLException">Nobody has signed in.</exception>
    public Task LogReadAsync(ClaimsPrincipal user, IReadOnlyCollection<Guid> people, CancellationToken cancellationToken) =>
        database.LogReadAsync(Snapshot?.Caller ?? CallerOf(user), people, cancellationToken);

    /// <summary>Runs a statement under the caller's rights, in a transaction of its own that is one round trip.</summary>
    /// <exception cref="GraphQLException">Nobody has signed in.</exception>
    public Task RunAsync(ClaimsPrincipal user, SqlStatement statement, Action<DbDataReader> onRow, CancellationToken cancellationToken) =>
        Snapshot is { } held
            ? held.RunAsync(statement, onRow, cancellationToken)
            : database.RunAsync(CallerOf(user), statement.Text, statement.Values, onRow, cancellationToken);

    /// <summary>Keeps what a mutation has written; nothing if it wrote nothing.</summary>
    public ValueTask CommitAsync(CancellationToken cancellationToken) =>
        session is null ? ValueTask.CompletedTask : new(session.CommitAsync(cancellationToken));

    public async ValueTask DisposeAsync()
    {
        if (session is not { } open)
            return;

        session = null;
        await open.DisposeAsync();
    }
}

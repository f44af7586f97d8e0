using System.Data.Common;
using System.Security.Claims;
using Npgsql;
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

    /// <summary>All rows that may be asked for: whose they are to be is decided when a query over them runs.</summary>
    public static RegistryContext Rows => RegistryRows.Context;

    /// <summary>Opens it, once.</summary>
    /// <exception cref="GraphQLException">Nobody has signed in.</exception>
    public async Task<RegistrySession> OpenAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        return session ??= await database.OpenSessionAsync(CallerOf(user), cancellationToken);
    }

    /// <summary>Who asks, as the database knows them.</summary>
    /// <exception cref="GraphQLException">Nobody has signed in.</exception>
    public static Caller CallerOf(ClaimsPrincipal user) => SignedIn.From(user)?.At("graphql", "query")
        ?? throw new GraphQLException("Sign in first.", ErrorCodes.Forbidden);

    /// <summary>
    /// Notes whose records were read; kept even if the rest of the request fails. That ends the transaction: who reads further, as
    /// <c>nodes</c> of several types do, opens another.
    /// </summary>
    public async Task LogReadAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellationToken)
    {
        if (session is null || people.Count == 0)
            return;

        await session.LogReadAsync(people, cancellationToken);
        await session.CommitAsync(cancellationToken);
        await session.DisposeAsync();
        session = null;
    }

    /// <summary>Runs a statement in it.</summary>
    public async Task RunAsync(ClaimsPrincipal user, SqlStatement statement, Action<DbDataReader> onRow, CancellationToken cancellationToken)
    {
        await using var command = (await OpenAsync(user, cancellationToken)).Command(statement.Text);
        foreach (var value in statement.Values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            onRow(reader);
    }

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

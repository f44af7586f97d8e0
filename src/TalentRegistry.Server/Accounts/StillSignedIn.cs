using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;
using TalentRegistry.Data;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Accounts;

/// <summary>
/// Whether a request that goes on for long may still do so: the sign-in has not run out, and the account is open and has the role that it
/// signed in with. An answer of the database is good for some seconds, so that many streams of one account cost one question.
/// </summary>
internal sealed class StillSignedIn(RegistryDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<Guid, (string? Role, DateTimeOffset At)> known = new();

    public async ValueTask<bool> MayGoOnAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var ends = http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;
        return ends is not { } at || at > clock.GetUtcNow()
            ? SignedIn.From(http.User) is { } caller && await RoleAsync(caller.AccountId, cancellationToken) == SnakeCase.Of(caller.Role)
            : false;
    }

    private async ValueTask<string?> RoleAsync(Guid account, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(account, out var last) && now - last.At < GoodFor)
            return last.Role;

        await using var command = database.Owner.CreateCommand("SELECT role FROM access.account WHERE id = $1 AND closed_at IS NULL");
        command.Parameters.Add(new() { Value = account });
        var role = await command.ExecuteScalarAsync(cancellationToken) as string;
        known[account] = (role, now);
        return role;
    }
}

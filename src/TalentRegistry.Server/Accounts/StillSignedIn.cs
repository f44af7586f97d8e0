using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using TalentRegistry.Data;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Accounts;

/// <summary>
/// Whether a request may be answered, and one that goes on for long may still go on: the sign-in has not run out and nobody has signed out of
/// it, and the account is open and has the role that it signed in with. An answer of the database is good for three seconds, so that many
/// requests of one account cost one question: so long after it was closed, an account may still be served.
/// </summary>
internal sealed class StillSignedIn(RegistryDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<Guid, (string? Role, DateTimeOffset At)> known = new();
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> ended = new();

    /// <summary>Ends a sign-in in all its windows: its open streams, and copies of its cookie for as long as they would be good.</summary>
    public void End(Guid session)
    {
        foreach (var (old, at) in ended)
            if (at + SignInServices.CookieLife < clock.GetUtcNow())
                ended.TryRemove(old, out _);
        ended[session] = clock.GetUtcNow();
    }

    /// <summary>Makes nobody of a caller whose sign-in has ended: what is not open to everyone asks them to sign in.</summary>
    public async Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        if (http.User.Identity is { IsAuthenticated: true } && !await MayGoOnAsync(http, http.RequestAborted))
            http.User = new ClaimsPrincipal(new ClaimsIdentity());
        await next(http);
    }

    public async ValueTask<bool> MayGoOnAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var ends = http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;
        if (RegistryClaims.SessionOf(http.User) is { } session && ended.ContainsKey(session))
            return false;

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

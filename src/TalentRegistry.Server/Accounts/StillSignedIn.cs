using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Accounts;

/// <summary>
/// Whether a request may be answered, and one that goes on for long may still go on: the sign-in has not run out and nobody has ended it, and
/// the account is open and has the role that it signed in with. An answer of the database is good for three seconds, so that many
/// requests of one sign-in cost one question: so long after it was ended on another server, it may still be served.
/// </summary>
internal sealed class StillSignedIn(AccountSessions sessions, TimeProvider clock)
{
    private const int MostKnown = 10_000;
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<Guid, (Guid Account, string? Role, DateTimeOffset At)> known = new();

    /// <summary>Ends a sign-in of an account in all its windows: its open streams, and copies of its cookie; whether it was there.</summary>
    public async Task<bool> EndAsync(Guid account, Guid session, CancellationToken cancellationToken)
    {
        var ended = await sessions.EndAsync(account, session, cancellationToken);
        known.TryRemove(session, out _);
        return ended;
    }

    /// <summary>Asks the database again about the sign-ins of an account, at once.</summary>
    public void Forget(Guid account)
    {
        foreach (var entry in known.Where(entry => entry.Value.Account == account))
            known.TryRemove(entry);
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
        return (ends is not { } at || at > clock.GetUtcNow())
            && SignedIn.From(http.User) is { } caller && RegistryClaims.SessionOf(http.User) is { } session
            && await RoleAsync(caller.AccountId, session, cancellationToken) == SnakeCase.Of(caller.Role);
    }

    private async ValueTask<string?> RoleAsync(Guid account, Guid session, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(session, out var last) && now - last.At < GoodFor)
            return last.Role;

        var role = await sessions.RoleAsync(session, cancellationToken);
        if (known.Count >= MostKnown)
            known.Clear();
        known[session] = (account, role, now);
        return role;
    }
}

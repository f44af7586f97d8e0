using System.Collections.Concurrent;
using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Access;

/// <summary>
/// Adds to a leader's request that names are granted, which chooses the database role that it is answered under. What the database said is
/// believed for three seconds; a request that comes in them after a withdrawal sees nobody, as the role looks the grant up itself.
/// </summary>
internal sealed class NamesGranted(RegistryDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<Guid, (bool Granted, DateTimeOffset At)> known = new();

    public async Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        // A claim of the kind can only come from here. Beside the caller, who may be remembered with the token: the grant may not.
        if (SignedIn.From(http.User) is { Role: Role.Leader } leader && await IsGrantedAsync(leader.AccountId, http.RequestAborted))
            http.User = new ClaimsPrincipal([.. http.User.Identities, new ClaimsIdentity([new Claim(SignedIn.NamesClaim, "true")])]);
        await next(http);
    }

    private async ValueTask<bool> IsGrantedAsync(Guid account, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(account, out var last) && now - last.At < GoodFor)
            return last.Granted;

        var granted = await database.ReadsNamesAsync(account, cancellationToken);
        known[account] = (granted, now);
        return granted;
    }
}

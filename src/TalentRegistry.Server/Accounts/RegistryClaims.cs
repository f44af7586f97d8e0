using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.Server.Accounts;

/// <summary>An account as the claims that <see cref="Pages.SignedIn"/> reads.</summary>
internal static class RegistryClaims
{
    // Which sign-in of the account it is: signing out ends this one in all its windows, and no other.
    private const string Session = "session";
    private const string Scope = "scope";
    private const string Enrol = "enrol";

    public static Guid? SessionOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Session), out var session) ? session : null;

    /// <summary>What a personal access token is for; null for whoever signed in by password.</summary>
    public static IReadOnlySet<TokenScope>? ScopesOf(ClaimsPrincipal user) =>
        user.FindFirstValue(Scope) is { } scopes ? scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(SnakeCase.Parse<TokenScope>).ToHashSet() : null;

    /// <summary>Whether the account must have a second factor and has none yet.</summary>
    public static bool MustEnrol(ClaimsPrincipal user) => user.HasClaim(claim => claim.Type == Enrol);

    /// <summary>Whether what was signed in with is for operations of the kind.</summary>
    public static bool MayRun(ClaimsPrincipal user, OperationType kind) =>
        ScopesOf(user) is not { } scopes || scopes.Contains(kind == OperationType.Mutation ? TokenScope.Write : TokenScope.Read);

    /// <param name="account">Who.</param>
    /// <param name="session">The sign-in or token.</param>
    /// <param name="scheme">By what it was shown.</param>
    /// <param name="mustEnrol">Whether only the page that enrols a second factor is open.</param>
    /// <param name="scopes">Of a token; null for a sign-in by password.</param>
    public static ClaimsPrincipal PrincipalOf(Account account, Guid session, string scheme, bool mustEnrol = false, IEnumerable<TokenScope>? scopes = null)
    {
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, account.Id.ToString()),
                new Claim(ClaimTypes.Name, account.Name),
                new Claim(ClaimTypes.GivenName, account.DisplayName),
                new Claim(ClaimTypes.Role, SnakeCase.Of(account.Role)),
                new Claim(Session, session.ToString()),
            ],
            scheme);
        if (mustEnrol)
            identity.AddClaim(new Claim(Enrol, "1"));
        if (scopes is not null)
            identity.AddClaim(new Claim(Scope, string.Join(' ', scopes.Select(scope => SnakeCase.Of(scope)))));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The same caller with other scopes, for one request.</summary>
    public static ClaimsPrincipal Narrowed(ClaimsPrincipal user, TokenScope to)
    {
        var identity = new ClaimsIdentity(user.Claims.Where(claim => claim.Type != Scope), user.Identity!.AuthenticationType);
        identity.AddClaim(new Claim(Scope, SnakeCase.Of(to)));
        return new ClaimsPrincipal(identity);
    }
}

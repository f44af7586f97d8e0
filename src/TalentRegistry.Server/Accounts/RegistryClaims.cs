using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Server.Accounts;

/// <summary>An account as the claims that <see cref="Pages.SignedIn"/> reads.</summary>
internal static class RegistryClaims
{
    // Which sign-in of the account it is: signing out ends this one in all its windows, and no other.
    private const string Session = "session";

    public static Guid? SessionOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Session), out var session) ? session : null;

    public static ClaimsPrincipal PrincipalOf(Account account, string scheme) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, account.Id.ToString()),
            new Claim(ClaimTypes.Name, account.Name),
            new Claim(ClaimTypes.GivenName, account.DisplayName),
            new Claim(ClaimTypes.Role, SnakeCase.Of(account.Role)),
            new Claim(Session, Guid.NewGuid().ToString()),
        ],
        scheme));
}

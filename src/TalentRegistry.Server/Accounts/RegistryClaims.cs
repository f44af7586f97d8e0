using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Server.Accounts;

/// <summary>An account as the claims that <see cref="Pages.SignedIn"/> reads.</summary>
internal static class RegistryClaims
{
    public static ClaimsPrincipal PrincipalOf(Account account, string scheme) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, account.Id.ToString()),
            new Claim(ClaimTypes.Name, account.Name),
            new Claim(ClaimTypes.GivenName, account.DisplayName),
            new Claim(ClaimTypes.Role, SnakeCase.Of(account.Role)),
        ],
        scheme));
}

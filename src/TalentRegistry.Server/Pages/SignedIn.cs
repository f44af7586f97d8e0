using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Server.Pages;

/// <summary>What a page takes from the sign-in: account, role and the name to greet.</summary>
/// <param name="AccountId">From the claim <see cref="ClaimTypes.NameIdentifier"/>.</param>
/// <param name="Role">From the claim <see cref="ClaimTypes.Role"/>, as the database writes it: hr, planner, leader, admin, auditor, person.</param>
/// <param name="DisplayName">From the claim <see cref="ClaimTypes.GivenName"/>, else the account's name.</param>
public sealed record SignedIn(Guid AccountId, Role Role, string DisplayName)
{
    /// <summary>The claim of a leader to whom names are granted; never in a cookie or token, but added to each request while the grant holds.</summary>
    public const string NamesClaim = "reads_names";

    /// <summary>The claim of where a request comes from; never in a cookie or token, but added to each request.</summary>
    public const string AddressClaim = "request_address";

    /// <summary>A leader to whom names are granted.</summary>
    public bool ReadsNames { get; init; }

    /// <summary>IP address that the request comes from; null where it is none of the network.</summary>
    public string? Address { get; init; }

    /// <summary>Reads the claims; null for a visitor who has not signed in.</summary>
    public static SignedIn? From(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true }
            || !Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var account)
            || user.FindFirstValue(ClaimTypes.Role) is not { } role)
            return null;

        return new(account, SnakeCase.Parse<Role>(role), user.FindFirstValue(ClaimTypes.GivenName) ?? user.Identity.Name ?? role)
        {
            ReadsNames = user.HasClaim(NamesClaim, "true"), Address = user.FindFirstValue(AddressClaim),
        };
    }

    /// <summary>The caller that a session of the database is opened for.</summary>
    public Caller At(string door, string purpose) => new(AccountId, Role, door, purpose) { ReadsNames = ReadsNames, Address = Address };
}

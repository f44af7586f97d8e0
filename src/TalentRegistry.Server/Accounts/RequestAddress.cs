using System.Security.Claims;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Accounts;

/// <summary>Adds to a request of somebody signed in where it comes from, which the history keeps with what they change.</summary>
internal static class RequestAddress
{
    public static Task NoteAsync(HttpContext http, RequestDelegate next)
    {
        // Beside the caller, who may be remembered with the token: the next request may come from elsewhere.
        if (http.User.Identity is { IsAuthenticated: true } && http.Connection.RemoteIpAddress is { } address)
            http.User = new ClaimsPrincipal([.. http.User.Identities, new ClaimsIdentity([new Claim(SignedIn.AddressClaim, address.ToString())])]);
        return next(http);
    }
}

using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using TalentRegistry.Data.Access;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.Accounts;

/// <summary>The doors in and out: a form for pages, JSON for programs.</summary>
internal static class SignInEndpoints
{
    private const int LongestField = 256;

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/auth/token", TokenAsync).AllowAnonymous().RequireRateLimiting(RegistryApp.SignInLimit).DisableAntiforgery();
        routes.MapPost("/auth/sign-in", SignInAsync).AllowAnonymous().RequireRateLimiting(RegistryApp.SignInLimit);
        routes.MapPost("/auth/sign-out", SignOutAsync);
    }

    private static async Task<IResult> TokenAsync(
        Credentials credentials, HttpContext context, Data.Access.Accounts accounts, IOptionsMonitor<BearerTokenOptions> options,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await CheckAsync(accounts, credentials.User, credentials.Password, context, cancellationToken) is not { } account)
            return Results.Problem("Name and password do not belong together.", statusCode: StatusCodes.Status401Unauthorized);

        var principal = RegistryClaims.PrincipalOf(account, BearerTokenDefaults.AuthenticationScheme);
        var ticket = new AuthenticationTicket(
            principal,
            new AuthenticationProperties { ExpiresUtc = clock.GetUtcNow() + SignInServices.TokenLife },
            $"{BearerTokenDefaults.AuthenticationScheme}:AccessToken");
        var token = options.Get(BearerTokenDefaults.AuthenticationScheme).BearerTokenProtector.Protect(ticket);
        return Results.Json(new { tokenType = "Bearer", accessToken = token, expiresIn = (int)SignInServices.TokenLife.TotalSeconds });
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? user, [FromForm] string? password, [FromForm] string? returnUrl, HttpContext context,
        Data.Access.Accounts accounts, CancellationToken cancellationToken)
    {
        var next = ReturnAddress.Of(returnUrl, "/");
        if (await CheckAsync(accounts, user, password, context, cancellationToken) is not { } account)
            return Results.LocalRedirect($"/sign-in?failed=1&returnUrl={Uri.EscapeDataString(next)}");

        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme, RegistryClaims.PrincipalOf(account, CookieAuthenticationDefaults.AuthenticationScheme));
        return Results.LocalRedirect(next);
    }

    private static async Task<IResult> SignOutAsync([FromForm] string? returnUrl, HttpContext context, StillSignedIn stillSignedIn)
    {
        if (RegistryClaims.SessionOf(context.User) is { } session)
            stillSignedIn.End(session);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect(ReturnAddress.Of(returnUrl, "/sign-in"));
    }

    private static async Task<Account?> CheckAsync(
        Data.Access.Accounts accounts, string? name, string? password, HttpContext context, CancellationToken cancellationToken)
    {
        if (name is not { Length: > 0 and <= LongestField } || password is not { Length: > 0 and <= LongestField })
            return null;

        var account = await accounts.SignInAsync(name, password, cancellationToken);
        return account is { Demo: true } && !IsThisMachine(context) ? null : account;
    }

    // A proxy on this machine brings callers from elsewhere, and says so in these headers.
    private static bool IsThisMachine(HttpContext context) =>
        context.RequestServices.GetRequiredService<ServeOptions>().OnlyLoopback
        && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");

    /// <summary>What <c>POST /auth/token</c> takes.</summary>
    /// <param name="User">Sign-in name.</param>
    /// <param name="Password">Password.</param>
    private sealed record Credentials(string? User, string? Password);
}

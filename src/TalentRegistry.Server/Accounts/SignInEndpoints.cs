using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Accounts.Provider;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.Accounts;

/// <summary>The doors in and out: forms for pages, JSON for programs.</summary>
internal static class SignInEndpoints
{
    private const int LongestField = PasswordRules.MostLength;

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/auth/token", TokenAsync).AllowAnonymous().RequireRateLimiting(RegistryApp.SignInLimit).DisableAntiforgery();
        routes.MapPost("/auth/sign-in", SignInAsync).AllowAnonymous().RequireRateLimiting(RegistryApp.SignInLimit);
        routes.MapPost("/auth/code", CodeAsync).AllowAnonymous().RequireRateLimiting(RegistryApp.SignInLimit);
        routes.MapPost("/auth/sign-out", SignOutAsync);
        routes.MapIdentityProvider();
    }

    private static async Task<IResult> TokenAsync(
        Credentials credentials, HttpContext context, Data.Access.Accounts accounts, SecondFactor factor, SignInSteps steps, AccountAudit audit,
        IOptionsMonitor<BearerTokenOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await CheckAsync(accounts, steps, audit, credentials.User, credentials.Password, context, cancellationToken) is not { } account)
            return Results.Problem("Name and password do not belong together.", statusCode: StatusCodes.Status401Unauthorized);
        if (account.HasSecondFactor && credentials.Code is null)
            return Results.Problem("Send the code of the authenticator app too, as \"code\".", statusCode: StatusCodes.Status401Unauthorized);
        if (account.HasSecondFactor && !await IsCodeAsync(factor, audit, account, credentials.Code!, context, cancellationToken))
            return Results.Problem("The code is not right.", statusCode: StatusCodes.Status401Unauthorized);
        if (steps.MustEnrol(account))
            return Results.Problem("This account needs a second factor: sign in to the pages and enrol one.", statusCode: StatusCodes.Status403Forbidden);
        if (await steps.BeginAsync(context, account, SessionKind.Token, "token", cancellationToken) is not { } session)
            return Results.Problem("Name and password do not belong together.", statusCode: StatusCodes.Status401Unauthorized);

        var ticket = new AuthenticationTicket(
            RegistryClaims.PrincipalOf(account, session, BearerTokenDefaults.AuthenticationScheme),
            new AuthenticationProperties { ExpiresUtc = clock.GetUtcNow() + AccountSessions.TokenLife },
            $"{BearerTokenDefaults.AuthenticationScheme}:AccessToken");
        var token = options.Get(BearerTokenDefaults.AuthenticationScheme).BearerTokenProtector.Protect(ticket);
        return Results.Json(new { tokenType = "Bearer", accessToken = token, expiresIn = (int)AccountSessions.TokenLife.TotalSeconds });
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? user, [FromForm] string? password, [FromForm] string? returnUrl, HttpContext context,
        Data.Access.Accounts accounts, SignInSteps steps, AccountAudit audit, CancellationToken cancellationToken)
    {
        var next = ReturnAddress.Of(returnUrl, "/");
        if (await CheckAsync(accounts, steps, audit, user, password, context, cancellationToken) is not { } account)
            return Failed(next);
        if (account.HasSecondFactor)
        {
            steps.AskForCode(context, account, "password", next);
            return Results.LocalRedirect("/sign-in/code");
        }

        return await steps.OpenAsync(context, account, "password", cancellationToken) ? Results.LocalRedirect(next) : Failed(next);
    }

    private static async Task<IResult> CodeAsync(
        [FromForm] string? code, HttpContext context, Data.Access.Accounts accounts, SecondFactor factor, SignInSteps steps, AccountAudit audit,
        CancellationToken cancellationToken)
    {
        if (steps.Waiting(context) is not { } waiting || await accounts.FindAsync(waiting.Account, cancellationToken) is not { } account || !steps.MayCome(account, context))
            return Results.LocalRedirect("/sign-in");
        if (code is not { Length: > 0 and <= LongestField } || !await IsCodeAsync(factor, audit, account, code, context, cancellationToken))
            return Results.LocalRedirect("/sign-in/code?failed=1");

        return await steps.OpenAsync(context, account, $"{waiting.How} and code", cancellationToken) ? Results.LocalRedirect(waiting.Next) : Failed(waiting.Next);
    }

    private static async Task<IResult> SignOutAsync([FromForm] string? returnUrl, HttpContext context, StillSignedIn stillSignedIn, AccountAudit audit, CancellationToken cancellationToken)
    {
        if (RegistryClaims.SessionOf(context.User) is { } session && Pages.SignedIn.From(context.User) is { } caller)
        {
            await stillSignedIn.EndAsync(caller.AccountId, session, cancellationToken);
            await audit.DoorAsync(context, AuditKind.SignOut, caller.AccountId, "page");
        }

        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect(ReturnAddress.Of(returnUrl, "/sign-in"));
    }

    private static IResult Failed(string next) => Results.LocalRedirect($"/sign-in?failed=1&returnUrl={Uri.EscapeDataString(next)}");

    private static async Task<Account?> CheckAsync(
        Data.Access.Accounts accounts, SignInSteps steps, AccountAudit audit, string? name, string? password, HttpContext context, CancellationToken cancellationToken)
    {
        if (name is not { Length: > 0 and <= LongestField } || password is not { Length: > 0 and <= LongestField })
            return null;

        var account = await accounts.SignInAsync(name, password, cancellationToken);
        if (account is not null && steps.MayCome(account, context))
            return account;

        // Which account was tried is told, the name that was typed is not: people type their passwords there.
        var (tried, locked) = await accounts.TriedAsync(name, cancellationToken);
        await audit.DoorAsync(context, locked ? AuditKind.Lockout : AuditKind.FailedSignIn, null, "password", tried);
        return null;
    }

    private static async Task<bool> IsCodeAsync(
        SecondFactor factor, AccountAudit audit, Account account, string code, HttpContext context, CancellationToken cancellationToken)
    {
        if (await factor.CheckAsync(account.Id, code, cancellationToken))
            return true;

        await audit.DoorAsync(context, AuditKind.FailedSignIn, null, "code", account.Id);
        return false;
    }

    /// <summary>What <c>POST /auth/token</c> takes.</summary>
    /// <param name="User">Sign-in name.</param>
    /// <param name="Password">Password.</param>
    /// <param name="Code">Code of the authenticator app, or a recovery code, where the account has a second factor.</param>
    private sealed record Credentials(string? User, string? Password, string? Code);
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.Accounts.Provider;

/// <summary>The doors to the identity provider and back from it. There are none unless one is configured.</summary>
internal static class ProviderDoors
{
    /// <summary>Where a sign-in at the provider begins. Followed by a link: a form may lead to this server only (form-action).</summary>
    public const string BeginPath = "/auth/external";

    public static void MapIdentityProvider(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(BeginPath, BeginAsync).AllowAnonymous();
        routes.MapGet(ProviderSignIn.CallbackPath, EndAsync).AllowAnonymous().RequireRateLimiting(RegistryApp.SignInLimit);
    }

    private static async Task<IResult> BeginAsync(
        string? returnUrl, string? invitation, PageContext page, [FromServices] ProviderSignIn? provider, CancellationToken cancellationToken)
    {
        if (provider is null || invitation?.Length > 100)
            return Results.NotFound();

        try
        {
            return Results.Redirect(await provider.BeginAsync(page.Http, ReturnAddress.Of(returnUrl, "/"), invitation, cancellationToken));
        }
        catch (ProviderRefusedException refused)
        {
            return Refused(page, provider, refused);
        }
    }

    private static async Task<IResult> EndAsync(
        PageContext page, [FromServices] ProviderSignIn? provider, [FromServices] Data.Access.Accounts accounts, [FromServices] SignInSteps steps, [FromServices] AccountAudit audit,
        CancellationToken cancellationToken)
    {
        if (provider is null)
            return Results.NotFound();

        try
        {
            var vouched = await provider.EndAsync(page.Http, cancellationToken);
            var account = vouched.Invitation is { } invitation
                ? await AcceptAsync(page, invitation, provider.Provider.Issuer, vouched.Subject, accounts, audit, cancellationToken)
                : await FindAsync(page, provider.Provider.Issuer, vouched.Subject, accounts, steps, cancellationToken);
            if (account.HasSecondFactor)
            {
                steps.AskForCode(page.Http, account, "provider", vouched.Next);
                return Results.LocalRedirect("/sign-in/code");
            }

            // Closed or locked since it was found: told to the audit log there.
            return await steps.OpenAsync(page.Http, account, "provider", cancellationToken)
                ? Results.LocalRedirect(vouched.Next)
                : Refused(page, provider, new ProviderRefusedException(ProviderRefusal.Locked));
        }
        catch (ProviderRefusedException refused)
        {
            var kind = refused.Why == ProviderRefusal.Locked ? AuditKind.Lockout : AuditKind.FailedSignIn;
            await audit.DoorAsync(page.Http, kind, null, $"provider: {refused.Message}", refused.Account);
            return Refused(page, provider, refused);
        }
    }

    private static async Task<Account> FindAsync(
        PageContext page, string issuer, string subject, Data.Access.Accounts accounts, SignInSteps steps, CancellationToken cancellationToken)
    {
        if (await accounts.OfExternalAsync(issuer, subject, cancellationToken) is not { } found || !steps.MayCome(found.Account, page.Http))
            throw new ProviderRefusedException(ProviderRefusal.Unknown) { Subject = subject };
        if (found.Closed || found.Locked)
            throw new ProviderRefusedException(found.Closed ? ProviderRefusal.Closed : ProviderRefusal.Locked) { Account = found.Account.Id };
        return found.Account;
    }

    private static async Task<Account> AcceptAsync(
        PageContext page, string invitation, string issuer, string subject, Data.Access.Accounts accounts, AccountAudit audit, CancellationToken cancellationToken)
    {
        if (await accounts.AcceptAsync(invitation, issuer, subject, cancellationToken) is not { } account)
            throw new ProviderRefusedException(ProviderRefusal.Invitation);

        await audit.ChangedAsync(page.Http, account.Id, "invitation_accepted_at_provider");
        return account;
    }

    private static RazorComponentResult<SignInView> Refused(PageContext page, ProviderSignIn provider, ProviderRefusedException refused) => new(new
    {
        Page = page,
        Provider = provider.Provider.Name,
        Fault = refused.In(page, provider.Provider.Name),
        Subject = refused.Subject,
    }) { StatusCode = refused.Why == ProviderRefusal.Unreachable ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status401Unauthorized };
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Accounts;

/// <summary>The pages on which an account turns its second factor on and off. Not for the demonstration's, which many share.</summary>
internal static class SecondFactorPages
{
    public static void MapSecondFactor(this IEndpointRouteBuilder account)
    {
        account.MapGet("/second-factor", (PageContext page, CancellationToken cancellationToken) => EnrolAsync(page, failed: false, cancellationToken));
        account.MapPost("/second-factor/confirm", ConfirmAsync);
        account.MapPost("/second-factor/codes", CodesAsync);
        account.MapPost("/second-factor/remove", RemoveAsync);
    }

    private static async Task<IResult> EnrolAsync(PageContext page, bool failed, CancellationToken cancellationToken)
    {
        var services = page.Http.RequestServices;
        if (await services.GetRequiredService<Data.Access.Accounts>().FindAsync(page.Reader!.AccountId, cancellationToken) is not { Demo: false } account)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (await services.GetRequiredService<SecondFactor>().SecretToEnrolAsync(account.Id, cancellationToken) is not { } secret)
            return Results.LocalRedirect("/account");

        return new RazorComponentResult<SecondFactorView>(new
        {
            Page = page,
            Secret = secret,
            AccountName = account.Name,
            Required = RegistryClaims.MustEnrol(page.Http.User),
            Failed = failed,
        }) { StatusCode = failed ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
    }

    private static async Task<IResult> ConfirmAsync(
        [FromForm] string? code, PageContext page, [FromServices] Data.Access.Accounts accounts, [FromServices] SecondFactor factor, [FromServices] AccountAudit audit,
        CancellationToken cancellationToken)
    {
        var id = page.Reader!.AccountId;
        if (await accounts.FindAsync(id, cancellationToken) is not { Demo: false } account || RegistryClaims.SessionOf(page.Http.User) is not { } session)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (await factor.ConfirmAsync(id, code ?? "", cancellationToken) is not { } codes)
            return await EnrolAsync(page, failed: true, cancellationToken);

        await audit.ChangedAsync(page.Http, id, "second_factor_on");
        // The same sign-in, now for every door.
        await SignInSteps.KeepAsync(page.Http, account, session, mustEnrol: false);
        return new RazorComponentResult<SecondFactorView>(new { Page = page, Codes = codes });
    }

    private static async Task<IResult> CodesAsync(
        [FromForm(Name = "password")] string? proof, PageContext page, [FromServices] SecondFactor factor, [FromServices] AccountAudit audit, CancellationToken cancellationToken)
    {
        if (await RefusedAsync(page, proof, audit, cancellationToken) is { } refused)
            return refused;
        if ((await factor.StateAsync(page.Reader!.AccountId, cancellationToken)).Since is null)
            return Results.LocalRedirect("/account");

        var codes = await factor.RenewCodesAsync(page.Reader.AccountId, cancellationToken);
        await audit.ChangedAsync(page.Http, page.Reader.AccountId, "recovery_codes_made");
        return new RazorComponentResult<SecondFactorView>(new { Page = page, Codes = codes });
    }

    private static async Task<IResult> RemoveAsync(
        [FromForm(Name = "password")] string? proof, PageContext page, [FromServices] SecondFactor factor, [FromServices] SignInSteps steps, [FromServices] AccountAudit audit, CancellationToken cancellationToken)
    {
        if (steps.IsRequired(page.Reader!.Role))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (await RefusedAsync(page, proof, audit, cancellationToken) is { } refused)
            return refused;

        await factor.RemoveAsync(page.Reader.AccountId, cancellationToken);
        await audit.ChangedAsync(page.Http, page.Reader.AccountId, "second_factor_off");
        return await AccountPages.ShowAsync(page, cancellationToken, page.T("Đã tắt xác thực hai lớp.", "The second factor is off."));
    }

    // A browser left open is not enough for these. Who comes by the identity provider and has no password shows a code.
    private static async Task<IResult?> RefusedAsync(PageContext page, string? proof, AccountAudit audit, CancellationToken cancellationToken)
    {
        var (services, id) = (page.Http.RequestServices, page.Reader!.AccountId);
        var accounts = services.GetRequiredService<Data.Access.Accounts>();
        var byPassword = await accounts.FindAsync(id, cancellationToken) is not { HasPassword: false };
        if (proof is { Length: > 0 and <= PasswordRules.MostLength } && (byPassword
                ? await accounts.IsPasswordAsync(id, proof, cancellationToken)
                : await services.GetRequiredService<SecondFactor>().CheckAsync(id, proof, cancellationToken)))
            return null;

        await audit.DoorAsync(page.Http, AuditKind.FailedSignIn, id, byPassword ? "password" : "code");
        return await AccountPages.ShowAsync(page, cancellationToken, error: byPassword ? AccountPages.WrongPassword(page) : AccountPages.WrongCode(page));
    }
}

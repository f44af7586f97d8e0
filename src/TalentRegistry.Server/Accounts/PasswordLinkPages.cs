using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data.Access;
using TalentRegistry.Server.Accounts.Provider;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.Accounts;

/// <summary>Where a link of an invitation or a forgotten password leads, and the second step of a sign-in.</summary>
internal static class PasswordLinkPages
{
    public static void MapPasswordLinks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in/code", (PageContext page, string? failed) => new RazorComponentResult<CodeView>(new { Page = page, Failed = failed is not null })).AllowAnonymous();
        routes.MapGet("/sign-in/password/{token}", ShowAsync).AllowAnonymous();
        var set = routes.MapPost("/sign-in/password/{token}", SetAsync).AllowAnonymous();
        set.RequireRateLimiting(RegistryApp.SignInLimit);
    }

    /// <summary>The address of a link.</summary>
    public static string AddressOf(HttpRequest request, string token) => $"{request.Scheme}://{request.Host}{request.PathBase}/sign-in/password/{token}";

    private static async Task<IResult> ShowAsync(string token, PageContext page, [FromServices] Data.Access.Accounts accounts, CancellationToken cancellationToken) =>
        Page(page, token, await accounts.OfLinkAsync(token, cancellationToken), null);

    private static async Task<IResult> SetAsync(
        string token, [FromForm] string? password, [FromForm] string? again, PageContext page, [FromServices] Data.Access.Accounts accounts,
        [FromServices] StillSignedIn stillSignedIn, [FromServices] AccountAudit audit, CancellationToken cancellationToken)
    {
        if (await accounts.OfLinkAsync(token, cancellationToken) is not { } known)
            return Page(page, token, null, null);
        if (password is null || password != again)
            return Page(page, token, known, AccountPages.Differ(page));

        try
        {
            if (await accounts.SetPasswordAsync(token, password, cancellationToken) is not { } account)
                return Page(page, token, null, null);

            stillSignedIn.Forget(account.Id);
            await audit.ChangedAsync(page.Http, account.Id, "password_set_by_link");
            return Results.LocalRedirect("/sign-in");
        }
        catch (PasswordRefusedException refused)
        {
            return Page(page, token, known, page.T(refused.MessageVi, refused.Message));
        }
    }

    private static RazorComponentResult<SetPasswordView> Page(PageContext page, string token, Account? account, string? error) => new(new
    {
        Page = page,
        Name = account?.Name,
        Error = error,
        Token = token,
        // Who has a password has an account in use: an administrator says who that is at the provider.
        Provider = account is { HasPassword: false } ? page.Http.RequestServices.GetService<ProviderSignIn>()?.Provider.Name : null,
    })
    {
        StatusCode = account is null ? StatusCodes.Status404NotFound : error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
    };
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Accounts;

/// <summary>What an account does with itself: its password, sign-ins and tokens. The second factor is in <see cref="SecondFactorPages"/>.</summary>
internal static class AccountPages
{
    public static void MapOwnAccount(this IEndpointRouteBuilder pages)
    {
        var account = pages.MapGroup("/account");
        account.MapGet("", (string? table, string? format, PageContext page, CancellationToken cancellationToken) =>
            format is null ? ShowAsync(page, cancellationToken) : TableAsync(table, format, page, cancellationToken));
        account.MapPost("/password", PasswordAsync);
        account.MapPost("/sessions/{id:guid}/end", EndSessionAsync);
        account.MapPost("/sessions/end-others", EndOthersAsync);
        account.MapPost("/tokens", MakeTokenAsync);
        account.MapPost("/tokens/{id:guid}/end", EndTokenAsync);
        account.MapSecondFactor();
    }

    /// <summary>The page, after what was just done.</summary>
    /// <param name="page">The request.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="notice">What was done.</param>
    /// <param name="error">Why it was not.</param>
    /// <param name="newToken">A token to show this once.</param>
    public static async Task<IResult> ShowAsync(PageContext page, CancellationToken cancellationToken, string? notice = null, string? error = null, string? newToken = null)
    {
        var (services, id) = (page.Http.RequestServices, page.Reader!.AccountId);
        if (await services.GetRequiredService<Data.Access.Accounts>().FindAsync(id, cancellationToken) is not { } account)
            return Results.NotFound();

        return new RazorComponentResult<AccountView>(new
        {
            Page = page,
            Account = account,
            Sessions = (IReadOnlyList<AccountSession>)await services.GetRequiredService<AccountSessions>().OfAsync(id, cancellationToken),
            Own = RegistryClaims.SessionOf(page.Http.User),
            Tokens = (IReadOnlyList<PersonalToken>)await services.GetRequiredService<PersonalTokens>().OfAsync(id, cancellationToken),
            Factor = await services.GetRequiredService<SecondFactor>().StateAsync(id, cancellationToken),
            FactorRequired = services.GetRequiredService<SignInSteps>().IsRequired(account.Role),
            NewToken = newToken,
            Notice = notice,
            Error = error,
        }) { StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<IResult> TableAsync(string? table, string format, PageContext page, CancellationToken cancellationToken)
    {
        var (services, reader) = (page.Http.RequestServices, page.Reader!);
        return table switch
        {
            "sessions" => PageTables.Sessions(page, reader.DisplayName, await services.GetRequiredService<AccountSessions>().OfAsync(reader.AccountId, cancellationToken)).As(format),
            "tokens" => PageTables.Tokens(page, await services.GetRequiredService<PersonalTokens>().OfAsync(reader.AccountId, cancellationToken)).As(format),
            _ => Results.NotFound(),
        };
    }

    private static async Task<IResult> PasswordAsync(
        [FromForm] string? present, [FromForm] string? password, [FromForm] string? again, PageContext page,
        [FromServices] Data.Access.Accounts accounts, [FromServices] StillSignedIn stillSignedIn, [FromServices] AccountAudit audit, CancellationToken cancellationToken)
    {
        var id = page.Reader!.AccountId;
        if (password is null || password != again)
            return await ShowAsync(page, cancellationToken, error: Differ(page));
        if (present is not { Length: <= PasswordRules.MostLength } || await accounts.FindAsync(id, cancellationToken) is not { Demo: false })
            return await ShowAsync(page, cancellationToken, error: WrongPassword(page));

        try
        {
            if (!await accounts.ChangePasswordAsync(id, present, password, RegistryClaims.SessionOf(page.Http.User), cancellationToken))
            {
                await audit.DoorAsync(page.Http, AuditKind.FailedSignIn, id, "password");
                return await ShowAsync(page, cancellationToken, error: WrongPassword(page));
            }
        }
        catch (PasswordRefusedException refused)
        {
            return await ShowAsync(page, cancellationToken, error: page.T(refused.MessageVi, refused.Message));
        }

        stillSignedIn.Forget(id);
        await audit.ChangedAsync(page.Http, id, "password_changed");
        return await ShowAsync(page, cancellationToken, page.T("Đã đổi mật khẩu; các phiên khác đã kết thúc.", "The password is changed; other sign-ins have ended."));
    }

    private static async Task<IResult> EndSessionAsync(
        Guid id, PageContext page, [FromServices] StillSignedIn stillSignedIn, [FromServices] AccountAudit audit, CancellationToken cancellationToken)
    {
        if (await stillSignedIn.EndAsync(page.Reader!.AccountId, id, cancellationToken))
            await audit.ChangedAsync(page.Http, page.Reader.AccountId, "session_ended", ("session", id.ToString()));
        return Results.LocalRedirect("/account");
    }

    private static async Task<IResult> EndOthersAsync(
        PageContext page, [FromServices] AccountSessions sessions, [FromServices] StillSignedIn stillSignedIn, [FromServices] AccountAudit audit, CancellationToken cancellationToken)
    {
        var ended = await sessions.EndAllAsync(page.Reader!.AccountId, RegistryClaims.SessionOf(page.Http.User), cancellationToken);
        stillSignedIn.Forget(page.Reader.AccountId);
        await audit.ChangedAsync(page.Http, page.Reader.AccountId, "sessions_ended", ("count", $"{ended}"));
        return Results.LocalRedirect("/account");
    }

    private static async Task<IResult> MakeTokenAsync(
        IFormCollection form, PageContext page,
        [FromServices] PersonalTokens tokens, [FromServices] AccountAudit audit, CancellationToken cancellationToken)
    {
        List<TokenScope> scopes = [.. Enum.GetValues<TokenScope>().Where(each => form["scope"].Contains(SnakeCase.Of(each)))];
        if (!int.TryParse(form["days"], System.Globalization.CultureInfo.InvariantCulture, out var days))
            days = 0;
        if (scopes.Count == 0 || days is < 1 or > PersonalTokens.MostDays || form["name"].ToString().Trim() is not { Length: > 0 and <= 80 } name)
            return await ShowAsync(page, cancellationToken, error: page.T("Khóa cần một tên, ít nhất một việc, và 1 đến 365 ngày.", "A token needs a name, at least one use, and 1 to 365 days."));
        if (await tokens.MakeAsync(page.Reader!.AccountId, name, scopes, days, cancellationToken) is not { } made)
            return await ShowAsync(page, cancellationToken, error: page.T($"Bạn đã có {PersonalTokens.MostOfAnAccount} khóa: hãy thu hồi bớt.", $"You have {PersonalTokens.MostOfAnAccount} tokens already: revoke some."));

        await audit.ChangedAsync(page.Http, page.Reader.AccountId, "token_made", ("token", made.Id.ToString()), ("scopes", string.Join(' ', scopes.Select(each => SnakeCase.Of(each)))), ("days", $"{days}"));
        return await ShowAsync(page, cancellationToken, newToken: made.Token);
    }

    private static async Task<IResult> EndTokenAsync(
        Guid id, PageContext page, [FromServices] PersonalTokens tokens, [FromServices] StillSignedIn stillSignedIn, [FromServices] AccountAudit audit, CancellationToken cancellationToken)
    {
        if (await tokens.EndAsync(page.Reader!.AccountId, id, cancellationToken))
            await audit.ChangedAsync(page.Http, page.Reader.AccountId, "token_revoked", ("token", id.ToString()));
        stillSignedIn.Forget(page.Reader.AccountId);
        return Results.LocalRedirect("/account");
    }

    public static string WrongPassword(PageContext page) => page.T("Mật khẩu hiện nay không đúng, hoặc tài khoản đang bị khóa tạm.", "The present password is not right, or the account is locked for a while.");

    public static string WrongCode(PageContext page) => page.T("Mã không đúng, đã dùng rồi, hoặc tài khoản đang bị khóa tạm.", "The code is not right, was used already, or the account is locked for a while.");

    public static string Differ(PageContext page) => page.T("Hai lần nhập mật khẩu mới không giống nhau.", "The new password was not typed the same twice.");
}

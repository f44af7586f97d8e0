using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Accounts.Provider;
using TalentRegistry.Server.Exporting;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Accounts;

/// <summary>The pages on which administrators manage accounts. They see names of accounts and nothing of the people of the registry.</summary>
internal static class AdministrationPages
{
    public static void MapAccounts(this IEndpointRouteBuilder pages)
    {
        var accounts = pages.MapGroupFor("/accounts", Role.Admin);
        accounts.MapGet("", ListAsync);
        accounts.MapGet("/invite", (PageContext page) => new RazorComponentResult<AccountInviteView>(new { Page = page }));
        accounts.MapPost("/invite", InviteAsync);
        accounts.MapGet("/{id:guid}", (Guid id, string? find, string? table, string? format, PageContext page, CancellationToken cancellationToken) =>
            format is null ? ShowAsync(id, page, cancellationToken, find: find) : SessionsAsync(id, table, format, page, cancellationToken));
        accounts.MapPost("/{id:guid}/scopes/add", AddScopeAsync);
        accounts.MapPost("/{id:guid}/scopes/remove", RemoveScopeAsync);
        accounts.MapPost("/{id:guid}/sessions/end", EndSessionsAsync);
        accounts.MapPost("/{id:guid}/unlock", UnlockAsync);
        accounts.MapPost("/{id:guid}/link", LinkAsync);
        accounts.MapPost("/{id:guid}/subject", SubjectAsync);
        accounts.MapPost("/{id:guid}/second-factor/reset", ResetFactorAsync);
        accounts.MapPost("/{id:guid}/close", CloseAsync);
    }

    private static async Task<IResult> ListAsync(
        PageContext page, string? q, string? role, string? state, [FromQuery(Name = "page")] int? number, string? format,
        [FromServices] AccountAdministration accounts, [FromServices] ExportLimits limits, CancellationToken cancellationToken)
    {
        var text = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        var ofRole = Enum.GetValues<Role>().Cast<Role?>().FirstOrDefault(each => SnakeCase.Of(each!.Value) == role);
        var inState = Enum.GetValues<AccountState>().Cast<AccountState?>().FirstOrDefault(each => SnakeCase.Of(each!.Value) == state);
        if (format is not null)
        {
            var most = limits.Of(page.Reader!.Role);
            var all = await accounts.ListAsync(text, ofRole, inState, 0, most + 1, cancellationToken);
            return limits.RefusalOf(page.Reader.Role, all.Count, page.Language) ?? limits.Making(PageTables.Accounts(page, all).As(format));
        }

        var at = Math.Clamp(number ?? 1, 1, 100_000);
        var rows = await accounts.ListAsync(text, ofRole, inState, (at - 1) * AccountsView.PageSize, AccountsView.PageSize + 1, cancellationToken);
        return new RazorComponentResult<AccountsView>(new
        {
            Page = page,
            Accounts = (IReadOnlyList<AccountRow>)[.. rows.Take(AccountsView.PageSize)],
            HasMore = rows.Count > AccountsView.PageSize,
            Number = at,
            Text = text,
            RoleFilter = ofRole,
            StateFilter = inState,
        });
    }

    private static async Task<IResult> ShowAsync(
        Guid id, PageContext page, CancellationToken cancellationToken, string? notice = null, string? error = null, string? link = null, string? find = null)
    {
        var services = page.Http.RequestServices;
        var accounts = services.GetRequiredService<AccountAdministration>();
        if (await accounts.FindAsync(id, cancellationToken) is not { } account)
            return Results.NotFound();

        return new RazorComponentResult<AccountAdministrationView>(new
        {
            Page = page,
            Account = account,
            Scopes = (IReadOnlyList<AccountScope>)await accounts.ScopesAsync(id, cancellationToken),
            Sessions = (IReadOnlyList<AccountSession>)await services.GetRequiredService<AccountSessions>().OfAsync(id, cancellationToken),
            Find = find,
            Found = string.IsNullOrWhiteSpace(find) ? [] : (IReadOnlyList<AccountScope>)await accounts.FindScopesAsync(account.Role, find, cancellationToken),
            Link = link,
            Provider = services.GetService<ProviderSignIn>()?.Provider,
            Notice = notice,
            Error = error,
        }) { StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<IResult> SessionsAsync(Guid id, string? table, string format, PageContext page, CancellationToken cancellationToken)
    {
        var services = page.Http.RequestServices;
        return table == "sessions" && await services.GetRequiredService<AccountAdministration>().FindAsync(id, cancellationToken) is { } account
            ? PageTables.Sessions(page, account.Name, await services.GetRequiredService<AccountSessions>().OfAsync(id, cancellationToken)).As(format)
            : Results.NotFound();
    }

    private static async Task<IResult> InviteAsync(
        IFormCollection form, PageContext page, [FromServices] Data.Access.Accounts accounts, [FromServices] AccountAdministration administration,
        [FromServices] AccountAudit audit, CancellationToken cancellationToken)
    {
        IResult Refused(string why) => new RazorComponentResult<AccountInviteView>(new { Page = page, Error = why }) { StatusCode = StatusCodes.Status422UnprocessableEntity };

        if (Enum.GetValues<Role>().Cast<Role?>().FirstOrDefault(each => SnakeCase.Of(each!.Value) == form["role"]) is not { } role)
            return Results.BadRequest();
        var (code, person) = (form["scope"].ToString().Trim(), form["person"].ToString().Trim());
        var personId = Guid.TryParse(person.Split(':')[^1], out var parsed) ? parsed : (Guid?)null;
        if (person.Length > 0 && personId is null)
            return Refused(page.T("Mã hồ sơ không đúng dạng.", "The identifier of the record is not one."));
        var scope = code.Length == 0 ? null : (await administration.FindScopesAsync(role, code, cancellationToken)).Find(each => string.Equals(each.Code, code, StringComparison.OrdinalIgnoreCase));
        if (code.Length > 0 && scope is null)
            return Refused(page.T($"Không có phạm vi {code} cho vai trò này.", $"There is no scope {code} for this role."));

        try
        {
            var (account, token) = await accounts.InviteAsync(
                new Invitation(form["name"].ToString().Trim(), form["display"].ToString(), role, personId), page.Reader!.AccountId, cancellationToken);
            if (scope is not null)
                await administration.AddScopeAsync(account.Id, scope.AgencyId, scope.UnitId, cancellationToken);
            await audit.ChangedAsync(page.Http, account.Id, "invited", ("role", SnakeCase.Of(role)), ("scope", scope?.Code));
            return await ShowAsync(account.Id, page, cancellationToken, link: PasswordLinkPages.AddressOf(page.Http.Request, token));
        }
        catch (OperatorException refusal)
        {
            return Refused(page.T($"Không tạo được tài khoản: tên đã có, sai dạng, hoặc hồ sơ không gắn được. ({refusal.Message})", refusal.Message));
        }
    }

    private static Task<IResult> AddScopeAsync(
        Guid id, [FromForm] Guid? agency, [FromForm] string? unit, PageContext page, [FromServices] AccountAdministration accounts, CancellationToken cancellationToken) =>
        DoAsync(
            id, page, "scope_added", accounts.AddScopeAsync(id, agency, Given(unit), cancellationToken), cancellationToken,
            page.T("Phạm vi này đã có hoặc không dành cho vai trò này.", "The scope is there already, or is not for this role."), ("agency", agency?.ToString()), ("unit", Given(unit)));

    private static Task<IResult> RemoveScopeAsync(
        Guid id, [FromForm] Guid? agency, [FromForm] string? unit, PageContext page, [FromServices] AccountAdministration accounts, CancellationToken cancellationToken) =>
        DoAsync(
            id, page, "scope_removed", accounts.RemoveScopeAsync(id, agency, Given(unit), cancellationToken), cancellationToken,
            otherwise: null, ("agency", agency?.ToString()), ("unit", Given(unit)));

    private static async Task<IResult> EndSessionsAsync(
        Guid id, [FromForm] Guid? session, PageContext page, [FromServices] AccountSessions sessions, [FromServices] StillSignedIn stillSignedIn, CancellationToken cancellationToken)
    {
        var ended = session is { } one ? await sessions.EndAsync(id, one, cancellationToken) ? 1 : 0 : await sessions.EndAllAsync(id, null, cancellationToken);
        stillSignedIn.Forget(id);
        return await DoAsync(id, page, "sessions_ended", Task.FromResult(true), cancellationToken, otherwise: null, ("count", $"{ended}"), ("session", session?.ToString()));
    }

    private static Task<IResult> UnlockAsync(Guid id, PageContext page, [FromServices] AccountAdministration accounts, CancellationToken cancellationToken) =>
        DoAsync(id, page, "unlocked", accounts.UnlockAsync(id, cancellationToken), cancellationToken);

    private static async Task<IResult> LinkAsync(
        Guid id, PageContext page, [FromServices] Data.Access.Accounts accounts, [FromServices] AccountAudit audit, CancellationToken cancellationToken)
    {
        if (await accounts.MakeLinkAsync(id, page.Reader!.AccountId, cancellationToken) is not { } token)
            return Results.NotFound();

        await audit.ChangedAsync(page.Http, id, "password_link_made");
        return await ShowAsync(id, page, cancellationToken, link: PasswordLinkPages.AddressOf(page.Http.Request, token));
    }

    private static async Task<IResult> SubjectAsync(
        Guid id, [FromForm] string? subject, PageContext page, [FromServices] ProviderSignIn? provider, [FromServices] Data.Access.Accounts accounts, CancellationToken cancellationToken)
    {
        var given = Given(subject);
        if (given is not null && provider is null)
            return Results.BadRequest();

        return await DoAsync(
            id, page, given is null ? "provider_unlinked" : "provider_linked",
            given?.Length > 255 ? Task.FromResult(false) : accounts.SetExternalAsync(id, given is null ? null : (provider!.Provider.Issuer, given), cancellationToken), cancellationToken,
            page.T("Mã này đã gắn với một tài khoản khác.", "Another account is that already."));
    }

    private static Task<IResult> ResetFactorAsync(Guid id, PageContext page, [FromServices] SecondFactor factor, CancellationToken cancellationToken) =>
        DoAsync(id, page, "second_factor_reset", factor.RemoveAsync(id, cancellationToken), cancellationToken);

    private static async Task<IResult> CloseAsync(
        Guid id, PageContext page, [FromServices] Data.Access.Accounts accounts, [FromServices] StillSignedIn stillSignedIn, CancellationToken cancellationToken)
    {
        // Whoever closes accounts is left: the last administrator cannot go by mistake.
        if (id == page.Reader!.AccountId)
            return await ShowAsync(id, page, cancellationToken, error: page.T("Không tự đóng tài khoản của mình.", "Nobody closes their own account."));

        var closed = await accounts.CloseAsync(id, cancellationToken);
        stillSignedIn.Forget(id);
        return await DoAsync(id, page, "closed", Task.FromResult(closed), cancellationToken);
    }

    // What was done to an account is told to the log, and leads back to its page; what was not done says why, where there is something to say.
    private static async Task<IResult> DoAsync(
        Guid id, PageContext page, string what, Task<bool> deed, CancellationToken cancellationToken, string? otherwise = null, params (string Name, string? Value)[] details)
    {
        if (await deed)
            await page.Http.RequestServices.GetRequiredService<AccountAudit>().ChangedAsync(page.Http, id, what, details);
        else if (otherwise is not null)
            return await ShowAsync(id, page, cancellationToken, error: otherwise);
        return Results.LocalRedirect($"/accounts/{id}");
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Scenarios;

/// <summary>The pages of scenarios: the list, one with its form, and a comparison whose address holds the whole question.</summary>
internal static class ScenarioPages
{
    // Whoever waits longer than this is shown how far it has come.
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    public static void MapScenarios(this IEndpointRouteBuilder pages)
    {
        var readers = pages.MapGroupFor("/scenarios", Role.Planner, Role.Leader);
        readers.MapGet("", ListAsync);
        readers.MapGet("/{id:guid}", (Guid id, PageContext page, PageData data, [FromServices] ScenarioLedger? ledger, CancellationToken cancellationToken) =>
            OneAsync(id, null, null, page, data, ledger!, cancellationToken));
        readers.MapGet("/compare", CompareAsync);
        readers.MapGet("/progress", CompareAsync);
        var shortages = pages.MapGroupFor("/shortages", Role.Hr, Role.Planner, Role.Leader, Role.Admin);
        shortages.MapGet("/remedies", RemediesAsync);
        shortages.MapGet("/allocation", AllocationPage.ShowAsync);
        var planners = pages.MapGroupFor("/scenarios", Role.Planner);
        planners.MapGet("/new", NewAsync);
        planners.MapPost("", CreateAsync);
        planners.MapPost("/{id:guid}", SaveAsync);
        planners.MapGet("/{id:guid}/versions", VersionsAsync);
        planners.MapPost("/{id:guid}/versions/{number:int}", (Guid id, int number, IFormCollection form, PageContext page, PageData data, [FromServices] ScenarioLedger? ledger, CancellationToken cancellationToken) =>
            WriteAsync(id, null, page, data, ledger!, () => ledger!.TakeBackAsync(page.Caller, id, VersionOf(form), number, cancellationToken), $"/scenarios/{id}/versions", cancellationToken));
        planners.MapPost("/{id:guid}/share", (Guid id, IFormCollection form, PageContext page, PageData data, [FromServices] ScenarioLedger? ledger, CancellationToken cancellationToken) =>
            WriteAsync(id, null, page, data, ledger!, () => ledger!.ShareAsync(page.Caller, id, VersionOf(form), form["shared"] == "true", cancellationToken), $"/scenarios/{id}", cancellationToken));
        planners.MapPost("/{id:guid}/delete", (Guid id, IFormCollection form, PageContext page, PageData data, [FromServices] ScenarioLedger? ledger, CancellationToken cancellationToken) =>
            WriteAsync(id, null, page, data, ledger!, () => ledger!.DeleteAsync(page.Caller, id, VersionOf(form), cancellationToken), "/scenarios", cancellationToken));
        planners.MapPost("/{id:guid}/restore", (Guid id, PageContext page, PageData data, [FromServices] ScenarioLedger? ledger, CancellationToken cancellationToken) =>
            WriteAsync(id, null, page, data, ledger!, () => ledger!.RestoreAsync(page.Caller, id, cancellationToken), $"/scenarios/{id}", cancellationToken));
    }

    private static async Task<IResult> ListAsync(PageContext page, PageData data, string? format, [FromServices] ScenarioLedger? ledger, CancellationToken cancellationToken)
    {
        var (all, deleted, names) = await data.InSessionAsync(page.Caller, async session => (
            await ledger!.AllAsync(session, cancellationToken),
            page.Reader!.Role == Role.Planner ? await session.ScenariosAsync(deleted: true, cancellationToken) : [],
            await ScenarioNames.ReadAsync(session, cancellationToken)), cancellationToken);
        return format is null
            ? new RazorComponentResult<ScenariosView>(new { Page = page, All = all, Deleted = deleted, Names = names, Ready = await ledger!.ReadyAsync(cancellationToken), Standing = await data.BaselineAsync(page.Caller, cancellationToken) })
            : ScenarioSheets.List(page, all, names).As(format);
    }

    private static async Task<IResult> OneAsync(
        Guid id, ScenarioDraft? draft, string? fault, PageContext page, PageData data, ScenarioLedger ledger, CancellationToken cancellationToken)
    {
        var (kept, names) = await data.InSessionAsync(
            page.Caller, async session => (await ledger.FindAsync(session, id, cancellationToken), await ScenarioNames.ReadAsync(session, cancellationToken)), cancellationToken);
        return kept is null
            ? Results.NotFound()
            : Edit(page, names, kept, draft ?? new(kept.Name, kept.Note, kept.Levers), fault, (await ledger.ReadyAsync(cancellationToken)).FirstOrDefault(ready => ready.Scenario.Id == id));
    }

    private static async Task<IResult> VersionsAsync(
        Guid id, int? with, string? format, PageContext page, PageData data, [FromServices] ScenarioLedger? ledger, CancellationToken cancellationToken)
    {
        var (kept, versions, names) = await data.InSessionAsync(page.Caller, async session => (
            await ledger!.FindAsync(session, id, cancellationToken), await session.ScenarioVersionsAsync(id, cancellationToken),
            await ScenarioNames.ReadAsync(session, cancellationToken)), cancellationToken);
        if (kept is null || versions.Count == 0 || (with is not null && versions.All(version => version.Number != with)))
            return Results.NotFound();

        return format is null
            ? new RazorComponentResult<ScenarioVersionsView>(new { Page = page, Kept = kept, Versions = versions, Names = names, With = with })
            : ScenarioSheets.Versions(page, kept, versions, names).As(format);
    }

    private static async Task<IResult> NewAsync(
        PageContext page, PageData data, Guid? from, string? target, int? recruits, int? retention, int? later, int? training, [FromServices] ScenarioLedger? ledger, CancellationToken cancellationToken)
    {
        var (copied, names) = await data.InSessionAsync(page.Caller, async session => (
            from is { } id ? await ledger!.FindAsync(session, id, cancellationToken) : null, await ScenarioNames.ReadAsync(session, cancellationToken)), cancellationToken);
        var draft = copied is not null ? new ScenarioDraft(copied.Name, copied.Note, copied.Levers)
            : Given(target) is { } code ? OfSliders(page, code, TargetLevers.Within(recruits, retention, later, training))
            : new("", "", []);
        return Edit(page, names, null, draft, null, null);
    }

    // Named by what it does, so that it can be saved at once.
    private static ScenarioDraft OfSliders(PageContext page, string code, TargetLevers levers)
    {
        var name = $"{code}: {TargetLeverSheets.WordsOf(page.Language, levers).TrimEnd('.')}";
        return new(name[..Math.Min(name.Length, Scenario.MaxNameCharacters)], "", levers.AsScenario(code));
    }

    private static RazorComponentResult<ScenarioEditView> Edit(PageContext page, ScenarioNames names, Scenario? kept, ScenarioDraft draft, string? fault, ReadyScenario? ready) =>
        new(new { Page = page, Names = names, Kept = kept, Draft = draft, Fault = fault, Ready = ready })
        {
            StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };

    private static async Task<IResult> CreateAsync(IFormCollection form, PageContext page, PageData data, [FromServices] ScenarioLedger? ledger, CancellationToken cancellationToken)
    {
        var draft = ScenarioForm.Read(form);
        return await WriteAsync(null, draft, page, data, ledger!, () => ledger!.CreateAsync(page.Caller, page.Reader!.DisplayName, draft, cancellationToken), null, cancellationToken);
    }

    private static Task<IResult> SaveAsync(Guid id, IFormCollection form, PageContext page, PageData data, [FromServices] ScenarioLedger? ledger, CancellationToken cancellationToken)
    {
        var draft = ScenarioForm.Read(form);
        return WriteAsync(id, draft, page, data, ledger!, () => ledger!.SaveAsync(page.Caller, id, VersionOf(form), draft, cancellationToken), $"/scenarios/{id}", cancellationToken);
    }

    // What is refused is told on the form, with what was written in it.
    private static async Task<IResult> WriteAsync(
        Guid? id, ScenarioDraft? draft, PageContext page, PageData data, ScenarioLedger ledger, Func<Task<Guid>> write, string? next, CancellationToken cancellationToken)
    {
        string fault;
        try
        {
            var written = await write();
            return Results.LocalRedirect(next ?? $"/scenarios/{written}");
        }
        catch (ScenarioInvalidException refused)
        {
            fault = string.Join(" ", refused.Faults.Select(each => page.T(each.Vi, each.En)));
        }
        catch (ScenarioNameTakenException)
        {
            fault = page.T("Bạn đã có kịch bản mang tên này.", "You already have a scenario of that name.");
        }
        catch (TooManyScenariosException)
        {
            fault = page.T($"Mỗi người giữ tối đa {Scenario.MaxOfOwner} kịch bản: hãy xóa bớt.", $"One keeps {Scenario.MaxOfOwner} scenarios at most: delete one first.");
        }
        catch (StaleScenarioException)
        {
            fault = page.T("Kịch bản đã được thay đổi từ khi bạn mở trang: hãy xem lại rồi lưu.", "The scenario was changed since you opened the page: look at it again, then save.");
        }
        catch (Exception missing) when (missing is ScenarioNotFoundException or ScenarioVersionNotFoundException)
        {
            return Results.NotFound();
        }

        if (id is { } known && await OneAsync(known, draft, fault, page, data, ledger, cancellationToken) is not NotFound and var shown)
            return shown;

        var names = await data.InSessionAsync(page.Caller, session => ScenarioNames.ReadAsync(session, cancellationToken), cancellationToken);
        return Edit(page, names, null, draft ?? new("", "", []), fault, null);
    }

    private static async Task<IResult> CompareAsync(
        [FromQuery] Guid[]? s, PageContext page, PageData data, int? year, string? unit, string? sector, string? profession, string? table, string? format,
        [FromServices] ScenarioLedger? ledger, [FromServices] ScenarioDesk? desk, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. (s ?? []).Distinct()];
        if (ids.Length is 0 or > ScenarioQueries.MostCompared)
            return Results.LocalRedirect("/scenarios");

        var (asked, visible, names) = await data.InSessionAsync(page.Caller, async session =>
        {
            var found = new List<Scenario?>();
            foreach (var id in ids)
                found.Add(await ledger!.FindAsync(session, id, cancellationToken));
            return (found, await session.VisibleUnitsAsync(cancellationToken), await ScenarioNames.ReadAsync(session, cancellationToken));
        }, cancellationToken);
        List<Scenario> scenarios = [.. asked.OfType<Scenario>()];
        if (scenarios.Count < ids.Length)
            return Results.NotFound();
        if (await desk!.BeginAsync([.. scenarios.Select(each => each.Levers)], cancellationToken) is not { } work)
            return format is null ? new RazorComponentResult<ScenarioWithoutForecastView>(new { Page = page }) : Results.NotFound();

        var waiting = page.Path.EndsWith("/progress", StringComparison.Ordinal);
        if (format is null && !await work.IsDoneAsync(waiting ? TimeSpan.Zero : Patience, cancellationToken))
            return waiting ? new RazorComponentResult<ScenarioProgressView>(new { Page = page, work.Share }) : Results.LocalRedirect("/scenarios/progress" + page.Http.Request.QueryString);
        if (waiting)
            return Results.LocalRedirect("/scenarios/compare" + page.Http.Request.QueryString);
        if (await work.ResultAsync(cancellationToken) is not var (ground, forecasts))
            return format is null ? new RazorComponentResult<ScenarioWithoutForecastView>(new { Page = page }) : Results.NotFound();

        var where = new ScenarioWhere(Given(unit), Given(sector), Given(profession));
        var comparison = ScenarioComparing.Compare(ground, [.. scenarios.Zip(forecasts)], where, year, visible);
        return format is null ? new RazorComponentResult<ScenarioComparisonView>(new { Page = page, Data = comparison, Where = where, Names = names, Standing = await data.BaselineAsync(page.Caller, cancellationToken) })
            : ScenarioSheets.Of(page, comparison, names, table) is { } sheet ? sheet.As(format)
            : Results.NotFound();
    }

    private static async Task<IResult> RemediesAsync(
        string? unit, string? sector, string? profession, string? target, int? year, string? format, PageContext page, PageData data, [FromServices] ShortageRemedies? remedies,
        CancellationToken cancellationToken)
    {
        if (unit is null || sector is null || year is not { } asked || remedies is null)
            return Results.NotFound();

        var key = new FlagKey(Given(target), unit, sector, Given(profession), asked);
        var (visible, names) = await data.InSessionAsync(
            page.Caller, async session => (await session.VisibleUnitsAsync(cancellationToken), await ScenarioNames.ReadAsync(session, cancellationToken)), cancellationToken);
        if (!visible.Contains(unit) || await remedies.BeginAsync(key, cancellationToken) is not { } work)
            return Results.NotFound();

        if (format is null)
            await Task.WhenAny(work.Task, Task.Delay(Patience, cancellationToken));
        var watched = page.Http.Request.Query.ContainsKey("watched");
        if (format is null && !work.Task.IsCompleted)
            return watched ? new RazorComponentResult<RemediesView>(new { Page = page, Key = key, Names = names, work.Share }) : Results.LocalRedirect(page.Path + RemediesView.Address(key) + "&watched=1");
        // Whoever watched it come is led to where it stands.
        if (format is null && watched)
            return Results.LocalRedirect(page.Path + RemediesView.Address(key));
        if (await work.Task.WaitAsync(cancellationToken) is not { } found)
            return Results.NotFound();
        return format is null
            ? new RazorComponentResult<RemediesView>(new { Page = page, Key = key, Names = names, Found = found })
            : RemediesView.Sheet(page, names, key, found).As(format);
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static int VersionOf(IFormCollection form) => int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
}

using Microsoft.AspNetCore.Http.HttpResults;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Accounts;
using TalentRegistry.Server.Accounts.Provider;
using TalentRegistry.Server.Agencies;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Charts;
using TalentRegistry.Server.Duplicates;
using TalentRegistry.Server.Duties;
using TalentRegistry.Server.Exporting;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Headcounts;
using TalentRegistry.Server.Home;
using TalentRegistry.Server.Importing;
using TalentRegistry.Server.Indicators;
using TalentRegistry.Server.Overview;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.Pages.Tables;
using TalentRegistry.Server.People;
using TalentRegistry.Server.Protection;
using TalentRegistry.Server.Reports;
using TalentRegistry.Server.Staffing;
using TalentRegistry.Server.Scenarios;
using TalentRegistry.Server.Statistics;
using TalentRegistry.Server.Sync;
using TalentRegistry.Server.Targets;
using TalentRegistry.Server.Units;

namespace TalentRegistry.Server.Pages;

/// <summary>The pages: what is at which address, and who may come.</summary>
public static class RegistryPages
{
    private const int MostChangesInAFile = 10_000;

    /// <summary>Adds what the pages need beyond the database, the assets and the charts.</summary>
    public static IServiceCollection AddRegistryPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery();
        return services.AddSingleton<ExportLimits>().AddSingleton<AuditLog>().AddSingleton<AuditTrail>().AddSingleton<AuditList>().AddSingleton<PageData>().AddSingleton<RegistryNature>();
    }

    /// <summary>
    /// Answers browsers with a page for 400, 403, 404 and 500, whoever found the fault. Comes before routing's endpoints; the pages of
    /// <see cref="MapRegistryPages"/> must be mapped.
    /// </summary>
    public static IApplicationBuilder UseRegistryFaultPages(this IApplicationBuilder app) => app
        .UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/faults/500", AllowStatusCode404Response = true })
        .UseStatusCodePagesWithReExecute("/faults/{0}");

    /// <summary>Maps the pages. All ask for sign-in but <c>/sign-in</c> and the fault pages.</summary>
    public static void MapRegistryPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").RequireAuthorization();
        pages.MapGet("/", FirstAsync);
        pages.MapGet(FirstPages.Targets, TargetsAsync);
        pages.MapHome();
        pages.MapGet("/targets/{code}", TargetAsync);
        pages.MapGet("/targets/{code}/chart.svg", ChartSvgAsync);
        pages.MapGet("/targets/{code}/chart.png", ChartPngAsync);
        pages.MapGet("/supply", SupplyAsync);
        pages.MapGet("/people", PeopleAsync);
        pages.MapGet("/people/{id}", PersonAsync);
        pages.MapGet("/people/{id:guid}/career.svg", (Guid id, DateOnly? asOf, PageContext page, PageData data, TimeProvider time, AuditTrail trail, CancellationToken cancellationToken) =>
            CareerAsync(id, "svg", asOf, page, data, time, trail, cancellationToken));
        pages.MapGet("/people/{id:guid}/career.png", (Guid id, DateOnly? asOf, PageContext page, PageData data, TimeProvider time, AuditTrail trail, CancellationToken cancellationToken) =>
            CareerAsync(id, "png", asOf, page, data, time, trail, cancellationToken));
        pages.MapRestoring();
        pages.MapEditing();
        pages.MapRecords();
        pages.MapRemoving();
        pages.MapGroupFor("/people/{id:guid}/2c", Domain.Access.Role.Hr).MapGet("", Form2CAsync);
        pages.MapPeopleViews();
        pages.MapBulk();
        pages.MapImporting();
        pages.MapDuplicates();
        pages.MapAgencies();
        pages.MapUnits();
        pages.MapIndicators();
        pages.MapPivot();
        pages.MapReports();
        pages.MapStaffTables();
        pages.MapScenarios();
        pages.MapTargetCourses();
        pages.MapTargetBreakdowns();
        pages.MapTargetLevers();
        pages.MapRequests();
        pages.MapDuties();
        pages.MapSync();
        pages.MapOwnRecord();
        pages.MapPersonalData();
        pages.MapPost("/people/{id:guid}/citizen-id", RevealAsync);
        pages.MapOwnAccount();
        pages.MapAccounts();
        routes.MapPasswordLinks();
        pages.MapAudit();
        pages.MapStatistics();
        pages.MapForecastRecord();
        pages.MapOverview();
        routes.MapGet("/sign-in", SignInAsync).AllowAnonymous();
        routes.MapGet("/forbidden", (PageContext page) => Fault(StatusCodes.Status403Forbidden, page));
        routes.Map("/faults/{code:int}", Fault).AllowAnonymous().DisableAntiforgery();
    }

    // Who asks for something of the list of targets has it here, whatever the role.
    private static Task<IResult> FirstAsync(
        PageContext page, PageData data, TimeProvider time, string? plan, string? status, string? grade, string? format, string? asOf,
        [Microsoft.AspNetCore.Mvc.FromServices] TargetsOnADay? counts, CancellationToken cancellationToken) =>
        FirstPages.Of(page.Reader!.Role) is var first and not "/" && !page.Http.Request.QueryString.HasValue
            ? Task.FromResult(Results.LocalRedirect(first))
            : TargetsAsync(page, data, time, plan, status, grade, format, asOf, counts, cancellationToken);

    private static async Task<IResult> TargetsAsync(
        PageContext page, PageData data, TimeProvider time, string? plan, string? status, string? grade, string? format, string? asOf,
        [Microsoft.AspNetCore.Mvc.FromServices] TargetsOnADay? counts, CancellationToken cancellationToken)
    {
        // The form sends an empty day for none.
        var wanted = Given(asOf) is { } text ? DateOnly.TryParseExact(text, "yyyy-MM-dd", out var parsed) ? parsed : DateOnly.MinValue : (DateOnly?)null;
        var outside = OutsideOf(wanted);
        if (outside is { } refused && format is not null)
            return Refused(page, refused);

        var day = outside is null && counts is not null && PageData.SeesForecasts(page.Reader!.Role) ? wanted : null;
        var counted = day is { } asked ? await counts!.CountAsync(asked, cancellationToken) : null;
        var plans = await data.PlansAsync(page.Caller, cancellationToken);
        var known = plans.Any(each => each.Code == plan) ? plan : null;
        var targets = await data.TargetsAsync(known, page.Caller, cancellationToken);
        List<TargetListItem> shown = [.. targets.Where(target => Passes(target.Status, status) && Passes(target.Standing?.Past, Given(grade)))];
        if (format is not null)
            return PageTables.Targets(page, shown, day, counted).As(format);

        var (run, underWay) = await data.LatestForecastAsync(page.Caller, cancellationToken);
        return new RazorComponentResult<TargetsView>(new
        {
            Page = page,
            Plans = plans,
            Targets = targets,
            Shown = (IReadOnlyList<TargetListItem>)shown,
            Run = run,
            UnderWay = underWay,
            PlanCode = known,
            StatusFilter = status,
            Grade = Given(grade),
            Today = VietnamTime.Today(time),
            Day = day,
            Counted = counted,
            Outside = outside,
        }) { StatusCode = StatusOf(outside) };
    }

    private static bool Passes(PastRecord? past, string? grade) => grade switch
    {
        null => true,
        TargetsView.NoChange => past is { IsNoChange: true },
        _ => past?.Grade == grade,
    };

    private static bool Passes(TargetStatus status, string? filter) => filter switch
    {
        "track" => status is TargetStatus.OnTrack,
        "computed" => status is not TargetStatus.NotComputed,
        "risk" => status is TargetStatus.AtRisk or TargetStatus.LikelyMissed or TargetStatus.AlmostSurelyMissed,
        "missing" => status is TargetStatus.NotComputed,
        "on-track" => status is TargetStatus.OnTrack,
        "at-risk" => status is TargetStatus.AtRisk,
        "missed" => status is TargetStatus.LikelyMissed or TargetStatus.AlmostSurelyMissed,
        "unjudged" => status is TargetStatus.NoForecast or TargetStatus.ReportedOnly or TargetStatus.NotComputed,
        _ => true,
    };

    private static async Task<IResult> TargetAsync(
        string code, PageContext page, PageData data, int? year, string? table, string? format, TimeProvider time,
        [Microsoft.AspNetCore.Mvc.FromServices] TargetsOnADay? counts, CancellationToken cancellationToken)
    {
        if (await data.TargetAsync(code, year, page.Caller, cancellationToken) is not { } target)
            return Results.NotFound();

        var isCounted = format is null && counts is not null && PageData.SeesForecasts(page.Reader!.Role);
        var counted = isCounted ? (await counts!.CountAsync(VietnamTime.Today(time), cancellationToken)).GetValueOrDefault(code) : null;
        var course = format is null && PageData.SeesForecasts(page.Reader!.Role)
            ? await data.InSessionAsync(page.Caller, session => TargetSheet.ReadAsync(session.Connection, code, VietnamTime.Today(time), cancellationToken), cancellationToken)
            : null;

        return (format, table) switch
        {
            (null, _) => new RazorComponentResult<TargetView>(new { Page = page, Data = target, Counted = counted, Course = course, Chart = TargetChart.Of(target, page.Language, page.Synthetic)?.ToOption() }),
            (_, "numbers") => PageTables.Numbers(page, target).As(format),
            (_, "flows") => PageTables.TargetFlows(page, target).As(format),
            (_, "areas") => PageTables.Areas(page, target).As(format),
            (_, "shortages") => PageTables.Shortages(page, target).As(format),
            _ => Results.NotFound(),
        };
    }

    private static async Task<IResult> ChartSvgAsync(string code, PageContext page, PageData data, ChartRenderer renderer, CancellationToken cancellationToken)
    {
        // A drawing looked at by itself has its styles in it, and nothing else.
        page.Http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'none'";
        return await ChartAsync(code, page, data, cancellationToken) is { } chart
            ? Results.Text(await renderer.RenderSvgAsync(chart, TargetChart.Width, TargetChart.Height, cancellationToken), "image/svg+xml")
            : Results.NotFound();
    }

    private static async Task<IResult> ChartPngAsync(string code, PageContext page, PageData data, ChartRenderer renderer, CancellationToken cancellationToken) =>
        await ChartAsync(code, page, data, cancellationToken) is { } chart
            ? Results.File(await renderer.RenderPngAsync(chart, TargetChart.Width, TargetChart.Height, cancellationToken), "image/png")
            : Results.NotFound();

    private static async Task<ChartOption?> ChartAsync(string code, PageContext page, PageData data, CancellationToken cancellationToken) =>
        await data.TargetAsync(code, null, page.Caller, cancellationToken) is { } target
            ? TargetChart.Of(target, page.Language, page.Synthetic)?.ToOption()
            : null;

    private static async Task<IResult> SupplyAsync(
        PageContext page, PageData data, string? unit, string? sector, string? profession, string? degree, string? format, CancellationToken cancellationToken)
    {
        if (!PageData.SeesForecasts(page.Reader!.Role))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (DegreeChoice.Of(degree) is not { } chosen || await data.SupplyAsync(unit ?? "", Given(sector), Given(profession), chosen.Levels, page.Caller, cancellationToken) is not { } flows)
            return Results.NotFound();

        return format is null ? new RazorComponentResult<SupplyView>(new { Page = page, Data = flows, Sector = Given(sector), Profession = Given(profession), Chosen = chosen }) : PageTables.Flows(page, flows).As(format);
    }

    private static async Task<IResult> PeopleAsync(
        PageContext page, PageData data, TimeProvider time, string? unit, string? sector, string? profession, string? target, DateOnly? asOf, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "agency")] string? agencyId, string? descendants, string? list, Guid[] id, Guid? removed,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = "page")] int? number, string? format, string? q, string? sort,
        [Microsoft.AspNetCore.Mvc.FromServices] CitizenIdSearches? citizenIds, [Microsoft.AspNetCore.Mvc.FromServices] ExportLimits limits, CancellationToken cancellationToken)
    {
        if (!PageData.SeesPeople(page.Reader!.Role))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        // The form sends an empty text for none.
        var agency = Guid.TryParse(agencyId, out var picked) ? picked : (Guid?)null;
        if (Given(agencyId) is not null && agency is null)
            return Results.BadRequest();
        var text = Given(q);
        if (text is not null && page.Reader.Role != Domain.Access.Role.Hr)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (text is { Length: > SearchQueries.LongestText } || text?.Contains('\0', StringComparison.Ordinal) == true || PeopleTraits.Of(page.Http.Request.Query) is not { } traits)
            return Results.BadRequest();
        // A list by ethnic group would tell what the counts hide.
        if (traits.EthnicGroup is not null && page.Reader.Role != Domain.Access.Role.Hr)
            return Results.StatusCode(StatusCodes.Status403Forbidden);

        var working = Given(list) is { } code ? WorkingLists.Of(code) : null;
        if (Given(list) is not null && working is null)
            return Results.NotFound();
        if (working is not null && page.Reader.Role != Domain.Access.Role.Hr)
            return Results.StatusCode(StatusCodes.Status403Forbidden);

        if (id.Length > PeopleView.PageSize)
            return Results.BadRequest();

        var outside = OutsideOf(asOf);
        if (outside is { } refused && format is not null)
            return Refused(page, refused);

        var day = outside is null ? asOf ?? VietnamTime.Today(time) : VietnamTime.Today(time);
        string? settled = null;
        var picks = format is null ? await TreePages.ChoicesAsync(page, data, ["agency", "unit"], day, address => settled = address, cancellationToken) : TreePages.NoChoices;
        if (settled is not null)
            return Results.LocalRedirect(settled);

        PeopleSought? sought = null;
        if (text is not null)
        {
            var asked = citizenIds is null ? new SoughtCitizenId(null) : await citizenIds.SoughtAsync(text, page.Caller, cancellationToken);
            if (asked is null)
                return Results.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: page.T(CitizenIdSearches.TooMany.Vi, CitizenIdSearches.TooMany.En));
            sought = new PeopleSought(text, asked.Value);
        }

        var question = new PeopleQuestion(day, Given(unit), Given(sector), Given(profession), Given(target), agency, descendants != PeopleQuestion.OwnOnly, working, id.Length > 0 ? id : null)
        {
            Traits = traits, Sort = PeopleSort.Of(sort, page.Caller is { Role: Domain.Access.Role.Hr } or { ReadsNames: true }), Sought = sought,
            ShowsPlace = PeopleColumn.Chosen(page).Any(column => column.Code == "district"),
        };
        if (sought is not null && format is not null)
            return await data.PeopleAsync(question, 0, Math.Min(PeopleSearch.Reach, limits.Of(page.Reader.Role)), page.Caller, cancellationToken) is { } all
                ? limits.Making(PageTables.People(page, all).As(all.People.ToAsyncEnumerable().Select(IReadOnlyList<object?> (person) => PageTables.Row(page, all, person)), format))
                : Results.NotFound();

        // A download has all pages: asked here is only how many people it will have.
        var (offset, limit) = (format, sought) switch
        {
            (null, null) => (Math.Clamp(number ?? 1, 1, 100_000) - 1, PeopleView.PageSize),
            (null, _) => (Math.Clamp(number ?? 1, 1, PeopleSearch.Reach / PeopleView.SearchedPageSize) - 1, PeopleView.SearchedPageSize),
            _ => (0, 0),
        };
        if (await data.PeopleAsync(question, offset * limit, limit, page.Caller, cancellationToken) is not { } people)
            return Results.NotFound();
        if (format is null)
            return new RazorComponentResult<PeopleView>(new
            {
                Page = page,
                Data = people,
                Outside = outside,
                Picks = picks,
                Views = page.Reader.Role == Domain.Access.Role.Hr ? await data.PeopleViewsAsync(removed, page.Caller, cancellationToken) : null,
            }) { StatusCode = StatusOf(outside) };
        if (limits.RefusalOf(page.Reader.Role, people.Total, page.Language) is { } refusal)
            return refusal;

        return limits.Making(PageTables.People(page, people).As(
            data.EveryoneAsync(question, page.Caller, cancellationToken).Select(IReadOnlyList<object?> (person) => PageTables.Row(page, people, person)), format));
    }

    private static async Task<IResult> PersonAsync(
        string id, PageContext page, PageData data, TimeProvider time, DateOnly? asOf, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "page")] int? number,
        string? table, string? format, string? record, bool? saved, long? edited, [Microsoft.AspNetCore.Mvc.FromServices] CitizenIdReveals? reveals, CancellationToken cancellationToken)
    {
        if (!PageData.SeesPeople(page.Reader!.Role))
            return Results.StatusCode(StatusCodes.Status403Forbidden);

        // Whose record it was stands in the log of reads by itself.
        var caller = page.Caller with { Door = "page /people/{id}", Purpose = page.T("Xem hồ sơ một người", "Looking at a person's record") };
        var (offset, limit) = format is null ? (Math.Clamp(number ?? 1, 1, 100_000) - 1, PersonHistory.PageSize) : (0, MostChangesInAFile);
        if (!Guid.TryParse(id, out var person) || await data.PersonAsync(person, offset * limit, limit, caller, null, cancellationToken) is not { } found)
        {
            // Whose dossier was merged is found with the person who remained.
            if (person != Guid.Empty && await data.KeptPersonAsync(person, caller, cancellationToken) is { } kept)
                return Results.LocalRedirect($"/people/{kept}{page.Http.Request.QueryString}");
            if (format is null && page.Reader.Role == Domain.Access.Role.Hr && await data.RestrictionOfAsync(person, caller, cancellationToken) is { } restriction)
                return new RazorComponentResult<RestrictedView>(new { Page = page, Data = restriction }) { StatusCode = StatusCodes.Status403Forbidden };
            return format is null ? new RazorComponentResult<PersonMissing>(new { Page = page }) { StatusCode = StatusCodes.Status404NotFound } : Results.NotFound();
        }

        var today = VietnamTime.Today(time);
        var outside = OutsideOf(asOf);
        var asked = outside is null ? asOf : null;
        var isOfficer = page.Reader.Role == Domain.Access.Role.Hr;
        var chosen = EditPages.RecordOf(record);
        return (format, table) switch
        {
            (null, _) => new RazorComponentResult<PersonView>(new
            {
                Page = page,
                Data = found,
                Asked = asked,
                Today = today,
                Outside = outside,
                CitizenId = reveals is null || found.Head.HasCitizenId != true ? null : await reveals.MaskedAsync(person, caller, cancellationToken),
                Edits = isOfficer ? await EditPages.EditedAsync(person, chosen?.Part, chosen?.Id, data, caller, cancellationToken) : [],
                IsSaved = saved == true,
                Undo = isOfficer && edited is { } change ? await data.PastStateAsync(person, change, caller, cancellationToken) : null,
            }) { StatusCode = StatusOf(outside) },
            _ when outside is { } refused => Refused(page, refused),
            (_, "career") => PageTables.Career(page, found, asked ?? today).As(format),
            (_, "degrees") => PageTables.Degrees(page, found).As(format),
            (_, "records") => PageTables.Records(page, found).As(format),
            (_, "history") => PageTables.History(page, found).As(format),
            _ => Results.NotFound(),
        };
    }

    private static async Task<IResult> CareerAsync(
        Guid id, string format, DateOnly? asOf, PageContext page, PageData data, TimeProvider time, AuditTrail trail, CancellationToken cancellationToken)
    {
        if (!PageData.SeesPeople(page.Reader!.Role))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (OutsideOf(asOf) is { } outside)
            return Refused(page, outside);

        var caller = page.Caller with { Door = "page /people/{id}", Purpose = page.T("Lưu hình vẽ quá trình một người", "Saving the drawing of a person's career") };
        var today = VietnamTime.Today(time);
        if (await data.PersonAsync(id, 0, 0, caller, null, cancellationToken) is not { } person || CareerPicture.Of(page, person, asOf ?? today, today) is not { } picture)
            return Results.NotFound();

        // On record before it is sent, as the table of the same career is.
        await trail.ExportedAsync(page.Http, $"career-{id.ToString()[..8]}", [page.T("Hình vẽ quá trình", "Drawing of the career")], format, rows: 1, whole: true);
        return await picture.AsAsync(format, page.Http, cancellationToken);
    }

    private static async Task<IResult> Form2CAsync(
        Guid id, PageContext page, PageData data, TimeProvider time, [Microsoft.AspNetCore.Mvc.FromServices] CitizenIdReveals? reveals, CancellationToken cancellationToken)
    {
        var caller = page.Caller with { Door = "page /people/{id}/2c", Purpose = page.T("In sơ yếu lý lịch một người", "Printing a person's curriculum vitae") };
        return await data.PersonAsync(id, 0, 0, caller, null, cancellationToken) is { } person
            ? new RazorComponentResult<Form2CView>(new
            {
                Page = page,
                Data = person,
                Today = VietnamTime.Today(time),
                CitizenId = reveals is null || person.Head.HasCitizenId != true ? null : await reveals.MaskedAsync(id, caller, cancellationToken),
            })
            : new RazorComponentResult<PersonMissing>(new { Page = page }) { StatusCode = StatusCodes.Status404NotFound };
    }

    // The page again, with all digits: what is shown for once has no address of its own.
    private static async Task<IResult> RevealAsync(
        Guid id, IFormCollection form, PageContext page, PageData data, TimeProvider time, [Microsoft.AspNetCore.Mvc.FromServices] CitizenIdReveals reveals,
        CancellationToken cancellationToken)
    {
        if (page.Reader!.Role != Domain.Access.Role.Hr)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (Enum.GetValues<RevealPurpose>().Where(each => Data.SnakeCase.Of(each) == form["purpose"]).ToList() is not [var purpose])
            return Results.BadRequest();
        if (!reveals.MayGoOn(page.Reader.AccountId))
            return Results.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: page.T(CitizenIdReveals.TooMany.Vi, CitizenIdReveals.TooMany.En));

        var caller = page.Caller with { Door = "page /people/{id}/citizen-id" };
        if (await reveals.RevealAsync(id, purpose, caller, cancellationToken) is not { } number
            || await data.PersonAsync(id, 0, PersonHistory.PageSize, caller, null, cancellationToken) is not { } record)
            return new RazorComponentResult<PersonMissing>(new { Page = page }) { StatusCode = StatusCodes.Status404NotFound };

        return new RazorComponentResult<PersonView>(new { Page = page, Data = record, Today = VietnamTime.Today(time), CitizenId = number.ToString(), IsRevealed = true });
    }

    private static async Task<IResult> SignInAsync(
        PageContext page, RegistryNature nature, string? returnUrl, string? failed, CancellationToken cancellationToken)
    {
        // Demonstration accounts work on this machine only, and only there are they named.
        var local = page.Http.Connection.RemoteIpAddress is not { } address || System.Net.IPAddress.IsLoopback(address);
        return new RazorComponentResult<SignInView>(new
        {
            Page = page,
            Failed = failed is not null,
            Provider = page.Http.RequestServices.GetService<ProviderSignIn>()?.Provider.Name,
            ReturnUrl = ReturnAddress.Of(returnUrl, "/"),
            DemoAccounts = local ? await nature.DemoAccountsAsync(cancellationToken) : [],
        });
    }

    private static IResult Fault(int code, PageContext page)
    {
        var api = !page.Http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        return api
            ? Results.Problem(statusCode: code)
            : new RazorComponentResult<FaultView>(new { Page = page, Code = code }) { StatusCode = code };
    }

    private static DateOnly? OutsideOf(DateOnly? asOf) => asOf is { } day && !AsOfDays.Contains(day) ? day : null;

    private static int StatusOf(DateOnly? outside) => outside is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;

    // A file about another day than the one asked for would be taken for it.
    private static IResult Refused(PageContext page, DateOnly outside) =>
        Results.Problem(page.T(AsOfDays.RefusalVi(outside), AsOfDays.RefusalEn(outside)), statusCode: StatusCodes.Status400BadRequest);

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}

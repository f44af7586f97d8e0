using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.Statistics;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.Statistics;

/// <summary>Figures of published series: seen by everyone who is signed in to work, entered one by one or as a list by planners.</summary>
internal static class StatisticsPages
{
    private const long MostBytes = 5L << 20;
    private const int MostShown = 500;

    public static void MapStatistics(this IEndpointRouteBuilder pages)
    {
        var statistics = pages.MapGroup("/statistics").AddEndpointFilter(async (call, next) =>
            SignedIn.From(call.HttpContext.User) is { Role: not Role.Person } reader && (HttpMethods.IsGet(call.HttpContext.Request.Method) || reader.Role == Role.Planner)
                ? await next(call) : Results.StatusCode(StatusCodes.Status403Forbidden));
        statistics.MapGet("", ListAsync);
        statistics.MapGet("/template.csv", TemplateAsync);
        statistics.MapPost("", EnterAsync);
        statistics.MapPost("/list", PreviewAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        statistics.MapPost("/list/commit", CommitAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        statistics.MapGet("/{series}/{unit}/{year:int}", FigureAsync);
    }

    private static async Task<IResult> ListAsync(
        PageContext page, PageData data, string? series, string? unit, int? year, string? format, CancellationToken cancellationToken)
    {
        var shown = await data.InSessionAsync(page.Caller, async session => new StatisticsList(
            await session.SeriesAsync(cancellationToken), await FiguresAsync(session, series, unit, year, format is null ? MostShown + 1 : int.MaxValue, cancellationToken)), cancellationToken);
        return format is null
            ? new RazorComponentResult<StatisticsView>(new { Page = page, Data = shown, Most = MostShown, Series = series, Unit = unit, Year = year })
            : Table(page, shown.Figures).As(format);
    }

    private static async Task<IReadOnlyList<Figure>> FiguresAsync(
        RegistrySession session, string? series, string? unit, int? year, int most, CancellationToken cancellationToken)
    {
        var figures = session.Context.Figures.Include(figure => figure.Series).Include(figure => figure.Unit).AsQueryable();
        if (!string.IsNullOrEmpty(series))
            figures = figures.Where(figure => figure.SeriesCode == series);
        if (!string.IsNullOrWhiteSpace(unit))
            figures = figures.Where(figure => figure.UnitId == unit.Trim() || Data.RegistryContext.Fold(figure.Unit!.Name).Contains(Data.RegistryContext.Fold(unit)));
        if (year is { } asked)
            figures = figures.Where(figure => figure.Year == asked);
        return await figures.OrderBy(figure => figure.Series!.NameVi).ThenBy(figure => figure.Unit!.Name).ThenBy(figure => figure.UnitId).ThenByDescending(figure => figure.Year)
            .Take(most).ToListAsync(cancellationToken);
    }

    private static async Task<IResult> FigureAsync(
        string series, string unit, int year, PageContext page, PageData data, string? format, CancellationToken cancellationToken) =>
        format is null
            ? await FigurePageAsync(page, data, series, unit, year, null, [], cancellationToken)
            : Entries(page, series, unit, year, await data.InSessionAsync(page.Caller, session => session.EntriesAsync(series, unit, year, cancellationToken), cancellationToken)).As(format);

    private static async Task<IResult> FigurePageAsync(
        PageContext page, PageData data, string series, string unit, int year, FigureForm? form, IReadOnlyList<FigureFault> faults, CancellationToken cancellationToken)
    {
        var shown = await data.InSessionAsync(page.Caller, async session =>
        {
            var known = (await session.SeriesAsync(cancellationToken)).FirstOrDefault(each => each.Code == series);
            var place = await session.Context.Units.FirstOrDefaultAsync(each => each.Id == unit, cancellationToken);
            return known is null || place is null || year is < FigureRules.FirstYear or > FigureRules.LastYear ? null : new FigurePage(
                known, place, year, await session.Context.Figures.FirstOrDefaultAsync(each => each.SeriesCode == series && each.UnitId == unit && each.Year == year, cancellationToken),
                await session.EntriesAsync(series, unit, year, cancellationToken), form, faults);
        }, cancellationToken);
        return shown is null
            ? Results.NotFound()
            : new RazorComponentResult<FigureView>(new { Page = page, Data = shown }) { StatusCode = faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<IResult> EnterAsync(
        IFormCollection form, PageContext page, PageData data, [FromServices] AuditTrail audit, CancellationToken cancellationToken)
    {
        var typed = FigureForm.Of(form);
        if (!int.TryParse(typed.Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            return Results.BadRequest();
        // Which figure comes first: its page tells what is in use, and takes the value.
        if (form["step"] == "which")
            return Results.LocalRedirect($"/statistics/{Uri.EscapeDataString(typed.Series)}/{Uri.EscapeDataString(typed.Unit)}/{year}");

        try
        {
            await data.InSessionAsync(page.Caller, async session =>
            {
                await (typed.Withdraws ? session.EnterFiguresAsync([typed.Entry(year)], cancellationToken) : session.EnterFigureAsync(typed.Entry(year), typed.Value, cancellationToken));
                return true;
            }, cancellationToken);
        }
        catch (FigureRefusedException refused)
        {
            return await FigurePageAsync(page, data, typed.Series, typed.Unit, year, typed, refused.Faults, cancellationToken);
        }
        catch (StaleFigureException)
        {
            return await FigurePageAsync(page, data, typed.Series, typed.Unit, year, typed, [FigureForm.Stale], cancellationToken);
        }

        await audit.ConfiguredAsync(page.Http, $"figure {typed.Series} {typed.Unit} {year}", new Dictionary<string, string> { ["change"] = typed.Withdraws ? "withdrawn" : "entered" });
        return Results.LocalRedirect($"/statistics/{typed.Series}/{typed.Unit}/{year}");
    }

    private static async Task<IResult> PreviewAsync(IFormFile? file, PageContext page, PageData data, CancellationToken cancellationToken)
    {
        if (file is not { Length: > 0 })
            return await ListFaultAsync(page, data, page.T("Hãy chọn một tệp .xlsx, .xls hoặc .csv.", "Choose a file: .xlsx, .xls or .csv."), cancellationToken);

        try
        {
            var content = new MemoryStream();
            await file.CopyToAsync(content, cancellationToken);
            content.Position = 0;
            var rows = await data.InSessionAsync(
                page.Caller, session => session.ReadFiguresAsync(content, ImportVocabulary.Read(RegistryFiles.Reference), cancellationToken), cancellationToken);
            return new RazorComponentResult<FigureListView>(new { Page = page, Name = file.FileName, Rows = rows, Pending = PendingFigures.Of(rows) });
        }
        catch (ImportRefusedException refused)
        {
            return await ListFaultAsync(page, data, $"{refused.Sentence.In(page.Language.Tag())} ({refused.Code})", cancellationToken);
        }
    }

    private static async Task<IResult> CommitAsync(
        IFormCollection form, PageContext page, PageData data, [FromServices] AuditTrail audit, CancellationToken cancellationToken)
    {
        if (PendingFigures.Read(form["figures"].ToString()) is not { Count: > 0 and <= FigureList.MostRows } entries)
            return Results.BadRequest();

        try
        {
            await data.InSessionAsync(page.Caller, async session =>
            {
                await session.EnterFiguresAsync(entries, cancellationToken);
                return true;
            }, cancellationToken);
        }
        catch (FigureRefusedException refused)
        {
            return await ListFaultAsync(page, data, refused.Faults[0].Message.In(page.Language.Tag()), cancellationToken);
        }
        catch (StaleFigureException)
        {
            return await ListFaultAsync(page, data, FigureForm.Stale.Message.In(page.Language.Tag()), cancellationToken);
        }

        await audit.ConfiguredAsync(page.Http, "figures", new Dictionary<string, string> { ["change"] = "list", ["rows"] = $"{entries.Count}" });
        return Results.LocalRedirect($"/statistics?entered={entries.Count}");
    }

    private static async Task<IResult> ListFaultAsync(PageContext page, PageData data, string fault, CancellationToken cancellationToken)
    {
        var shown = await data.InSessionAsync(page.Caller, async session => new StatisticsList(
            await session.SeriesAsync(cancellationToken), await FiguresAsync(session, null, null, null, MostShown + 1, cancellationToken)), cancellationToken);
        return new RazorComponentResult<StatisticsView>(new { Page = page, Data = shown, Most = MostShown, Fault = fault }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    // A line a series, so that nobody has to guess what it is called.
    private static async Task<IResult> TemplateAsync(PageContext page, PageData data, CancellationToken cancellationToken)
    {
        var series = await data.InSessionAsync(page.Caller, session => session.SeriesAsync(cancellationToken), cancellationToken);
        return new TableSheet(
            "figures-template", page.T("Mẫu nhập số liệu", "Template for figures"), [], [.. FigureList.Headings.Select(heading => heading.In(page.Language.Tag()))],
            [.. series.Select(each => new object?[] { page.T(each.NameVi, each.NameEn), null, null, null, page.T("chính thức", "final"), null, each.Code })]).As("csv");
    }

    private static TableSheet Entries(PageContext page, string series, string unit, int year, IReadOnlyList<MadeEntry> entries) => new(
        "figure-entries", $"{series}, {unit}, {year}", [],
        [page.T("Lúc", "When"), page.T("Giá trị", "Value"), page.T("Tình trạng", "Status"), page.T("Nguồn", "Source"), page.T("Ghi chú", "Note")],
        [.. entries.Select(entry => new object?[]
        {
            AccountWords.Moment(entry.EnteredAt), (double?)entry.Value, StatisticsWords.Of(page.Language, entry.Status), entry.Source, entry.Note,
        })]);

    private static TableSheet Table(PageContext page, IReadOnlyList<Figure> figures) => new(
        "figures", page.T("Số liệu thống kê", "Statistics"), [],
        [
            page.T("Chuỗi số liệu", "Series"), page.T("Mã chuỗi", "Code of the series"), page.T("Đơn vị hành chính", "Administrative unit"), page.T("Mã đơn vị", "Id of the unit"),
            page.T("Năm", "Year"), page.T("Giá trị", "Value"), page.T("Đơn vị tính", "Unit of measure"), page.T("Tình trạng", "Status"), page.T("Nguồn", "Source"), page.T("Ghi chú", "Note"),
        ],
        [.. figures.Select(figure => new object?[]
        {
            page.T(figure.Series!.NameVi, figure.Series.NameEn), figure.SeriesCode, figure.Unit!.Name, figure.UnitId, figure.Year, (double)figure.Value,
            StatisticsWords.Measure(page.Language, figure.Series.Unit), StatisticsWords.Of(page.Language, figure.Status), figure.Source, figure.Note,
        })]);
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Views;
using TalentRegistry.Data.Work;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Charts;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Forecasts;

/// <summary>What the page of forecasts shows.</summary>
/// <param name="Runs">The latest, newest first.</param>
/// <param name="Comparison">The two that are held against each other; null where there are no two.</param>
/// <param name="Counts">Flags that changed, by kind.</param>
/// <param name="Changes">The flags.</param>
/// <param name="Targets">What the two say of targets.</param>
/// <param name="Kind">Of which kind of change the flags are; null for all but those held.</param>
public sealed record ForecastRecord(
    IReadOnlyList<ForecastRunInfo> Runs, ForecastComparison? Comparison, IReadOnlyDictionary<FlagChangeKind, long> Counts, IReadOnlyList<FlagChange> Changes,
    IReadOnlyList<TargetForecastChange> Targets, FlagChangeKind? Kind)
{
    /// <summary>Of the flags that earlier forecasts would have raised, how many came true.</summary>
    public IReadOnlyList<FlagReliability> Reliability { get; init; } = [];

    /// <summary>How earlier forecasts of whole sectors and of targets fared; on the page those of whole provinces.</summary>
    public IReadOnlyList<BacktestView> Backtests { get; init; } = [];

    /// <summary>Risks that need no target, most who retire soon first.</summary>
    public IReadOnlyList<StructuralRiskView> Risks { get; init; } = [];

    /// <summary>The first forecast, while it is being made.</summary>
    public WorkItem? UnderWay { get; init; }

    /// <summary>Professions by code.</summary>
    public IReadOnlyDictionary<string, (string Vi, string En)> Professions { get; init; } = new Dictionary<string, (string, string)>();
}

/// <summary>The forecasts that were computed, and what changed from one to another: for whoever sees forecasts.</summary>
internal static class ForecastRecordPages
{
    /// <summary>Rows of flags on the page; the file has all.</summary>
    public const int MostShown = 200;

    private const int MostRuns = 50;
    private const int MostInAFile = 100_000;

    private static readonly FlagChangeKind[] Changed = [.. Enum.GetValues<FlagChangeKind>().Except([FlagChangeKind.Held])];

    public static void MapForecastRecord(this IEndpointRouteBuilder pages)
    {
        var forecasts = pages.MapGroupFor("/forecasts", Role.Hr, Role.Planner, Role.Leader, Role.Admin);
        forecasts.MapGet("", ShowAsync);
        forecasts.MapGet("/reliability.svg", (PageContext page, PageData data, CancellationToken cancellationToken) => PictureAsync("svg", page, data, cancellationToken));
        forecasts.MapGet("/reliability.png", (PageContext page, PageData data, CancellationToken cancellationToken) => PictureAsync("png", page, data, cancellationToken));
    }

    private static async Task<IResult> ShowAsync(
        PageContext page, PageData data, Guid? from, Guid? to, string? kind, string? table, string? format, CancellationToken cancellationToken)
    {
        FlagChangeKind? asked = Enum.GetValues<FlagChangeKind>().Where(each => SnakeCase.Of(each) == kind).Select(each => (FlagChangeKind?)each).FirstOrDefault();
        var record = await data.InSessionAsync(page.Caller, async session => await ReadAsync(session, from, to, asked, format is null ? MostShown : MostInAFile, cancellationToken) with
        {
            Reliability = await session.ReliabilityAsync(cancellationToken),
            Risks = await session.Context.StructuralRisks.Include(risk => risk.Unit).Include(risk => risk.Sector)
                .OrderByDescending(risk => risk.RetiringShare ?? -1).ThenByDescending(risk => risk.SingleHolders).ThenBy(risk => risk.Id).Take(format is null ? MostShown : MostInAFile).ToListAsync(cancellationToken),
            Professions = (await session.Context.Professions.ToListAsync(cancellationToken)).ToDictionary(each => each.Code, each => (each.NameVi, each.NameEn), StringComparer.Ordinal),
            Backtests = await BacktestsAsync(session, format is not null, cancellationToken),
        }, cancellationToken);
        return (format, table) switch
        {
            (null, _) => new RazorComponentResult<ForecastRecordView>(new { Page = page, Data = record, Standing = await data.BaselineAsync(page.Caller, cancellationToken) }),
            (_, "runs") => Runs(page, record).As(format),
            (_, "changes") => Changes(page, record).As(format),
            (_, "targets") => Targets(page, record).As(format),
            (_, "reliability") => Reliability(page, record).As(format),
            (_, "risks") => Risks(page, record).As(format),
            (_, "backtests") => Backtests(page, record).As(format),
            _ => Results.NotFound(),
        };
    }

    private static async Task<IResult> PictureAsync(string format, PageContext page, PageData data, CancellationToken cancellationToken)
    {
        var record = await data.InSessionAsync(page.Caller, async session => new ForecastRecord(
            await session.LatestForecastsAsync(1, cancellationToken), null, new Dictionary<FlagChangeKind, long>(), [], [], null) { Reliability = await session.ReliabilityAsync(cancellationToken) }, cancellationToken);
        return await ReliabilityPicture.Of(page, record).AsAsync(format, page.Http, cancellationToken);
    }

    private static async Task<ForecastRecord> ReadAsync(RegistrySession session, Guid? from, Guid? to, FlagChangeKind? kind, int most, CancellationToken cancellationToken)
    {
        var runs = await session.LatestForecastsAsync(MostRuns, cancellationToken);
        if (runs.Count == 0)
            return new ForecastRecord(runs, null, new Dictionary<FlagChangeKind, long>(), [], [], kind) { UnderWay = await PageData.ForecastUnderWayAsync(session, cancellationToken) };

        var later = to is { } asked ? await session.FindForecastAsync(asked, cancellationToken) : runs[0];
        var earlier = (from ?? later?.BeforeId) is { } before ? await session.FindForecastAsync(before, cancellationToken) : null;
        return later is null || earlier is null
            ? new ForecastRecord(runs, null, new Dictionary<FlagChangeKind, long>(), [], [], kind)
            : new ForecastRecord(
                runs, new ForecastComparison(earlier, later), await session.FlagChangeCountsAsync(earlier.Id, later.Id, cancellationToken),
                await session.FlagChangesAsync(earlier.Id, later.Id, kind is { } only ? [only] : Changed, most, 0, cancellationToken),
                await session.TargetChangesAsync(earlier.Id, later.Id, cancellationToken), kind);
    }

    private static async Task<IReadOnlyList<BacktestView>> BacktestsAsync(RegistrySession session, bool all, CancellationToken cancellationToken)
    {
        var backtests = session.Context.Backtests.Include(backtest => backtest.Unit).Include(backtest => backtest.Sector).Include(backtest => backtest.Profession).AsQueryable();
        if (!all)
            backtests = backtests.Where(backtest => backtest.ProfessionCode == null && backtest.Unit!.Level == Domain.Units.UnitLevel.Province);
        return await backtests.OrderBy(backtest => backtest.TargetCode).ThenBy(backtest => backtest.Unit!.Name).ThenBy(backtest => backtest.SectorCode).ThenBy(backtest => backtest.ProfessionCode)
            .Take(all ? MostInAFile : MostShown).ToListAsync(cancellationToken);
    }

    private static TableSheet Risks(PageContext page, ForecastRecord data) => new(
        "structural-risks",
        page.T("Rủi ro cơ cấu", "Structural risks"),
        [],
        [
            page.T("Đơn vị", "Unit"), page.T("Lĩnh vực", "Sector"), page.T("Số người", "People"), page.T("Nghỉ hưu trong 5 năm", "Retiring within five years"), page.T("Nghề chỉ có một người", "Single holders"),
            page.T("Các nghề ấy", "Which professions"), page.T("Tuyển mỗi năm, 2 năm qua", "Recruits a year, last two years"), page.T("Tuyển mỗi năm, 3 năm trước đó", "Recruits a year, three before"),
            page.T("Già thêm trong 5 năm", "Older in five years by"), page.T("Cả tỉnh già thêm", "Whole province"),
        ],
        [.. data.Risks.Select(risk => new object?[]
        {
            risk.Unit!.Name, page.T(risk.Sector!.NameVi, risk.Sector.NameEn), risk.People, risk.RetiringShare, risk.SingleHolders, ForecastWords.Professions(page.Language, data, risk), risk.Recruits, risk.RecruitsBefore,
            risk.Ageing, risk.AgeingOfProvince,
        })]);

    private static TableSheet Reliability(PageContext page, ForecastRecord data) => new(
        "forecast-reliability",
        page.T("Cảnh báo của các năm trước và điều đã xảy ra", "Flags of earlier years and what came"),
        [],
        [
            page.T("Mức cần theo", "Need from"), page.T("Xác suất từ", "Probability from"), page.T("đến", "to"), page.T("Số cảnh báo", "Flags"), page.T("Đã xảy ra", "Came true"),
            page.T("Xác suất trung bình đã báo", "Mean probability told"),
        ],
        [.. data.Reliability.Select(bin => new object?[] { ForecastWords.Of(page.Language, bin.Basis), bin.Low, bin.High, bin.Flags, bin.CameTrue, bin.MeanProbability })]);

    private static TableSheet Backtests(PageContext page, ForecastRecord data) => new(
        "forecast-backtests",
        page.T("Dự báo của các năm trước so với thực tế", "Forecasts of earlier years against what came"),
        [],
        [
            page.T("Chỉ tiêu", "Target"), page.T("Đơn vị", "Unit"), page.T("Lĩnh vực", "Sector"), page.T("Nghề", "Profession"), page.T("Số dự báo", "Forecasts"), page.T("Sai số tuyệt đối", "Absolute error"),
            page.T("So với giữ nguyên", "Against no change"), page.T("So với xu thế", "Against drift"), "CRPS", page.T("Khoảng 80 % giữ", "80 % held"), page.T("Khoảng 95 % giữ", "95 % held"),
            page.T("Độ lệch", "Bias"), page.T("Độ tin cậy", "Confidence"), page.T("Cách dự báo", "Method"),
        ],
        [.. data.Backtests.Select(row => new object?[]
        {
            row.TargetCode, row.Unit!.Name, row.Sector is { } sector ? page.T(sector.NameVi, sector.NameEn) : null, row.Profession is { } profession ? page.T(profession.NameVi, profession.NameEn) : null,
            row.Forecasts, row.MeanAbsoluteError, row.AgainstNoChange, row.AgainstDrift, row.Crps, row.Coverage80, row.Coverage95, row.Bias, row.Grade.ToString(), ForecastWords.Of(page.Language, row.Method),
        })]);

    private static TableSheet Runs(PageContext page, ForecastRecord data) => new(
        "forecasts",
        page.T("Các lần dự báo", "Forecasts"),
        [],
        [
            page.T("Mã", "Identifier"), page.T("Tính lúc", "Computed at"), page.T("Số liệu đến", "Data up to"), page.T("Số năm", "Years"), page.T("Số lần mô phỏng", "Draws"),
            page.T("Hạt giống", "Seed"), page.T("Phiên bản mô hình", "Model version"), page.T("Dấu số liệu", "Data hash"), page.T("Tham số", "Settings"),
            page.T("Dấu kết quả", "Result hash"), page.T("Giây", "Seconds"),
        ],
        [.. data.Runs.Select(run => new object?[]
        {
            run.Id.ToString(), run.ComputedAt.UtcDateTime, run.BaseDate, run.HorizonYears, run.Draws, run.Seed, run.CodeVersion, run.DataHash, run.Settings, run.ResultHash, run.Seconds,
        })]);

    private static TableSheet Changes(PageContext page, ForecastRecord data) => new(
        "forecast-changes",
        page.T("Cảnh báo thay đổi giữa hai lần dự báo", "Flags that changed between two forecasts"),
        Notes(page, data),
        [
            page.T("Đơn vị", "Unit"), page.T("Lĩnh vực", "Sector"), page.T("Nghề", "Profession"), page.T("Chỉ tiêu", "Target"), page.T("Năm", "Year"), page.T("Thay đổi", "Change"),
            page.T("Vì sao", "Why"), page.T("Mức độ trước", "Severity before"), page.T("Mức độ", "Severity"), page.T("Xác suất trước", "P before"), page.T("Xác suất", "P(short)"),
            page.T("Thiếu trước", "Short before"), page.T("Thiếu", "Short"), page.T("Nguyên nhân chính", "Main driver"), page.T("Thiếu từ năm", "Short from"),
        ],
        [.. data.Changes.Select(change => new object?[]
        {
            change.UnitName, page.T(change.SectorVi, change.SectorEn), change.ProfessionCode is null ? null : page.T(change.ProfessionVi!, change.ProfessionEn!), change.TargetCode, change.Year,
            ForecastWords.Of(page.Language, change.Kind), ForecastWords.Of(page.Language, change.Cause), ForecastWords.Severity(page.Language, change.SeverityBefore),
            ForecastWords.Severity(page.Language, change.Severity), change.ProbabilityBefore, change.ProbabilityShort, change.GapBefore, change.ExpectedGap,
            change.Driver is { } driver ? ShortageWords.Driver(page.Language, SnakeCase.Of(driver)) : null, change.FirstYear,
        })]);

    private static TableSheet Targets(PageContext page, ForecastRecord data) => new(
        "forecast-targets",
        page.T("Chỉ tiêu qua hai lần dự báo", "Targets in two forecasts"),
        Notes(page, data),
        [
            page.T("Chỉ tiêu", "Target"), page.T("Năm", "Year"), page.T("Dự báo trước", "Forecast before"), page.T("Dự báo", "Forecast"), page.T("Cận dưới 80 %", "Lower 80 %"),
            page.T("Cận trên 80 %", "Upper 80 %"), page.T("Xác suất không đạt trước", "P(missed) before"), page.T("Xác suất không đạt", "P(missed)"),
        ],
        [.. data.Targets.Select(target => new object?[]
        {
            target.TargetCode, target.Year, target.ValueBefore, target.Value, target.Low80, target.High80, target.ProbabilityMissedBefore, target.ProbabilityMissed,
        })]);

    private static List<string> Notes(PageContext page, ForecastRecord data) => data.Comparison is { } comparison
        ? [ForecastWords.Of(page.Language, comparison.From), ForecastWords.Of(page.Language, comparison.To), ForecastWords.Why(page.Language, comparison)]
        : [];
}

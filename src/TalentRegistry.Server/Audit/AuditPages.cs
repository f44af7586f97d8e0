using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Exporting;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Audit;

/// <summary><c>/audit</c>: who did what, for the auditor.</summary>
internal static class AuditPages
{
    private const int PageSize = 50;

    public static void MapAudit(this IEndpointRouteBuilder pages) => pages.MapGet("/audit", ShowAsync);

    private static async Task<IResult> ShowAsync(
        PageContext page, [FromServices] AuditList list, [FromServices] ExportLimits limits, [FromServices] ChainWatch? chains,
        string? kind, string? outcome, string? account, string? from, string? until, string? door, string? about, string? after, string? format, CancellationToken cancellationToken)
    {
        if (page.Reader!.Role != Role.Auditor)
            return Results.StatusCode(StatusCodes.Status403Forbidden);

        var faults = new List<string>();
        Guid? who = null;
        if (Given(account) is { } name && (who = await list.AccountAsync(name, page.Caller, cancellationToken)) is null)
            faults.Add(page.T($"Không có tài khoản “{name}”.", $"There is no account “{name}”."));
        if (Given(kind) is { } wanted && !AuditQuestion.Kinds.Contains(wanted))
            faults.Add(page.T($"Không có loại “{wanted}”.", $"There is no kind “{wanted}”."));
        var ended = Enum.GetValues<AuditOutcome>().Cast<AuditOutcome?>().FirstOrDefault(each => SnakeCase.Of(each!.Value) == outcome);
        if (Given(outcome) is { } other && ended is null)
            faults.Add(page.T($"Không có kết quả “{other}”.", $"There is no outcome “{other}”."));
        var (first, last) = (Day(from), Day(until));
        var question = new AuditQuestion(Given(kind), who, first is { } day ? VietnamTime.Begin(day) : null, last is { } end ? VietnamTime.Begin(end.AddDays(1)) : null, Given(door), Given(about), ended);
        var cursor = AuditCursor.Parse(after);
        if (Given(after) is not null && cursor is null)
            faults.Add(page.T("Địa chỉ của trang này bị hỏng.", "The address of this page is damaged."));

        if (format is not null)
        {
            if (faults.Count > 0)
                return Results.Problem(faults[0], statusCode: StatusCodes.Status400BadRequest);
            var most = limits.Of(Role.Auditor);
            return limits.RefusalOf(Role.Auditor, await list.CountAsync(question, most, page.Caller, cancellationToken), page.Language) is { } refusal
                ? refusal
                : limits.Making(Head(page).As(list.AllAsync(question, page.Caller, cancellationToken).Select(IReadOnlyList<object?> (entry) => Row(page, entry)), format));
        }

        // One more than the page shows tells whether there is a next one.
        var entries = faults.Count > 0 ? [] : await list.PageAsync(question, cursor, PageSize + 1, page.Caller, cancellationToken);
        return new RazorComponentResult<AuditView>(new
        {
            Page = page,
            Question = question,
            AccountText = account,
            From = first,
            Until = last,
            Faults = (IReadOnlyList<string>)faults,
            Entries = (IReadOnlyList<AuditEntry>)[.. entries.Take(PageSize)],
            Next = entries.Count > PageSize ? entries[PageSize - 1].Place : null,
            Later = cursor is not null,
            Count = faults.Count > 0 ? 0 : await list.CountAsync(question, AuditList.MostCounted, page.Caller, cancellationToken),
            Doors = await list.DoorsAsync(page.Caller, cancellationToken),
            Chains = chains?.Standings ?? [],
        }) { StatusCode = faults.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK };
    }

    private static TableHead Head(PageContext page) => new(
        "audit",
        page.T("Nhật ký kiểm tra", "Audit log"),
        page.Synthetic ? [page.T("Dữ liệu mô phỏng: không có ai là thật.", "Synthetic data: none of the people is real.")] : [],
        [
            page.T("Lúc (UTC)", "At (UTC)"), page.T("Loại", "Kind"), page.T("Tài khoản", "Account"), page.T("Mã tài khoản", "Account key"), page.T("Vai trò", "Role"), page.T("Cửa", "Door"),
            page.T("Địa chỉ", "Address"), page.T("Về", "About"), page.T("Số người", "People"), page.T("Chi tiết", "Details"),
        ]);

    private static object?[] Row(PageContext page, AuditEntry entry) =>
    [
        entry.Place.At.ToString("yyyy-MM-dd HH:mm:ss.ffffff", System.Globalization.CultureInfo.InvariantCulture), AuditWords.Kind(page.Language, entry.Kind), entry.Account, entry.AccountId?.ToString(),
        entry.Role, entry.Door, entry.Address, entry.Subject, entry.People, AuditWords.Details(entry.Details),
    ];

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) && day.Year is > 1900 and < 2200 ? day : null;

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Replace('\0', ' ').Trim();
}

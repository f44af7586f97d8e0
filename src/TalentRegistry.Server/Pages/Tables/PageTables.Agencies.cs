using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages.Tables;

internal static partial class PageTables
{
    public static TableSheet Agencies(PageContext page, AgencyTreePage data) => new(
        $"agencies-{data.AsOf:yyyy-MM-dd}",
        page.T($"Cơ quan, đơn vị, ngày {LanguageText.Day(data.AsOf)}", $"Agencies on {LanguageText.Day(data.AsOf)}"),
        Notes(page),
        [
            page.T("Cấp", "Level"), page.T("Mã", "Code"), page.T("Tên", "Name"), page.T("Số người", "People"), page.T("Gồm cả đơn vị trực thuộc", "With all below"),
            page.T("Tên trước đây", "Former names"), page.T("Từ ngày", "From"), page.T("Đến hết ngày", "To"),
        ],
        [.. data.Agencies.Select(agency => new object?[]
        {
            agency.Depth + 1, agency.Code, agency.Name, AgencyWords.Told(agency.Own, data.HidesSmall), AgencyWords.Told(agency.WithBelow, data.HidesSmall),
            agency.FormerNames.Length == 0 ? null : agency.FormerNames, agency.ValidFrom, agency.ValidUntil?.AddDays(-1),
        })]);

    public static TableSheet AgencyNames(PageContext page, AgencyPage data) => new(
        $"agency-{data.Code}-names",
        page.T($"{data.Name}: tên và cấp trên qua thời gian", $"{data.Name}: names and agencies above over time"),
        Notes(page),
        [page.T("Tên", "Name"), page.T("Cấp trên", "Above"), page.T("Từ ngày", "From"), page.T("Đến hết ngày", "To")],
        [.. data.States.Select(state => new object?[] { state.Text, state.AboveName, state.From, state.Until?.AddDays(-1) })]);

    public static TableSheet AgencyClasses(PageContext page, AgencyPage data) => new(
        $"agency-{data.Code}-classes",
        page.T($"{data.Name}: lĩnh vực, loại hình và cấp", $"{data.Name}: sector, kind and level"),
        Notes(page),
        [page.T("Lĩnh vực", "Sector"), page.T("Loại hình", "Kind of body"), page.T("Cấp chính quyền", "Level of government"), page.T("Từ ngày", "From"), page.T("Đến hết ngày", "To")],
        [.. data.Classes.Select(period => new object?[]
        {
            page.T(period.Sector.NameVi, period.Sector.NameEn), AgencyWords.KindOf(page.Language, period.Kind), AgencyWords.LevelOf(page.Language, period.Level),
            period.From, period.Until?.AddDays(-1),
        })]);

    public static TableSheet AgencySeats(PageContext page, AgencyPage data) => new(
        $"agency-{data.Code}-seats",
        page.T($"{data.Name}: trụ sở", $"{data.Name}: seats"),
        Notes(page),
        [page.T("Đơn vị hành chính", "Administrative unit"), page.T("Từ ngày", "From"), page.T("Đến hết ngày", "To")],
        [.. data.Seats.Select(seat => new object?[] { seat.Text, seat.From, seat.Until?.AddDays(-1) })]);

    /// <summary>What was done to agencies and units, with the heads that the reader is told of.</summary>
    /// <param name="page">The request.</param>
    /// <param name="name">Name of the file.</param>
    /// <param name="of">Whose operations; null for all.</param>
    /// <param name="operations">The newest first.</param>
    public static TableSheet Operations(PageContext page, string name, string? of, IReadOnlyList<ReorganisationRow> operations)
    {
        var hidesSmall = page.Reader?.Role == Role.Planner;
        return new(
            name,
            (of is null ? "" : $"{of}: ") + page.T("Việc sắp xếp", "Reorganisations"),
            Notes(page),
            [
                page.T("Việc", "What"), page.T("Từ ngày", "Since"), page.T("Căn cứ", "Ground"), page.T("Cơ quan, đơn vị", "Agencies, units"), page.T("Trước", "Before"), page.T("Sau", "After"),
                page.T("Vị trí kết thúc", "Postings ended"), page.T("Người ghi nhận", "Recorded by"), page.T("Ghi nhận lúc", "Recorded"), page.T("Hoàn tác lúc", "Undone"), page.T("Người hoàn tác", "Undone by"),
            ],
            [.. operations.Select(operation => new object?[]
            {
                AgencyWords.Of(page.Language, operation), operation.EffectiveOn, operation.LegalGround, operation.Names, AgencyWords.Told(operation.PeopleBefore, hidesSmall),
                AgencyWords.Told(operation.PeopleAfter, hidesSmall), AgencyWords.Told(operation.PostingsEnded, hidesSmall), operation.AccountName, PersonHistory.Moment(operation.RecordedAt),
                operation.UndoneAt is { } undone ? PersonHistory.Moment(undone) : null, operation.UndoneBy,
            })]);
    }
}

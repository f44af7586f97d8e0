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
}

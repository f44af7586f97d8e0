using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Units;

namespace TalentRegistry.Server.Pages.Tables;

internal static partial class PageTables
{
    public static TableSheet Units(PageContext page, UnitListPage data) => new(
        $"units-{data.AsOf:yyyy-MM-dd}",
        page.T($"Đơn vị hành chính, ngày {LanguageText.Day(data.AsOf)}", $"Administrative units on {LanguageText.Day(data.AsOf)}"),
        Notes(page),
        [
            page.T("Cấp", "Level"), page.T("Mã", "Code"), page.T("Tên", "Name"),
            data.WithBelow ? page.T("Số người, gồm cả cấp dưới", "People, with all below") : page.T("Số người, riêng đơn vị này", "People, this one only"),
            page.T("Từ ngày", "From"), page.T("Đến hết ngày", "To"), page.T("Sau đó thành", "Became"),
        ],
        [.. data.Units.Select(unit => new object?[]
        {
            UnitWords.Of(page.Language, unit.Level), unit.Code, unit.Name, unit.People, unit.ValidFrom, unit.ValidUntil?.AddDays(-1), unit.Became.Length == 0 ? null : unit.Became,
        })]);

    public static TableSheet UnitNames(PageContext page, UnitPage data) => new(
        $"unit-{data.Code}-names",
        page.T($"{data.Name}: tên qua thời gian", $"{data.Name}: names over time"),
        Notes(page),
        [page.T("Tên", "Name"), page.T("Từ ngày", "From"), page.T("Đến hết ngày", "To")],
        [.. data.Names.Select(name => new object?[] { name.Name, name.From, name.Until?.AddDays(-1) })]);
}

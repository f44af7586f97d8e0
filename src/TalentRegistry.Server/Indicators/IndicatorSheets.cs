using TalentRegistry.Data.Indicators;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Indicators;

/// <summary>The tables of the indicator's page, to be downloaded, and the words of their rows.</summary>
internal static class IndicatorSheets
{
    /// <summary>A table by its name; null where the question has no such table.</summary>
    public static TableSheet? Of(PageContext page, IndicatorPage question, string table) => (table, question) switch
    {
        ("indicator", { Answer: { Suppression: null } answer }) => Sheet(page, question, table, answer,
        [
            .. question.Dimensions.Select(by => IndicatorView.NameOf(page.Language, by)), page.T("Số người", "People"), page.T("Mẫu số", "Denominator"), page.T("Giá trị", "Value"),
            page.T("Chưa rõ", "Unknown"), page.T("Giá trị nếu tất cả đều đạt", "Value if all of them passed"),
        ],
        answer.Cells.Append(answer.Total).OfType<IndicatorAnswerCell>().Select(object?[] (cell) =>
        [
            .. question.Dimensions.Select((_, i) => cell.Keys.Count > i ? page.T(cell.Keys[i].NameVi, cell.Keys[i].NameEn) : i == 0 ? page.T("Tất cả", "All") : null),
            cell.Numerator, cell.Denominator, cell.Value, cell.Unknown, cell.ValueAtMost,
        ])),
        ("balance", { Answer: { Balance: { } balance } answer }) => Sheet(page, question, table, answer,
            [page.T("Nơi", "Place"), page.T("Giá trị", "Value"), page.T("So với chung, %", "Against the whole, %"), page.T("Số người để bằng mức chung", "People to reach the whole")],
            balance.Parts.Select(object?[] (part) => [page.T(part.Key.NameVi, part.Key.NameEn), part.Value, 100 * part.FromMean, part.PeopleToMean])),
        ("groups", { Answer: { } answer, Groups.Count: > 0 }) => Sheet(page, question, table, answer,
            [
                page.T("Nhóm", "Group"), page.T("Số người", "People"), page.T("Mẫu số", "Denominator"), page.T("Giá trị", "Value"), page.T("% trong số đếm được", "% of those counted"),
                page.T("% trong dân số", "% of the population"), page.T("Chênh lệch, điểm %", "Gap, points"), page.T("Chưa rõ", "Unknown"), page.T("Ghi chú", "Note"),
            ],
            question.Groups.Select(object?[] (group) =>
                [NameOf(page.Language, group.Group), group.Numerator, group.Denominator, group.Value, group.ShareOfCounted, group.ShareOfPopulation, group.Gap, group.Unknown, page.T(group.Note.Vi, group.Note.En)])),
        ("change", { Answer: { } answer, Change: { Suppression: null } change }) => Sheet(page, question, table, answer,
            [page.T("Nguyên nhân", "Cause"), page.T("Tử số", "Numerator"), page.T("Mẫu số", "Denominator"), page.T("Tác động đến giá trị", "Effect on the value")],
            change.Parts.Select(object?[] (part) => [NameOf(page.Language, part.Cause), part.Numerator, part.Denominator, part.Effect])
                .Append([page.T("Tất cả", "All"), change.After!.Numerator - change.Before!.Numerator, change.After.Denominator - change.Before.Denominator, change.Change])),
        _ => null,
    };

    /// <summary>A group in words.</summary>
    public static string NameOf(Language language, PriorityGroup group) => group switch
    {
        PriorityGroup.Young => language.In("Trẻ", "Young"),
        PriorityGroup.Women => language.In("Nữ", "Women"),
        PriorityGroup.EthnicMinority => language.In("Dân tộc thiểu số", "Ethnic minorities"),
        PriorityGroup.CommuneLevel => language.In("Công tác ở cấp xã", "At the commune level"),
        PriorityGroup.Remote => language.In("Vùng sâu, vùng xa", "Remote areas"),
        PriorityGroup.Border => language.In("Biên giới", "Border areas"),
        PriorityGroup.EthnicMinorityArea => language.In("Vùng đồng bào dân tộc thiểu số", "Areas of ethnic minorities"),
        _ => language.In("Lực lượng vũ trang", "Armed forces"),
    };

    /// <summary>A cause in words.</summary>
    public static string NameOf(Language language, ChangeCause cause) => cause switch
    {
        ChangeCause.Recruited => language.In("Tuyển dụng mới", "Recruited"),
        ChangeCause.MovedIn => language.In("Chuyển đến", "Moved in"),
        ChangeCause.Returned => language.In("Trở lại, được ghi hồ sơ", "Returned or put on file"),
        ChangeCause.MovedOut => language.In("Chuyển đi", "Moved out"),
        ChangeCause.Retired => language.In("Nghỉ hưu", "Retired"),
        ChangeCause.Died => language.In("Từ trần", "Died"),
        ChangeCause.Left => language.In("Thôi việc, lý do khác", "Left for other reasons"),
        ChangeCause.DegreeUpgraded => language.In("Nâng trình độ", "Higher degree"),
        ChangeCause.PostChanged => language.In("Đổi vị trí, cơ quan", "Another post or agency"),
        ChangeCause.RecordsChanged => language.In("Tuổi, chứng chỉ, hồ sơ khác", "Age, certificates, other records"),
        _ => language.In("Mẫu số công bố thay đổi", "The published base changed"),
    };

    private static TableSheet Sheet(PageContext page, IndicatorPage question, string table, IndicatorAnswer answer, IReadOnlyList<string> headings, IEnumerable<object?[]> rows) => new(
        $"{table}-{answer.AsOf:yyyy-MM-dd}",
        page.T(answer.Explanation.Vi, answer.Explanation.En),
        [
            question.From is { } from && table == "change"
                ? page.T($"Từ {LanguageText.Day(from)} đến {LanguageText.Day(answer.AsOf)}", $"From {LanguageText.Day(from)} to {LanguageText.Day(answer.AsOf)}")
                : page.T($"Ngày {LanguageText.Day(answer.AsOf)}", $"On {LanguageText.Day(answer.AsOf)}"),
            .. page.Synthetic ? [page.T("Dữ liệu mô phỏng: không có ai là thật.", "Synthetic data: none of the people is real.")] : Array.Empty<string>(),
            .. answer.Settings.Select(setting => page.T(setting.Note.Vi, setting.Note.En)),
        ],
        headings,
        [.. rows]);
}

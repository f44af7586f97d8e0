using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Scenarios;

/// <summary>The tables of a target under levers, to be downloaded, and their words.</summary>
internal static class TargetLeverSheets
{
    /// <summary>The levers in words.</summary>
    public static string WordsOf(Language language, TargetLevers levers) => levers.IsIdle
        ? language.In("Không thay đổi gì.", "Nothing is changed.")
        : string.Join("; ", Parts(language, levers)) + ".";

    /// <summary>Lines of an account with their signs; in the order in which they are added up.</summary>
    public static IReadOnlyList<(string Name, Func<PeopleAccount, double> Of)> Lines(Language language, int from, int until) =>
    [
        (language.In($"Cuối năm {from}", $"End of {from}"), account => account.Opening),
        (language.In("Tuyển mới", "Recruits"), account => account.Recruits),
        (language.In("Chuyển đến trong tỉnh", "Moves in"), account => account.MovesIn),
        (language.In("Nâng trình độ đến", "Upgrades in"), account => account.UpgradesIn),
        (language.In("Nâng trình độ đi", "Upgrades out"), account => -account.UpgradesOut),
        (language.In("Chuyển đi trong tỉnh", "Moves out"), account => -account.MovesOut),
        (language.In("Nghỉ hưu", "Retirements"), account => -account.Retirements),
        (language.In("Thôi việc, ra khỏi tỉnh", "Leavers"), account => -account.Leavers),
        (language.In("Mất", "Deaths"), account => -account.Deaths),
        (language.In($"Cuối năm {until} (trung bình)", $"End of {until} (mean)"), account => account.Closing),
    ];

    public static TableSheet Years(PageContext page, TargetHead head, TargetWhatIf answer) => new(
        $"{head.Target.Code}-levers", page.T($"{head.Target.Code} khi thay đổi biện pháp", $"{head.Target.Code} under levers"), Notes(page, answer),
        [
            page.T("Năm", "Year"), page.T("Mô hình: số người", "Model: people"), page.T("Mô hình: giá trị", "Model: value"), page.T("Cận dưới 80 %", "Lower 80 %"), page.T("Cận trên 80 %", "Upper 80 %"),
            page.T("Xác suất đạt", "P(met)"), page.T("Biện pháp: số người", "Levers: people"), page.T("Biện pháp: giá trị", "Levers: value"), page.T("Biện pháp: cận dưới 80 %", "Levers: lower 80 %"),
            page.T("Biện pháp: cận trên 80 %", "Levers: upper 80 %"), page.T("Biện pháp: xác suất đạt", "Levers: P(met)"),
        ],
        [.. answer.Years.Select(object?[] (year) =>
        [
            year.Year, year.Baseline.People, year.Baseline.Median, year.Baseline.Low80, year.Baseline.High80, year.Baseline.ProbabilityMet,
            year.Changed.People, year.Changed.Median, year.Changed.Low80, year.Changed.High80, year.Changed.ProbabilityMet,
        ])]);

    public static TableSheet Account(PageContext page, TargetHead head, TargetWhatIf answer) => new(
        $"{head.Target.Code}-account", page.T($"{head.Target.Code}: người đến và đi {answer.BaseYear}–{answer.Year}", $"{head.Target.Code}: who comes and goes {answer.BaseYear}–{answer.Year}"), Notes(page, answer),
        [page.T("Dòng", "Line"), page.T("Mô hình", "Model"), page.T("Với các biện pháp", "With the levers")],
        [.. Lines(page.Language, answer.BaseYear, answer.Year).Select(object?[] (line) => [line.Name, line.Of(answer.Baseline), line.Of(answer.Changed)])]);

    private static IEnumerable<string> Parts(Language language, TargetLevers levers)
    {
        if (levers.Recruits > 0)
            yield return language.In($"tuyển thêm {levers.Recruits} người mỗi năm", $"{levers.Recruits} more recruits a year");
        if (levers.Retention > 0)
            yield return language.In($"thôi việc và ra khỏi tỉnh ít hơn {levers.Retention} %", $"{levers.Retention} % fewer resign or leave the province");
        if (levers.Later > 0)
            yield return language.In($"nghỉ hưu muộn hơn {levers.Later} năm", $"retirement {levers.Later} years later");
        if (levers.Training > 0)
            yield return language.In($"nâng trình độ nhiều hơn {levers.Training} %", $"{levers.Training} % more degrees");
    }

    private static List<string> Notes(PageContext page, TargetWhatIf answer) =>
    [
        .. page.Synthetic ? [page.T("Dữ liệu mô phỏng: không có ai là thật.", "Synthetic data: none of the people is real.")] : Array.Empty<string>(),
        WordsOf(page.Language, answer.Levers),
        page.T($"{answer.Draws} lần mô phỏng, từ số liệu đến hết năm {answer.BaseYear}.", $"{answer.Draws} draws, from data up to the end of {answer.BaseYear}."),
    ];
}

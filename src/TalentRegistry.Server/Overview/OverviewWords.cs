using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Overview;

/// <summary>The leader's screen in words.</summary>
internal static class OverviewWords
{
    /// <summary>"Mường Nhé thiếu 23 bác sĩ vào năm 2030, xác suất 87 %; cần tuyển thêm 4 người mỗi năm".</summary>
    public static string Sentence(Language language, string unit, OverviewFlag flag, int year)
    {
        var (people, who, odds) = (People(language, flag.ExpectedGap), Small(language, flag.Of), language.Probability(flag.ProbabilityShort));
        var said = language.In($"{unit} thiếu {people} {who} vào năm {year}, xác suất {odds}", $"{unit} will be {people} short in {year} ({who}), probability {odds}");
        return said + flag switch
        {
            { ExtraRecruits: > 0 and var extra } => language.In($"; cần tuyển thêm {language.Format(extra, 0)} người mỗi năm", $"; {language.Format(extra, 0)} more recruits a year are needed"),
            { SupplyMedian: < 0.5 } => language.In("; nơi này chưa có ai, chưa tính được số cần tuyển", "; there is nobody yet, so that recruits cannot be reckoned"),
            _ => "",
        };
    }

    /// <summary>People missing: in halves of a person nobody is counted, so that few are told with a decimal.</summary>
    public static string People(Language language, double gap) => language.Format(gap, gap < 10 ? 1 : 0);

    /// <summary>A profession or sector within a sentence.</summary>
    public static string Small(Language language, CodeName of) => language.In(of.NameVi, of.NameEn) is [var first, .. var rest] ? char.ToLowerInvariant(first) + rest : "";

    /// <summary>The mark that stands for a severity where there is no room for its word; the same as before the word of a flag.</summary>
    public static string Mark(string severity) => severity switch
    {
        "severe" => "!!!",
        "shortage" => "!!",
        "watch" => "!",
        _ => "•",
    };

    /// <summary>What stands in a cell of the grid: its mark, and how many are missing.</summary>
    public static string Short(Language language, OverviewFlag flag) =>
        flag.Rank == 0 || flag.ExpectedGap < 0.05 ? Mark(flag.Severity) : $"{Mark(flag.Severity)} {People(language, flag.ExpectedGap)}";

    /// <summary>How the tiles of districts are arranged.</summary>
    public static string Arranged(Language language, bool isMap) => isMap
        ? language.In("Ô đặt gần đúng vị trí của huyện, bắc ở trên.", "Tiles lie about where the districts do, north at the top.")
        : language.In("Ô xếp theo tên huyện.", "Tiles are in the order of names.");

    /// <summary>The gravest shortage of a district on its tile: "thiếu 23 bác sĩ".</summary>
    public static string Worst(Language language, OverviewFlag flag) => language.In(
        $"thiếu {People(language, flag.ExpectedGap)} {Small(language, flag.Of)}", $"{People(language, flag.ExpectedGap)} short ({Small(language, flag.Of)})");

    /// <summary>A year of the wave: "12 người (80 %: 9 – 15)".</summary>
    public static string Retiring(Language language, RetirementYear year) =>
        language.Format(year.Mean, year.Mean < 10 ? 1 : 0) + (year is { Low80: { } low, High80: { } high } ? $" (80 %: {language.Format(low, 0)} – {language.Format(high, 0)})" : "");

    /// <summary>What a cell of the grid says to those who do not see it: "Bác sĩ, Mường Nhé: thiếu nghiêm trọng, 23 người, xác suất 87 %".</summary>
    public static string Cell(PageContext page, OverviewFlag flag, string unit)
    {
        var head = $"{page.T(flag.Of.NameVi, flag.Of.NameEn)}, {unit}: {ShortageWords.Of(page.Language, flag.Severity).ToLowerInvariant()}";
        return flag.Rank == 0 ? head : head + page.T(
            $", {People(page.Language, Math.Max(0, flag.ExpectedGap))} người, xác suất {page.Language.Probability(flag.ProbabilityShort)}",
            $", {People(page.Language, Math.Max(0, flag.ExpectedGap))} people, probability {page.Language.Probability(flag.ProbabilityShort)}");
    }
}

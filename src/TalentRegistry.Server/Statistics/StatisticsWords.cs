using TalentRegistry.Data.Statistics;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Statistics;

/// <summary>How pages say what a figure is.</summary>
internal static class StatisticsWords
{
    public static string Of(Language language, FigureStatus status) => status switch
    {
        FigureStatus.Final => language.In("chính thức", "final"),
        FigureStatus.Preliminary => language.In("sơ bộ", "preliminary"),
        FigureStatus.Estimate => language.In("ước tính", "estimate"),
        FigureStatus.Rounded => language.In("làm tròn", "rounded"),
        FigureStatus.Reported => language.In("theo báo cáo", "reported"),
        FigureStatus.Computed => language.In("tính toán", "computed"),
        _ => language.In("nhớ lại, chưa đối chiếu", "from memory, unchecked"),
    };

    public static string Of(Language language, FigureRowKind kind) => kind switch
    {
        FigureRowKind.New => language.In("mới", "new"),
        FigureRowKind.Changed => language.In("thay đổi", "changed"),
        FigureRowKind.Unchanged => language.In("không đổi", "unchanged"),
        _ => language.In("không nhận", "refused"),
    };

    public static string Measure(Language language, string measure) => measure switch
    {
        "person" => language.In("người", "people"),
        "percent" => "%",
        "per 10 000" => language.In("trên một vạn dân", "per 10,000 people"),
        "million dong" => language.In("triệu đồng", "million dong"),
        _ => language.In("việc, sản phẩm", "items"),
    };

    public static string Value(Language language, decimal value) => language.Format((double)value, 4);
}

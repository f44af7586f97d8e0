using TalentRegistry.Data;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Forecasts;

/// <summary>How pages say what changed between two forecasts.</summary>
internal static class ForecastWords
{
    public static string Of(Language language, FlagChangeKind kind) => kind switch
    {
        FlagChangeKind.Raised => language.In("Mới cảnh báo", "Raised"),
        FlagChangeKind.Lowered => language.In("Hết cảnh báo", "Lowered"),
        FlagChangeKind.Worse => language.In("Nặng hơn", "Worse"),
        FlagChangeKind.Better => language.In("Nhẹ hơn", "Better"),
        FlagChangeKind.Gone => language.In("Không còn được dự báo", "No longer forecast"),
        _ => language.In("Còn giữ", "Held"),
    };

    public static string Of(Language language, FlagChangeCause cause) => cause switch
    {
        FlagChangeCause.Data => language.In("số liệu", "data"),
        FlagChangeCause.Model => language.In("mô hình", "model"),
        FlagChangeCause.DataAndModel => language.In("số liệu và mô hình", "data and model"),
        FlagChangeCause.Hysteresis => language.In("cảnh báo cũ chưa đủ thấp để hạ", "raised before and not yet low enough"),
        _ => language.In("không rõ", "not known"),
    };

    public static string Of(Language language, Data.Views.ShortageBasis basis) => basis == Data.Views.ShortageBasis.PlanTarget
        ? language.In("chỉ tiêu của kế hoạch", "the plan's target") : language.In("số người hiện có", "today's headcount");

    public static string Of(Language language, Data.Views.ForecastMethod method) => method == Data.Views.ForecastMethod.NoChange
        ? language.In("giữ nguyên", "no change") : language.In("mô hình", "model");

    /// <summary>The professions with a single holder, by name.</summary>
    public static string Professions(Language language, ForecastRecord data, Data.Views.StructuralRiskView risk) => string.Join(
        ", ", risk.SingleProfessions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => data.Professions.TryGetValue(code, out var name) ? language.In(name.Vi, name.En) : code));

    /// <summary>What of the staff is a risk, in few words: a quarter retiring, recruitment down by a third, a year older than the province.</summary>
    public static string Risk(Language language, Data.Views.StructuralRiskView risk)
    {
        string[] found =
        [
            .. risk.RetiringShare >= 0.25 ? [language.In("nhiều người sắp nghỉ hưu", "many retire soon")] : Array.Empty<string>(),
            .. risk.SingleHolders > 0 ? [language.In("nghề chỉ có một người", "single holders")] : Array.Empty<string>(),
            .. risk.RecruitsBefore >= 1 && risk.Recruits <= risk.RecruitsBefore * 2 / 3 ? [language.In("tuyển giảm", "fewer recruits")] : Array.Empty<string>(),
            .. risk.Ageing - risk.AgeingOfProvince >= 1 ? [language.In("già nhanh hơn tỉnh", "ageing faster than the province")] : Array.Empty<string>(),
        ];
        return string.Join("; ", found);
    }

    /// <summary>When a forecast was made and from what, in one line.</summary>
    public static string Of(Language language, ForecastRunInfo run) => language.In(
        $"{Moment(run)}, số liệu đến {LanguageText.Day(run.BaseDate)}", $"{Moment(run)}, data up to {LanguageText.Day(run.BaseDate)}");

    /// <summary>Why two forecasts may differ.</summary>
    public static string Why(Language language, ForecastComparison comparison) => comparison switch
    {
        { IsSame: true } => language.In("Hai lần giống hệt nhau.", "The two are the same to the last figure."),
        { IsDataOther: null } or { IsModelOther: null } => language.In(
            "Một trong hai lần thuộc phiên bản cũ, chưa ghi lại số liệu và mô hình: không rõ vì sao khác.",
            "One of the two is of an earlier version, which did not keep what it was made from: why they differ is not known."),
        { IsDataOther: true, IsModelOther: true } => language.In(
            "Cả số liệu lẫn mô hình đều khác: không tách riêng được từng phần.", "Both data and model are others: what each did cannot be told apart."),
        { IsDataOther: true } => language.In("Số liệu khác, mô hình như cũ: mọi thay đổi là do số liệu.", "The data are others and the model is the same: every change comes from the data."),
        { IsModelOther: true } => language.In("Mô hình khác, số liệu như cũ: mọi thay đổi là do mô hình.", "The model is another and the data are the same: every change comes from the model."),
        _ => language.In("Số liệu và mô hình như cũ: chỉ cảnh báo được giữ lại có thể khác.", "Data and model are the same: only flags that were held may differ."),
    };

    public static string? Severity(Language language, Data.Views.Severity? severity) => severity is { } known ? ShortageText(language, known) : null;

    /// <summary>The beginning of a hash, enough to tell two apart by eye.</summary>
    public static string Short(string? hash) => hash is null ? "–" : hash.Length <= 12 ? hash : hash[..12];

    private static string ShortageText(Language language, Data.Views.Severity severity) => Pages.ShortageWords.Of(language, SnakeCase.Of(severity));

    private static string Moment(ForecastRunInfo run) =>
        run.ComputedAt.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}

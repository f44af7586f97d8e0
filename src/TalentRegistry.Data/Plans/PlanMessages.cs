using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Plans;

/// <summary>The sentences of the validator that more than one rule says.</summary>
internal static class PlanMessages
{
    private const int ListedAtMost = 14;

    public static Bilingual Missing { get; } = new("thiếu khóa bắt buộc này.", "this key is required and missing.");

    public static Bilingual Empty { get; } = new("không được để trống.", "must not be empty.");

    public static Bilingual NotMapping { get; } = new("phải là một khối khóa: giá trị.", "must be a block of key: value.");

    public static Bilingual NotList { get; } = new("phải là một danh sách.", "must be a list.");

    public static Bilingual NotScalar { get; } = new("phải là một giá trị đơn, không phải danh sách hay khối.", "must be a single value, not a list or a block.");

    public static Bilingual UnknownKey(string key, IReadOnlyCollection<string> known) => new(
        $"không có khóa \"{key}\".{MeantVi(key, known)} Các khóa được dùng: {string.Join(", ", known)}.",
        $"there is no key \"{key}\".{MeantEn(key, known)} Keys that may stand here: {string.Join(", ", known)}.");

    public static Bilingual NotOneOf(string value, IReadOnlyCollection<string> known) => new(
        $"\"{value}\" không có trong danh mục.{MeantVi(value, known)}{(known.Count > ListedAtMost ? "" : $" Được dùng: {string.Join(", ", known)}.")}",
        $"\"{value}\" is not in the list.{MeantEn(value, known)}{(known.Count > ListedAtMost ? "" : $" Allowed: {string.Join(", ", known)}.")}");

    public static Bilingual NotInteger(string value, int min, int max) => new(
        $"\"{value}\" không phải là số nguyên từ {min} đến {max}.", $"\"{value}\" is not a whole number from {min} to {max}.");

    public static Bilingual NotNumber(string value) => new(
        $"\"{value}\" không phải là một số (dấu thập phân là dấu chấm, không có dấu phân nhóm).",
        $"\"{value}\" is not a number (decimal point, no thousands separators).");

    public static Bilingual NotFlag(string value) => new($"\"{value}\" phải là true hoặc false.", $"\"{value}\" must be true or false.");

    public static Bilingual NotDay(string value) => new(
        $"\"{value}\" không phải là một ngày dạng năm-tháng-ngày, ví dụ 2025-07-01.", $"\"{value}\" is not a date as year-month-day, for example 2025-07-01.");

    public static Bilingual Twice(string value) => new($"\"{value}\" đã có ở trên.", $"\"{value}\" stands above already.");

    private static string MeantVi(string text, IEnumerable<string> known) =>
        Nearest.To(text, known) is { } nearest ? $" Ý bạn là \"{nearest}\"?" : "";

    private static string MeantEn(string text, IEnumerable<string> known) =>
        Nearest.To(text, known) is { } nearest ? $" Did you mean \"{nearest}\"?" : "";
}

using System.Globalization;

namespace TalentRegistry.Domain.Dates;

/// <summary>
/// The days of which the registry tells, those in Viet Nam: from 1990, the first year of which headcounts are kept, to 2100, the last year that any
/// record may name (docs/decisions/0026).
/// </summary>
public static class AsOfDays
{
    /// <summary>The first day.</summary>
    public static readonly DateOnly First = new(1990, 1, 1);

    /// <summary>The last day, included.</summary>
    public static readonly DateOnly Last = new(2100, 12, 31);

    /// <summary>Whether the registry tells of a day.</summary>
    public static bool Contains(DateOnly day) => day >= First && day <= Last;

    /// <summary>Why it tells nothing of a day outside, in Vietnamese.</summary>
    public static string RefusalVi(DateOnly day) =>
        $"Không có số liệu vào ngày {Vietnamese(day)}: hãy chọn một ngày từ {Vietnamese(First)} đến {Vietnamese(Last)}.";

    /// <summary>Why it tells nothing of a day outside, in English.</summary>
    public static string RefusalEn(DateOnly day) => $"The registry tells nothing of {day:yyyy-MM-dd}: choose a day from {First:yyyy-MM-dd} to {Last:yyyy-MM-dd}.";

    private static string Vietnamese(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace TalentRegistry.Server.Localisation;

/// <summary>What a reader reads. Vietnamese comes first everywhere.</summary>
public enum Language
{
    /// <summary>Vietnamese: 1.234,5 and 31/12/2024.</summary>
    Vietnamese,

    /// <summary>English: 1,234.5 and 31/12/2024.</summary>
    English,
}

/// <summary>Words, numbers and dates in a language. Both texts stand side by side where they are used.</summary>
public static class LanguageText
{
    /// <summary>Chooses the words of a language.</summary>
    public static string In(this Language language, string vietnamese, string english) =>
        language == Language.Vietnamese ? vietnamese : english;

    /// <summary>The tag of the language for HTML and addresses: vi or en.</summary>
    public static string Tag(this Language language) => language.In("vi", "en");

    /// <summary>A number with at most <paramref name="decimals"/> (0-9) decimals.</summary>
    public static string Format(this Language language, double value, int decimals)
    {
        // Half a person short is no "-0".
        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("#,0." + new string('#', decimals), Numbers(language));
    }

    /// <summary>A number with exactly <paramref name="decimals"/> (0-9) decimals, for columns that are read downwards.</summary>
    public static string Fixed(this Language language, double value, int decimals)
    {
        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("#,0." + new string('0', decimals), Numbers(language));
    }

    /// <summary>A probability (0 to 1) in percent, never rounded to certainty: "trên 99 %".</summary>
    public static string Probability(this Language language, double probability) => probability switch
    {
        > 0.99 => language.In("trên 99 %", "over 99 %"),
        < 0.01 => language.In("dưới 1 %", "under 1 %"),
        _ => language.Format(probability * 100, 0) + " %",
    };

    /// <summary>A day as both languages write it here: 31/12/2024.</summary>
    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static NumberFormatInfo Numbers(Language language)
    {
        var format = (NumberFormatInfo)CultureInfo.InvariantCulture.NumberFormat.Clone();
        if (language == Language.Vietnamese)
            (format.NumberDecimalSeparator, format.NumberGroupSeparator) = (",", ".");
        return format;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>
/// Levels of foreign languages as lists write them, on the six levels of Circular 01/2014/TT-BGDĐT. The certificates A, B and C of Decision 177/QĐ-TCBT (1993)
/// count as levels 1, 2 and 3 (letter 3755/BGDĐT-GDTX of 2016); tests by the bands that their makers give for the CEFR. Both are to be confirmed.
/// </summary>
internal static partial class LanguageLevels
{
    /// <summary>Finds the level in a text.</summary>
    /// <returns>Code, L10 to L60, null where there is none; the scale, if the text tells; whether it was converted; and the text without the level.</returns>
    public static (string? Level, LanguageScale? Scale, bool IsConverted, string Others) Read(string text)
    {
        if (Cefr().Match(text) is { Success: true } plain)
        {
            var level = ((char.ToUpperInvariant(plain.Groups["letter"].Value[0]) - 'A') * 2) + (plain.Groups["number"].Value[0] - '0');
            return ($"L{level}0", Scaled().IsMatch(text) ? LanguageScale.VietnamSixLevel : null, false, Without(text, plain));
        }

        if (Six().Match(text) is { Success: true } six)
            return ($"L{six.Groups["level"].Value}0", LanguageScale.VietnamSixLevel, false, Without(text, six));
        if (Test().Match(text) is { Success: true } test)
        {
            var score = double.Parse(test.Groups["score"].Value.Replace(',', '.'), CultureInfo.InvariantCulture);
            return (OfTest(test.Groups["name"].Value.ToUpperInvariant(), score), null, true, Without(text, test));
        }

        return Old().Match(text) is { Success: true } old
            ? ($"L{char.ToUpperInvariant(old.Groups["level"].Value[0]) - 'A' + 1}0", null, true, Without(text, old))
            : (null, null, false, text);
    }

    /// <summary>Whether it names a test of English.</summary>
    public static bool IsEnglishTest(string text) => Test().IsMatch(text);

    private static string? OfTest(string name, double score) => (name, score) switch
    {
        ("IELTS", >= 8.5 and <= 9) => "L60",
        ("IELTS", >= 7 and < 8.5) => "L50",
        ("IELTS", >= 5.5 and < 7) => "L40",
        ("IELTS", >= 4 and < 5.5) => "L30",
        ("TOEIC", >= 945 and <= 990) => "L50",
        ("TOEIC", >= 785 and < 945) => "L40",
        ("TOEIC", >= 550 and < 785) => "L30",
        ("TOEIC", >= 225 and < 550) => "L20",
        ("TOEIC", >= 120 and < 225) => "L10",
        ("TOEFL", >= 95 and <= 120) => "L50",
        ("TOEFL", >= 72 and < 95) => "L40",
        ("TOEFL", >= 42 and < 72) => "L30",
        _ => null,
    };

    private static string Without(string text, Match found) => $"{text[..found.Index]} {text[(found.Index + found.Length)..]}";

    [GeneratedRegex(@"(?<![\p{L}\d])(?<letter>[ABCabc])\s?(?<number>[12])(?![\p{L}\d])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cefr();

    [GeneratedRegex(@"(?<!\p{L})bậc\s*:?\s*(?<level>[1-6])(\s*/\s*6)?(?!\d)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Six();

    [GeneratedRegex(@"vstep|6 bậc|sáu bậc|VN(?!\p{L})", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Scaled();

    [GeneratedRegex(@"(?<name>IELTS|TOEIC|TOEFL)(\s*(iBT|L&R))?\s*[:(]?\s*(?<score>\d{1,3}([.,]\d)?)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Test();

    [GeneratedRegex(@"(?<![\p{L}\d])(?<level>[ABCabc])(?![\p{L}\d+])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Old();
}

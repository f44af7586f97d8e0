using System.Text.RegularExpressions;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>The decision that a cell names, and the law: "QĐ số 123/QĐ-UBND ngày 12/05/2020 theo Nghị định 140/2017/NĐ-CP". Their years are nobody's term.</summary>
/// <param name="Number">Number of the decision, 60 characters at most; null where none is written.</param>
/// <param name="Day">Its day; null where none is written.</param>
/// <param name="Law">The law; "" where none is written.</param>
/// <param name="Rest">What else is written.</param>
internal sealed partial record WrittenDecision(string? Number, DateOnly? Day, string Law, string Rest)
{
    private const int LongestNumber = 60;

    /// <summary>Takes them out of a text.</summary>
    public static WrittenDecision In(string text)
    {
        var decision = Decision().Match(text);
        var rest = decision.Success ? $"{text[..decision.Index]} {text[(decision.Index + decision.Length)..]}" : text;
        var law = Laws().Match(rest);
        if (law.Success)
            rest = $"{rest[..law.Index]} {rest[(law.Index + law.Length)..]}";
        var number = decision.Groups["number"].Value.TrimEnd('.', '-', ':');
        return new(
            number.Length is 0 ? null : number.Length > LongestNumber ? number[..LongestNumber] : number,
            decision.Groups["day"].Success ? WrittenTerm.First(decision.Groups["day"].Value) : null, law.Value, rest);
    }

    [GeneratedRegex(@"((\btheo\s+)?\b(quyết\s+định|qđ)\s*(số)?\s*:?\s*(?<number>\d{1,6}[^\s,;()]*)|(?<number>\d{1,6}/(\d{4}/)?QĐ[^\s,;()]*))(\s*,?\s*(ký\s+)?ngày\s*(?<day>\d{1,2}[/.-]\d{1,2}[/.-](19|20)\d\d))?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Decision();

    [GeneratedRegex(@"\b(nghị\s+định|nđ|nghị\s+quyết|nq|luật)\s*(số)?\s*\d{1,3}(/(19|20)\d\d)?(/[\p{L}-]+)?|\b\d{1,3}/(19|20)\d\d/[\p{L}-]+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Laws();
}

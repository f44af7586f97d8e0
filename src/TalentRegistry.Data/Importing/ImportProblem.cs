using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Importing;

/// <summary>What a problem does to its row.</summary>
public enum ProblemSeverity
{
    /// <summary>The row is taken once a human has confirmed it.</summary>
    Warning,

    /// <summary>The row is rejected.</summary>
    Error,
}

/// <summary>One thing that is wrong or doubtful with a row of a list.</summary>
/// <param name="Code">Stable code, as DATE_IMPOSSIBLE.</param>
/// <param name="Severity">Whether it rejects the row.</param>
/// <param name="Row">Row of the sheet, from 1; 0 for the sheet as a whole.</param>
/// <param name="Column">Column, from 0; null where it is about the whole row.</param>
/// <param name="Heading">Heading of the column, as it stands in the file; the field's name where the file has no such column.</param>
/// <param name="Value">The cell as a reader sees it; empty where there is none. Personal data: for whoever sent the file, not for logs.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Expected">What would be right.</param>
public sealed record ImportProblem(
    string Code, ProblemSeverity Severity, int Row, int? Column, string Heading, string Value, Bilingual Message, Bilingual Expected)
{
    /// <summary>The problem on one line, in "vi" or "en", without the value.</summary>
    public string Describe(string language) => language == "en"
        ? $"row {Row}, {Heading}: {Message.En} Expected: {Expected.En}"
        : $"dòng {Row}, {Heading}: {Message.Vi} Cần có: {Expected.Vi}";
}

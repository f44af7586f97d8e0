using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Plans;

/// <summary>One thing that is wrong with a plan file, with its place.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Field">Path of keys, items by their code where they have one, as targets[DB-06].bound.value; empty for the whole file.</param>
/// <param name="Message">What is wrong, the value found and what was expected.</param>
public sealed record PlanProblem(string File, int Line, int Column, string Field, Bilingual Message)
{
    /// <summary>The problem on one line, in "vi" or "en".</summary>
    /// <example>dien-bien.yaml, dòng 41, cột 13, targets[DB-06].bound.value: "mười bốn" không phải là một số.</example>
    public string Describe(string language)
    {
        var place = language == "en" ? $"{File}, line {Line}, column {Column}" : $"{File}, dòng {Line}, cột {Column}";
        return Field.Length == 0 ? $"{place}: {Message.In(language)}" : $"{place}, {Field}: {Message.In(language)}";
    }

    /// <summary>The problem in Vietnamese.</summary>
    public override string ToString() => Describe("vi");
}

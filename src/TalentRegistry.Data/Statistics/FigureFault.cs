using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Statistics;

/// <summary>A figure that cannot be entered.</summary>
/// <param name="Field">series, unit, year, value, status, source or note.</param>
/// <param name="Message">What is wrong and what is expected.</param>
public sealed record FigureFault(string Field, Bilingual Message);

/// <summary>Figures were not entered, none of them.</summary>
/// <param name="faults">Why; at least one.</param>
public sealed class FigureRefusedException(IReadOnlyList<FigureFault> faults) : Exception(faults[0].Message.En)
{
    /// <summary>Why, in the order of the fields.</summary>
    public IReadOnlyList<FigureFault> Faults => faults;
}

/// <summary>Somebody entered one of the figures in between.</summary>
public sealed class StaleFigureException() : Exception("Somebody entered this figure in between: look at theirs, then enter yours again.");

using TalentRegistry.Domain.People;

namespace TalentRegistry.Domain.Retirement;

/// <summary>Which of the three ages of the law applies to a person.</summary>
public enum RetirementRegime
{
    /// <summary>Up to five years before the normal age: heavy, hazardous or remote work, or lost capacity (Decree 135/2020 art. 5).</summary>
    Earliest,

    /// <summary>Working in normal conditions (Decree 135/2020 art. 4).</summary>
    Normal,

    /// <summary>Up to five years after the normal age: high expertise (Labour Code 2019 art. 169(4); Decree 50/2022).</summary>
    Latest,
}

/// <summary>One row of the roadmap: the age, in completed months, of those who reach it in <paramref name="Year"/>.</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="Sex">Whose age.</param>
/// <param name="Regime">Which of the three ages.</param>
/// <param name="Months">Age in months: 723 is 60 years and 3 months.</param>
public readonly record struct RetirementAge(int Year, Sex Sex, RetirementRegime Regime, int Months);

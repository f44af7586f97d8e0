namespace TalentRegistry.Domain.Plans;

/// <summary>Something a plan tells a body to do: issue, hold, build, report.</summary>
/// <param name="Code">Stable code, as HD-40.</param>
/// <param name="Section">Section of the text.</param>
/// <param name="Sentence">The sentence, word for word.</param>
/// <param name="Meaning">What is to be done.</param>
/// <param name="Lead">Body that leads, as the text names it; null where it names none.</param>
/// <param name="Partners">Bodies that take part.</param>
/// <param name="Due">By when or how often; null where the text does not say.</param>
/// <param name="Evidence">What shows that it was done.</param>
public sealed record Duty(
    string Code, string Section, string Sentence, Bilingual Meaning, string? Lead, IReadOnlyList<string> Partners, Due? Due,
    Bilingual Evidence);

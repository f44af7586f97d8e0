using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Plans;

/// <summary>A plan with the file that states it.</summary>
/// <param name="Plan">What the file says.</param>
/// <param name="FileName">Name of the file, without its folder.</param>
/// <param name="Text">The file, word for word.</param>
/// <param name="Checksum">SHA-256 of the text in lower-case hexadecimal, line ends counted as \n.</param>
public sealed record PlanDocument(Plan Plan, string FileName, string Text, string Checksum);

/// <summary>What came of reading a plan file: a document, or all that is wrong with it.</summary>
/// <param name="Document">Null when there are problems.</param>
/// <param name="Problems">In the order of the file; empty when it is good.</param>
public sealed record PlanReading(PlanDocument? Document, IReadOnlyList<PlanProblem> Problems);

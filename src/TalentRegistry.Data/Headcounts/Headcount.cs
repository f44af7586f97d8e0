namespace TalentRegistry.Data.Headcounts;

/// <summary>A value of a dimension.</summary>
/// <param name="Code">Code or identifier of the reference list, value of an enum in snake_case, or band as "25-29"; null when unknown or none.</param>
/// <param name="NameVi">Name in Vietnamese.</param>
/// <param name="NameEn">Name in English.</param>
public sealed record HeadcountKey(string? Code, string NameVi, string NameEn);

/// <summary>How many people share some values.</summary>
/// <param name="Keys">One value for each dimension asked for, in that order.</param>
/// <param name="Count">People; null when hidden.</param>
/// <param name="Suppressed">Hidden to protect the people of small ethnic groups. A hidden cell may be empty, and most are.</param>
public sealed record HeadcountCell(IReadOnlyList<HeadcountKey> Keys, int? Count, bool Suppressed);

/// <summary>The answer to a question.</summary>
/// <param name="Question">The question.</param>
/// <param name="Cells">Cells with people, in the order of their keys; cells that are not listed are empty.</param>
/// <param name="Total">All people counted; null when hidden.</param>
/// <param name="Suppression">How the counts were changed to protect people; null where they are exact.</param>
public sealed record Headcount(HeadcountQuestion Question, IReadOnlyList<HeadcountCell> Cells, int? Total, Suppression? Suppression = null);

/// <summary>What was done to counts by ethnic group for a caller who may not read ethnic groups row by row.</summary>
/// <param name="Least">Counts below this are hidden, others are told as the middle of a band so wide.</param>
/// <param name="CountedOn">The 31 December on which was counted, at or before the day asked for; null where nothing is told.</param>
/// <param name="Rule">The rule in a sentence or two, Vietnamese and English.</param>
public sealed record Suppression(int Least, DateOnly? CountedOn, string Rule);

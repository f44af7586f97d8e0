using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Domain.Plans;

/// <summary>A certificate that is asked for.</summary>
/// <param name="Kind">What it certifies.</param>
/// <param name="LevelAtLeast">Code of reference.degree_level of that kind, as P20: its level ranks there or above; null for any.</param>
/// <param name="Languages">ISO 639 codes, of foreign languages only; empty for any.</param>
public sealed record CertificateAsked(CertificateKind Kind, string? LevelAtLeast, IReadOnlyList<string> Languages);

/// <summary>A kind of area that is asked for.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="IsIn">True for those who work in such an area, false for those who do not.</param>
public sealed record AreaAsked(AreaKind Kind, bool IsIn);

/// <summary>A recognition as talent that is asked for.</summary>
/// <param name="Schemes">Policies, one of them; empty for any.</param>
public sealed record TalentAsked(IReadOnlyList<TalentScheme> Schemes);

/// <summary>An award that is asked for.</summary>
/// <param name="Kinds">Kinds, one of them; empty for any.</param>
/// <param name="Levels">Levels that give it, one of them; empty for any.</param>
public sealed record AwardAsked(IReadOnlyList<AwardKind> Kinds, IReadOnlyList<RecognitionLevel> Levels);

/// <summary>Part in a science and technology task that is asked for.</summary>
/// <param name="Roles">Parts, one of them; empty for any.</param>
/// <param name="Levels">Levels of the task, one of them; empty for any.</param>
/// <param name="Results">What became of it, one of them; empty for any, also for tasks that go on.</param>
/// <param name="Applied">Whether its result is applied, which may be unknown; null for no condition.</param>
public sealed record ScienceTaskAsked(
    IReadOnlyList<TaskRole> Roles, IReadOnlyList<RecognitionLevel> Levels, IReadOnlyList<TaskResult> Results, bool? Applied);

/// <summary>A membership that is asked for.</summary>
/// <param name="Associations">Names, one of them, compared without accents and case; empty for any association.</param>
public sealed record MembershipAsked(IReadOnlyList<string> Associations);

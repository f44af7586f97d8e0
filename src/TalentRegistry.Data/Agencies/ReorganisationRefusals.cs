using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Agencies;

/// <summary>What is to be said about an operation on agencies.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Severity">Whether the operation is refused for good, or until it is confirmed.</param>
/// <param name="Path">The value concerned, as <c>input.effectiveOn</c>.</param>
/// <param name="AgencyId">The agency that it is about; null for the operation itself.</param>
/// <param name="Message">For the officer.</param>
public sealed record ReorganisationFinding(string Code, FindingSeverity Severity, string Path, Guid? AgencyId, Bilingual Message);

/// <summary>
/// Something speaks against an operation on agencies. With severity WARNING it may be right all the same: send it again with the code in <c>confirm</c>.
/// </summary>
public sealed class ReorganisationRefusedException : Exception
{
    /// <param name="finding">What speaks against it.</param>
    /// <param name="terms">In whose language it is told.</param>
    internal ReorganisationRefusedException(ReorganisationFinding finding, EditTerms terms) : base(finding.Message.In(terms.Language)) =>
        (Code, Severity, Path, AgencyId, MessageVi, MessageEn) =
        (finding.Code, finding.Severity, finding.Path, finding.AgencyId, finding.Message.Vi, finding.Message.En);

    /// <summary>Of the rule: stable.</summary>
    public string Code { get; }

    /// <summary>Whether the operation is refused for good, or until it is confirmed.</summary>
    public FindingSeverity Severity { get; }

    /// <summary>The value concerned, as <c>input.effectiveOn</c>.</summary>
    public string Path { get; }

    /// <summary>Key of the agency that it is about; null for the operation itself.</summary>
    public Guid? AgencyId { get; }

    /// <summary>The message in Vietnamese.</summary>
    public string MessageVi { get; }

    /// <summary>The message in English.</summary>
    public string MessageEn { get; }
}

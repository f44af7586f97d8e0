using TalentRegistry.Data.Protection;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Protection;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Protection;

/// <summary>A request as it is shown.</summary>
/// <param name="Request">The request.</param>
/// <param name="Steps">Its steps in their order.</param>
/// <param name="Version">Version of the record that is to be corrected; null where there is none, or it has gone.</param>
/// <param name="Value">The value as it stands; null for none.</param>
/// <param name="Restriction">What it has brought about where it was granted; null for nothing.</param>
public sealed record RequestPage(DataRequest Request, IReadOnlyList<RequestStep> Steps, int? Version, string? Value, Restriction? Restriction);

/// <summary>A request that is being written.</summary>
/// <param name="Person">Whose data.</param>
/// <param name="Name">That person's name.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="Record">Of a correction, the kind of record; null where it is told in words alone.</param>
/// <param name="RecordId">Its key.</param>
/// <param name="Values">The values that may be corrected, by their columns.</param>
/// <param name="Fault">What spoke against the last attempt; null before it.</param>
public sealed record RequestDraft(
    Guid Person, string Name, RequestKind Kind, string? Record, Guid? RecordId, IReadOnlyDictionary<string, string?> Values, string? Fault);

/// <summary>Why a decision could not be taken.</summary>
/// <param name="Refusals">Rules that speak against the correction.</param>
/// <param name="Fault">What else does.</param>
/// <param name="Decision">What the officer had written.</param>
/// <param name="Value">The value that the officer had written.</param>
public sealed record DecisionFault(IReadOnlyList<Data.Dossiers.RuleBrokenException> Refusals, string? Fault, string? Decision, string? Value)
{
    /// <summary>What may be passed by confirming it.</summary>
    public IEnumerable<Data.Dossiers.RuleBrokenException> Warnings =>
        Refusals.Where(refusal => refusal.Severity == FindingSeverity.Warning).DistinctBy(refusal => refusal.Code);
}

/// <summary>The own record as its page shows it.</summary>
/// <param name="Record">The record.</param>
/// <param name="CitizenId">Masked; null for none.</param>
/// <param name="Requests">What the person has asked.</param>
/// <param name="Reads">Who read the record.</param>
/// <param name="Restriction">Since when the data may not be used; null where they may.</param>
public sealed record MyRecord(PersonPage Record, string? CitizenId, IReadOnlyList<DataRequest> Requests, IReadOnlyList<ReadsOfADay> Reads, Restriction? Restriction);

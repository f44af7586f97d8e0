using TalentRegistry.Data.People;

namespace TalentRegistry.Server.Pages.Models;

/// <summary>A page of the people whom a search has found.</summary>
/// <param name="People">The best first.</param>
/// <param name="HasMore">Whether others come after them.</param>
/// <param name="AgencyId">The agency that was searched with those below it; null for all.</param>
/// <param name="AgencyName">What it is called; null for all, and where there is none such.</param>
public sealed record PeopleFound(IReadOnlyList<PersonHit> People, bool HasMore, Guid? AgencyId, string? AgencyName);

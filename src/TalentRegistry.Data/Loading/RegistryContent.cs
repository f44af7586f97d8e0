using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Loading;

/// <summary>One person with all that is kept of them, ready to be written.</summary>
/// <param name="Person">The person; its own lists of degrees and postings stay empty, so that nothing is held twice.</param>
/// <param name="CitizenId">In clear, protected on the way to the database; null when unknown.</param>
/// <param name="Degrees">Degrees of this person.</param>
/// <param name="Postings">Postings of this person.</param>
public sealed record Dossier(Person Person, CitizenId? CitizenId, IReadOnlyList<Degree> Degrees, IReadOnlyList<Posting> Postings)
{
    /// <summary>Records of the other kinds, in any order.</summary>
    public IReadOnlyList<DossierRecord> Records { get; init; } = [];
}

/// <summary>An agency that went over into another (kế thừa).</summary>
/// <param name="PredecessorId">Closed or shrunk.</param>
/// <param name="SuccessorId">Takes over.</param>
/// <param name="EffectiveOn">First day of the successor's responsibility.</param>
public sealed record AgencySuccession(Guid PredecessorId, Guid SuccessorId, DateOnly EffectiveOn);

/// <summary>What a bulk load writes in one transaction.</summary>
/// <param name="Agencies">Agencies with their seats, parents before their children.</param>
/// <param name="Successions">Which agency went over into which.</param>
/// <param name="PeopleCount">Number of dossiers, for the progress; an estimate will do.</param>
/// <param name="Dossiers">Enumerated once, while it is written: never all in memory because of the load.</param>
public sealed record RegistryContent(
    IReadOnlyList<Agency> Agencies, IReadOnlyList<AgencySuccession> Successions, int PeopleCount, IEnumerable<Dossier> Dossiers);

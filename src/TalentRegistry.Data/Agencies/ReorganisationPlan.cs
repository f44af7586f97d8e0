using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Data.Agencies;

/// <summary>What <c>registry.reorganise</c> is told to do; the migration says what each list means.</summary>
internal sealed class ReorganisationPlan : DatedPlan
{
    public Dictionary<Guid, int> Versions { get; } = [];

    public List<Founding> Found { get; } = [];

    public List<State> States { get; } = [];

    public List<Class> Classes { get; } = [];

    public List<Seat> Seats { get; } = [];

    public List<Guid> Close { get; } = [];

    public List<Part> Parts { get; } = [];

    public List<Heir> Heirs { get; } = [];

    public List<Succession> Successions { get; } = [];

    /// <summary>Names an agency in the version that was read.</summary>
    public void Expect(AgencyVersion agency) => Versions[agency.Id] = agency.Version;

    /// <summary>Ends an agency whose people, dossiers and agencies below go over into another.</summary>
    public void CloseInto(StoredAgency agency, Guid successor)
    {
        Close.Add(agency.Id);
        Parts.Add(new Part(agency.Id, successor));
        Heirs.Add(new Heir(agency.Id, successor, successor));
        Successions.Add(new Succession(agency.Id, successor));
    }

    internal sealed record Founding(
        Guid Id, string Code, string Name, string Kind, string Sector, GovernmentLevel? Level, Ownership Ownership, Guid? Parent, string Seat, bool Synthetic);

    internal sealed record State(Guid Id, string Name, Guid? Parent);

    internal sealed record Class(Guid Id, string Kind, string Sector, GovernmentLevel? Level);

    internal sealed record Seat(Guid Id, string Unit);

    internal sealed record Part(Guid From, Guid? To, IReadOnlyList<Guid>? People = null, IReadOnlyList<string>? Professions = null);

    internal sealed record Heir(Guid From, Guid? To, Guid? Under);

    internal sealed record Succession(Guid From, Guid To);
}

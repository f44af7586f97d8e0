using System.Collections.Immutable;

namespace TalentRegistry.Domain.Dossiers;

/// <summary>A person with the whole career on file, as it is or as a change would make it: what rules are held against.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="Person">The person.</param>
/// <param name="Degrees">Degrees by the key of their record.</param>
/// <param name="Postings">Postings by the key of their record.</param>
public sealed record DossierEntries(
    Guid PersonId, PersonEntry Person, ImmutableDictionary<Guid, DegreeEntry> Degrees, ImmutableDictionary<Guid, PostingEntry> Postings)
{
    /// <summary>A person without a career yet.</summary>
    public DossierEntries(Guid personId, PersonEntry person)
        : this(personId, person, ImmutableDictionary<Guid, DegreeEntry>.Empty, ImmutableDictionary<Guid, PostingEntry>.Empty)
    {
    }

    /// <summary>Whether one of its records has that key.</summary>
    public bool Has(Guid? id) => id is { } key && (key == PersonId || Degrees.ContainsKey(key) || Postings.ContainsKey(key));

    /// <summary>With a degree that is new or takes the place of the one of that key.</summary>
    public DossierEntries With(Guid id, DegreeEntry degree) => this with { Degrees = Degrees.SetItem(id, degree) };

    /// <summary>With a posting that is new or takes the place of the one of that key.</summary>
    public DossierEntries With(Guid id, PostingEntry posting) => this with { Postings = Postings.SetItem(id, posting) };

    /// <summary>Without the degree or posting of that key.</summary>
    public DossierEntries Without(Guid id) => this with { Degrees = Degrees.Remove(id), Postings = Postings.Remove(id) };
}

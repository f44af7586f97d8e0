using System.Collections.Immutable;

namespace TalentRegistry.Domain.Dossiers;

/// <summary>A person with all records on file, as they are or as a change would make them: what rules are held against.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="Person">The person.</param>
public sealed record DossierEntries(Guid PersonId, PersonEntry Person)
{
    private Dictionary<Type, object> byKind = [];

    /// <summary>Records of every kind by their key.</summary>
    public ImmutableDictionary<Guid, DossierEntry> Records
    {
        get;
        init => (field, byKind) = (value, []);
    } = ImmutableDictionary<Guid, DossierEntry>.Empty;

    /// <summary>Degrees by the key of their record.</summary>
    public IReadOnlyDictionary<Guid, DegreeEntry> Degrees => Of<DegreeEntry>();

    /// <summary>Postings by the key of their record.</summary>
    public IReadOnlyDictionary<Guid, PostingEntry> Postings => Of<PostingEntry>();

    /// <summary>Records of a kind by their key.</summary>
    public IReadOnlyDictionary<Guid, TEntry> Of<TEntry>() where TEntry : DossierEntry
    {
        if (!byKind.TryGetValue(typeof(TEntry), out var known))
            byKind[typeof(TEntry)] = known = Records.Where(record => record.Value is TEntry).ToDictionary(record => record.Key, record => (TEntry)record.Value);
        return (IReadOnlyDictionary<Guid, TEntry>)known;
    }

    /// <summary>Whether one of its records has that key.</summary>
    public bool Has(Guid? id) => id is { } key && (key == PersonId || Records.ContainsKey(key));

    /// <summary>With a record that is new or takes the place of the one of that key.</summary>
    public DossierEntries With(Guid id, DossierEntry entry) => this with { Records = Records.SetItem(id, entry) };

    /// <summary>Without the record of that key.</summary>
    public DossierEntries Without(Guid id) => this with { Records = Records.Remove(id) };
}

using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Data.Dossiers;

// Records beside the person, of any kind: added, corrected or ended, removed. The agency of a posting may be any: whose dossier it is decides who may write.
public sealed partial class DossierEdits
{
    /// <summary>Adds a record to a dossier.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="personId">Whose record.</param>
    /// <param name="id">Key of the new record.</param>
    /// <param name="entry">The record.</param>
    /// <param name="terms">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="RecordNotFoundException">The caller's agencies keep no such dossier.</exception>
    /// <exception cref="AggregateException">Of <see cref="RuleBrokenException"/>: rules or the database speak against it.</exception>
    public async Task AddAsync(
        RegistrySession session, Guid personId, Guid id, DossierEntry entry, EditTerms terms, CancellationToken cancellationToken)
    {
        var stored = await LockAsync(session, personId, terms, cancellationToken);
        var added = entry.Tidy();
        await HoldRulesAsync(session, stored.Entries, stored.Entries.With(id, added), id, terms, cancellationToken);
        await WriteAsync(added.Part, terms, () => session.InsertAsync(id, personId, added, cancellationToken));
    }

    /// <summary>Corrects or ends a record.</summary>
    /// <typeparam name="TEntry">Its kind.</typeparam>
    /// <inheritdoc cref="CorrectPersonAsync" path="/param"/>
    /// <exception cref="RecordNotFoundException">It is of none of the dossiers that the caller's agencies keep.</exception>
    /// <exception cref="StaleRecordException">The record has another version.</exception>
    /// <exception cref="AggregateException">Of <see cref="RuleBrokenException"/>: rules or the database speak against it.</exception>
    public async Task CorrectAsync<TEntry>(
        RegistrySession session, Guid id, int version, Func<TEntry, TEntry> change, EditTerms terms, CancellationToken cancellationToken)
        where TEntry : DossierEntry
    {
        var (stored, entry) = await LockRecordAsync<TEntry>(session, id, terms, cancellationToken);
        var corrected = change(entry).Tidy();
        await HoldVersionAsync(session, entry.Part, id, version, stored, entry, corrected, terms, cancellationToken);
        await HoldRulesAsync(session, stored.Entries, stored.Entries.With(id, corrected), id, terms, cancellationToken);
        await WriteAsync(entry.Part, terms, () => session.UpdateAsync(id, corrected, cancellationToken));
    }

    /// <summary>Removes a record that was made by mistake; the history keeps it.</summary>
    /// <typeparam name="TEntry">Its kind.</typeparam>
    /// <inheritdoc cref="CorrectAsync{TEntry}" path="/exception"/>
    public async Task RemoveAsync<TEntry>(RegistrySession session, Guid id, int version, EditTerms terms, CancellationToken cancellationToken)
        where TEntry : DossierEntry
    {
        var (stored, entry) = await LockRecordAsync<TEntry>(session, id, terms, cancellationToken);
        await RemoveAsync(session, stored, entry, id, version, terms, cancellationToken);
    }

    private async Task RemoveAsync(
        RegistrySession session, StoredDossier stored, DossierEntry entry, Guid id, int version, EditTerms terms, CancellationToken cancellationToken)
    {
        await HoldVersionAsync(session, entry.Part, id, version, stored, entry, entry, terms, cancellationToken);
        await HoldRulesAsync(session, stored.Entries, stored.Entries.Without(id), id, terms, cancellationToken);
        await WriteAsync(entry.Part, terms, () => session.DeleteAsync(entry.Part, id, cancellationToken));
    }

    // The dossier of a record, which may have been removed before the lock was had.
    private async Task<(StoredDossier Stored, TEntry Entry)> LockRecordAsync<TEntry>(
        RegistrySession session, Guid id, EditTerms terms, CancellationToken cancellationToken)
        where TEntry : DossierEntry
    {
        var owner = await StoredDossier.OwnerAsync(session, DossierKinds.Of<TEntry>(), id, cancellationToken) ?? throw new RecordNotFoundException(DossierKinds.Of<TEntry>(), id, terms);
        var stored = await LockAsync(session, owner, terms, cancellationToken);
        return stored.Entries.Of<TEntry>().TryGetValue(id, out var entry) ? (stored, entry) : throw new RecordNotFoundException(DossierKinds.Of<TEntry>(), id, terms);
    }
}

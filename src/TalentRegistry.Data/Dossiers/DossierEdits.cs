using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Data.Dossiers;

/// <summary>
/// Changes of dossiers by officers. Each runs in the caller's session, which whoever called commits: the dossier is locked, its version and the
/// rules are held against the change, and it is written under the caller's rights and with the caller's reason in the history.
/// </summary>
/// <param name="citizenIds">Protects citizen IDs.</param>
/// <param name="clock">Tells the day.</param>
public sealed partial class DossierEdits(CitizenIdLookup citizenIds, TimeProvider clock)
{
    private async Task<StoredDossier> LockAsync(RegistrySession session, Guid personId, EditTerms terms, CancellationToken cancellationToken)
    {
        await session.ExplainChangesAsync(terms.Why, cancellationToken);
        var stored = await StoredDossier.LockAsync(session, personId, citizenIds, cancellationToken) ?? throw new RecordNotFoundException(DossierPart.Person, personId, terms);
        terms.LookedInto.Add(personId);
        return stored;
    }

    private static async Task HoldVersionAsync<TEntry>(
        RegistrySession session, DossierPart part, Guid id, int sent, StoredDossier stored, TEntry entry, TEntry wanted, EditTerms terms,
        CancellationToken cancellationToken)
        where TEntry : notnull
    {
        var current = stored.Versions[id];
        if (sent == current)
            return;

        var (by, at, read) = await StoredDossier.LastChangeAsync(session, stored.Entries.PersonId, part, id, sent, cancellationToken);
        throw new StaleRecordException(sent, current, by, at, EntryFields.Compare(read, entry, wanted), terms);
    }

    private async Task HoldRulesAsync(
        RegistrySession session, DossierEntries? before, DossierEntries after, Guid edited, EditTerms terms, CancellationToken cancellationToken,
        IReadOnlyList<Finding>? besides = null)
    {
        var context = await StoredDossier.ContextAsync(session, VietnamTime.Today(clock), cancellationToken);
        var found = DossierRules.BroughtBy(before, after, context).Concat(besides ?? [])
            .Where(finding => finding.Severity == FindingSeverity.Error || !terms.Confirmed.Contains(finding.Code, StringComparer.Ordinal)).ToList();
        // Of two that overlap, the officer is told of the one that is being written.
        var told = found.Where(finding => finding.RecordId == edited || !found.Exists(own => own.RecordId == edited && own.Code == finding.Code)).ToList();
        if (told.Count > 0)
            throw new AggregateException(told.Select(finding => new RuleBrokenException(finding, edited, before?.Has(finding.RecordId) == true, terms)));
    }

    private static async Task WriteAsync(DossierPart part, EditTerms terms, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (PostgresException fault) when (DatabaseRefusal.Of(fault, part) is { } finding)
        {
            throw new AggregateException(new RuleBrokenException(finding, null, isKnown: false, terms));
        }
    }

    private static string? NullIfBlank(string? text) => VietnameseText.Clean(text) is { Length: > 0 } kept ? kept : null;
}

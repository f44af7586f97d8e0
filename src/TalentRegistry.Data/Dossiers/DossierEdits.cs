using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.People;
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
    /// <summary>Corrects a person.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="id">Whom.</param>
    /// <param name="version">The version that the officer has read.</param>
    /// <param name="change">The entry as it is to be, from the one that is stored.</param>
    /// <param name="terms">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="RecordNotFoundException">The caller's agencies keep no such dossier.</exception>
    /// <exception cref="StaleRecordException">The record has another version.</exception>
    /// <exception cref="AggregateException">Of <see cref="RuleBrokenException"/>: rules or the database speak against it.</exception>
    /// <exception cref="OperatorException">A citizen ID was given, and this server lacks their key.</exception>
    public async Task CorrectPersonAsync(
        RegistrySession session, Guid id, int version, Func<PersonEntry, PersonEntry> change, EditTerms terms, CancellationToken cancellationToken)
    {
        var stored = await LockAsync(session, id, terms, cancellationToken);
        var person = stored.Entries.Person;
        var corrected = Tidy(change(person), person);
        await HoldVersionAsync(session, DossierPart.Person, id, version, stored.Versions[id], person, corrected, terms, cancellationToken);
        await HoldRulesAsync(session, stored.Entries, stored.Entries with { Person = corrected }, id, terms, cancellationToken);
        var isSameId = corrected.CitizenId == person.CitizenId;
        var citizenId = isSameId || corrected.CitizenId is not { } given ? (ProtectedCitizenId?)null : await citizenIds.ProtectAsync(id, given, cancellationToken);
        await WriteAsync(DossierPart.Person, id, terms, () =>
            isSameId ? session.UpdateAsync(id, corrected, cancellationToken) : session.UpdateAsync(id, corrected, citizenId, cancellationToken));
    }

    private async Task<StoredDossier> LockAsync(RegistrySession session, Guid personId, EditTerms terms, CancellationToken cancellationToken)
    {
        await session.ExplainChangesAsync(terms.Why, cancellationToken);
        return await StoredDossier.LockAsync(session, personId, citizenIds, cancellationToken) ?? throw new RecordNotFoundException(terms);
    }

    private static async Task HoldVersionAsync<TEntry>(
        RegistrySession session, DossierPart part, Guid id, int sent, int current, TEntry stored, TEntry wanted, EditTerms terms, CancellationToken cancellationToken)
        where TEntry : notnull
    {
        if (sent == current)
            return;

        var (by, at, read) = await StoredDossier.LastChangeAsync(session, part, id, sent, cancellationToken);
        throw new StaleRecordException(sent, current, by, at, EntryFields.Compare(read, stored, wanted), terms);
    }

    private async Task HoldRulesAsync(
        RegistrySession session, DossierEntries? before, DossierEntries after, Guid edited, EditTerms terms, CancellationToken cancellationToken)
    {
        var context = await StoredDossier.ContextAsync(session, DateOnly.FromDateTime(clock.GetLocalNow().Date), cancellationToken);
        var found = DossierRules.BroughtBy(before, after, context)
            .Where(finding => finding.Severity == FindingSeverity.Error || !terms.Confirmed.Contains(finding.Code, StringComparer.Ordinal)).ToList();
        // Of two that overlap, the officer is told of the one that is being written.
        var told = found.Where(finding => finding.RecordId == edited || !found.Exists(own => own.RecordId == edited && own.Code == finding.Code)).ToList();
        if (told.Count > 0)
            throw new AggregateException(told.Select(finding => new RuleBrokenException(finding, edited, terms)));
    }

    private static async Task WriteAsync(DossierPart part, Guid id, EditTerms terms, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (PostgresException fault) when (DatabaseRefusal.Of(fault, part) is { } finding)
        {
            throw new AggregateException(new RuleBrokenException(finding, id, terms));
        }
    }

    // What is not being changed stays as it is written.
    private static PersonEntry Tidy(PersonEntry person, PersonEntry? before) => person with
    {
        FullName = person.FullName == before?.FullName ? person.FullName : PersonName.Proper(person.FullName),
        StaffCode = person.StaffCode == before?.StaffCode ? person.StaffCode : NullIfBlank(person.StaffCode),
    };

    private static string? NullIfBlank(string? text) => VietnameseText.Clean(text) is { Length: > 0 } kept ? kept : null;
}

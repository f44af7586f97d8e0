using TalentRegistry.Data.Access;
using TalentRegistry.Data.Duplicates;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Dossiers;

// People: registered, corrected, deceased.
public sealed partial class DossierEdits
{
    /// <summary>Registers a person whose dossier one of the caller's agencies will keep.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="id">Key of the new record.</param>
    /// <param name="person">The person.</param>
    /// <param name="terms">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="AggregateException">Of <see cref="RuleBrokenException"/>: rules or the database speak against it.</exception>
    /// <exception cref="OperatorException">A citizen ID was given, and this server lacks their key.</exception>
    public async Task RegisterPersonAsync(RegistrySession session, Guid id, PersonEntry person, EditTerms terms, CancellationToken cancellationToken)
    {
        await session.ExplainChangesAsync(terms.Why, cancellationToken);
        var entry = Tidy(person, null);
        var likely = await LikelySame.FindAsync(session, entry, cancellationToken);
        if (likely is not null)
            terms.LookedInto.Add(likely.PersonId);
        var twins = likely is null ? Array.Empty<Finding>() : [LooksRegistered(id, likely)];
        await HoldRulesAsync(session, null, new DossierEntries(id, entry), id, terms, cancellationToken, twins);
        var citizenId = entry.CitizenId is { } given ? await citizenIds.ProtectAsync(id, given, cancellationToken) : (ProtectedCitizenId?)null;
        await WriteAsync(DossierPart.Person, terms, () => session.InsertAsync(id, entry, citizenId, cancellationToken));
    }

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
        await HoldVersionAsync(session, DossierPart.Person, id, version, stored, person, corrected, terms, cancellationToken);
        await HoldRulesAsync(session, stored.Entries, stored.Entries with { Person = corrected }, id, terms, cancellationToken);
        var isSameId = corrected.CitizenId == person.CitizenId;
        var citizenId = isSameId || corrected.CitizenId is not { } given ? (ProtectedCitizenId?)null : await citizenIds.ProtectAsync(id, given, cancellationToken);
        await WriteAsync(DossierPart.Person, terms, () =>
            isSameId ? session.UpdateAsync(id, corrected, cancellationToken) : session.UpdateAsync(id, corrected, citizenId, cancellationToken));
    }

    /// <summary>Records a death, which ends every posting that goes on after it with that day as its last.</summary>
    /// <inheritdoc cref="CorrectPersonAsync" path="/exception"/>
    public async Task RecordDeathAsync(RegistrySession session, Guid id, int version, DateOnly diedOn, EditTerms terms, CancellationToken cancellationToken)
    {
        var stored = await LockAsync(session, id, terms, cancellationToken);
        var person = stored.Entries.Person;
        var deceased = person with { DeceasedOn = diedOn };
        await HoldVersionAsync(session, DossierPart.Person, id, version, stored, person, deceased, terms, cancellationToken);
        // What began later is a contradiction, and a death in the future too: a rule will tell.
        var next = diedOn < DateOnly.MaxValue ? diedOn.AddDays(1) : diedOn;
        var ended = stored.Entries.Postings
            .Where(posting => posting.Value.ValidFrom <= diedOn && (posting.Value.ValidUntil is not { } end || end > next))
            .Select(posting => KeyValuePair.Create(posting.Key, posting.Value with { ValidUntil = next, EndReason = PostingEnd.Death })).ToList();
        var after = ended.Aggregate(stored.Entries with { Person = deceased }, (dossier, posting) => dossier.With(posting.Key, posting.Value));
        await HoldRulesAsync(session, stored.Entries, after, id, terms, cancellationToken);
        await WriteAsync(DossierPart.Person, terms, async () =>
        {
            await session.UpdateAsync(id, deceased, cancellationToken);
            foreach (var (posting, entry) in ended)
                await session.UpdateAsync(posting, entry, cancellationToken);
        });
    }

    // Whom, so that the officer can look; they are in the officer's own scope.
    private static Finding LooksRegistered(Guid id, LikelyPerson likely) => new(
        "PERSON_LOOKS_REGISTERED", FindingSeverity.Warning, DossierPart.Person, id, "fullName", new Bilingual(
            $"Có thể đã có hồ sơ: {likely.FullName}, sinh {likely.Born}, {likely.Agency}, xác suất {likely.Probability * 100:0}%.",
            $"There may be a dossier already: {likely.FullName}, born {likely.Born}, {likely.Agency}, probability {likely.Probability * 100:0}%."));

    // What is not being changed stays as it is written.
    private static PersonEntry Tidy(PersonEntry person, PersonEntry? before) => person with
    {
        FullName = person.FullName == before?.FullName ? person.FullName : PersonName.Proper(person.FullName),
        StaffCode = person.StaffCode == before?.StaffCode ? person.StaffCode : NullIfBlank(person.StaffCode),
    };
}

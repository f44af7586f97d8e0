using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Data.Dossiers;

// Degrees: added, corrected, removed.
public sealed partial class DossierEdits
{
    /// <summary>Adds a degree to a dossier.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="personId">Whose degree.</param>
    /// <param name="id">Key of the new record.</param>
    /// <param name="degree">The degree.</param>
    /// <param name="terms">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="RecordNotFoundException">The caller's agencies keep no such dossier.</exception>
    /// <exception cref="AggregateException">Of <see cref="RuleBrokenException"/>: rules or the database speak against it.</exception>
    public async Task AddDegreeAsync(
        RegistrySession session, Guid personId, Guid id, DegreeEntry degree, EditTerms terms, CancellationToken cancellationToken)
    {
        var stored = await LockAsync(session, personId, terms, cancellationToken);
        var entry = Tidy(degree);
        await HoldRulesAsync(session, stored.Entries, stored.Entries.With(id, entry), id, terms, cancellationToken);
        await WriteAsync(DossierPart.Degree, terms, () => session.InsertAsync(id, personId, entry, cancellationToken));
    }

    /// <summary>Corrects a degree.</summary>
    /// <inheritdoc cref="CorrectPersonAsync" path="/param"/>
    /// <exception cref="RecordNotFoundException">It is of none of the dossiers that the caller's agencies keep.</exception>
    /// <exception cref="StaleRecordException">The record has another version.</exception>
    /// <exception cref="AggregateException">Of <see cref="RuleBrokenException"/>: rules or the database speak against it.</exception>
    public async Task CorrectDegreeAsync(
        RegistrySession session, Guid id, int version, Func<DegreeEntry, DegreeEntry> change, EditTerms terms, CancellationToken cancellationToken)
    {
        var stored = await LockOwnerAsync(session, "degree", id, terms, cancellationToken);
        var degree = stored.Entries.Degrees[id];
        var corrected = Tidy(change(degree));
        await HoldVersionAsync(session, DossierPart.Degree, id, version, stored, degree, corrected, terms, cancellationToken);
        await HoldRulesAsync(session, stored.Entries, stored.Entries.With(id, corrected), id, terms, cancellationToken);
        await WriteAsync(DossierPart.Degree, terms, () => session.UpdateAsync(id, corrected, cancellationToken));
    }

    /// <summary>Removes a degree that was recorded by mistake; the history keeps it.</summary>
    /// <inheritdoc cref="CorrectDegreeAsync" path="/exception"/>
    public async Task RemoveDegreeAsync(RegistrySession session, Guid id, int version, EditTerms terms, CancellationToken cancellationToken)
    {
        var stored = await LockOwnerAsync(session, "degree", id, terms, cancellationToken);
        var degree = stored.Entries.Degrees[id];
        await HoldVersionAsync(session, DossierPart.Degree, id, version, stored, degree, degree, terms, cancellationToken);
        await HoldRulesAsync(session, stored.Entries, stored.Entries.Without(id), id, terms, cancellationToken);
        await WriteAsync(DossierPart.Degree, terms, () => session.DeleteAsync("degree", id, cancellationToken));
    }

    private static DegreeEntry Tidy(DegreeEntry degree) => degree with
    {
        Institution = NullIfBlank(degree.Institution),
        CountryCode = degree.CountryCode.Trim().ToUpperInvariant(),
    };
}

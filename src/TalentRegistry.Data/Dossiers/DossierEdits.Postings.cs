using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Data.Dossiers;

// Postings: added, corrected, ended, removed. The agency may be any: whose dossier it is decides who may write.
public sealed partial class DossierEdits
{
    /// <summary>Adds a posting to a dossier.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="personId">Whose posting.</param>
    /// <param name="id">Key of the new record.</param>
    /// <param name="posting">The posting.</param>
    /// <param name="terms">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="RecordNotFoundException">The caller's agencies keep no such dossier.</exception>
    /// <exception cref="AggregateException">Of <see cref="RuleBrokenException"/>: rules or the database speak against it.</exception>
    public async Task AddPostingAsync(
        RegistrySession session, Guid personId, Guid id, PostingEntry posting, EditTerms terms, CancellationToken cancellationToken)
    {
        var stored = await LockAsync(session, personId, terms, cancellationToken);
        var entry = Tidy(posting);
        await HoldRulesAsync(session, stored.Entries, stored.Entries.With(id, entry), id, terms, cancellationToken);
        await WriteAsync(DossierPart.Posting, terms, () => session.InsertAsync(id, personId, entry, cancellationToken));
    }

    /// <summary>Corrects or ends a posting.</summary>
    /// <inheritdoc cref="CorrectPersonAsync" path="/param"/>
    /// <exception cref="RecordNotFoundException">It is of none of the dossiers that the caller's agencies keep.</exception>
    /// <exception cref="StaleRecordException">The record has another version.</exception>
    /// <exception cref="AggregateException">Of <see cref="RuleBrokenException"/>: rules or the database speak against it.</exception>
    public async Task CorrectPostingAsync(
        RegistrySession session, Guid id, int version, Func<PostingEntry, PostingEntry> change, EditTerms terms, CancellationToken cancellationToken)
    {
        var stored = await LockOwnerAsync(session, "posting", id, terms, cancellationToken);
        var posting = stored.Entries.Postings[id];
        var corrected = Tidy(change(posting));
        await HoldVersionAsync(session, DossierPart.Posting, id, version, stored, posting, corrected, terms, cancellationToken);
        await HoldRulesAsync(session, stored.Entries, stored.Entries.With(id, corrected), id, terms, cancellationToken);
        await WriteAsync(DossierPart.Posting, terms, () => session.UpdateAsync(id, corrected, cancellationToken));
    }

    /// <summary>Removes a posting that was recorded by mistake; the history keeps it.</summary>
    /// <inheritdoc cref="CorrectPostingAsync" path="/exception"/>
    public async Task RemovePostingAsync(RegistrySession session, Guid id, int version, EditTerms terms, CancellationToken cancellationToken)
    {
        var stored = await LockOwnerAsync(session, "posting", id, terms, cancellationToken);
        var posting = stored.Entries.Postings[id];
        await HoldVersionAsync(session, DossierPart.Posting, id, version, stored, posting, posting, terms, cancellationToken);
        await HoldRulesAsync(session, stored.Entries, stored.Entries.Without(id), id, terms, cancellationToken);
        await WriteAsync(DossierPart.Posting, terms, () => session.DeleteAsync("posting", id, cancellationToken));
    }

    private static PostingEntry Tidy(PostingEntry posting) => posting with { PositionTitle = VietnameseText.Clean(posting.PositionTitle) };
}

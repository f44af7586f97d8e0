using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Data.Dossiers;

// What officers do to many people at once, one dossier after the other, each by the rules that hold for a single one; and the taking back of all of it.
public sealed partial class DossierEdits
{
    /// <summary>Moves somebody to another agency (điều động): the main posting that goes on ends the day before, and one like it begins there.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="personId">Who.</param>
    /// <param name="agencyId">Where to.</param>
    /// <param name="from">First day there.</param>
    /// <param name="terms">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="RecordNotFoundException">The caller's agencies keep no such dossier.</exception>
    /// <exception cref="AggregateException">Of <see cref="RuleBrokenException"/>: rules or the database speak against it.</exception>
    public async Task TransferAsync(RegistrySession session, Guid personId, Guid agencyId, DateOnly from, EditTerms terms, CancellationToken cancellationToken)
    {
        var stored = await LockAsync(session, personId, terms, cancellationToken);
        var current = stored.Entries.Postings.Where(posting => posting.Value is { IsMain: true, ValidUntil: null }).ToList();
        if (current is not [var (key, posting)])
            throw Refused(DossierPart.Posting, personId, terms, "NO_CURRENT_POSTING", "Không có đúng một vị trí công tác chính đang tiếp diễn để điều động.", "There is not exactly one main posting that goes on, to be moved from.");
        if (posting.AgencyId == agencyId)
            throw Refused(DossierPart.Posting, key, terms, "SAME_AGENCY", "Người này đang công tác ở chính cơ quan đó.", "This person works at that agency already.");
        if (posting.ValidFrom >= from)
            throw Refused(DossierPart.Posting, key, terms, "MOVE_BEFORE_POSTING", "Ngày điều động không sau ngày bắt đầu vị trí hiện nay.", "The day of the move is not after the start of the present posting.");

        var id = Guid.CreateVersion7();
        var ended = posting with { ValidUntil = from, EndReason = PostingEnd.Move };
        var begun = posting with { AgencyId = agencyId, ValidFrom = from };
        await HoldRulesAsync(session, stored.Entries, stored.Entries.With(key, ended).With(id, begun), id, terms, cancellationToken);
        await WriteAsync(DossierPart.Posting, terms, () => session.UpdateAsync(key, ended, cancellationToken));
        await WriteAsync(DossierPart.Posting, terms, () => session.InsertAsync(id, personId, begun, cancellationToken));
    }

    /// <summary>Notes of all degrees that nobody has checked yet that they were checked with their issuer on a day.</summary>
    /// <inheritdoc cref="TransferAsync" path="/exception"/>
    public async Task VerifyDegreesAsync(RegistrySession session, Guid personId, DateOnly on, EditTerms terms, CancellationToken cancellationToken)
    {
        var stored = await LockAsync(session, personId, terms, cancellationToken);
        var unverified = stored.Entries.Degrees.Where(degree => degree.Value.VerifiedOn is null).OrderBy(degree => degree.Value.AwardedYear).ToList();
        if (unverified.Count == 0)
            throw Refused(DossierPart.Degree, personId, terms, "NO_UNVERIFIED_DEGREE", "Không có văn bằng nào chưa xác minh.", "There is no degree that is not verified yet.");

        foreach (var (id, degree) in unverified)
        {
            var verified = degree with { VerifiedOn = on };
            await HoldRulesAsync(session, stored.Entries, stored.Entries.With(id, verified), id, terms, cancellationToken);
            await WriteAsync(DossierPart.Degree, terms, () => session.UpdateAsync(id, verified, cancellationToken));
        }
    }

    /// <summary>
    /// Takes back, by new changes, all that the caller has changed through a door, the newest first: what was added is removed, what was changed becomes what it was. Refused as a
    /// whole where something has been changed since.
    /// </summary>
    /// <param name="session">The officer's.</param>
    /// <param name="door">The door, as the history has it.</param>
    /// <param name="terms">What the officer says beside it; a reason must be given.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <returns>How many changes were taken back.</returns>
    /// <exception cref="RecordNotFoundException">A record has been removed since, or the caller's agencies no longer keep the dossier.</exception>
    /// <exception cref="StaleRecordException">A record has been changed since.</exception>
    /// <exception cref="AggregateException">Of <see cref="RuleBrokenException"/>: rules or the database speak against it.</exception>
    public async Task<int> TakeBackAsync(RegistrySession session, string door, EditTerms terms, CancellationToken cancellationToken)
    {
        var changes = await ChangesThroughAsync(session, door, cancellationToken);
        foreach (var (id, person, isNew, part, record, version) in changes)
        {
            if (!isNew)
                await RestoreAsync(session, person, id, version, terms, cancellationToken);
            else
                await TakeOutAsync(session, person, part, record, version, terms, cancellationToken);
        }

        return changes.Count;
    }

    private async Task TakeOutAsync(
        RegistrySession session, Guid person, DossierPart part, Guid record, int version, EditTerms terms, CancellationToken cancellationToken)
    {
        var stored = await LockAsync(session, person, terms, cancellationToken);
        if (!stored.Entries.Records.TryGetValue(record, out var entry))
            throw new RecordNotFoundException(part, record, terms);
        await HoldVersionAsync(session, part, record, version, stored, entry, entry, terms, cancellationToken);
        await HoldRulesAsync(session, stored.Entries, stored.Entries.Without(record), record, terms, cancellationToken);
        await WriteAsync(part, terms, () => session.DeleteAsync(part, record, cancellationToken));
    }

    private static async Task<List<(long Id, Guid Person, bool IsNew, DossierPart Part, Guid Record, int Version)>> ChangesThroughAsync(
        RegistrySession session, string door, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            """
            SELECT id, person_id, kind = 'insert', table_name, record_id::uuid, coalesce((after ->> 'version')::int, 1) FROM history.change
             WHERE door = $1 AND account_id = access.current_account() AND kind IN ('insert', 'update') AND table_name = ANY ($2) ORDER BY id DESC
            """);
        command.Parameters.Add(new() { Value = door });
        command.Parameters.Add(new() { Value = StoredDossier.Tables });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var changes = new List<(long, Guid, bool, DossierPart, Guid, int)>();
        while (await reader.ReadAsync(cancellationToken))
            changes.Add((reader.GetInt64(0), reader.GetGuid(1), reader.GetBoolean(2), SnakeCase.Parse<DossierPart>(reader.GetString(3)), reader.GetGuid(4), reader.GetInt32(5)));
        return changes;
    }
}

using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Data.Dossiers;

// Whole dossiers: removed where they were registered by mistake, and brought back.
public sealed partial class DossierEdits
{
    /// <summary>For so many days after somebody was registered an officer may find that it was a mistake; later whoever leaves has their posting ended, and a double is merged.</summary>
    public const int DaysToRemove = 30;

    /// <summary>Removes somebody who was registered by mistake, with all records. The history keeps them, and <see cref="BringBackAsync"/> brings them back.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="id">Whom.</param>
    /// <param name="version">The version of the person that the officer has read.</param>
    /// <param name="terms">What the officer says beside it; a reason must be given.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="RecordNotFoundException">The caller's agencies keep no such dossier.</exception>
    /// <exception cref="StaleRecordException">The person has another version.</exception>
    /// <exception cref="AggregateException">Of <see cref="RuleBrokenException"/>: no reason was given, or they were registered more than <see cref="DaysToRemove"/> days ago, or otherwise than by officers.</exception>
    public async Task RemovePersonAsync(RegistrySession session, Guid id, int version, EditTerms terms, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(terms.Why))
            throw Refused(DossierPart.Person, id, terms, "REASON_MISSING", "Gỡ bỏ hồ sơ phải có lý do.", "A reason must be given.");
        var stored = await LockAsync(session, id, terms, cancellationToken);
        var person = stored.Entries.Person;
        await HoldVersionAsync(session, DossierPart.Person, id, version, stored, person, person, terms, cancellationToken);
        if (!await IsNewAsync(session, id, cancellationToken))
        {
            throw Refused(
                DossierPart.Person, id, terms, "PERSON_NOT_NEW",
                $"Hồ sơ không phải mới lập trong {DaysToRemove} ngày qua nên không gỡ bỏ được. Người đã nghỉ thì ghi ngày kết thúc vị trí; hồ sơ trùng thì gộp.",
                $"The dossier was not registered within the last {DaysToRemove} days and cannot be removed. Of somebody who has left, end the posting; merge a double.");
        }

        await WriteAsync(DossierPart.Person, terms, async () =>
        {
            var since = (await session.ReadAsync("SELECT imports.last_in_history()", row => row.GetInt64(0), cancellationToken))[0];
            await session.RunAsync("DELETE FROM registry.person WHERE id = $1", cancellationToken, id);
            await session.RunAsync("SELECT history.note_removal($1, $2)", cancellationToken, id, since);
        });
    }

    /// <summary>Brings somebody back who was removed, with all records, by a new change.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="id">Whom.</param>
    /// <param name="terms">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="RecordNotFoundException">Nobody of the caller's agencies was removed under this key.</exception>
    /// <exception cref="AggregateException">Of <see cref="RuleBrokenException"/>: the database speaks against it, as where the citizen ID has been given to another dossier since.</exception>
    public async Task BringBackAsync(RegistrySession session, Guid id, EditTerms terms, CancellationToken cancellationToken)
    {
        await session.ExplainChangesAsync(terms.Why, cancellationToken);
        await WriteAsync(DossierPart.Person, terms, async () =>
        {
            if (await session.ReadAsync("SELECT history.bring_back($1)", row => row.GetBoolean(0), cancellationToken, id) is not [true])
                throw new RecordNotFoundException(DossierPart.Person, id, terms);
        });
        terms.LookedInto.Add(id);
    }

    /// <summary>Whether somebody was registered by an officer not longer ago than <see cref="DaysToRemove"/> days.</summary>
    public static async Task<bool> IsNewAsync(RegistrySession session, Guid id, CancellationToken cancellationToken) =>
        await session.ReadAsync(
            """
            SELECT coalesce(min(c.at) > clock_timestamp() - make_interval(days => $2), false)
              FROM history.person_change c WHERE c.person_id = $1 AND c.kind = 'insert' AND c.record = 'person' AND c.role = 'hr'
            """, row => row.GetBoolean(0), cancellationToken, id, DaysToRemove) is [true];
}

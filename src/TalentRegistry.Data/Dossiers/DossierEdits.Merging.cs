using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Duplicates;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Dossiers;

// Two dossiers of one person become one, and two again.
public sealed partial class DossierEdits
{
    /// <summary>
    /// Makes two dossiers one: one person remains, with the values chosen of both, and gets all records of the other, who is gone from every list and
    /// count. The key of the other leads to the one who remains from then on.
    /// </summary>
    /// <param name="session">The officer's, who must see both.</param>
    /// <param name="kept">Who remains.</param>
    /// <param name="keptVersion">The version of that person that the officer has read.</param>
    /// <param name="former">Whose records go over.</param>
    /// <param name="formerVersion">The version of that person that the officer has read.</param>
    /// <param name="choices">What is taken from where, and what of either is left out.</param>
    /// <param name="terms">What the officer says beside it; a reason must be given.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="RecordNotFoundException">The caller's agencies do not keep both, or neither has a record that is to be left out.</exception>
    /// <exception cref="StaleRecordException">One of the two has another version.</exception>
    /// <exception cref="AggregateException">Of <see cref="RuleBrokenException"/>: rules or the database speak against it.</exception>
    public async Task MergeAsync(
        RegistrySession session, Guid kept, int keptVersion, Guid former, int formerVersion, MergeChoices choices, EditTerms terms,
        CancellationToken cancellationToken)
    {
        if (kept == former)
            throw Refused(DossierPart.Person, kept, terms, "SAME_PERSON", "Đây là một hồ sơ, không phải hai.", "This is one dossier, not two.");
        HoldReason(kept, terms);
        // In one order, so that two who merge the same dossiers wait for each other instead of both for ever.
        var first = await LockAsync(session, kept.CompareTo(former) < 0 ? kept : former, terms, cancellationToken);
        var second = await LockAsync(session, kept.CompareTo(former) < 0 ? former : kept, terms, cancellationToken);
        var (remaining, going) = first.Entries.PersonId == kept ? (first, second) : (second, first);
        var person = Tidy(choices.Over(remaining.Entries.Person, going.Entries.Person), remaining.Entries.Person);
        await HoldVersionAsync(session, DossierPart.Person, kept, keptVersion, remaining, remaining.Entries.Person, person, terms, cancellationToken);
        await HoldVersionAsync(session, DossierPart.Person, former, formerVersion, going, going.Entries.Person, going.Entries.Person, terms, cancellationToken);
        var merged = Merged(remaining.Entries, going.Entries, person, choices);
        await HoldMergedRulesAsync(session, remaining.Entries, going.Entries, merged, terms, cancellationToken);

        await session.ExplainChangesAsync($"Gộp hai hồ sơ: {terms.Why}", cancellationToken);
        await WriteAsync(DossierPart.Person, terms, async () =>
        {
            var tables = await PersonRows.TablesAsync(session, cancellationToken);
            var before = await session.NoteAsync(tables, [kept, former], cancellationToken);
            if (await session.RemoveAsync(tables, [kept, former], choices.LeftOut, cancellationToken) != choices.LeftOut.Distinct().Count())
                throw new RecordNotFoundException(DossierPart.Person, kept, terms);
            if (choices.Secondary.Count > 0)
                await session.RunAsync("UPDATE registry.posting SET is_main = false WHERE id = ANY ($1) AND person_id = ANY ($2)", cancellationToken, choices.Secondary.ToArray(), new[] { kept, former });
            await session.MoveAsync(tables, former, kept, cancellationToken);
            await session.RunAsync("DELETE FROM registry.person WHERE id = $1", cancellationToken, former);
            if (person.CitizenId == remaining.Entries.Person.CitizenId)
                await session.UpdateAsync(kept, person, cancellationToken);
            else
                await session.UpdateAsync(kept, person, await citizenIds.ProtectAsync(kept, person.CitizenId!.Value, cancellationToken), cancellationToken);
            await NoteMergeAsync(session, kept, former, before, await session.NoteAsync(tables, [kept], cancellationToken), terms, cancellationToken);
        });
    }

    /// <summary>Makes two dossiers of one that was merged, each with every record and value that it had before.</summary>
    /// <param name="session">The officer's, who must see the person who remained, and both as they were.</param>
    /// <param name="former">Who is to come back.</param>
    /// <param name="terms">What the officer says beside it; a reason must be given.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="RecordNotFoundException">The person is not merged into one whose dossier the caller's agencies keep.</exception>
    /// <exception cref="MergeBuiltOnException">The dossier has been changed or merged again since.</exception>
    /// <exception cref="AggregateException">Of <see cref="RuleBrokenException"/>: rules or the database speak against it.</exception>
    public async Task UndoMergeAsync(RegistrySession session, Guid former, EditTerms terms, CancellationToken cancellationToken)
    {
        HoldReason(former, terms);
        var (merge, kept, before, after) = await MergeOfAsync(session, former, cancellationToken) ?? throw new RecordNotFoundException(DossierPart.Person, former, terms);
        // A person who was merged in turn is not there any more.
        if (await StoredDossier.LockAsync(session, kept, citizenIds, cancellationToken) is null)
            throw new MergeBuiltOnException(terms);
        terms.LookedInto.Add(kept);
        terms.LookedInto.Add(former);
        var tables = await PersonRows.TablesAsync(session, cancellationToken);
        await using (var same = session.Command("SELECT $1::jsonb = $2::jsonb"))
        {
            same.Parameters.Add(new() { Value = await session.NoteAsync(tables, [kept], cancellationToken) });
            same.Parameters.Add(new() { Value = after });
            if (await same.ExecuteScalarAsync(cancellationToken) is not true)
                throw new MergeBuiltOnException(terms);
        }

        await session.ExplainChangesAsync($"Hoàn tác việc gộp hồ sơ: {terms.Why}", cancellationToken);
        await WriteAsync(DossierPart.Person, terms, async () =>
        {
            await session.PutBackAsync(tables, before, kept, former, cancellationToken);
            await session.RunAsync("UPDATE duplicates.merge SET undone_at = clock_timestamp() WHERE id = $1", cancellationToken, merge);
            await session.RunAsync(
                """
                UPDATE duplicates.pair SET state = 'open', decided_at = NULL, decided_by = NULL, decided_by_name = NULL, why = NULL
                 WHERE one_id = least($1, $2) AND other_id = greatest($1, $2)
                """, cancellationToken, kept, former);
        });
    }

    private static void HoldReason(Guid person, EditTerms terms)
    {
        if (string.IsNullOrWhiteSpace(terms.Why))
            throw Refused(DossierPart.Person, person, terms, "REASON_MISSING", "Phải nêu lý do.", "A reason must be given.");
    }

    private static DossierEntries Merged(DossierEntries kept, DossierEntries former, PersonEntry person, MergeChoices choices) => new(kept.PersonId, person)
    {
        Records = kept.Records.Concat(former.Records).Where(record => !choices.LeftOut.Contains(record.Key)).ToImmutableDictionary(
            record => record.Key, record => record.Value is PostingEntry posting && choices.Secondary.Contains(record.Key) ? posting with { IsMain = false } : record.Value),
    };

    // Told is what neither dossier says already by itself, and what the two have in common.
    private async Task HoldMergedRulesAsync(
        RegistrySession session, DossierEntries kept, DossierEntries former, DossierEntries merged, EditTerms terms, CancellationToken cancellationToken)
    {
        var context = await StoredDossier.ContextAsync(session, VietnamTime.Today(clock), cancellationToken);
        var known = DossierRules.BroughtBy(null, former, context).ToHashSet();
        var twice = from one in kept.Degrees
                    from other in former.Degrees
                    where merged.Has(one.Key) && merged.Has(other.Key) && one.Value.LevelCode == other.Value.LevelCode && one.Value.AwardedYear == other.Value.AwardedYear
                    select new Finding(
                        "SAME_DEGREE_TWICE", FindingSeverity.Warning, DossierPart.Degree, other.Key, "awardedYear",
                        new Bilingual($"Hai hồ sơ cùng có văn bằng bậc này, năm {one.Value.AwardedYear}.", $"Both dossiers have a degree of this level of {one.Value.AwardedYear}."));
        var same = from one in kept.Records
                   from other in former.Records
                   where one.Value is not DegreeEntry && Bare(one.Value).Equals(Bare(other.Value)) && merged.Has(one.Key) && merged.Has(other.Key)
                   select new Finding(
                       "SAME_RECORD_TWICE", FindingSeverity.Warning, other.Value.Part, other.Key, "",
                       new Bilingual("Hai hồ sơ có cùng một bản ghi.", "Both dossiers have the same record."));
        var brought = DossierRules.BroughtBy(kept, merged, context).Where(finding => !known.Contains(finding)).Concat(twice).Concat(same).ToList();
        await HoldRulesAsync(session, merged, merged, kept.PersonId, terms, cancellationToken, brought);
    }

    // Without what tells whose record it is.
    private static DossierEntry Bare(DossierEntry entry) => entry is DossierRecord record ? record with { Id = Guid.Empty, PersonId = Guid.Empty, Version = 0 } : entry;

    private static async Task NoteMergeAsync(
        RegistrySession session, Guid kept, Guid former, string before, string after, EditTerms terms, CancellationToken cancellationToken)
    {
        static NpgsqlParameter Json(string value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Jsonb };
        await session.RunAsync(
            "INSERT INTO duplicates.merge (kept_id, former_id, account_id, before, after) VALUES ($1, $2, access.current_account(), $3, $4)",
            cancellationToken, kept, former, Json(before), Json(after));
        // Officers also merge what no search has listed.
        await session.RunAsync(
            """
            INSERT INTO duplicates.pair (one_id, other_id, probability, reasons, state, decided_at, decided_by, decided_by_name, why)
              SELECT least($1, $2), greatest($1, $2), 1, '', 'merged', clock_timestamp(), access.current_account(),
                     (SELECT display_name FROM access.account WHERE id = access.current_account()), left($3, 500)
              ON CONFLICT (one_id, other_id) DO UPDATE
                 SET state = 'merged', decided_at = excluded.decided_at, decided_by = excluded.decided_by, decided_by_name = excluded.decided_by_name, why = excluded.why
            """, cancellationToken, kept, former, terms.Why!);
    }

    private static async Task<(Guid Merge, Guid Kept, string Before, string After)?> MergeOfAsync(
        RegistrySession session, Guid former, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            "SELECT id, kept_id, before::text, after::text FROM duplicates.merge WHERE former_id = $1 AND undone_at IS NULL FOR UPDATE");
        command.Parameters.Add(new() { Value = former });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3)) : null;
    }
}

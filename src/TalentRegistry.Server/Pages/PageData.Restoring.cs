using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Views;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Records;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    /// <summary>
    /// What restoring the state before a change would do, for HR officers; logged as read. Null when the officer's agencies keep no such person, or there
    /// is no such change, or nothing before it.
    /// </summary>
    public async Task<RestorePage?> PastStateAsync(Guid person, long changeId, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var found = await session.ReadAsync(
            """
            SELECT p.full_name, c.at, c.account_name, c.role, c.operation, c.door, c.why, c.kind, c.table_name, c.record_id,
                   CASE c.table_name
                     WHEN 'posting' THEN (SELECT concat_ws(', ', c.before ->> 'position_title', a.name) FROM registry.agency a WHERE a.id = (c.before ->> 'agency_id')::uuid)
                     WHEN 'degree' THEN (SELECT concat_ws(', ', l.name_vi, c.before ->> 'awarded_year') FROM reference.degree_level l WHERE l.code = c.before ->> 'level_code')
                     ELSE coalesce(c.before ->> 'title', c.before ->> 'association')
                   END
              FROM history.change c JOIN registry.person p ON p.id = c.person_id
             WHERE c.id = $1 AND c.person_id = $2 AND c.before IS NOT NULL AND c.table_name = ANY ($3)
            """,
            row => (Name: row.GetString(0), Change: new RecordChange(
                changeId, row.GetFieldValue<DateTimeOffset>(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6),
                SnakeCase.Parse<ChangeKind>(row.GetString(7)), row.GetString(8), row.GetString(9), []), Subject: row.Text(10)),
            cancellationToken,
            changeId,
            person,
            Texts([.. Enum.GetValues<DossierPart>().Select(SnakeCase.Of)]));
        if (found is not [var (name, change, subject)])
            return null;

        // The name of the table is one of those above.
        var values = await session.ReadAsync(
            $"""
            SELECT t.version, v.field, v.before, v.after
              FROM history.change c
              LEFT JOIN registry.{change.Record} t ON t.id = c.record_id::uuid
              LEFT JOIN LATERAL history.shown_values(
                c.table_name, to_jsonb(t) - ARRAY['given_name', 'folded_name', 'search_words'], c.before) v ON true
             WHERE c.id = $1
            """,
            row => (Version: row.Int(0), Value: row.IsDBNull(1) ? null : new ValueChange(row.GetString(1), row.Text(2), row.Text(3))),
            cancellationToken,
            changeId);
        List<ValueChange> differing = [.. values.Select(row => row.Value).OfType<ValueChange>().OrderBy(value => RecordFields.PlaceOf(value.Field))];
        var page = new RestorePage(person, name, changeId, change, subject, values[0].Version, differing, await NamesAsync(session, differing, cancellationToken));
        await session.LogReadAsync([person], cancellationToken);
        await session.CommitAsync(cancellationToken);
        return page;
    }

    /// <summary>Restores the state before a change; null when it was done.</summary>
    /// <exception cref="RecordNotFoundException">The officer's agencies keep no such person, or there is no such change.</exception>
    public Task<RestoreRefused?> RestoreAsync(
        DossierEdits edits, Guid person, long changeId, int? version, EditTerms terms, Caller caller, CancellationToken cancellationToken) =>
        WriteAsync(session => edits.RestoreAsync(session, person, changeId, version, terms, cancellationToken), terms, caller, cancellationToken);

    private async Task<RestoreRefused?> WriteAsync(Func<RegistrySession, Task> write, EditTerms terms, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        try
        {
            await write(session);
            await session.CommitAsync(cancellationToken);
            return null;
        }
        catch (StaleRecordException stale)
        {
            return new RestoreRefused([], stale.Message, terms.Why);
        }
        catch (AggregateException refused) when (refused.InnerExceptions.All(each => each is RuleBrokenException))
        {
            return new RestoreRefused([.. refused.InnerExceptions.Cast<RuleBrokenException>()], null, terms.Why);
        }
    }
}

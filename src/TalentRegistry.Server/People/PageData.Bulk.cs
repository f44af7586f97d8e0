using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Views;
using TalentRegistry.Domain.Records;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.People;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    /// <summary>
    /// Does something to several people, each by the rules of a single edit, or tells what it would do. All that is permitted is written together; with
    /// <paramref name="keep"/> nothing is, where a rule holds anybody back.
    /// </summary>
    /// <param name="edits">Makes the changes.</param>
    /// <param name="action">What is done.</param>
    /// <param name="people">To whom.</param>
    /// <param name="keep">Whether it is written, and not only told.</param>
    /// <param name="terms">What the officer says beside it.</param>
    /// <param name="caller">The officer, at the door of this action.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    internal async Task<BulkResult> RunBulkAsync(
        DossierEdits edits, BulkAction action, IReadOnlyList<Guid> people, bool keep, EditTerms terms, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var known = await session.ReadAsync(
            """
            SELECT p.id, p.full_name, concat_ws(', ', p.birth_year, p.staff_code) FROM registry.person p WHERE p.id = ANY ($1)
             ORDER BY p.given_name COLLATE reference.vietnamese, p.full_name COLLATE reference.vietnamese, p.id
            """,
            row => (Id: row.GetGuid(0), Name: row.GetString(1), About: row.GetString(2)), cancellationToken, (object)people.ToArray());
        var refused = new Dictionary<Guid, IReadOnlyList<RuleBrokenException>>();
        foreach (var person in known)
        {
            await session.RunAsync("SAVEPOINT one_of_them", cancellationToken);
            try
            {
                await action.RunAsync(edits, session, person.Id, terms, cancellationToken);
                await session.RunAsync("RELEASE SAVEPOINT one_of_them", cancellationToken);
            }
            catch (AggregateException told) when (told.InnerExceptions.All(each => each is RuleBrokenException))
            {
                await session.RunAsync("ROLLBACK TO SAVEPOINT one_of_them", cancellationToken);
                refused[person.Id] = [.. told.InnerExceptions.Cast<RuleBrokenException>()];
            }
        }

        var (changes, names) = await ChangesThroughAsync(session, caller.Door, cancellationToken);
        var isDone = keep && refused.Count == 0 && known.Count > 0;
        if (isDone)
        {
            await session.LogReadAsync([.. known.Select(person => person.Id)], cancellationToken);
            await session.CommitAsync(cancellationToken);
        }
        else
        {
            // What is not written is read all the same.
            await database.LogReadAsync(caller, [.. known.Select(person => person.Id)], cancellationToken);
        }

        return new BulkResult([.. known.Select(person => new BulkPerson(person.Id, person.Name, person.About, [.. changes[person.Id]], refused.GetValueOrDefault(person.Id, [])))], names, isDone);
    }

    /// <summary>An action that the officer has done; null if there is none.</summary>
    /// <param name="door">Its door.</param>
    /// <param name="takenBackAt">The door by which it is taken back.</param>
    /// <param name="caller">The officer.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public Task<BulkDone?> BulkDoneAsync(string door, string takenBackAt, Caller caller, CancellationToken cancellationToken) => InSessionAsync<BulkDone?>(caller, async session =>
    {
        var found = await session.ReadAsync(
            """
            SELECT p.id, p.full_name, concat_ws(', ', p.birth_year, p.staff_code), min(c.at), min(c.why)
              FROM history.change c JOIN registry.person p ON p.id = c.person_id
             WHERE c.door = $1 AND c.account_id = access.current_account()
             GROUP BY p.id ORDER BY p.given_name COLLATE reference.vietnamese, p.full_name COLLATE reference.vietnamese, p.id
            """,
            row => (Id: row.GetGuid(0), Name: row.GetString(1), About: row.GetString(2), At: row.GetFieldValue<DateTimeOffset>(3), Why: row.Text(4)), cancellationToken, door);
        if (found.Count == 0)
            return null;

        var (changes, names) = await ChangesThroughAsync(session, door, cancellationToken);
        var takenBack = await session.ReadAsync(
            "SELECT 1 FROM history.change WHERE door = $1 AND account_id = access.current_account() LIMIT 1", row => row.GetInt32(0), cancellationToken, takenBackAt);
        await session.LogReadAsync([.. found.Select(person => person.Id)], cancellationToken);
        return new BulkDone(
            found[0].At, found[0].Why, new BulkResult([.. found.Select(person => new BulkPerson(person.Id, person.Name, person.About, [.. changes[person.Id]], []))], names, IsDone: true), takenBack.Count > 0);
    }, cancellationToken);

    /// <summary>Takes an action back as a whole; what speaks against it, or null when it was done.</summary>
    internal async Task<string?> TakeBackAsync(DossierEdits edits, string door, EditTerms terms, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        try
        {
            await edits.TakeBackAsync(session, door, terms, cancellationToken);
            await session.CommitAsync(cancellationToken);
            return null;
        }
        catch (Exception fault) when (fault is StaleRecordException or RecordNotFoundException)
        {
            await database.LogReadAsync(caller, [.. terms.LookedInto], cancellationToken);
            return fault.Message;
        }
        catch (AggregateException refused) when (refused.InnerExceptions.All(each => each is RuleBrokenException))
        {
            await database.LogReadAsync(caller, [.. terms.LookedInto], cancellationToken);
            return string.Join(" ", refused.InnerExceptions.Select(each => each.Message));
        }
    }

    // As the database has noted them, which is what was or would be written.
    private static async Task<(ILookup<Guid, BulkChange> Changes, ReferenceNames Names)> ChangesThroughAsync(RegistrySession session, string door, CancellationToken cancellationToken)
    {
        var rows = await session.ReadAsync(
            """
            SELECT c.id, c.person_id, c.kind, c.table_name, v.field, v.before, v.after
              FROM history.change c CROSS JOIN LATERAL history.shown_values(c.table_name, c.before, c.after) v
             WHERE c.door = $1 AND c.account_id = access.current_account() ORDER BY c.id
            """,
            row => (Id: row.GetInt64(0), Person: row.GetGuid(1), Kind: SnakeCase.Parse<ChangeKind>(row.GetString(2)), Record: row.GetString(3),
                Value: new ValueChange(row.GetString(4), row.Text(5), row.Text(6))),
            cancellationToken, door);
        var changes = rows.GroupBy(row => (row.Id, row.Person, row.Kind, row.Record)).ToLookup(
            group => group.Key.Person,
            group => new BulkChange(group.Key.Kind, group.Key.Record, [.. group.Select(row => row.Value).Where(value => value.Field != "synthetic" && (value.Before ?? value.After) is not null).OrderBy(value => RecordFields.PlaceOf(value.Field))]));
        return (changes, await NamesAsync(session, rows.Select(row => row.Value), cancellationToken));
    }
}

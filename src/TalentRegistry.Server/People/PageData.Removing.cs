using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    /// <summary>What removing somebody would take away, for HR officers; logged as read. Null when the officer's agencies keep no such person.</summary>
    public Task<PersonRemoval?> RemovalAsync(Guid person, Caller caller, CancellationToken cancellationToken) => InSessionAsync<PersonRemoval?>(caller, async session =>
    {
        if (await NamedAsync(session, person, cancellationToken) is not { } head)
            return null;

        var records = await session.ReadAsync(
            string.Join(" UNION ALL ", DossierKinds.Entries.Keys.Select(SnakeCase.Of).Select(table => $"SELECT count(*)::int FROM registry.{table} WHERE person_id = $1")),
            row => row.GetInt32(0), cancellationToken, person);
        return new PersonRemoval(person, head.Name, head.Version, records.Sum(), await DossierEdits.IsNewAsync(session, person, cancellationToken));
    }, cancellationToken);

    /// <summary>People whom officers have removed from the caller's agencies, the last first; logged as read.</summary>
    public Task<IReadOnlyList<RemovedPerson>> RemovedAsync(Caller caller, CancellationToken cancellationToken) => InSessionAsync<IReadOnlyList<RemovedPerson>>(caller, async session =>
    {
        var removed = await session.ReadAsync(
            "SELECT person_id, full_name, coalesce(to_char(date_of_birth, 'DD/MM/YYYY'), birth_year::text), keeper, removed_at, account_name, why, records FROM history.removed_people($1)",
            row => new RemovedPerson(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.Text(3), row.GetFieldValue<DateTimeOffset>(4), row.Text(5), row.Text(6), row.GetInt64(7)),
            cancellationToken, RemovedPerson.Most);
        await session.LogReadAsync([.. removed.Select(person => person.Id)], cancellationToken);
        return removed;
    }, cancellationToken);

    /// <summary>Removes somebody who was registered by mistake; null when it was done.</summary>
    /// <exception cref="RecordNotFoundException">The officer's agencies keep no such person.</exception>
    public Task<RestoreRefused?> RemoveAsync(DossierEdits edits, Guid person, int version, EditTerms terms, Caller caller, CancellationToken cancellationToken) =>
        WriteAsync(session => edits.RemovePersonAsync(session, person, version, terms, cancellationToken), terms, caller, cancellationToken);

    /// <summary>Brings somebody back who was removed; null when it was done.</summary>
    /// <exception cref="RecordNotFoundException">Nobody of the officer's agencies was removed under this key.</exception>
    public Task<RestoreRefused?> BringBackAsync(DossierEdits edits, Guid person, EditTerms terms, Caller caller, CancellationToken cancellationToken) =>
        WriteAsync(session => edits.BringBackAsync(session, person, terms, cancellationToken), terms, caller, cancellationToken);
}

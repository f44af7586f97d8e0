using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Dossiers;

/// <summary>
/// Adds, corrects and removes records of any kind beside the person, for the mutations that are named after them. The rows that it gives are read when the
/// mutation has been committed.
/// </summary>
internal sealed class RecordDesk(DossierEdits edits, EditDesk desk)
{
    /// <summary>Adds a record to a dossier.</summary>
    /// <typeparam name="TRow">The kind, as the API shows it.</typeparam>
    public async Task<IQueryable<TRow>> AddAsync<TRow>(
        ClaimsPrincipal user, EditInput input, Guid personId, DossierEntry entry, CancellationToken cancellationToken)
        where TRow : class
    {
        var fresh = Guid.CreateVersion7();
        return Row<TRow>(await desk.EditAsync(user, input, $"add{entry.Part}", fresh, (session, terms) =>
            edits.AddAsync(session, personId, fresh, entry, terms, cancellationToken), cancellationToken));
    }

    /// <summary>Corrects or ends a record.</summary>
    /// <typeparam name="TRow">The kind, as the API shows it.</typeparam>
    /// <typeparam name="TEntry">What is entered of it.</typeparam>
    public async Task<IQueryable<TRow>> CorrectAsync<TRow, TEntry>(
        ClaimsPrincipal user, EditInput input, Guid id, int version, Func<TEntry, TEntry> change, CancellationToken cancellationToken, string verb = "update")
        where TRow : class
        where TEntry : DossierEntry =>
        Row<TRow>(await desk.EditAsync(user, input, $"{verb}{DossierKinds.Of<TEntry>()}", id, (session, terms) =>
            edits.CorrectAsync(session, id, version, change, terms, cancellationToken), cancellationToken));

    /// <summary>Removes a record; its key.</summary>
    /// <typeparam name="TEntry">What is entered of it.</typeparam>
    public Task<Guid> RemoveAsync<TEntry>(ClaimsPrincipal user, EditInput input, Guid id, int version, CancellationToken cancellationToken)
        where TEntry : DossierEntry =>
        desk.EditAsync(user, input, $"remove{DossierKinds.Of<TEntry>()}", id, (session, terms) =>
            edits.RemoveAsync<TEntry>(session, id, version, terms, cancellationToken), cancellationToken);

    private static IQueryable<TRow> Row<TRow>(Guid id) where TRow : class =>
        FieldSession.Rows.Set<TRow>().Where(row => EF.Property<Guid>(row, nameof(DossierRecord.Id)) == id);
}

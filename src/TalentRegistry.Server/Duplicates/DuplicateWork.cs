using TalentRegistry.Data.Duplicates;
using TalentRegistry.Data.Work;

namespace TalentRegistry.Server.Duplicates;

/// <summary>The search for duplicates as work that can be watched and cancelled.</summary>
internal sealed class DuplicateWork(WorkBoard board, DuplicateSearch search)
{
    /// <summary>Begins it; the id of the work.</summary>
    /// <param name="requestedBy">Account that asked.</param>
    /// <param name="cancellationToken">Ends the beginning.</param>
    /// <exception cref="WorkUnderWayException">A search is under way already.</exception>
    public Task<Guid> StartAsync(Guid requestedBy, CancellationToken cancellationToken) => board.StartAsync(
        WorkKind.Duplicates, requestedBy, DuplicateSearch.Reading, (steps, ended) => search.RunAsync(steps, ended), cancellationToken);
}

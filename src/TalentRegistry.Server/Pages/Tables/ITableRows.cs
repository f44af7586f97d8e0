namespace TalentRegistry.Server.Pages.Tables;

/// <summary>A table on its way into a file, row by row: of any length in the same memory. Disposed once all rows are written, and not where they broke off.</summary>
public interface ITableRows : IAsyncDisposable
{
    /// <summary>Writes a row.</summary>
    /// <param name="values">As long as the header; string, int, long, double, bool, DateOnly, or null for unknown.</param>
    /// <param name="cancellationToken">Ends it.</param>
    ValueTask WriteAsync(IReadOnlyList<object?> values, CancellationToken cancellationToken);
}

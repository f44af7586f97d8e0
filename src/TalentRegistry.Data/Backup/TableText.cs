using Npgsql;

namespace TalentRegistry.Data.Backup;

/// <summary>
/// A table as text, in one of the forms that PostgreSQL copies. Read and written in pieces: a table of any size takes the memory of one piece.
/// </summary>
internal static class TableText
{
    private const int PieceSize = 128 * 1024;

    /// <summary>
    /// Settings of a transaction under which the same values have the same text on every server, and under which rows that a policy
    /// hides are an error and not left out.
    /// </summary>
    public const string Settings =
        """
        SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres';
        SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL row_security = off;
        SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
        """;

    /// <summary>Reads a table out of the database.</summary>
    /// <param name="connection">In a transaction with <see cref="Settings"/>.</param>
    /// <param name="table">Which.</param>
    /// <param name="to">Where its text goes; null to have its content only.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="form">How it is written; null for lines.</param>
    public static Task<TableContent> ReadAsync(
        NpgsqlConnection connection, RegistryTable table, Stream? to, IProgress<double>? progress, CancellationToken cancellationToken, TableForm? form = null) =>
        CopyAsync(connection, (form ?? TableForm.Lines).CopyOut(table), form ?? TableForm.Lines, to, table.Size, progress, cancellationToken);

    /// <summary>The same of columns of a table as SQL writes them, "schema.table (a, b)".</summary>
    public static Task<TableContent> ReadAsync(
        NpgsqlConnection connection, string tableAndColumns, Stream? to, long size, IProgress<double>? progress, CancellationToken cancellationToken) =>
        CopyAsync(connection, $"COPY {tableAndColumns} TO STDOUT", TableForm.Lines, to, size, progress, cancellationToken);

    private static async Task<TableContent> CopyAsync(
        NpgsqlConnection connection, string copy, TableForm form, Stream? to, long size, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var from = await connection.BeginTextExportAsync(copy, cancellationToken);
        try
        {
            var content = await PassAsync(((StreamReader)(TextReader)from).BaseStream, to, size, progress, cancellationToken, form);
            from.Dispose();
            return content;
        }
        catch
        {
            // The rest of the table is not waited for.
            await EndAsync(from.CancelAsync);
            throw;
        }
    }

    /// <summary>Writes text into a table of the database.</summary>
    /// <returns>What was written.</returns>
    public static async Task<TableContent> WriteAsync(
        NpgsqlConnection connection, RegistryTable table, Stream from, IProgress<double>? progress, CancellationToken cancellationToken, TableForm? form = null)
    {
        var to = await connection.BeginTextImportAsync((form ?? TableForm.Lines).CopyIn(table), cancellationToken);
        try
        {
            var content = await PassAsync(from, ((StreamWriter)(TextWriter)to).BaseStream, table.Size, progress, cancellationToken, form);
            await to.DisposeAsync();
            return content;
        }
        catch
        {
            // Disposing alone would end the table here as if this were all of it.
            await EndAsync(to.CancelAsync);
            throw;
        }
    }

    /// <summary>Passes text on and takes its content.</summary>
    public static async Task<TableContent> PassAsync(
        Stream from, Stream? to, long expected, IProgress<double>? progress, CancellationToken cancellationToken, TableForm? form = null)
    {
        using var sum = (form ?? TableForm.Lines).Sum();
        var piece = System.Buffers.ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            // PostgreSQL sends row by row: a piece is filled before it goes on.
            for (int read; (read = await from.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellationToken)) > 0;)
            {
                if (to is not null)
                    await to.WriteAsync(piece.AsMemory(0, read), cancellationToken);
                sum.Append(piece.AsSpan(0, read));
                progress?.Report(Math.Min(1, sum.Bytes / (double)Math.Max(1, expected)));
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(piece);
        }

        progress?.Report(1);
        return sum.Content();
    }

    // Where PostgreSQL or the connection has ended the copying, there is nothing to end, and what ended it is to be told.
    private static async Task EndAsync(Func<Task> cancel)
    {
        try
        {
            await cancel();
        }
        catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException or IOException)
        {
        }
    }
}

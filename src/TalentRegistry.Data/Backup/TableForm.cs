namespace TalentRegistry.Data.Backup;

/// <summary>A form of text in which PostgreSQL copies tables out and in.</summary>
/// <param name="Ending">Of the names of its files.</param>
/// <param name="CopyOut">Statement that reads a table.</param>
/// <param name="CopyIn">Statement that writes one.</param>
/// <param name="Sum">Takes the content of a table from its text.</param>
internal sealed record TableForm(string Ending, Func<RegistryTable, string> CopyOut, Func<RegistryTable, string> CopyIn, Func<ITableSum> Sum)
{
    /// <summary>PostgreSQL's own: a line a row in any order, columns separated by tabs, \N for null.</summary>
    public static TableForm Lines { get; } = new(
        "tsv",
        table => $"COPY {table.Sql} ({table.ColumnsSql}) TO STDOUT",
        table => $"COPY {table.Sql} ({table.ColumnsSql}) FROM STDIN",
        () => new TableContentSum());

    /// <summary>
    /// For everyone else: RFC 4180 with a header, but with line feeds; nothing between two commas is unknown, "" is an empty text. Rows are in the order of their key, so that
    /// the same rows make the same bytes.
    /// </summary>
    public static TableForm Csv { get; } = new(
        "csv",
        table => $"COPY (SELECT {string.Join(", ", table.Columns.Select(column => "r." + RegistryTable.Quote(column)))} FROM {table.Sql} r ORDER BY {table.Order}) TO STDOUT (FORMAT csv, HEADER)",
        table => $"COPY {table.Sql} ({table.ColumnsSql}) FROM STDIN (FORMAT csv, HEADER match)",
        () => new CsvContentSum());
}

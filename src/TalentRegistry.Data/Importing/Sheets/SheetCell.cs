using System.Globalization;

namespace TalentRegistry.Data.Importing.Sheets;

/// <summary>What a cell holds.</summary>
public enum CellKind : byte
{
    /// <summary>Nothing, or spaces only.</summary>
    Empty,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A number that the spreadsheet shows as a date.</summary>
    Moment,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>An error of a formula, as #N/A.</summary>
    Fault,
}

/// <summary>A cell: of a formula the value that the spreadsheet kept with it, never the formula.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Text">The text, or the error as #REF!; null for the others.</param>
/// <param name="Number">The number; 1 or 0 for a truth; for a moment days since 30 December 1899.</param>
public readonly record struct SheetCell(CellKind Kind, string? Text, double Number)
{
    /// <summary>An empty cell.</summary>
    public static SheetCell Empty => default;

    /// <summary>Whether it holds nothing.</summary>
    public bool IsEmpty => Kind == CellKind.Empty;

    /// <summary>The day of a moment.</summary>
    public DateOnly Day => DateOnly.FromDateTime(DateTime.FromOADate(Number));

    /// <summary>A text cell, or an empty one where the text is blank.</summary>
    public static SheetCell OfText(string? text) => string.IsNullOrWhiteSpace(text) ? default : new SheetCell(CellKind.Text, text, 0);

    /// <summary>A number.</summary>
    public static SheetCell OfNumber(double number) => new(CellKind.Number, null, number);

    /// <summary>A moment.</summary>
    public static SheetCell OfMoment(DateTime moment) => new(CellKind.Moment, null, moment.ToOADate());

    /// <summary>The cell as a reader sees it; "" when empty. Days are written dd/MM/yyyy.</summary>
    public override string ToString() => Kind switch
    {
        CellKind.Text or CellKind.Fault => Text!,
        CellKind.Number => Number.ToString(Math.Abs(Number) < 1e15 ? "0.##########" : "R", CultureInfo.InvariantCulture),
        CellKind.Moment => Day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        CellKind.Truth => Number == 0 ? "FALSE" : "TRUE",
        _ => "",
    };
}

/// <summary>A row of a sheet.</summary>
/// <param name="Number">From 1, as the spreadsheet numbers it.</param>
/// <param name="Cells">From column A on; rows may differ in length.</param>
public sealed record SheetRow(int Number, SheetCell[] Cells)
{
    /// <summary>The cell of a column from 0; empty beyond the end.</summary>
    public SheetCell this[int column] => column < Cells.Length ? Cells[column] : default;

    /// <summary>Whether no cell holds anything.</summary>
    public bool IsBlank => Array.TrueForAll(Cells, static cell => cell.IsEmpty);

    /// <summary>How many cells hold something.</summary>
    public int Filled => Cells.Count(static cell => !cell.IsEmpty);
}

/// <summary>Cells shown as one; rows from 1, columns from 0, ends included.</summary>
public readonly record struct MergedRange(int FirstRow, int LastRow, int FirstColumn, int LastColumn);

/// <summary>Names of columns as spreadsheets show them.</summary>
public static class ColumnLetter
{
    /// <summary>A for 0, Z for 25, AA for 26.</summary>
    public static string Of(int column)
    {
        var name = "";
        for (var left = column + 1; left > 0; left = (left - 1) / 26)
            name = (char)('A' + (left - 1) % 26) + name;
        return name;
    }
}

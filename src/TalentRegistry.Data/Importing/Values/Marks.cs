namespace TalentRegistry.Data.Importing.Values;

/// <summary>Marks in columns that are ticked: letters fold away, so signs are compared as they stand.</summary>
internal static class Marks
{
    /// <summary>Whether the cell is ticked.</summary>
    public static bool IsYes(string text) => text.ToLowerInvariant() is "x" or "xx" or "×" or "v" or "√" or "✓" or "✔" or "1" or "+" or "có" or "*" or "đ" or "đúng" or "yes" or "true" or "nam" or "nữ";

    /// <summary>Whether the cell says no.</summary>
    public static bool IsNo(string text) => text.ToLowerInvariant() is "" or "0" or "-" or "o" or "không" or "no" or "false" or "–";
}

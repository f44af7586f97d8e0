using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Server.Pages.Models;

/// <summary>A record of a dossier as it may be corrected, value by value.</summary>
/// <param name="Part">Kind of the record.</param>
/// <param name="Id">Its key.</param>
/// <param name="Version">The version that is shown.</param>
/// <param name="Fields">What may be corrected.</param>
/// <param name="Names">What codes in it and in its past mean.</param>
public sealed record EditedRecord(DossierPart Part, Guid Id, int Version, IReadOnlyList<EditedField> Fields, ReferenceNames Names)
{
    /// <summary>The value of a column; null where it may not be corrected by itself.</summary>
    public EditedField? Field(string column) => Fields.FirstOrDefault(field => field.Column == column);
}

/// <summary>A value that may be corrected.</summary>
/// <param name="Column">Its column.</param>
/// <param name="Value">As the database writes it; null for none, and for what is never given out.</param>
/// <param name="Kind">How it is entered.</param>
/// <param name="IsRequired">Whether there must be one.</param>
/// <param name="Options">What may be chosen; empty where it is written.</param>
/// <param name="Past">What it was before, the newest change first.</param>
public sealed record EditedField(string Column, string? Value, FieldKind Kind, bool IsRequired, IReadOnlyList<CodeName> Options, IReadOnlyList<PastValue> Past)
{
    // What people read is the last day, what is kept is the first one after.
    private const string FirstDayAfter = "valid_until";

    /// <summary>The value as a form has it.</summary>
    public string? Entered => Column == FirstDayAfter && DateOnly.TryParseExact(Value, "yyyy-MM-dd", out var day) ? Iso(day.AddDays(-1)) : Value;

    /// <summary>As which a form sends the key of a place that was picked from a tree, in place of the text in the field of a name.</summary>
    public static string PickOf(string name) => $"pick-{name}";

    /// <summary>What a form sends of the field of a name: what was picked, else what was typed.</summary>
    public static string SentIn(IFormCollection form, string name) => form[PickOf(name)].ToString() is { Length: > 0 } picked ? picked : form[name].ToString();

    /// <summary>A value of a form as the database writes it; null for none.</summary>
    public static string? Read(string column, string? entered) =>
        string.IsNullOrWhiteSpace(entered) ? null
        : column == FirstDayAfter && DateOnly.TryParseExact(entered, "yyyy-MM-dd", out var day) && day < DateOnly.MaxValue ? Iso(day.AddDays(1))
        : entered.Trim();

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>How a value is entered.</summary>
public enum FieldKind
{
    /// <summary>A line of text.</summary>
    Text,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>One of a list.</summary>
    Choice,

    /// <summary>An agency or a place, by its code or a part of its name.</summary>
    Place,
}

/// <summary>What a value was before a change.</summary>
/// <param name="Before">As the history tells it; null for none.</param>
/// <param name="At">When it was changed.</param>
/// <param name="By">Who changed it, in words.</param>
public sealed record PastValue(string? Before, DateTimeOffset At, RecordChange By);

/// <summary>A correction that was not made, with what was entered.</summary>
/// <param name="Part">Kind of the record.</param>
/// <param name="Record">Its key.</param>
/// <param name="Field">The column.</param>
/// <param name="Value">What was entered.</param>
/// <param name="Refused">Why not.</param>
public sealed record EditRefused(DossierPart Part, Guid Record, string Field, string? Value, RestoreRefused Refused);

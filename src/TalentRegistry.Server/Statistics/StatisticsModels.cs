using System.Text.Json;
using TalentRegistry.Data.Statistics;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Server.Statistics;

/// <summary>The list of figures.</summary>
/// <param name="Series">All series, by name.</param>
/// <param name="Figures">Those asked for, one more than are shown where there are more.</param>
public sealed record StatisticsList(IReadOnlyList<FigureSeries> Series, IReadOnlyList<Figure> Figures);

/// <summary>A figure with its entries.</summary>
/// <param name="Series">Its series.</param>
/// <param name="Unit">Whose.</param>
/// <param name="Year">Of which year.</param>
/// <param name="InUse">The figure in use; null where there is none.</param>
/// <param name="Entries">What was entered, the newest first.</param>
/// <param name="Typed">What was typed and refused; null before.</param>
/// <param name="Faults">Why it was refused.</param>
public sealed record FigurePage(
    FigureSeries Series, AdministrativeUnit Unit, int Year, Figure? InUse, IReadOnlyList<MadeEntry> Entries, FigureForm? Typed, IReadOnlyList<FigureFault> Faults);

/// <summary>What a planner typed.</summary>
/// <param name="Series">Code of the series.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Year">Year.</param>
/// <param name="Value">Value.</param>
/// <param name="Status">Status.</param>
/// <param name="Source">Source.</param>
/// <param name="Note">Note.</param>
/// <param name="Replaces">The last entry that the form showed.</param>
/// <param name="Withdraws">Whether what was entered is taken back.</param>
public sealed record FigureForm(string Series, string Unit, string Year, string Value, FigureStatus Status, string Source, string Note, long? Replaces, bool Withdraws)
{
    /// <summary>What is said where somebody else was quicker.</summary>
    public static FigureFault Stale { get; } = new("value", new Bilingual(
        "Có người vừa nhập số liệu này: hãy xem lại rồi nhập lần nữa.", "Somebody entered this figure in between: look at theirs, then enter yours again."));

    /// <summary>Reads a form.</summary>
    public static FigureForm Of(IFormCollection form) => new(
        Text(form, "series"), Text(form, "unit"), Text(form, "year"), Text(form, "value"), Enum.TryParse<FigureStatus>(form["status"], out var status) ? status : FigureStatus.Final,
        Text(form, "source"), Text(form, "note"), long.TryParse(form["replaces"], out var entry) ? entry : null, form["withdraw"] == "yes");

    /// <summary>The entry, but for the value of a figure that is not withdrawn: it is read in the unit of its series.</summary>
    internal FigureEntry Entry(int year) => new(Series, Unit, year, null, Status, Withdraws && Source.Length == 0 ? "rút lại" : Source, Note, Replaces);

    private static string Text(IFormCollection form, string field) => form[field].ToString().Trim();
}

/// <summary>The rows of a list between its preview and its commit: they travel in the form, and are checked again when they come back.</summary>
internal static class PendingFigures
{
    public static string Of(IReadOnlyList<FigureRow> rows) => JsonSerializer.Serialize(
        rows.Where(row => row.Kind is FigureRowKind.New or FigureRowKind.Changed).Select(row => row.Entry));

    public static IReadOnlyList<FigureEntry>? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<List<FigureEntry>>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

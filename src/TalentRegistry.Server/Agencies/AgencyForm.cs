using System.Globalization;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Agencies;

/// <summary>
/// What an officer has filled in on the page of an operation: texts by name of the field, as the browser sent them, and what is to be said about them. An agency or a
/// unit is picked by typing its code or a part of its name; what was found is kept beside the text, in the version that was shown.
/// </summary>
/// <param name="kind">The operation.</param>
public sealed class AgencyForm(ReorganisationKind kind)
{
    /// <summary>Most agencies that a merger names beside the first, and most parts of a split.</summary>
    public const int MostRows = 12;

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<AgencyChoice>> found = new(StringComparer.Ordinal);
    private readonly List<ReorganisationFinding> faults = [];

    /// <summary>The operation.</summary>
    public ReorganisationKind Kind => kind;

    /// <summary>The text of a field; empty where nothing is in it.</summary>
    public string this[string name] => values.GetValueOrDefault(name, "");

    /// <summary>The fields that have something in them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Filled => values;

    /// <summary>What speaks against it, in the words of the operations; the path says which field is meant.</summary>
    public IReadOnlyList<ReorganisationFinding> Faults => faults;

    /// <summary>How many other agencies a merger, or parts a split, may name.</summary>
    public int Rows => int.TryParse(this["rows"], NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? Math.Clamp(rows, 2, MostRows) : 2;

    /// <summary>The first day on which it holds; null where no day was sent.</summary>
    public DateOnly? Day => DateOnly.TryParseExact(this["effectiveOn"], "yyyy-MM-dd", out var day) ? day : null;

    /// <summary>Names of the fields in which an agency is picked, as far as the choices made ask for them.</summary>
    public IEnumerable<string> AgencyPickers => kind switch
    {
        ReorganisationKind.Move => ["parent"],
        ReorganisationKind.Close => ["peopleTo"],
        ReorganisationKind.Merge => Enumerable.Range(0, Rows).Select(i => $"other.{i}").Concat(this["target"] switch { "existing" => ["into"], "new" => ["founded.parent"], _ => [] }),
        ReorganisationKind.Split => Parts.SelectMany(part => (string[])(this[$"{part}.what"] switch { "existing" => [$"{part}.agency"], "new" => [$"{part}.parent"], _ => [] })),
        _ => [],
    };

    /// <summary>Names of the fields in which an administrative unit is picked.</summary>
    public IEnumerable<string> UnitPickers => kind switch
    {
        ReorganisationKind.Move => ["seat"],
        ReorganisationKind.Create => ["founded.seat"],
        ReorganisationKind.Merge when this["target"] == "new" => ["founded.seat"],
        ReorganisationKind.Split => Parts.Where(part => this[$"{part}.what"] == "new").Select(part => $"{part}.seat"),
        _ => [],
    };

    /// <summary>The parts of a split, as their fields begin.</summary>
    public IEnumerable<string> Parts => Enumerable.Range(0, Rows).Select(i => $"part.{i}");

    /// <summary>Fills a field.</summary>
    public void Set(string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            values.Remove(name);
        else
            values[name] = value.Trim();
    }

    /// <summary>What was found for the text of a picker, where it was more than one; else nothing.</summary>
    public IReadOnlyList<AgencyChoice> Matches(string picker) => found.GetValueOrDefault(picker, []);

    /// <summary>Keeps what a picker means.</summary>
    public void Pick(string picker, AgencyChoice choice)
    {
        Set(picker, choice.Label);
        Set($"{picker}.label", choice.Label);
        Set($"{picker}.id", choice.Id);
        Set($"{picker}.version", choice.Version.ToString(CultureInfo.InvariantCulture));
        Set($"{picker}.pick", null);
    }

    /// <summary>Forgets what a picker meant.</summary>
    public void Unpick(string picker)
    {
        foreach (var part in new[] { "label", "id", "version", "pick" })
            Set($"{picker}.{part}", null);
    }

    /// <summary>Whether the text of a picker still is the one for which something was found.</summary>
    public bool IsPicked(string picker) => this[$"{picker}.id"].Length > 0 && this[picker] == this[$"{picker}.label"] && this[$"{picker}.pick"].Length == 0;

    /// <summary>Lets the officer choose among several.</summary>
    public void Ask(string picker, IReadOnlyList<AgencyChoice> choices)
    {
        found[picker] = choices;
        Fault("NAME_UNCLEAR", picker, $"Có nhiều nơi khớp với \"{this[picker]}\": hãy chọn một trong danh sách.", $"Several match \"{this[picker]}\": choose one of the list.");
    }

    /// <summary>Says that a field must be put right.</summary>
    public void Fault(string code, string field, string vi, string en) => faults.Add(new(code, FindingSeverity.Error, field, null, new Bilingual(vi, en)));

    /// <summary>Says what the operation says; a path of its input is the field that holds the value.</summary>
    public void Fault(ReorganisationFinding finding) => faults.Add(finding with { Path = FieldOf(finding.Path) });

    /// <summary>What is to be put right in a field; null where nothing is.</summary>
    public Bilingual? FaultOf(string field) => faults.Find(fault => fault.Path == field)?.Message;

    // Which of several new agencies is meant is not said: the first one.
    private string Founded => kind == ReorganisationKind.Split ? Parts.FirstOrDefault(part => this[$"{part}.what"] == "new") ?? "part.0" : "founded";

    private string FieldOf(string path) => path switch
    {
        "input.effectiveOn" or "input.legalGround" => path["input.".Length..],
        "input.name" => kind == ReorganisationKind.Rename ? "name" : $"{Founded}.name",
        "input.code" => $"{Founded}.code",
        "input.parentId" => kind == ReorganisationKind.Move ? "parent" : $"{Founded}.parent",
        "input.seatId" => kind == ReorganisationKind.Move ? "seat" : $"{Founded}.seat",
        "input.into" => "into",
        "input.agencies" => "other.0",
        "input.peopleTo" => "peopleTo",
        _ when path.Split('.') is [_, .., "agency" or "founded", var value] => $"{Founded}.{value.Replace("Code", "", StringComparison.Ordinal).Replace("Id", "", StringComparison.Ordinal)}",
        _ when path.StartsWith("input.parts", StringComparison.Ordinal) => "part.0.what",
        _ => "",
    };
}

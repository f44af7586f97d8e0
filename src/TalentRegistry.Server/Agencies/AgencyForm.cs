using TalentRegistry.Data;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Server.Agencies;

/// <summary>What an officer has filled in on the page of an operation on agencies.</summary>
/// <param name="kind">The operation.</param>
public sealed class AgencyForm(ReorganisationKind kind) : ReorganisationForm(kind)
{
    /// <summary>How the fields begin in which an agency is given another kind, sector or level.</summary>
    public const string Class = "class";

    /// <inheritdoc/>
    public override IEnumerable<string> AgencyPickers => Kind switch
    {
        ReorganisationKind.Move => ["parent"],
        ReorganisationKind.Close => ["peopleTo"],
        ReorganisationKind.Merge => Enumerable.Range(0, Rows).Select(i => $"other.{i}").Concat(this["target"] switch { "existing" => ["into"], "new" => ["founded.parent"], _ => [] }),
        ReorganisationKind.Split => Parts.SelectMany(part => (string[])(this[$"{part}.what"] switch { "existing" => [$"{part}.agency"], "new" => [$"{part}.parent"], _ => [] })),
        _ => [],
    };

    /// <inheritdoc/>
    public override IEnumerable<string> UnitPickers => Kind switch
    {
        ReorganisationKind.Move => ["seat"],
        ReorganisationKind.Create => ["founded.seat"],
        ReorganisationKind.Merge when this["target"] == "new" => ["founded.seat"],
        ReorganisationKind.Split => Parts.Where(part => this[$"{part}.what"] == "new").Select(part => $"{part}.seat"),
        _ => [],
    };

    /// <inheritdoc/>
    public override bool PicksUnit(string picker) => picker == "seat" || picker.EndsWith(".seat", StringComparison.Ordinal);

    /// <summary>What the agency is to be since the day; null where it stays.</summary>
    public NewClass Since => new(Text($"{Class}.kind"), Text($"{Class}.sector"), Level(Class));

    /// <summary>The level of government chosen in a group of fields; null where none is.</summary>
    public GovernmentLevel? Level(string fields) => Text($"{fields}.level") is { } level ? SnakeCase.Parse<GovernmentLevel>(level) : null;

    private string? Text(string name) => this[name] is { Length: > 0 } text ? text : null;

    // Which of several new agencies is meant is not said: the first one.
    private string Founded => Kind == ReorganisationKind.Split ? Parts.FirstOrDefault(part => this[$"{part}.what"] == "new") ?? "part.0" : "founded";

    /// <inheritdoc/>
    protected override string FieldOf(string path) => path switch
    {
        "input.effectiveOn" or "input.legalGround" => path["input.".Length..],
        "input.name" => Kind == ReorganisationKind.Rename ? "name" : $"{Founded}.name",
        "input.code" => $"{Founded}.code",
        "input.parentId" => Kind == ReorganisationKind.Move ? "parent" : $"{Founded}.parent",
        "input.seatId" => Kind == ReorganisationKind.Move ? "seat" : $"{Founded}.seat",
        "input.sectorCode" => Kind == ReorganisationKind.Reclassify ? $"{Class}.sector" : $"{Founded}.sector",
        "input.into" => "into",
        "input.agencies" => "other.0",
        "input.peopleTo" => "peopleTo",
        _ when path.Split('.') is [_, .., "agency" or "founded", var value] => $"{Founded}.{value.Replace("Code", "", StringComparison.Ordinal).Replace("Id", "", StringComparison.Ordinal)}",
        _ when path.StartsWith("input.parts", StringComparison.Ordinal) => "part.0.what",
        _ => "",
    };
}

using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Server.Agencies;

/// <summary>What an officer has filled in on the page of an operation on agencies.</summary>
/// <param name="kind">The operation.</param>
public sealed class AgencyForm(ReorganisationKind kind) : ReorganisationForm(kind)
{
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
        "input.into" => "into",
        "input.agencies" => "other.0",
        "input.peopleTo" => "peopleTo",
        _ when path.Split('.') is [_, .., "agency" or "founded", var value] => $"{Founded}.{value.Replace("Code", "", StringComparison.Ordinal).Replace("Id", "", StringComparison.Ordinal)}",
        _ when path.StartsWith("input.parts", StringComparison.Ordinal) => "part.0.what",
        _ => "",
    };
}

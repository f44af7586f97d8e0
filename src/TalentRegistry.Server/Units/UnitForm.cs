using System.Globalization;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Units;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Units;
using TalentRegistry.Server.Agencies;

namespace TalentRegistry.Server.Units;

/// <summary>What an administrator has filled in on the page of an operation on administrative units.</summary>
/// <param name="kind">The operation.</param>
public sealed class UnitForm(ReorganisationKind kind) : ReorganisationForm(kind)
{
    /// <inheritdoc/>
    public override IEnumerable<string> AgencyPickers => [];

    /// <inheritdoc/>
    public override IEnumerable<string> UnitPickers => Kind switch
    {
        ReorganisationKind.Move => ["parent"],
        ReorganisationKind.Merge => Enumerable.Range(0, Rows).Select(i => $"other.{i}").Concat(this["target"] == "existing" ? ["into"] : []),
        ReorganisationKind.Split => Parts.Where(part => this[$"{part}.what"] == "existing").Select(part => $"{part}.unit"),
        _ => [],
    };

    /// <inheritdoc/>
    public override bool PicksUnit(string picker) => true;

    /// <summary>The operation as the mutations and the command line say it.</summary>
    /// <param name="unit">The unit on whose page the form stands.</param>
    /// <param name="isPreview">Only tells what it would do.</param>
    public UnitOperation Operation(string unit, bool isPreview)
    {
        var operation = new UnitOperation(Kind, new ReorganisationTerms(Day!.Value, this["legalGround"], isPreview)) { Units = [unit] };
        return Kind switch
        {
            ReorganisationKind.Create => operation with { Units = [], Founded = Founded("founded", UnitLevel.Commune, unit) },
            ReorganisationKind.Rename => operation with { Name = new UnitName(this["name"]) },
            ReorganisationKind.Move => operation with { ParentId = Unit("parent") },
            ReorganisationKind.Merge => Merged(operation),
            ReorganisationKind.Split => operation with { Parts = [.. Parts.Where(part => this[$"{part}.what"].Length > 0).Select(part => PartOf(part, unit))] },
            _ => operation,
        };
    }

    /// <summary>Says of each weight that is no share of a hundred that it must be put right.</summary>
    public void CheckWeights()
    {
        foreach (var part in Parts.Where(part => this[$"{part}.weight"].Length > 0 && Weight(part) is null))
            Fault("VALUE_INVALID", $"{part}.weight", "Tỷ lệ là một số phần trăm, như 60 hoặc 33,5.", "A share is a percentage, as 60 or 33.5.");
    }

    /// <inheritdoc/>
    protected override string FieldOf(string path)
    {
        if (path.StartsWith("input.parts", StringComparison.Ordinal))
        {
            var number = path.Length > "input.parts[".Length && char.IsAsciiDigit(path["input.parts[".Length]) ? path["input.parts[".Length..path.IndexOf(']', StringComparison.Ordinal)] : "0";
            return $"part.{number}." + (path.EndsWith(".code", StringComparison.Ordinal) ? "code" : path.EndsWith(".name", StringComparison.Ordinal) ? "name" : path.EndsWith(".weight", StringComparison.Ordinal) ? "weight" : "what");
        }

        return path switch
        {
            "input.effectiveOn" or "input.legalGround" => path["input.".Length..],
            "input.name" => "name",
            "input.units" when Kind == ReorganisationKind.Merge => "other.0",
            "input.parentId" when Kind == ReorganisationKind.Move => "parent",
            "input.code" or "input.founded.code" or "input.unit.code" => Kind switch { ReorganisationKind.Split => "part.0.what", ReorganisationKind.Move => "parent", _ => "founded.code" },
            "input.founded.name" or "input.unit.name" => "founded.name",
            _ => "",
        };
    }

    private UnitOperation Merged(UnitOperation operation)
    {
        var others = Enumerable.Range(0, Rows).Select(i => Unit($"other.{i}")).OfType<string>();
        return this["target"] switch
        {
            "new" => operation with { Units = [.. operation.Units, .. others], Founded = Founded("founded") },
            "existing" => operation with { Units = [.. operation.Units, .. others], Into = Unit("into") },
            _ => operation with { Units = [.. others], Into = operation.Units[0] },
        };
    }

    private UnitPart PartOf(string part, string unit) => new(
        this[$"{part}.what"] switch { "this" => unit, "existing" => Unit($"{part}.unit"), _ => null }, this[$"{part}.what"] == "new" ? Founded(part) : null,
        [.. Assigned("agency.", part).Select(Guid.Parse)], [], [.. Assigned("child.", part)], Weight(part));

    // By the end of the fields' names.
    private IEnumerable<string> Assigned(string fields, string part) =>
        Filled.Where(field => $"part.{field.Value}" == part && field.Key.StartsWith(fields, StringComparison.Ordinal)).Select(field => field.Key[fields.Length..]);

    private NewUnit Founded(string fields, UnitLevel? level = null, string? parent = null) => new(this[$"{fields}.code"], new UnitName(this[$"{fields}.name"]), level, parent);

    private string? Unit(string picker) => IsPicked(picker) ? this[$"{picker}.id"] : null;

    private decimal? Weight(string part) =>
        decimal.TryParse(this[$"{part}.weight"].Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100 ? percent / 100 : null;
}

using System.Text.Json.Serialization;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Data.Units;

/// <summary>What <c>registry.reorganise_units</c> is told to do; the migration says what each list means.</summary>
internal sealed class UnitPlan : DatedPlan
{
    public string? By { get; init; }

    public List<Founding> Found { get; } = [];

    public List<Naming> Names { get; } = [];

    public List<string> Close { get; } = [];

    public List<Child> Children { get; } = [];

    [JsonPropertyName("lineage")]
    public List<Lineage> Lineages { get; } = [];

    public List<Part> Parts { get; } = [];

    /// <summary>Ends a unit, whose seats and units below go over into another.</summary>
    public void CloseInto(StoredUnit unit, string successor, UnitChangeKind kind)
    {
        Close.Add(unit.Id);
        Lineages.Add(new Lineage(unit.Id, successor, kind));
        Parts.Add(new Part(unit.Id, successor));
        if (unit.Level == UnitLevel.Province)
            Children.Add(new Child(null, unit.Id, successor));
    }

    internal sealed record Founding(string Id, UnitLevel Level, string Code, string Name, string ShortName, string KindVi, string KindEn, string? Parent);

    internal sealed record Naming(string Id, string Name, string ShortName, string KindVi, string KindEn);

    internal sealed record Child(string? Id, string? Of, string Under);

    internal sealed record Lineage(string From, string? To, UnitChangeKind Kind, decimal? Share = null);

    internal sealed record Part(string From, string To, IReadOnlyList<Guid>? Agencies = null, decimal? Share = null);
}

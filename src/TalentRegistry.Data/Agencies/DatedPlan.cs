using System.Text.Json;
using System.Text.Json.Serialization;
using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Data.Agencies;

/// <summary>One dated operation as PostgreSQL is told to do it, on agencies or on administrative units.</summary>
internal abstract class DatedPlan
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public required Guid Id { get; init; }

    public required ReorganisationKind Kind { get; init; }

    public required DateOnly On { get; init; }

    public required string Ground { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, GetType(), Options);
}

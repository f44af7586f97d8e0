using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.Server.Api;

/// <summary>Citizen IDs as the API takes them.</summary>
internal static class CitizenIdScalar
{
    public static ScalarType Type { get; } = new(
        "CitizenId",
        """
        A personal identification number (số định danh cá nhân; Decree 137/2015/ND-CP, article 13): text of 12 digits, as "011188000123". Spaces and
        dots between them are dropped; a number is refused, as it would lose the zero in front.
        """)
    {
        Serialize = value => value is CitizenId id ? id.ToString() : throw Refused(),
        ParseValue = json => json.ValueKind == System.Text.Json.JsonValueKind.String ? Read(json.GetString()!) : throw Refused(),
        ParseLiteral = node => node is StringValueNode text ? Read(text.Value) : throw Refused(),
    };

    private static object Read(string text) => CitizenId.TryParse(text, out var id) ? id : throw Refused();

    private static ScalarException Refused() => new("CitizenId cannot represent the value: text of 12 digits is expected.");
}

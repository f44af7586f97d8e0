using System.Text.Json;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>Stands in until the language's printer is there.</summary>
internal static class Printer
{
    public static string Print(SyntaxNode node) => node switch
    {
        StringValueNode s => JsonSerializer.Serialize(s.Value),
        IntValueNode i => i.Value,
        FloatValueNode f => f.Value,
        BooleanValueNode b => b.Value ? "true" : "false",
        EnumValueNode e => e.Value,
        NullValueNode => "null",
        ListValueNode l => "[" + string.Join(", ", l.Values.Select(Print)) + "]",
        ObjectValueNode o => "{ " + string.Join(", ", o.Fields.Select(f => f.Name.Value + ": " + Print(f.Value))) + " }",
        _ => "",
    };
}

using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>A literal can be read as the type that its place takes (spec 5.6.1).</summary>
internal sealed class ValuesOfCorrectType() : Rule("Values-of-Correct-Type")
{
    public override void Enter(ValueNode value, InputPlace place, ValidationContext context)
    {
        if (place.Type is { } type && !context.IsFull && Fault(value, type) is { } fault)
            context.Report(this, fault, value);
    }

    private static string? Fault(ValueNode value, GraphQLType type) => (value, type.Named) switch
    {
        (VariableNode, _) => null,
        (NullValueNode, _) => type is NonNull ? $"A value of type \"{type}\" is wanted, not null." : null,
        // The parts are looked at when they are met.
        (ListValueNode, _) when type.Nullable is ListOf => null,
        (ObjectValueNode, InputObjectType) => null,
        (_, InputObjectType) => NotOf(type, value),
        (_, EnumType e) => FaultOfEnum(value, e, type),
        (_, ScalarType scalar) => FaultOfScalar(value, scalar, type),
        _ => null,
    };

    private static string? FaultOfEnum(ValueNode value, EnumType e, GraphQLType type) => value switch
    {
        EnumValueNode name when e.Values.ContainsKey(name.Value) => null,
        EnumValueNode name => $"\"{name.Value}\" is not a value of \"{e}\".{Suggestions.For(name.Value, e.Values.Keys)}",
        StringValueNode => $"{NotOf(type, value)} Values of enums are written without quotes.{Suggestions.For(Printer.Print(value), e.Values.Keys)}",
        _ => NotOf(type, value),
    };

    private static string? FaultOfScalar(ValueNode value, ScalarType scalar, GraphQLType type)
    {
        try
        {
            scalar.ParseLiteral(value);
            return null;
        }
        catch (ScalarException refused)
        {
            return $"{NotOf(type, value)} {refused.Message}";
        }
    }

    private static string NotOf(GraphQLType type, ValueNode value)
    {
        var written = Printer.Print(value);
        return $"A value of type \"{type}\" is wanted, not {(written.Length > 100 ? written[..100] + "…" : written)}.";
    }
}

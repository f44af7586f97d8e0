using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>A variable's type fits every place where it is used (spec 5.8.5).</summary>
internal sealed class AllVariableUsagesAreAllowed() : Rule("All-Variable-Usages-Are-Allowed")
{
    public override void Leave(DocumentNode document, ValidationContext context)
    {
        foreach (var operation in context.Operations.TakeWhile(_ => !context.IsFull))
        {
            var definitions = new Dictionary<string, VariableDefinitionNode>(StringComparer.Ordinal);
            foreach (var definition in operation.Variables)
                definitions[definition.Variable.Name.Value] = definition;
            foreach (var use in context.VariablesOf(operation))
            {
                if (definitions.TryGetValue(use.Node.Name.Value, out var definition))
                    Check(definition, use, context);
            }
        }
    }

    private void Check(VariableDefinitionNode definition, VariableUse use, ValidationContext context)
    {
        if (use.Place.Type is not { } wanted || context.TypeOf(definition.Type) is not { } given)
            return;

        var variable = $"Variable \"${use.Node.Name}\" of type \"{given}\"";
        if (!IsVariableUsageAllowed(given, definition.DefaultValue, use.Place, wanted))
            context.Report(this, $"{variable} cannot stand where \"{wanted}\" is wanted.", definition, use.Node);
        if (use.Place.Owner is { IsOneOf: true } owner && given is not NonNull)
            context.Report(this, $"{variable} must be non-null to be the one field of \"{owner}\".", definition, use.Node);
    }

    // A nullable variable may stand in a non-null place if a default of either takes the place of a missing value; the null
    // that can still be given is refused when the field is run.
    private static bool IsVariableUsageAllowed(GraphQLType given, ValueNode? variableDefault, InputPlace place, GraphQLType wanted)
    {
        if (wanted is not NonNull nonNull || given is NonNull)
            return Schema.IsSubtype(given, wanted);

        var hasDefault = variableDefault is not (null or NullValueNode) || place.DefaultValue is not null;
        return hasDefault && Schema.IsSubtype(given, nonNull.OfType);
    }
}

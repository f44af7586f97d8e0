using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>A variable is of a scalar, an enum or an input object, or a list of them (spec 5.8.2).</summary>
internal sealed class VariablesAreInputTypes() : Rule("Variables-Are-Input-Types")
{
    public override void Enter(VariableDefinitionNode variable, ValidationContext context)
    {
        if (context.TypeOf(variable.Type) is { IsInput: false } type)
        {
            context.Report(
                this, $"Variable \"${variable.Variable.Name}\" cannot be of type \"{type}\", which only answers have.", variable.Type);
        }
    }
}

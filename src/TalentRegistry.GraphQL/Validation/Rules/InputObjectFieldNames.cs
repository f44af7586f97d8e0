using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>A field of an input object value is defined by its type (spec 5.6.2).</summary>
internal sealed class InputObjectFieldNames() : Rule("Input-Object-Field-Names")
{
    public override void Enter(ValueNode value, InputPlace place, ValidationContext context)
    {
        if (value is not ObjectValueNode record || place.Type?.Named is not InputObjectType type)
            return;

        foreach (var field in record.Fields.Where(f => !type.Fields.ContainsKey(f.Name.Value)))
        {
            var name = field.Name.Value;
            context.Report(this, $"Input type \"{type}\" has no field \"{name}\".{context.Suggest(name, type.Fields.Keys)}", field);
        }
    }
}

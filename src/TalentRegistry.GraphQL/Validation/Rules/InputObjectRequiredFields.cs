using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>An input object value has every field that is non-null and has no default (spec 5.6.4).</summary>
internal sealed class InputObjectRequiredFields() : Rule("Input-Object-Required-Fields")
{
    public override void Enter(ValueNode value, InputPlace place, ValidationContext context)
    {
        if (value is not ObjectValueNode record || place.Type?.Named is not InputObjectType type)
            return;

        foreach (var missing in type.Fields.Values.Where(d => d.IsRequired && !record.Fields.Any(f => f.Name.Value == d.Name)))
            context.Report(this, $"\"{type}.{missing.Name}\" of type \"{missing.Type}\" must be given.", record);
    }
}

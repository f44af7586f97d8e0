using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>A field of an input object value is given once (spec 5.6.3).</summary>
internal sealed class InputObjectFieldUniqueness() : Rule("Input-Object-Field-Uniqueness")
{
    public override void Enter(ValueNode value, InputPlace place, ValidationContext context)
    {
        if (value is not ObjectValueNode record)
            return;

        foreach (var (first, again) in record.Fields.Select(f => f.Name).Repeated(n => n.Value))
            context.Report(this, $"Field \"{again}\" of an input object is given more than once.", first, again);
    }
}

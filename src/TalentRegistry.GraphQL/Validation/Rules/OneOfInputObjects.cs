using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>Of a @oneOf input object exactly one field is given, and it is not null (spec 3.10.1 through 5.6.1).</summary>
internal sealed class OneOfInputObjects() : Rule("OneOf-Input-Objects")
{
    public override void Enter(ValueNode value, InputPlace place, ValidationContext context)
    {
        if (value is not ObjectValueNode record || place.Type?.Named is not InputObjectType { IsOneOf: true } type)
            return;

        var names = record.Fields.Select(f => f.Name.Value).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count != 1)
            context.Report(this, $"Exactly one field of \"{type}\" must be given, and here are {names.Count}.", record);
        else if (record.Fields[^1].Value is NullValueNode)
            context.Report(this, $"\"{type}.{names[0]}\" must not be null, as it is the one field given.", record);
    }
}

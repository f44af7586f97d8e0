using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.TypeSystem;

// Spec 3.10, InputObjectDefaultValueHasCycle: what defaults fill in is filled in by defaults itself, and must come to an end.
internal sealed partial class SchemaRules
{
    private void CheckDefaultCycles(IEnumerable<InputObjectType> types)
    {
        var done = new HashSet<InputValue>();
        var path = new List<(InputValue Field, string Name)>();
        foreach (var type in types)
        {
            foreach (var field in type.DeclaredFields)
                Fill(type, field, null);
        }

        void Fill(InputObjectType owner, InputValue field, ValueNode? given)
        {
            if (field.Type.Named is not InputObjectType type)
                return;
            if (given is not null)
            {
                FillIn(type, given);
                return;
            }

            if (field.DefaultValue is not { } value)
                return;

            var at = path.FindIndex(step => step.Field == field);
            if (at >= 0)
            {
                Fault($"{owner.Name}.{field.Name} cannot have a default that is filled in by itself, through those of {string.Join(", ", path.Skip(at).Select(step => step.Name))}.");
                return;
            }

            if (!done.Add(field))
                return;

            path.Add((field, $"{owner.Name}.{field.Name}"));
            FillIn(type, value);
            path.RemoveAt(path.Count - 1);
        }

        void FillIn(InputObjectType type, ValueNode value)
        {
            switch (value)
            {
                case ListValueNode list:
                    foreach (var item in list.Values)
                        FillIn(type, item);
                    break;
                case ObjectValueNode given:
                    foreach (var field in type.DeclaredFields)
                        Fill(type, field, given.Fields.FirstOrDefault(f => f.Name.Value == field.Name)?.Value);
                    break;
            }
        }
    }
}

using System.Text.RegularExpressions;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>Type validation, spec section 3. Reports every fault, one sentence each, in the order of the types.</summary>
internal sealed partial class SchemaRules
{
    private readonly List<string> _faults = [];

    [GeneratedRegex("^[_A-Za-z][_0-9A-Za-z]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamePattern();

    public static IReadOnlyList<string> Check(Schema schema, IReadOnlyList<DefinedType> types)
    {
        var rules = new SchemaRules();
        rules.CheckDefaultCycles(types.OfType<InputObjectType>());
        // Whoever read defaults that fill themselves in would not come to an end.
        if (rules._faults.Count > 0)
            return rules._faults;

        rules.CheckRoots(schema);
        foreach (var twice in types.GroupBy(t => t.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            rules.Fault($"There is more than one type named \"{twice.Key}\".");
        foreach (var directive in schema.Directives.Values)
            rules.CheckDirective(directive);
        foreach (var type in types.Where(t => !Introspection.IsIntrospectionType(t)))
            rules.CheckType(type);
        rules.CheckInputCycles(types.OfType<InputObjectType>());
        return rules._faults;
    }

    private void Fault(string sentence) => _faults.Add(sentence);

    // Spec 3.3.1: root types are different objects.
    private void CheckRoots(Schema schema)
    {
        var roots = new[] { schema.QueryType, schema.MutationType, schema.SubscriptionType }.OfType<ObjectType>().ToList();
        if (roots.Distinct().Count() < roots.Count)
            Fault("Query, mutation and subscription must be different types.");
    }

    private void CheckName(string name, string where)
    {
        if (!NamePattern().IsMatch(name))
            Fault($"{where}: names are made of letters, digits and underscores, and do not begin with a digit; \"{name}\" is not.");
        else if (name.StartsWith("__", StringComparison.Ordinal))
            Fault($"{where}: names beginning with two underscores are kept for introspection; \"{name}\" is one.");
    }

    private void CheckDirective(DirectiveType directive)
    {
        CheckName(directive.Name, $"@{directive.Name}");
        CheckInputs(directive.DeclaredArguments, $"@{directive.Name}", "argument");
        if (directive.Locations.Count == 0)
            Fault($"@{directive.Name} must have at least one location.");
    }

    private void CheckType(DefinedType type)
    {
        CheckName(type.Name, type.Name);
        switch (type)
        {
            case FieldsType fields:
                CheckFields(fields);
                CheckInterfaces(fields);
                break;
            case UnionType { Members.Count: 0 }:
                Fault($"Union {type.Name} must have at least one member.");
                break;
            case UnionType union:
                CheckTwice(union.Members.Select(m => m.Name), $"Union {type.Name}", "member");
                break;
            case EnumType @enum:
                CheckEnum(@enum);
                break;
            case InputObjectType input:
                CheckInputObject(input);
                break;
        }
    }

    private void CheckFields(FieldsType type)
    {
        if (type.DeclaredFields.Count == 0)
            Fault($"Type {type.Name} must have at least one field.");
        CheckTwice(type.DeclaredFields.Select(f => f.Name), type.Name, "field");
        foreach (var field in type.DeclaredFields)
        {
            var where = $"{type.Name}.{field.Name}";
            CheckName(field.Name, where);
            if (!field.Type.IsOutput)
                Fault($"{where} must give an output type, not {field.Type}.");
            CheckInputs(field.DeclaredArguments, where, "argument");
        }
    }

    // Spec 3.6, IsValidImplementation.
    private void CheckInterfaces(FieldsType type)
    {
        CheckTwice(type.Interfaces.Select(i => i.Name), type.Name, "interface");
        foreach (var wanted in type.Interfaces)
        {
            if (ReferenceEquals(type, wanted))
            {
                Fault($"Type {type.Name} must not implement itself.");
                continue;
            }

            foreach (var deeper in wanted.Interfaces.Where(i => !type.Interfaces.Contains(i)))
                Fault(ReferenceEquals(deeper, type)
                    ? $"Type {type.Name} must not implement {wanted.Name}, which implements it."
                    : $"Type {type.Name} must implement {deeper.Name} because {wanted.Name} does.");
            foreach (var field in wanted.DeclaredFields)
                CheckImplementation(type, wanted, field);
        }
    }

    private void CheckImplementation(FieldsType type, InterfaceType wanted, OutputField field)
    {
        var (ours, theirs) = ($"{type.Name}.{field.Name}", $"{wanted.Name}.{field.Name}");
        if (!type.Fields.TryGetValue(field.Name, out var own))
        {
            Fault($"{theirs} is expected, but {type.Name} does not have it.");
            return;
        }

        if (!Schema.IsSubtype(own.Type, field.Type))
            Fault($"{theirs} gives {field.Type}, but {ours} gives {own.Type}.");
        foreach (var argument in field.DeclaredArguments)
        {
            if (!own.Arguments.TryGetValue(argument.Name, out var taken))
                Fault($"{theirs} takes {argument.Name}, but {ours} does not.");
            else if (!SameType(taken.Type, argument.Type))
                Fault($"{theirs} takes {argument.Name} as {argument.Type}, but {ours} as {taken.Type}.");
        }

        foreach (var extra in own.DeclaredArguments.Where(a => a.IsRequired && !field.Arguments.ContainsKey(a.Name)))
            Fault($"{ours} requires {extra.Name}, which {theirs} does not have.");
        if (own.DeprecationReason is not null && field.DeprecationReason is null)
            Fault($"{theirs} is not deprecated, so {ours} must not be.");
    }

    private static bool SameType(GraphQLType one, GraphQLType other) => (one, other) switch
    {
        (NonNull a, NonNull b) => SameType(a.OfType, b.OfType),
        (ListOf a, ListOf b) => SameType(a.OfType, b.OfType),
        _ => ReferenceEquals(one, other),
    };

    private void CheckEnum(EnumType type)
    {
        if (type.DeclaredValues.Count == 0)
            Fault($"Enum {type.Name} must have at least one value.");
        CheckTwice(type.DeclaredValues.Select(v => v.Name), type.Name, "value");
        foreach (var value in type.DeclaredValues)
        {
            CheckName(value.Name, $"{type.Name}.{value.Name}");
            if (value.Name is "true" or "false" or "null")
                Fault($"{type.Name}: an enum value cannot be named {value.Name}.");
        }
    }

    private void CheckInputObject(InputObjectType type)
    {
        if (type.DeclaredFields.Count == 0)
            Fault($"Input {type.Name} must have at least one field.");
        CheckInputs(type.DeclaredFields, type.Name, "field");
        foreach (var field in type.DeclaredFields.Where(_ => type.IsOneOf))
        {
            if (field.Type is NonNull)
                Fault($"{type.Name}.{field.Name} must be nullable, as {type.Name} is @oneOf.");
            if (field.DefaultValue is not null)
                Fault($"{type.Name}.{field.Name} cannot have a default, as {type.Name} is @oneOf.");
        }
    }

    private void CheckInputs(IReadOnlyList<InputValue> inputs, string owner, string kind)
    {
        CheckTwice(inputs.Select(i => i.Name), owner, kind);
        foreach (var input in inputs)
        {
            var where = $"{owner}, {kind} {input.Name}";
            CheckName(input.Name, where);
            if (!input.Type.IsInput)
                Fault($"{where} must take an input type, not {input.Type}.");
            else if (input is { IsRequired: true, DeprecationReason: not null })
                Fault($"{where} is required and so cannot be deprecated.");
            else if (input.DefaultValue is { } literal && Coercion.FaultOfLiteral(literal, input.Type) is { } fault)
                Fault($"{where}: its default is not a {input.Type}. {fault}");
        }
    }

    private void CheckTwice(IEnumerable<string> names, string owner, string kind)
    {
        foreach (var twice in names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1))
            Fault($"{owner} has more than one {kind} named \"{twice.Key}\".");
    }

    // Spec 3.10: a chain of non-null fields must not lead back to its start, as no value of it could be written.
    private void CheckInputCycles(IEnumerable<InputObjectType> types)
    {
        var done = new HashSet<InputObjectType>();
        var path = new List<(InputObjectType Type, string Field)>();
        foreach (var type in types)
            Walk(type);

        void Walk(InputObjectType type)
        {
            var at = path.FindIndex(p => p.Type == type);
            if (at >= 0)
            {
                var fields = string.Join(", ", path.Skip(at).Select(p => p.Field));
                Fault($"Input {type.Name} cannot refer to itself through the non-null fields {fields}.");
                return;
            }

            if (!done.Add(type))
                return;

            foreach (var field in type.DeclaredFields)
            {
                if (field.Type is not NonNull { OfType: InputObjectType next })
                    continue;

                path.Add((type, $"{type.Name}.{field.Name}"));
                Walk(next);
                path.RemoveAt(path.Count - 1);
            }
        }
    }
}

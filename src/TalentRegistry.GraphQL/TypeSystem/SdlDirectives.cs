using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>
/// The directives that a document of definitions uses: each is defined, stands where it may and no more often than it may (spec 5.7), and has the
/// arguments that it takes (spec 5.4). A type and its extensions are one place.
/// </summary>
internal sealed class SdlDirectives(IReadOnlyDictionary<string, DirectiveType> known, List<string> faults)
{
    /// <summary>Adds a sentence for every fault.</summary>
    public void Check(DocumentNode document)
    {
        foreach (var place in document.Definitions.SelectMany(Places).GroupBy(p => (p.Where, p.Location)))
            Check([.. place.SelectMany(p => p.Directives)], place.Key.Where, place.Key.Location);
    }

    private void Check(List<DirectiveNode> used, string where, DirectiveLocation location)
    {
        foreach (var twice in used.GroupBy(d => d.Name.Value, StringComparer.Ordinal).Where(g => g.Skip(1).Any() && known.GetValueOrDefault(g.Key) is { IsRepeatable: false }))
            faults.Add($"{where}: the directive \"@{twice.Key}\" can only be used once there ({twice.ElementAt(1).Location}).");
        foreach (var directive in used)
        {
            if (!known.TryGetValue(directive.Name.Value, out var type))
                faults.Add($"{where}: unknown directive \"@{directive.Name.Value}\" ({directive.Location}).");
            else if (!type.Locations.Contains(location))
                faults.Add($"{where}: the directive \"@{type.Name}\" may not be used on {DirectiveType.NameOf(location)} ({directive.Location}).");
            else
                CheckArguments(directive, type, where);
        }
    }

    private void CheckArguments(DirectiveNode directive, DirectiveType type, string where)
    {
        foreach (var twice in directive.Arguments.GroupBy(a => a.Name.Value, StringComparer.Ordinal).Where(g => g.Skip(1).Any()))
            faults.Add($"{where}: there can be only one argument named \"{twice.Key}\" of \"@{type.Name}\" ({directive.Location}).");
        foreach (var given in directive.Arguments)
        {
            if (!type.Arguments.TryGetValue(given.Name.Value, out var argument))
                faults.Add($"{where}: unknown argument \"{given.Name.Value}\" of \"@{type.Name}\" ({given.Location}).");
            else if (argument.Type.IsInput && Coercion.FaultOfLiteral(given.Value, argument.Type) is { } fault)
                faults.Add($"{where}: argument \"{given.Name.Value}\" of \"@{type.Name}\" ({given.Location}). {fault}");
        }

        foreach (var missing in type.DeclaredArguments.Where(a => a.IsRequired && !directive.Arguments.Any(given => given.Name.Value == a.Name)))
            faults.Add($"{where}: \"@{type.Name}\" needs its argument \"{missing.Name}\" of type \"{missing.Type}\" ({directive.Location}).");
    }

    private static IEnumerable<(string Where, DirectiveLocation Location, IReadOnlyList<DirectiveNode> Directives)> Places(DefinitionNode definition) => definition switch
    {
        SchemaDefinitionNode or SchemaExtensionNode => [("The schema", DirectiveLocation.Schema, ((TypeSystemNode)definition).Directives)],
        DirectiveDefinitionNode d => Of($"@{d.Name.Value}", d.Arguments, DirectiveLocation.ArgumentDefinition),
        ScalarTypeDefinitionNode t => [(t.Name.Value, DirectiveLocation.Scalar, t.Directives)],
        ScalarTypeExtensionNode t => [(t.Name.Value, DirectiveLocation.Scalar, t.Directives)],
        ObjectTypeDefinitionNode t => [(t.Name.Value, DirectiveLocation.Object, t.Directives), .. Of(t.Name, t.Fields)],
        ObjectTypeExtensionNode t => [(t.Name.Value, DirectiveLocation.Object, t.Directives), .. Of(t.Name, t.Fields)],
        InterfaceTypeDefinitionNode t => [(t.Name.Value, DirectiveLocation.Interface, t.Directives), .. Of(t.Name, t.Fields)],
        InterfaceTypeExtensionNode t => [(t.Name.Value, DirectiveLocation.Interface, t.Directives), .. Of(t.Name, t.Fields)],
        UnionTypeDefinitionNode t => [(t.Name.Value, DirectiveLocation.Union, t.Directives)],
        UnionTypeExtensionNode t => [(t.Name.Value, DirectiveLocation.Union, t.Directives)],
        EnumTypeDefinitionNode t => [(t.Name.Value, DirectiveLocation.Enum, t.Directives), .. Of(t.Name, t.Values)],
        EnumTypeExtensionNode t => [(t.Name.Value, DirectiveLocation.Enum, t.Directives), .. Of(t.Name, t.Values)],
        InputObjectTypeDefinitionNode t => [(t.Name.Value, DirectiveLocation.InputObject, t.Directives), .. Of(t.Name.Value, t.Fields, DirectiveLocation.InputFieldDefinition)],
        InputObjectTypeExtensionNode t => [(t.Name.Value, DirectiveLocation.InputObject, t.Directives), .. Of(t.Name.Value, t.Fields, DirectiveLocation.InputFieldDefinition)],
        _ => [],
    };

    private static IEnumerable<(string, DirectiveLocation, IReadOnlyList<DirectiveNode>)> Of(NameNode type, IEnumerable<FieldDefinitionNode> fields) =>
        fields.SelectMany(field => Of($"{type.Value}.{field.Name.Value}", field.Arguments, DirectiveLocation.ArgumentDefinition)
            .Prepend(($"{type.Value}.{field.Name.Value}", DirectiveLocation.FieldDefinition, field.Directives)));

    private static IEnumerable<(string, DirectiveLocation, IReadOnlyList<DirectiveNode>)> Of(NameNode type, IEnumerable<EnumValueDefinitionNode> values) =>
        values.Select(value => ($"{type.Value}.{value.Name.Value}", DirectiveLocation.EnumValue, value.Directives));

    private static IEnumerable<(string, DirectiveLocation, IReadOnlyList<DirectiveNode>)> Of(
        string owner, IEnumerable<InputValueDefinitionNode> inputs, DirectiveLocation location) =>
        inputs.Select(input => ($"{owner}.{input.Name.Value}", location, input.Directives));
}

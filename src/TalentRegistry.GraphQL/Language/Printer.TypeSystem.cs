using System.Globalization;

namespace TalentRegistry.GraphQL.Language;

// Type system definitions and extensions
public sealed partial class Printer
{
    private void TypeSystem(SyntaxNode node)
    {
        switch (node)
        {
            case SchemaDefinitionNode schema:
                Description(schema.Description);
                output.Append("schema");
                Directives(schema.Directives);
                OptionalBlock(schema.OperationTypes);
                break;
            case SchemaExtensionNode schema:
                output.Append("extend schema");
                Directives(schema.Directives);
                OptionalBlock(schema.OperationTypes);
                break;
            case OperationTypeDefinitionNode operation:
                output.Append(CultureInfo.InvariantCulture, $"{Keyword(operation.Operation)}: {operation.Type}");
                break;
            case TypeDefinitionNode type:
                Description(type.Description);
                Type(type);
                break;
            case TypeExtensionNode type:
                output.Append("extend ");
                Type(type);
                break;
            case FieldDefinitionNode field:
                Description(field.Description);
                output.Append(field.Name.Value);
                ArgumentsDefinition(field.Arguments);
                output.Append(": ").Append(field.Type);
                Directives(field.Directives);
                break;
            case InputValueDefinitionNode input:
                Description(input.Description);
                output.Append(CultureInfo.InvariantCulture, $"{input.Name}: {input.Type}");
                Default(input.DefaultValue);
                Directives(input.Directives);
                break;
            case EnumValueDefinitionNode value:
                Description(value.Description);
                output.Append(value.Name.Value);
                Directives(value.Directives);
                break;
            case DirectiveDefinitionNode directive:
                Description(directive.Description);
                output.Append("directive @").Append(directive.Name.Value);
                ArgumentsDefinition(directive.Arguments);
                output.Append(directive.IsRepeatable ? " repeatable on " : " on ");
                Separated(directive.Locations, " | ");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(node), node, "Not a kind of node that the grammar knows.");
        }
    }

    private void Type(SyntaxNode node)
    {
        switch (node)
        {
            case ScalarTypeDefinitionNode type:
                Head("scalar", type.Name, [], type.Directives);
                break;
            case ScalarTypeExtensionNode type:
                Head("scalar", type.Name, [], type.Directives);
                break;
            case ObjectTypeDefinitionNode type:
                Head("type", type.Name, type.Interfaces, type.Directives);
                OptionalBlock(type.Fields);
                break;
            case ObjectTypeExtensionNode type:
                Head("type", type.Name, type.Interfaces, type.Directives);
                OptionalBlock(type.Fields);
                break;
            case InterfaceTypeDefinitionNode type:
                Head("interface", type.Name, type.Interfaces, type.Directives);
                OptionalBlock(type.Fields);
                break;
            case InterfaceTypeExtensionNode type:
                Head("interface", type.Name, type.Interfaces, type.Directives);
                OptionalBlock(type.Fields);
                break;
            case UnionTypeDefinitionNode type:
                Head("union", type.Name, [], type.Directives);
                Members(type.Types);
                break;
            case UnionTypeExtensionNode type:
                Head("union", type.Name, [], type.Directives);
                Members(type.Types);
                break;
            case EnumTypeDefinitionNode type:
                Head("enum", type.Name, [], type.Directives);
                OptionalBlock(type.Values);
                break;
            case EnumTypeExtensionNode type:
                Head("enum", type.Name, [], type.Directives);
                OptionalBlock(type.Values);
                break;
            case InputObjectTypeDefinitionNode type:
                Head("input", type.Name, [], type.Directives);
                OptionalBlock(type.Fields);
                break;
            case InputObjectTypeExtensionNode type:
                Head("input", type.Name, [], type.Directives);
                OptionalBlock(type.Fields);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(node), node, "Not a kind of type that the grammar knows.");
        }
    }

    private void Head(string keyword, NameNode name, IReadOnlyList<NamedTypeNode> interfaces, IReadOnlyList<DirectiveNode> directives)
    {
        output.Append(keyword).Append(' ').Append(name.Value);
        if (interfaces.Count > 0)
        {
            output.Append(" implements ");
            Separated(interfaces, " & ");
        }

        Directives(directives);
    }

    private void Members(IReadOnlyList<NamedTypeNode> types)
    {
        if (types.Count == 0)
            return;

        output.Append(" = ");
        Separated(types, " | ");
    }

    private void OptionalBlock(IReadOnlyList<SyntaxNode> items)
    {
        if (items.Count == 0)
            return;

        output.Append(' ');
        Block(items);
    }

    private void ArgumentsDefinition(IReadOnlyList<InputValueDefinitionNode> arguments)
    {
        if (arguments.Any(argument => argument.Description is not null))
            Block(arguments, '(', ')');
        else
            Wrapped(arguments, '(', ')');
    }
}

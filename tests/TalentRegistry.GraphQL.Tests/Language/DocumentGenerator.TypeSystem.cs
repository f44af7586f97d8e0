using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Tests.Language;

// Type system definitions and extensions
internal static partial class DocumentGenerator
{
    private static Gen<IReadOnlyList<DirectiveNode>> Constant => Directives(isConst: true);

    // An extension must add something; a directive always may.
    private static Gen<IReadOnlyList<DirectiveNode>> Addition => Constant.Where(d => d.Count > 0);

    private static Gen<InputValueDefinitionNode> InputValue =>
        from description in Optional(String)
        from name in Name
        from type in Gen.Sized(Type)
        from value in Optional(Gen.Sized(size => Value(size / 2, isConst: true)))
        from directives in Constant
        select new InputValueDefinitionNode(description, name, type, value, directives, Nowhere);

    private static Gen<FieldDefinitionNode> Field =>
        from description in Optional(String)
        from name in Name
        from arguments in Few(InputValue, 0, 2)
        from type in Gen.Sized(Type)
        from directives in Constant
        select new FieldDefinitionNode(description, name, arguments, type, directives, Nowhere);

    private static Gen<EnumValueDefinitionNode> EnumValue =>
        from description in Optional(String)
        from name in Name
        from directives in Constant
        select new EnumValueDefinitionNode(description, name, directives, Nowhere);

    private static Gen<OperationTypeDefinitionNode> RootType =>
        from operation in Gen.Elements(OperationType.Query, OperationType.Mutation, OperationType.Subscription)
        from type in Named
        select new OperationTypeDefinitionNode(operation, type, Nowhere);

    private static Gen<DefinitionNode>[] SchemaDefinitions =>
    [
        from description in Optional(String)
        from directives in Constant
        from roots in Few(RootType, 1, 3)
        select (DefinitionNode)new SchemaDefinitionNode(description, directives, roots, Nowhere),
        from directives in Addition
        from roots in Few(RootType, 0, 2)
        select (DefinitionNode)new SchemaExtensionNode(directives, roots, Nowhere),
        from description in Optional(String)
        from name in Name
        from arguments in Few(InputValue, 0, 2)
        from isRepeatable in Gen.Elements(true, false)
        from locations in Few(Gen.Elements<string>([.. DirectiveLocations.All]), 1, 3)
        select (DefinitionNode)new DirectiveDefinitionNode(
            description, name, arguments, isRepeatable, [.. locations.Select(l => new NameNode(l, Nowhere))], Nowhere),
    ];

    private static Gen<DefinitionNode>[] TypeDefinitions =>
    [
        Defined((description, name, directives) => Gen.Constant<DefinitionNode>(
            new ScalarTypeDefinitionNode(description, name, directives, Nowhere))),
        Defined((description, name, directives) =>
            from interfaces in Few(Named, 0, 2)
            from fields in Few(Field, 0, 2)
            select (DefinitionNode)new ObjectTypeDefinitionNode(description, name, interfaces, directives, fields, Nowhere)),
        Defined((description, name, directives) =>
            from interfaces in Few(Named, 0, 2)
            from fields in Few(Field, 0, 2)
            select (DefinitionNode)new InterfaceTypeDefinitionNode(description, name, interfaces, directives, fields, Nowhere)),
        Defined((description, name, directives) => Few(Named, 0, 3).Select(types =>
            (DefinitionNode)new UnionTypeDefinitionNode(description, name, directives, types, Nowhere))),
        Defined((description, name, directives) => Few(EnumValue, 0, 3).Select(values =>
            (DefinitionNode)new EnumTypeDefinitionNode(description, name, directives, values, Nowhere))),
        Defined((description, name, directives) => Few(InputValue, 0, 2).Select(fields =>
            (DefinitionNode)new InputObjectTypeDefinitionNode(description, name, directives, fields, Nowhere))),
    ];

    private static Gen<DefinitionNode>[] TypeExtensions =>
    [
        Extended((name, directives) => Gen.Constant<DefinitionNode>(new ScalarTypeExtensionNode(name, directives, Nowhere))),
        Extended((name, directives) =>
            from interfaces in Few(Named, 0, 2)
            from fields in Few(Field, 0, 2)
            select (DefinitionNode)new ObjectTypeExtensionNode(name, interfaces, directives, fields, Nowhere)),
        Extended((name, directives) =>
            from interfaces in Few(Named, 0, 2)
            from fields in Few(Field, 0, 2)
            select (DefinitionNode)new InterfaceTypeExtensionNode(name, interfaces, directives, fields, Nowhere)),
        Extended((name, directives) => Few(Named, 0, 3).Select(types =>
            (DefinitionNode)new UnionTypeExtensionNode(name, directives, types, Nowhere))),
        Extended((name, directives) => Few(EnumValue, 0, 3).Select(values =>
            (DefinitionNode)new EnumTypeExtensionNode(name, directives, values, Nowhere))),
        Extended((name, directives) => Few(InputValue, 0, 2).Select(fields =>
            (DefinitionNode)new InputObjectTypeExtensionNode(name, directives, fields, Nowhere))),
    ];

    private static Gen<DefinitionNode> Defined(
        Func<StringValueNode?, NameNode, IReadOnlyList<DirectiveNode>, Gen<DefinitionNode>> rest) =>
        from description in Optional(String)
        from name in Name
        from directives in Constant
        from definition in rest(description, name, directives)
        select definition;

    private static Gen<DefinitionNode> Extended(Func<NameNode, IReadOnlyList<DirectiveNode>, Gen<DefinitionNode>> rest) =>
        from name in Name
        from directives in Addition
        from definition in rest(name, directives)
        select definition;
}

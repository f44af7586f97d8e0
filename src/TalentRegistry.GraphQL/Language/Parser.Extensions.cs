namespace TalentRegistry.GraphQL.Language;

// Extensions (spec 3.3.2 and 3.4.3). Every part is optional, but one that adds something must be there.
public sealed partial class Parser
{
    // TypeSystemExtension : SchemaExtension | TypeExtension
    private TypeSystemNode TypeSystemExtension()
    {
        var start = token;
        ExpectKeyword("extend");
        var keyword = token.Kind == TokenKind.Name ? token.Value : null;
        if (keyword is not ("schema" or "scalar" or "type" or "interface" or "union" or "enum" or "input"))
            throw Unexpected();

        Advance();
        return keyword switch
        {
            "schema" => SchemaExtension(start),
            "scalar" => ScalarTypeExtension(start),
            "type" => ObjectTypeExtension(start),
            "interface" => InterfaceTypeExtension(start),
            "union" => UnionTypeExtension(start),
            "enum" => EnumTypeExtension(start),
            _ => InputObjectTypeExtension(start),
        };
    }

    // SchemaExtension : extend schema Directives[Const]? { RootOperationTypeDefinition+ } | extend schema Directives[Const]
    private SchemaExtensionNode SchemaExtension(Token start)
    {
        var directives = Directives(isConst: true);
        var operations = OptionalMany(TokenKind.BraceLeft, static p => p.RootOperationTypeDefinition(), TokenKind.BraceRight);
        ExpectAddition(directives.Count + operations.Count);
        return new(directives, operations, From(start));
    }

    // ScalarTypeExtension : extend scalar Name Directives[Const]
    private ScalarTypeExtensionNode ScalarTypeExtension(Token start)
    {
        var name = Name();
        var directives = Directives(isConst: true);
        ExpectAddition(directives.Count);
        return new(name, directives, From(start));
    }

    // ObjectTypeExtension : extend type Name ImplementsInterfaces? Directives[Const]? FieldsDefinition?
    private ObjectTypeExtensionNode ObjectTypeExtension(Token start)
    {
        var name = Name();
        var interfaces = ImplementsInterfaces();
        var directives = Directives(isConst: true);
        var fields = FieldsDefinition();
        ExpectAddition(interfaces.Count + directives.Count + fields.Count);
        return new(name, interfaces, directives, fields, From(start));
    }

    // InterfaceTypeExtension : extend interface Name ImplementsInterfaces? Directives[Const]? FieldsDefinition?
    private InterfaceTypeExtensionNode InterfaceTypeExtension(Token start)
    {
        var name = Name();
        var interfaces = ImplementsInterfaces();
        var directives = Directives(isConst: true);
        var fields = FieldsDefinition();
        ExpectAddition(interfaces.Count + directives.Count + fields.Count);
        return new(name, interfaces, directives, fields, From(start));
    }

    // UnionTypeExtension : extend union Name Directives[Const]? UnionMemberTypes?
    private UnionTypeExtensionNode UnionTypeExtension(Token start)
    {
        var name = Name();
        var directives = Directives(isConst: true);
        var types = UnionMemberTypes();
        ExpectAddition(directives.Count + types.Count);
        return new(name, directives, types, From(start));
    }

    // EnumTypeExtension : extend enum Name Directives[Const]? EnumValuesDefinition?
    private EnumTypeExtensionNode EnumTypeExtension(Token start)
    {
        var name = Name();
        var directives = Directives(isConst: true);
        var values = EnumValuesDefinition();
        ExpectAddition(directives.Count + values.Count);
        return new(name, directives, values, From(start));
    }

    // InputObjectTypeExtension : extend input Name Directives[Const]? InputFieldsDefinition?
    private InputObjectTypeExtensionNode InputObjectTypeExtension(Token start)
    {
        var name = Name();
        var directives = Directives(isConst: true);
        var fields = InputFieldsDefinition();
        ExpectAddition(directives.Count + fields.Count);
        return new(name, directives, fields, From(start));
    }

    private void ExpectAddition(int parts)
    {
        if (parts == 0)
            throw Unexpected();
    }
}

namespace TalentRegistry.GraphQL.Language;

// Type system definitions and extensions (spec 3)
public sealed partial class Parser
{
    // TypeSystemDefinition : SchemaDefinition | TypeDefinition | DirectiveDefinition
    private TypeSystemNode TypeSystemDefinition(Token start, StringValueNode? description)
    {
        var keyword = token.Value;
        if (keyword is not ("schema" or "scalar" or "type" or "interface" or "union" or "enum" or "input" or "directive"))
            throw Unexpected();

        Advance();
        return keyword switch
        {
            "schema" => SchemaDefinition(start, description),
            "scalar" => ScalarTypeDefinition(start, description),
            "type" => ObjectTypeDefinition(start, description),
            "interface" => InterfaceTypeDefinition(start, description),
            "union" => UnionTypeDefinition(start, description),
            "enum" => EnumTypeDefinition(start, description),
            "input" => InputObjectTypeDefinition(start, description),
            _ => DirectiveDefinition(start, description),
        };
    }

    // SchemaDefinition : Description? schema Directives[Const]? { RootOperationTypeDefinition+ }
    private SchemaDefinitionNode SchemaDefinition(Token start, StringValueNode? description)
    {
        var directives = Directives(isConst: true);
        var operations = Many(TokenKind.BraceLeft, static p => p.RootOperationTypeDefinition(), TokenKind.BraceRight);
        return new(description, directives, operations, From(start));
    }

    // RootOperationTypeDefinition : OperationType : NamedType
    private OperationTypeDefinitionNode RootOperationTypeDefinition()
    {
        var start = token;
        var operation = OperationTypeName();
        Expect(TokenKind.Colon);
        return new(operation, NamedType(), From(start));
    }

    // ScalarTypeDefinition : Description? scalar Name Directives[Const]?
    private ScalarTypeDefinitionNode ScalarTypeDefinition(Token start, StringValueNode? description)
    {
        var name = Name();
        var directives = Directives(isConst: true);
        return new(description, name, directives, From(start));
    }

    // ObjectTypeDefinition : Description? type Name ImplementsInterfaces? Directives[Const]? FieldsDefinition?
    private ObjectTypeDefinitionNode ObjectTypeDefinition(Token start, StringValueNode? description)
    {
        var name = Name();
        var interfaces = ImplementsInterfaces();
        var directives = Directives(isConst: true);
        var fields = FieldsDefinition();
        return new(description, name, interfaces, directives, fields, From(start));
    }

    // ImplementsInterfaces : ImplementsInterfaces & NamedType | implements &? NamedType
    private IReadOnlyList<NamedTypeNode> ImplementsInterfaces()
        => SkipKeyword("implements") ? Separated(TokenKind.Ampersand, static p => p.NamedType()) : [];

    // FieldsDefinition : { FieldDefinition+ }
    private IReadOnlyList<FieldDefinitionNode> FieldsDefinition()
        => OptionalMany(TokenKind.BraceLeft, static p => p.FieldDefinition(), TokenKind.BraceRight);

    // FieldDefinition : Description? Name ArgumentsDefinition? : Type Directives[Const]?
    private FieldDefinitionNode FieldDefinition()
    {
        var start = token;
        var description = Description();
        var name = Name();
        var arguments = ArgumentsDefinition();
        Expect(TokenKind.Colon);
        var type = Type();
        var directives = Directives(isConst: true);
        return new(description, name, arguments, type, directives, From(start));
    }

    // ArgumentsDefinition : ( InputValueDefinition+ )
    private IReadOnlyList<InputValueDefinitionNode> ArgumentsDefinition()
        => OptionalMany(TokenKind.ParenLeft, static p => p.InputValueDefinition(), TokenKind.ParenRight);

    // InputValueDefinition : Description? Name : Type DefaultValue? Directives[Const]?
    private InputValueDefinitionNode InputValueDefinition()
    {
        var start = token;
        var description = Description();
        var name = Name();
        Expect(TokenKind.Colon);
        var type = Type();
        var defaultValue = DefaultValue();
        var directives = Directives(isConst: true);
        return new(description, name, type, defaultValue, directives, From(start));
    }

    // InterfaceTypeDefinition : Description? interface Name ImplementsInterfaces? Directives[Const]? FieldsDefinition?
    private InterfaceTypeDefinitionNode InterfaceTypeDefinition(Token start, StringValueNode? description)
    {
        var name = Name();
        var interfaces = ImplementsInterfaces();
        var directives = Directives(isConst: true);
        var fields = FieldsDefinition();
        return new(description, name, interfaces, directives, fields, From(start));
    }

    // UnionTypeDefinition : Description? union Name Directives[Const]? UnionMemberTypes?
    private UnionTypeDefinitionNode UnionTypeDefinition(Token start, StringValueNode? description)
    {
        var name = Name();
        var directives = Directives(isConst: true);
        var types = UnionMemberTypes();
        return new(description, name, directives, types, From(start));
    }

    // UnionMemberTypes : UnionMemberTypes | NamedType | = |? NamedType
    private IReadOnlyList<NamedTypeNode> UnionMemberTypes()
        => Skip(TokenKind.Equal) ? Separated(TokenKind.Pipe, static p => p.NamedType()) : [];

    // EnumTypeDefinition : Description? enum Name Directives[Const]? EnumValuesDefinition?
    private EnumTypeDefinitionNode EnumTypeDefinition(Token start, StringValueNode? description)
    {
        var name = Name();
        var directives = Directives(isConst: true);
        var values = EnumValuesDefinition();
        return new(description, name, directives, values, From(start));
    }

    // EnumValuesDefinition : { EnumValueDefinition+ }
    private IReadOnlyList<EnumValueDefinitionNode> EnumValuesDefinition()
        => OptionalMany(TokenKind.BraceLeft, static p => p.EnumValueDefinition(), TokenKind.BraceRight);

    // EnumValueDefinition : Description? EnumValue Directives[Const]?
    private EnumValueDefinitionNode EnumValueDefinition()
    {
        var start = token;
        var description = Description();
        if (token.IsKeyword("true") || token.IsKeyword("false") || token.IsKeyword("null"))
            throw Invalid(token, $"{token} is reserved and cannot be an enum value.");

        var name = Name();
        var directives = Directives(isConst: true);
        return new(description, name, directives, From(start));
    }

    // InputObjectTypeDefinition : Description? input Name Directives[Const]? InputFieldsDefinition?
    private InputObjectTypeDefinitionNode InputObjectTypeDefinition(Token start, StringValueNode? description)
    {
        var name = Name();
        var directives = Directives(isConst: true);
        var fields = InputFieldsDefinition();
        return new(description, name, directives, fields, From(start));
    }

    // InputFieldsDefinition : { InputValueDefinition+ }
    private IReadOnlyList<InputValueDefinitionNode> InputFieldsDefinition()
        => OptionalMany(TokenKind.BraceLeft, static p => p.InputValueDefinition(), TokenKind.BraceRight);

    // DirectiveDefinition : Description? directive @ Name ArgumentsDefinition? repeatable? on DirectiveLocations
    private DirectiveDefinitionNode DirectiveDefinition(Token start, StringValueNode? description)
    {
        Expect(TokenKind.At);
        var name = Name();
        var arguments = ArgumentsDefinition();
        var isRepeatable = SkipKeyword("repeatable");
        ExpectKeyword("on");
        var locations = Separated(TokenKind.Pipe, static p => p.DirectiveLocation());
        return new(description, name, arguments, isRepeatable, locations, From(start));
    }

    // DirectiveLocation : ExecutableDirectiveLocation | TypeSystemDirectiveLocation
    private NameNode DirectiveLocation()
    {
        if (token.Kind == TokenKind.Name && !DirectiveLocations.All.Contains(token.Value!))
            throw Unexpected();

        return Name();
    }
}

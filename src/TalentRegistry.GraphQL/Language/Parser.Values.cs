namespace TalentRegistry.GraphQL.Language;

// Values (spec 2.9). A constant value holds no variables.
public sealed partial class Parser
{
    // Value : [if not Const] Variable | IntValue | FloatValue | StringValue | BooleanValue | NullValue | EnumValue
    //         | ListValue | ObjectValue
    private ValueNode Value(bool isConst)
    {
        var start = token;
        switch (token.Kind)
        {
            case TokenKind.Int:
                Advance();
                return new IntValueNode(start.Value!, From(start));
            case TokenKind.Float:
                Advance();
                return new FloatValueNode(start.Value!, From(start));
            case TokenKind.String or TokenKind.BlockString:
                return StringValue();
            case TokenKind.Name:
                Advance();
                return start.Value switch
                {
                    "true" => new BooleanValueNode(true, From(start)),
                    "false" => new BooleanValueNode(false, From(start)),
                    "null" => new NullValueNode(From(start)),
                    _ => new EnumValueNode(start.Value!, From(start)),
                };
            case TokenKind.BracketLeft:
                return ListValue(isConst);
            case TokenKind.BraceLeft:
                return ObjectValue(isConst);
            case TokenKind.Dollar:
                var variable = Variable();
                return isConst ? throw Invalid(start, $"Unexpected variable \"${variable.Name}\" in a constant value.") : variable;
            default:
                throw Unexpected();
        }
    }

    // Variable : $ Name
    private VariableNode Variable()
    {
        var start = token;
        Expect(TokenKind.Dollar);
        return new(Name(), From(start));
    }

    private StringValueNode StringValue()
    {
        var start = token;
        Advance();
        return new(start.Value!, start.Kind == TokenKind.BlockString, From(start));
    }

    // ListValue : [ ] | [ Value+ ]
    private ListValueNode ListValue(bool isConst)
    {
        var start = token;
        List<ValueNode> values = [];
        Enter(TokenKind.BracketLeft);
        while (token.Kind != TokenKind.BracketRight)
            values.Add(Value(isConst));
        Leave(TokenKind.BracketRight);
        return new(values, From(start));
    }

    // ObjectValue : { } | { ObjectField+ }
    private ObjectValueNode ObjectValue(bool isConst)
    {
        var start = token;
        List<ObjectFieldNode> fields = [];
        Enter(TokenKind.BraceLeft);
        while (token.Kind != TokenKind.BraceRight)
            fields.Add(ObjectField(isConst));
        Leave(TokenKind.BraceRight);
        return new(fields, From(start));
    }

    // ObjectField : Name : Value
    private ObjectFieldNode ObjectField(bool isConst)
    {
        var start = token;
        var name = Name();
        Expect(TokenKind.Colon);
        return new(name, Value(isConst), From(start));
    }

    // Description : StringValue
    private StringValueNode? Description()
        => token.Kind is TokenKind.String or TokenKind.BlockString ? StringValue() : null;

    private NameNode Name()
    {
        var name = token;
        Expect(TokenKind.Name);
        return new(name.Value!, name.Location);
    }
}

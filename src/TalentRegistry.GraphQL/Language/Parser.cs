using System.Diagnostics.CodeAnalysis;

namespace TalentRegistry.GraphQL.Language;

/// <summary>
/// Recursive descent over spec appendix B (September 2025): one method for each production, which stands above it. The
/// only thing that can come out beside a tree is a syntax error, whatever the input.
/// </summary>
public sealed partial class Parser
{
    private readonly Lexer lexer;
    private readonly ParserLimits limits;
    private Token token;
    private Location previous;
    private int tokens;
    private int nesting;

    private Parser(string text, ParserLimits limits)
    {
        lexer = new Lexer(text);
        this.limits = limits;
        Advance();
    }

    /// <summary>Reads a document that a caller sent.</summary>
    /// <param name="text">The source text.</param>
    /// <param name="document">The tree, when the answer is true.</param>
    /// <param name="error">What was wrong and where, when the answer is false.</param>
    /// <param name="limits">How much to read at most; <see cref="ParserLimits.Default"/> when left out.</param>
    /// <returns>Whether the text is a GraphQL document.</returns>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out DocumentNode? document,
        [NotNullWhen(false)] out GraphQLError? error,
        ParserLimits? limits = null) => TryParseCounting(text, out document, out error, out _, limits);

    /// <summary>As TryParse, with how many tokens the document has.</summary>
    internal static bool TryParseCounting(
        string text,
        [NotNullWhen(true)] out DocumentNode? document,
        [NotNullWhen(false)] out GraphQLError? error,
        out int tokens,
        ParserLimits? limits)
    {
        tokens = 0;
        try
        {
            var parser = new Parser(text, limits ?? ParserLimits.Default);
            document = parser.Document();
            tokens = parser.tokens;
            error = null;
            return true;
        }
        catch (GraphQLSyntaxException exception)
        {
            document = null;
            error = exception.Error;
            return false;
        }
    }

    /// <summary>Reads a document that the program itself wrote, such as a schema; of any number of tokens.</summary>
    /// <param name="text">The source text.</param>
    /// <exception cref="GraphQLSyntaxException">The text is not a GraphQL document.</exception>
    public static DocumentNode Parse(string text) => new Parser(text, ParserLimits.Trusted).Document();

    /// <summary>Reads a single value without variables, such as a default value in introspection.</summary>
    /// <param name="text">The source text.</param>
    /// <exception cref="GraphQLSyntaxException">The text is not one constant value.</exception>
    public static ValueNode ParseConstValue(string text) => new Parser(text, ParserLimits.Trusted).Whole(static p => p.Value(isConst: true));

    /// <summary>Reads a single type reference, such as <c>[Int!]</c>.</summary>
    /// <param name="text">The source text.</param>
    /// <exception cref="GraphQLSyntaxException">The text is not one type reference.</exception>
    public static TypeNode ParseType(string text) => new Parser(text, ParserLimits.Trusted).Whole(static p => p.Type());

    // Document : Definition+
    private DocumentNode Document()
    {
        var start = token;
        List<DefinitionNode> definitions = [];
        do
            definitions.Add(Definition());
        while (token.Kind != TokenKind.EndOfFile);

        return new DocumentNode(definitions, From(start));
    }

    // Definition : ExecutableDefinition | TypeSystemDefinitionOrExtension
    private DefinitionNode Definition()
    {
        if (token.Kind == TokenKind.BraceLeft)
            return ShorthandQuery();

        var start = token;
        var description = Description();
        if (description is not null && token.Kind == TokenKind.BraceLeft)
            throw Invalid(start, "Unexpected description, a query in shorthand form cannot have one.");
        if (description is not null && token.IsKeyword("extend"))
            throw Invalid(start, "Unexpected description, only definitions can have one, extensions cannot.");
        if (token.Kind != TokenKind.Name)
            throw Unexpected();

        return token.Value switch
        {
            "query" or "mutation" or "subscription" => OperationDefinition(start, description),
            "fragment" => FragmentDefinition(start, description),
            "extend" => TypeSystemExtension(),
            _ => TypeSystemDefinition(start, description),
        };
    }

    // OperationDefinition : SelectionSet
    private OperationDefinitionNode ShorthandQuery()
    {
        var selections = SelectionSet();
        return new(OperationType.Query, null, [], [], selections, selections.Location, IsShorthand: true);
    }

    // OperationDefinition : Description? OperationType Name? VariablesDefinition? Directives? SelectionSet
    private OperationDefinitionNode OperationDefinition(Token start, StringValueNode? description)
    {
        var operation = OperationTypeName();
        var name = token.Kind == TokenKind.Name ? Name() : null;
        var variables = OptionalMany(TokenKind.ParenLeft, static p => p.VariableDefinition(), TokenKind.ParenRight);
        var directives = Directives(isConst: false);
        var selections = SelectionSet();
        return new(operation, name, variables, directives, selections, From(start), description);
    }

    // OperationType : one of `query` `mutation` `subscription`
    private OperationType OperationTypeName()
    {
        OperationType operation = token.Kind != TokenKind.Name ? throw Expected(TokenKind.Name) : token.Value switch
        {
            "query" => OperationType.Query,
            "mutation" => OperationType.Mutation,
            "subscription" => OperationType.Subscription,
            _ => throw Unexpected(),
        };
        Advance();
        return operation;
    }

    // SelectionSet : { Selection+ }
    private SelectionSetNode SelectionSet()
    {
        var start = token;
        return new(Many(TokenKind.BraceLeft, static p => p.Selection(), TokenKind.BraceRight), From(start));
    }

    // Selection : Field | FragmentSpread | InlineFragment
    private SelectionNode Selection() => token.Kind == TokenKind.Spread ? FragmentSelection() : Field();

    // Field : Alias? Name Arguments? Directives? SelectionSet?
    private FieldNode Field()
    {
        var start = token;
        var (alias, name) = ((NameNode?)null, Name());
        if (Skip(TokenKind.Colon))
            (alias, name) = (name, Name());

        var arguments = Arguments(isConst: false);
        var directives = Directives(isConst: false);
        var selections = token.Kind == TokenKind.BraceLeft ? SelectionSet() : null;
        return new(alias, name, arguments, directives, selections, From(start));
    }

    // Arguments : ( Argument+ )
    private IReadOnlyList<ArgumentNode> Arguments(bool isConst) => isConst
        ? OptionalMany(TokenKind.ParenLeft, static p => p.Argument(isConst: true), TokenKind.ParenRight)
        : OptionalMany(TokenKind.ParenLeft, static p => p.Argument(isConst: false), TokenKind.ParenRight);

    // Argument : Name : Value
    private ArgumentNode Argument(bool isConst)
    {
        var start = token;
        var name = Name();
        Expect(TokenKind.Colon);
        return new(name, Value(isConst), From(start));
    }

    // FragmentSpread : ... FragmentName Directives?
    // InlineFragment : ... TypeCondition? Directives? SelectionSet
    private SelectionNode FragmentSelection()
    {
        var start = token;
        Expect(TokenKind.Spread);
        if (token.Kind == TokenKind.Name && token.Value != "on")
        {
            var name = Name();
            var spreadDirectives = Directives(isConst: false);
            return new FragmentSpreadNode(name, spreadDirectives, From(start));
        }

        var condition = token.IsKeyword("on") ? TypeCondition() : null;
        var directives = Directives(isConst: false);
        var selections = SelectionSet();
        return new InlineFragmentNode(condition, directives, selections, From(start));
    }

    // FragmentDefinition : Description? fragment FragmentName TypeCondition Directives? SelectionSet
    private FragmentDefinitionNode FragmentDefinition(Token start, StringValueNode? description)
    {
        ExpectKeyword("fragment");
        // FragmentName : Name but not `on`
        var name = token.IsKeyword("on") ? throw Unexpected() : Name();
        var condition = TypeCondition();
        var directives = Directives(isConst: false);
        var selections = SelectionSet();
        return new(name, condition, directives, selections, From(start), description);
    }

    // TypeCondition : on NamedType
    private NamedTypeNode TypeCondition()
    {
        ExpectKeyword("on");
        return NamedType();
    }

    // VariableDefinition : Description? Variable : Type DefaultValue? Directives[Const]?
    private VariableDefinitionNode VariableDefinition()
    {
        var start = token;
        var description = Description();
        var variable = Variable();
        Expect(TokenKind.Colon);
        var type = Type();
        var defaultValue = DefaultValue();
        var directives = Directives(isConst: true);
        return new(variable, type, defaultValue, directives, From(start), description);
    }

    // DefaultValue : = Value[Const]
    private ValueNode? DefaultValue() => Skip(TokenKind.Equal) ? Value(isConst: true) : null;

    // Type : NamedType | [ Type ] | NonNullType
    private TypeNode Type()
    {
        var start = token;
        TypeNode type;
        if (token.Kind == TokenKind.BracketLeft)
        {
            Enter(TokenKind.BracketLeft);
            var item = Type();
            Leave(TokenKind.BracketRight);
            type = new ListTypeNode(item, From(start));
        }
        else
        {
            type = NamedType();
        }

        return Skip(TokenKind.Bang) ? new NonNullTypeNode(type, From(start)) : type;
    }

    // NamedType : Name
    private NamedTypeNode NamedType()
    {
        var name = Name();
        return new(name, name.Location);
    }

    // Directives : Directive+
    private IReadOnlyList<DirectiveNode> Directives(bool isConst)
    {
        if (token.Kind != TokenKind.At)
            return [];

        List<DirectiveNode> directives = [];
        while (token.Kind == TokenKind.At)
            directives.Add(Directive(isConst));
        return directives;
    }

    // Directive : @ Name Arguments?
    private DirectiveNode Directive(bool isConst)
    {
        var start = token;
        Expect(TokenKind.At);
        var name = Name();
        return new(name, Arguments(isConst), From(start));
    }
}

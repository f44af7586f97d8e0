using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Tests.Language;

/// <summary>Documents of every node that the grammar has, as the parser would have built them from some text.</summary>
internal static partial class DocumentGenerator
{
    private static readonly Location Nowhere = Location.None;

    // Keywords are names too; only "on", "true", "false" and "null" are not names everywhere.
    private static Gen<NameNode> Name { get; } =
        Gen.Elements("a", "B", "_", "type", "query", "fragment", "input", "extend", "repeatable", "implements", "x1", "__typename")
            .Select(n => new NameNode(n, Nowhere));

    private static Gen<string> Text { get; } = Gen.ListOf(
            Gen.Elements("a", " ", "  ", "\n", "\"", "\"\"\"", "\\", "\t", "\r", "#", "{", "Điện Biên", "\U0001F600", "\u0001", "\u007F", "\uFEFF"))
        .Select(string.Concat);

    private static Gen<StringValueNode> String { get; } =
        from text in Text
        from isBlock in Gen.Elements(true, false)
        // A block string cannot mean every text: the parser would never have made such a node.
        select new StringValueNode(text, isBlock && BlockStrings.CanHold(text), Nowhere);

    private static Gen<NamedTypeNode> Named { get; } = Name.Select(n => new NamedTypeNode(n, Nowhere));

    /// <summary>Operations and fragments.</summary>
    public static Gen<DocumentNode> Executable { get; } = Document(Gen.OneOf(
        Operation.Select(o => (DefinitionNode)o),
        Fragment.Select(f => (DefinitionNode)f),
        Gen.Sized(SelectionSet).Select(s => (DefinitionNode)new OperationDefinitionNode(
            OperationType.Query, null, [], [], s, Nowhere, IsShorthand: true))));

    /// <summary>Definitions and extensions of a type system, and named operations between them.</summary>
    public static Gen<DocumentNode> TypeSystem { get; } = Document(Gen.OneOf(
        Gen.OneOf(SchemaDefinitions), Gen.OneOf(TypeDefinitions), Gen.OneOf(TypeExtensions), Operation.Select(o => (DefinitionNode)o)));

    private static Gen<DocumentNode> Document(Gen<DefinitionNode> definition)
        => Gen.Resize(Few(definition, 1, 4), 6).Select(d => new DocumentNode(d, Nowhere));

    private static Gen<OperationDefinitionNode> Operation =>
        from kind in Gen.Elements(OperationType.Query, OperationType.Mutation, OperationType.Subscription)
        from name in Optional(Name)
        from variables in Few(Variable, 0, 2)
        from directives in Directives(isConst: false)
        from selections in Gen.Sized(SelectionSet)
        from description in Optional(String)
        select new OperationDefinitionNode(kind, name, variables, directives, selections, Nowhere, description);

    private static Gen<FragmentDefinitionNode> Fragment =>
        from name in Name
        from condition in Named
        from directives in Directives(isConst: false)
        from selections in Gen.Sized(SelectionSet)
        from description in Optional(String)
        select new FragmentDefinitionNode(name, condition, directives, selections, Nowhere, description);

    private static Gen<VariableDefinitionNode> Variable =>
        from name in Name
        from type in Gen.Sized(Type)
        from value in Optional(Gen.Sized(size => Value(size, isConst: true)))
        from directives in Directives(isConst: true)
        from description in Optional(String)
        select new VariableDefinitionNode(new VariableNode(name, Nowhere), type, value, directives, Nowhere, description);

    private static Gen<SelectionSetNode> SelectionSet(int size)
        => Few(Selection(size / 2), 1, 3).Select(s => new SelectionSetNode(s, Nowhere));

    private static Gen<SelectionNode> Selection(int size)
    {
        var field =
            from alias in Optional(Name)
            from name in Name
            from arguments in Arguments(isConst: false)
            from directives in Directives(isConst: false)
            from selections in size == 0 ? Gen.Constant((SelectionSetNode?)null) : Optional(SelectionSet(size))
            select (SelectionNode)new FieldNode(alias, name, arguments, directives, selections, Nowhere);
        var spread =
            from name in Name
            from directives in Directives(isConst: false)
            select (SelectionNode)new FragmentSpreadNode(name, directives, Nowhere);
        if (size == 0)
            return Gen.OneOf(field, spread);

        var inline =
            from condition in Optional(Named)
            from directives in Directives(isConst: false)
            from selections in SelectionSet(size)
            select (SelectionNode)new InlineFragmentNode(condition, directives, selections, Nowhere);
        return Gen.OneOf(field, field, spread, inline);
    }

    private static Gen<IReadOnlyList<DirectiveNode>> Directives(bool isConst) => Few(
        from name in Name
        from arguments in Arguments(isConst)
        select new DirectiveNode(name, arguments, Nowhere), 0, 1);

    private static Gen<IReadOnlyList<ArgumentNode>> Arguments(bool isConst) => Few(
        from name in Name
        from value in Gen.Sized(size => Value(size / 2, isConst))
        select new ArgumentNode(name, value, Nowhere), 0, 2);

    private static Gen<ValueNode> Value(int size, bool isConst)
    {
        var leaves = new List<Gen<ValueNode>>
        {
            Gen.Elements("0", "-7", "123456789012345678901234567890").Select(v => (ValueNode)new IntValueNode(v, Nowhere)),
            Gen.Elements("0.5", "-1e9", "6.02E+23").Select(v => (ValueNode)new FloatValueNode(v, Nowhere)),
            Gen.Elements(true, false).Select(v => (ValueNode)new BooleanValueNode(v, Nowhere)),
            Gen.Constant((ValueNode)new NullValueNode(Nowhere)),
            Name.Select(n => (ValueNode)new EnumValueNode(n.Value, Nowhere)),
            String.Select(s => (ValueNode)s),
        };
        if (!isConst)
            leaves.Add(Name.Select(n => (ValueNode)new VariableNode(n, Nowhere)));
        if (size == 0)
            return Gen.OneOf(leaves);

        var list = Few(Value(size / 2, isConst), 0, 3).Select(v => (ValueNode)new ListValueNode(v, Nowhere));
        var fields =
            from name in Name
            from value in Value(size / 2, isConst)
            select new ObjectFieldNode(name, value, Nowhere);
        return Gen.OneOf([.. leaves, list, Few(fields, 0, 3).Select(f => (ValueNode)new ObjectValueNode(f, Nowhere))]);
    }

    private static Gen<TypeNode> Type(int size)
    {
        var nullable = size == 0
            ? Named.Select(n => (TypeNode)n)
            : Gen.OneOf(Named.Select(n => (TypeNode)n), Type(size / 2).Select(t => (TypeNode)new ListTypeNode(t, Nowhere)));
        return Gen.OneOf(nullable, nullable.Select(t => (TypeNode)new NonNullTypeNode(t, Nowhere)));
    }

    private static Gen<T?> Optional<T>(Gen<T> item) where T : class => Gen.OneOf(item.Select(i => (T?)i), Gen.Constant((T?)null));

    private static Gen<IReadOnlyList<T>> Few<T>(Gen<T> item, int least, int most)
        => Gen.Choose(least, most).SelectMany(count => Gen.ArrayOf(item, count)).Select(items => (IReadOnlyList<T>)items);
}

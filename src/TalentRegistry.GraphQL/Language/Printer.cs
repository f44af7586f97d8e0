using System.Globalization;
using System.Text;

namespace TalentRegistry.GraphQL.Language;

/// <summary>Writes a tree as text that parses to the same tree: two spaces of indent, one selection a line.</summary>
public sealed partial class Printer
{
    private readonly StringBuilder output = new();
    private int depth;

    private Printer()
    {
    }

    /// <summary>Writes any part of a document; a whole document ends with a line feed, a part does not.</summary>
    /// <param name="node">The part to write.</param>
    public static string Print(SyntaxNode node)
    {
        var printer = new Printer();
        printer.Write(node);
        return printer.output.ToString();
    }

    private void Write(SyntaxNode? node)
    {
        switch (node)
        {
            case null:
                break;
            case DocumentNode document:
                Separated(document.Definitions, "\n\n");
                output.Append('\n');
                break;
            case OperationDefinitionNode operation:
                Operation(operation);
                break;
            case FragmentDefinitionNode fragment:
                Description(fragment.Description);
                output.Append(CultureInfo.InvariantCulture, $"fragment {fragment.Name} on {fragment.TypeCondition}");
                Directives(fragment.Directives);
                SelectionSet(fragment.SelectionSet);
                break;
            case VariableDefinitionNode variable:
                Variable(variable);
                break;
            case SelectionSetNode selections:
                Block(selections.Selections);
                break;
            case FieldNode field:
                Field(field);
                break;
            case FragmentSpreadNode spread:
                output.Append("...").Append(spread.Name.Value);
                Directives(spread.Directives);
                break;
            case InlineFragmentNode inline:
                output.Append(inline.TypeCondition is { } condition ? $"... on {condition}" : "...");
                Directives(inline.Directives);
                SelectionSet(inline.SelectionSet);
                break;
            case ArgumentNode argument:
                Pair(argument.Name, argument.Value);
                break;
            case DirectiveNode directive:
                output.Append('@').Append(directive.Name.Value);
                Arguments(directive.Arguments);
                break;
            case NameNode or TypeNode:
                output.Append(node);
                break;
            case ValueNode value:
                Value(value);
                break;
            case ObjectFieldNode field:
                Pair(field.Name, field.Value);
                break;
            default:
                TypeSystem(node);
                break;
        }
    }

    private void Operation(OperationDefinitionNode operation)
    {
        if (operation.IsShorthand)
        {
            Write(operation.SelectionSet);
            return;
        }

        Description(operation.Description);
        output.Append(Keyword(operation.Operation));
        if (operation.Name is { } name)
            output.Append(' ').Append(name.Value);

        // Descriptions need lines of their own.
        if (operation.Variables.Any(variable => variable.Description is not null))
            Block(operation.Variables, '(', ')');
        else
            Wrapped(operation.Variables, '(', ')');

        Directives(operation.Directives);
        SelectionSet(operation.SelectionSet);
    }

    private static string Keyword(OperationType operation) => operation switch
    {
        OperationType.Mutation => "mutation",
        OperationType.Subscription => "subscription",
        _ => "query",
    };

    private void Variable(VariableDefinitionNode variable)
    {
        Description(variable.Description);
        output.Append(CultureInfo.InvariantCulture, $"${variable.Variable.Name}: {variable.Type}");
        Default(variable.DefaultValue);
        Directives(variable.Directives);
    }

    private void Field(FieldNode field)
    {
        if (field.Alias is { } alias)
            output.Append(alias.Value).Append(": ");
        output.Append(field.Name.Value);
        Arguments(field.Arguments);
        Directives(field.Directives);
        if (field.SelectionSet is { } selections)
            SelectionSet(selections);
    }

    private void SelectionSet(SelectionSetNode selections)
    {
        output.Append(' ');
        Write(selections);
    }

    private void Arguments(IReadOnlyList<ArgumentNode> arguments) => Wrapped(arguments, '(', ')');

    private void Directives(IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            output.Append(' ');
            Write(directive);
        }
    }

    private void Default(ValueNode? value)
    {
        if (value is null)
            return;

        output.Append(" = ");
        Write(value);
    }

    private void Pair(NameNode name, ValueNode value)
    {
        output.Append(name.Value).Append(": ");
        Write(value);
    }

    /// <summary>On one line, or nothing when there are none.</summary>
    private void Wrapped(IReadOnlyList<SyntaxNode> items, char open, char close)
    {
        if (items.Count == 0)
            return;

        output.Append(open);
        Separated(items, ", ");
        output.Append(close);
    }

    private void Separated(IReadOnlyList<SyntaxNode> items, string separator)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                output.Append(separator);
            Write(items[i]);
        }
    }

    /// <summary>One item a line, indented.</summary>
    private void Block(IReadOnlyList<SyntaxNode> items, char open = '{', char close = '}')
    {
        output.Append(open);
        depth++;
        foreach (var item in items)
        {
            NewLine();
            Write(item);
        }

        depth--;
        NewLine();
        output.Append(close);
    }

    private void NewLine() => output.Append('\n').Append(' ', depth * 2);
}

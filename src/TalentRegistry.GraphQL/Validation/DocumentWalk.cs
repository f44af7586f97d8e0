using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation;

/// <summary>
/// One walk over a document for all rules. It follows the types of the schema beside the nodes of the document, as far as
/// the document is right, and notes what each definition uses.
/// </summary>
internal sealed class DocumentWalk(ValidationContext context, IReadOnlyList<Rule> rules)
{
    private DefinitionUses uses = new();

    public void Run()
    {
        foreach (var rule in rules)
            rule.Enter(context.Document, context);
        foreach (var definition in context.Document.Definitions.OfType<ExecutableDefinitionNode>())
        {
            uses = context.UsesOf(definition);
            if (definition is OperationDefinitionNode operation)
                Operation(operation);
            else
                Fragment((FragmentDefinitionNode)definition);
        }

        foreach (var rule in rules)
            rule.Leave(context.Document, context);
    }

    private void Operation(OperationDefinitionNode operation)
    {
        foreach (var rule in rules)
            rule.Enter(operation, context);
        foreach (var variable in operation.Variables)
            Variable(variable);
        Directives(operation.Directives, operation.Operation switch
        {
            OperationType.Mutation => DirectiveLocation.Mutation,
            OperationType.Subscription => DirectiveLocation.Subscription,
            _ => DirectiveLocation.Query,
        });
        Selections(operation.SelectionSet, context.Schema.RootType(operation.Operation));
    }

    private void Fragment(FragmentDefinitionNode fragment)
    {
        foreach (var rule in rules)
            rule.Enter(fragment, context);
        Type(fragment.TypeCondition);
        Directives(fragment.Directives, DirectiveLocation.FragmentDefinition);
        Selections(fragment.SelectionSet, context.CompositeNamed(fragment.TypeCondition));
    }

    private void Variable(VariableDefinitionNode variable)
    {
        foreach (var rule in rules)
            rule.Enter(variable, context);
        Type(variable.Type);
        if (variable.DefaultValue is { } value)
            Value(value, new InputPlace(context.TypeOf(variable.Type) is { IsInput: true } type ? type : null));
        Directives(variable.Directives, DirectiveLocation.VariableDefinition);
    }

    private void Type(TypeNode type)
    {
        while (type is not NamedTypeNode)
            type = type is ListTypeNode list ? list.Type : ((NonNullTypeNode)type).Type;
        foreach (var rule in rules)
            rule.Enter((NamedTypeNode)type, context);
    }

    private void Selections(SelectionSetNode set, DefinedType? parentType)
    {
        var outer = context.ParentType;
        foreach (var selection in set.Selections)
        {
            context.ParentType = parentType;
            switch (selection)
            {
                case FieldNode field:
                    Field(field);
                    break;
                case FragmentSpreadNode spread:
                    uses.Spreads.Add(spread);
                    foreach (var rule in rules)
                        rule.Enter(spread, context);
                    Directives(spread.Directives, DirectiveLocation.FragmentSpread);
                    break;
                case InlineFragmentNode fragment:
                    InlineFragment(fragment);
                    break;
            }
        }

        context.ParentType = outer;
    }

    private void Field(FieldNode node)
    {
        var parentType = context.ParentType;
        var field = parentType is null ? null : context.Schema.FieldNamed(parentType, node.Name.Value);
        context.Field = field;
        foreach (var rule in rules)
            rule.Enter(node, context);
        Arguments(node.Arguments, new ArgumentOwner(node, $"{parentType}.{node.Name}", field?.Arguments));
        Directives(node.Directives, DirectiveLocation.Field);
        if (node.SelectionSet is { } set)
            Selections(set, field?.Type.Named is { IsComposite: true } type ? type : null);
    }

    private void InlineFragment(InlineFragmentNode fragment)
    {
        foreach (var rule in rules)
            rule.Enter(fragment, context);
        if (fragment.TypeCondition is { } condition)
            Type(condition);
        Directives(fragment.Directives, DirectiveLocation.InlineFragment);
        Selections(fragment.SelectionSet, fragment.TypeCondition is { } on ? context.CompositeNamed(on) : context.ParentType);
    }

    private void Directives(IReadOnlyList<DirectiveNode> directives, DirectiveLocation location)
    {
        if (directives.Count == 0)
            return;

        foreach (var rule in rules)
            rule.Enter(directives, location, context);
        foreach (var directive in directives)
        {
            var arguments = context.Schema.Directives.GetValueOrDefault(directive.Name.Value)?.Arguments;
            Arguments(directive.Arguments, new ArgumentOwner(directive, $"@{directive.Name}", arguments));
        }
    }

    private void Arguments(IReadOnlyList<ArgumentNode> arguments, ArgumentOwner owner)
    {
        foreach (var rule in rules)
            rule.Enter(arguments, owner, context);
        foreach (var argument in arguments)
        {
            var definition = owner.Arguments?.GetValueOrDefault(argument.Name.Value);
            Value(argument.Value, new InputPlace(definition?.Type, definition?.DefaultValue));
        }
    }

    private void Value(ValueNode value, InputPlace place)
    {
        foreach (var rule in rules)
            rule.Enter(value, place, context);
        switch (value)
        {
            case VariableNode variable:
                uses.Variables.Add(new VariableUse(variable, place));
                break;
            case ListValueNode list:
                var item = new InputPlace(place.Type?.Nullable is ListOf listType ? listType.OfType : null);
                foreach (var element in list.Values)
                    Value(element, item);
                break;
            case ObjectValueNode record:
                var type = place.Type?.Named as InputObjectType;
                foreach (var field in record.Fields)
                {
                    var definition = type?.Fields.GetValueOrDefault(field.Name.Value);
                    Value(field.Value, new InputPlace(definition?.Type, definition?.DefaultValue, type));
                }

                break;
        }
    }
}

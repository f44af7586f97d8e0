using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation.Limits;

/// <summary>
/// Refuses operations that are too large, with the numbers. Each fragment is measured once, after those that it spreads, so
/// that fragments spread in fragments cannot make the measuring itself expensive.
/// </summary>
internal sealed class SizeLimits
{
    /// <summary>Fragments that spread each other in a row; fixed, as the way from one to the next is recursion elsewhere.</summary>
    private const int MaxFragmentChain = 100;

    /// <summary>How many times the fields of the largest operation all operations of a document may have together, as rules look at each by itself.</summary>
    private const int MaxLargestOperations = 10;

    private readonly ValidationContext context;
    private readonly Dictionary<string, OperationSize> fragments = new(StringComparer.Ordinal);
    private bool isAnyExceeded;
    private double fields;

    private SizeLimits(ValidationContext context)
    {
        this.context = context;
        foreach (var fragment in context.FragmentGraph.Order)
            fragments[fragment.Name.Value] = Measure(fragment.SelectionSet, context.CompositeNamed(fragment.TypeCondition));
    }

    /// <summary>Reports what is too large; needs fragments without cycles.</summary>
    /// <returns>Whether everything is small enough to be looked at further.</returns>
    public static bool Check(ValidationContext context)
    {
        var limits = new SizeLimits(context);
        foreach (var operation in context.Operations)
            limits.Check(operation);
        return !limits.isAnyExceeded;
    }

    private void Check(OperationDefinitionNode operation)
    {
        var size = Measure(operation.SelectionSet, context.Schema.RootType(operation.Operation));
        context.Sizes[operation] = size;
        var limits = context.Limits;
        Refuse("depth", size.Depth, limits.MaxDepth, "fields below each other");
        Refuse("fields", size.Fields, limits.MaxFields, "fields, those of fragments counted each time");
        fields += size.Fields;
        Refuse("fields", fields, (double)limits.MaxFields * MaxLargestOperations, "fields in all operations together, those of fragments counted each time");
        Refuse("aliases", size.Aliases, limits.MaxAliases, "aliases, those of fragments counted each time");
        Refuse("introspection", size.Introspection, limits.MaxIntrospectionDepth, "lists of introspection below each other");
        Refuse("fragments", size.Chain, MaxFragmentChain, "fragments that spread each other in a row");

        void Refuse(string limit, double asked, double allowed, string what)
        {
            if (asked <= allowed)
                return;

            isAnyExceeded = true;
            context.Report(LimitExceeded.Error(limit, asked, allowed, what, operation));
        }
    }

    private OperationSize Measure(SelectionSetNode set, DefinedType? parent)
    {
        var size = default(OperationSize);
        foreach (var selection in set.Selections)
        {
            size = size.Beside(selection switch
            {
                FieldNode field => Measure(field, parent),
                InlineFragmentNode inline => Measure(inline.SelectionSet, inline.TypeCondition is { } on ? context.CompositeNamed(on) : parent),
                FragmentSpreadNode spread => InRow(fragments.GetValueOrDefault(spread.Name.Value)),
                _ => default,
            });
        }

        return size;
    }

    private OperationSize Measure(FieldNode node, DefinedType? parent)
    {
        var type = parent is null ? null : context.Schema.FieldNamed(parent, node.Name.Value)?.Type;
        var below = node.SelectionSet is { } set ? Measure(set, type?.Named is { IsComposite: true } named ? named : null) : default;
        return below with
        {
            Depth = below.Depth + 1,
            Fields = below.Fields + 1,
            Aliases = below.Aliases + (node.Alias is null ? 0 : 1),
            Introspection = below.Introspection + (IsIntrospectionList(parent, type) ? 1 : 0),
        };
    }

    private static OperationSize InRow(OperationSize fragment) => fragment with { Chain = fragment.Chain + 1 };

    // fields, interfaces, possibleTypes and inputFields of a type lead to types again: every step multiplies the answer.
    private static bool IsIntrospectionList(DefinedType? parent, GraphQLType? type)
        => parent?.Name == "__Type" && type?.Nullable is ListOf list && list.Named.IsComposite && list.Named.Name != "__EnumValue";
}

using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation;

/// <summary>What the rules know of the document while it is walked, and what they have found.</summary>
internal sealed class ValidationContext
{
    private readonly List<GraphQLError> errors = [];
    private readonly Dictionary<ExecutableDefinitionNode, DefinitionUses> uses = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<OperationDefinitionNode, IReadOnlyList<VariableUse>> variables = new(ReferenceEqualityComparer.Instance);

    public ValidationContext(Schema schema, DocumentNode document, ValidationLimits limits)
    {
        (Schema, Document, Limits) = (schema, document, limits);
        Operations = [.. document.Definitions.OfType<OperationDefinitionNode>()];
        foreach (var definition in document.Definitions.OfType<ExecutableDefinitionNode>())
            uses.Add(definition, new DefinitionUses());

        var fragments = new Dictionary<string, FragmentDefinitionNode>(StringComparer.Ordinal);
        foreach (var fragment in document.Definitions.OfType<FragmentDefinitionNode>())
            fragments[fragment.Name.Value] = fragment;
        Fragments = fragments;
    }

    public Schema Schema { get; }

    public DocumentNode Document { get; }

    public ValidationLimits Limits { get; }

    /// <summary>How large each operation is; known after the walk, if fragments form no cycles.</summary>
    public Dictionary<OperationDefinitionNode, Limits.OperationSize> Sizes { get; } = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<OperationDefinitionNode> Operations { get; }

    /// <summary>By name; the last of a repeated name.</summary>
    public IReadOnlyDictionary<string, FragmentDefinitionNode> Fragments { get; }

    /// <summary>How fragments spread each other; asked for after the walk.</summary>
    public FragmentGraph FragmentGraph => field ??= new FragmentGraph(this);

    /// <summary>The composite type whose fields are being selected; null where the document is too wrong to tell.</summary>
    public DefinedType? ParentType { get; set; }

    /// <summary>The field of the schema that is being selected; null where there is none of that name.</summary>
    public OutputField? Field { get; set; }

    public IReadOnlyList<GraphQLError> Errors => errors;

    /// <summary>What a definition itself spreads and which variables it uses; complete after the walk.</summary>
    public DefinitionUses UsesOf(ExecutableDefinitionNode definition) => uses[definition];

    /// <summary>Some definitions and all fragments that they spread, whatever the number of steps, each once.</summary>
    public IReadOnlyList<ExecutableDefinitionNode> WithFragments(params IEnumerable<ExecutableDefinitionNode> definitions) => Reached(definitions, among: null);

    /// <summary>Every use of a variable in an operation and its fragments; complete after the walk, gathered once.</summary>
    public IReadOnlyList<VariableUse> VariablesOf(OperationDefinitionNode operation)
    {
        if (!variables.TryGetValue(operation, out var found))
            variables.Add(operation, found = [.. Reached([operation], FragmentsWithVariables).SelectMany(definition => UsesOf(definition).Variables)]);
        return found;
    }

    // Fragments that use a variable, themselves or through others. Each operation is followed into these alone: a thousand operations that
    // share a thousand fragments without variables would be a million steps.
    private HashSet<string> FragmentsWithVariables => field ??= FindFragmentsWithVariables();

    private HashSet<string> FindFragmentsWithVariables()
    {
        var spreadBy = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (name, fragment) in Fragments)
        {
            foreach (var spread in UsesOf(fragment).Spreads)
            {
                if (!spreadBy.TryGetValue(spread.Name.Value, out var spreaders))
                    spreadBy.Add(spread.Name.Value, spreaders = []);
                spreaders.Add(name);
            }
        }

        var found = Fragments.Where(fragment => UsesOf(fragment.Value).Variables.Count > 0).Select(fragment => fragment.Key).ToHashSet(StringComparer.Ordinal);
        var ahead = new Stack<string>(found);
        while (ahead.TryPop(out var name))
        {
            foreach (var spreader in spreadBy.GetValueOrDefault(name) ?? [])
            {
                if (found.Add(spreader))
                    ahead.Push(spreader);
            }
        }

        return found;
    }

    private List<ExecutableDefinitionNode> Reached(IEnumerable<ExecutableDefinitionNode> definitions, HashSet<string>? among)
    {
        var reached = definitions.ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < reached.Count; i++)
        {
            foreach (var spread in UsesOf(reached[i]).Spreads)
            {
                var name = spread.Name.Value;
                if (among?.Contains(name) != false && seen.Add(name) && Fragments.TryGetValue(name, out var fragment))
                    reached.Add(fragment);
            }
        }

        return reached;
    }

    /// <summary>The type that a type reference of the document names, or null if the schema lacks it.</summary>
    public GraphQLType? TypeOf(TypeNode node) => node switch
    {
        NonNullTypeNode n => TypeOf(n.Type) is { } inner ? new NonNull(inner) : null,
        ListTypeNode l => TypeOf(l.Type) is { } inner ? new ListOf(inner) : null,
        NamedTypeNode n => Schema.TypeNamed(n.Name.Value),
        _ => null,
    };

    /// <summary>The type that a fragment applies to, if the schema knows it and it has fields.</summary>
    public DefinedType? CompositeNamed(NamedTypeNode node) => Schema.TypeNamed(node.Name.Value) is { IsComposite: true } type ? type : null;

    public void Report(Rule rule, string message, params IEnumerable<SyntaxNode> nodes)
    {
        if (IsFull)
            return;

        Report(new GraphQLError(message, ErrorCodes.ValidationError, nodes)
        {
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["specifiedBy"] = rule.SpecifiedBy.ToString() },
        });
    }

    /// <summary>A sentence with the names that a misspelt one may have been meant to be; empty once errors are no longer reported.</summary>
    public string Suggest(string written, IEnumerable<string> known) => IsFull ? "" : Suggestions.For(written, known);

    /// <summary>Whether further errors are left out.</summary>
    public bool IsFull => errors.Count > Limits.MaxErrors;

    public void Report(GraphQLError error)
    {
        if (IsFull)
            return;

        errors.Add(errors.Count < Limits.MaxErrors
            ? error
            : new GraphQLError($"There are more than {Limits.MaxErrors} errors; the rest is not reported.", ErrorCodes.ValidationError));
    }
}

/// <summary>What one operation or fragment names in its own text.</summary>
internal sealed class DefinitionUses
{
    public List<FragmentSpreadNode> Spreads { get; } = [];

    public List<VariableUse> Variables { get; } = [];
}

/// <summary>A variable where it is used.</summary>
internal readonly record struct VariableUse(VariableNode Node, InputPlace Place);

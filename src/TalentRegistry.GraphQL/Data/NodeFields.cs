using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>The root fields <c>node</c> and <c>nodes</c>. GraphQL Global Object Identification Specification; named as in HotChocolate.</summary>
internal sealed class NodeFields(NodeTypes nodes, QueryOptions options)
{
    public OutputField One(InterfaceType node) => new(
        "node", node, [new("id", new NonNull(Scalars.Id)) { Description = "A global id, as \"Person:…\"." }, .. options.NodeArguments])
    {
        Description = "The object of a global id; null if there is none that the caller may see.",
        Resolve = async context => (await ResolveAsync((ResolverContext)context, [context.Argument<string>("id")], isList: false))[0],
    };

    public OutputField Many(InterfaceType node) => new(
        "nodes", new NonNull(new ListOf(node)),
        [new("ids", new NonNull(new ListOf(new NonNull(Scalars.Id)))) { Description = $"Global ids, up to {options.MaxNodes}; of several types if need be." }, .. options.NodeArguments])
    {
        ListSize = new ListSizeAttribute { SlicingArguments = ["ids"] },
        Description = "The objects of global ids, in their order; null at the place of one that there is none of, or none that the caller may see.",
        Resolve = async context => await ResolveAsync((ResolverContext)context, context.Argument<string[]>("ids"), isList: true),
    };

    private async Task<object?[]> ResolveAsync(ResolverContext context, string[] ids, bool isList)
    {
        if (ids.Length > options.MaxNodes)
            throw new GraphQLException($"Up to {options.MaxNodes} objects may be asked for by their ids at once; these are {ids.Length}.", ErrorCodes.LimitExceeded);

        var wanted = new List<(NodeType Node, object Key, int Place)>();
        for (var i = 0; i < ids.Length; i++)
        {
            try
            {
                wanted.Add((Node(ids[i], out var key), key, i));
            }
            catch (ScalarException refused)
            {
                IReadOnlyList<object> path = isList ? [.. context.Path, i] : context.Path;
                context.ReportError(new GraphQLError(refused.Message, ErrorCodes.BadUserInput) { Path = path });
            }
        }

        var found = new object?[ids.Length];
        // One after the other: they share the field's services, and with them a transaction.
        foreach (var ofType in wanted.GroupBy(w => w.Node))
        {
            var objects = await FindAsync(context, ofType.Key, [.. ofType.Select(w => w.Key).Distinct()]);
            foreach (var (_, key, place) in ofType)
                found[place] = objects.GetValueOrDefault(key);
        }

        return found;
    }

    private NodeType Node(string id, out object key)
    {
        var node = nodes.Find(id)
            ?? throw new ScalarException($"\"{NodeTypes.Cut(id)}\" is no global id; one is the name of a type, a colon and a key, as \"{nodes.All.First().Prefix}…\".");
        var type = node.Source switch
        {
            NodeSource.Rows rows => rows.Key.ReturnType,
            NodeSource.One one => one.KeyType,
            _ => throw new InvalidOperationException($"{node.Type} has no source."),
        };
        var text = id[node.Prefix.Length..];
        // A text that PostgreSQL cannot hold is no key of anything.
        key = !text.Contains('\0', StringComparison.Ordinal) && ClrValue.To(text, type) is { } read
            ? read
            : throw new ScalarException($"\"{NodeTypes.Cut(id)}\" has no key of {node.Type} in it.");
        return node;
    }

    private async Task<IReadOnlyDictionary<object, object>> FindAsync(ResolverContext context, NodeType node, IReadOnlyList<object> keys)
    {
        var found = new Dictionary<object, object>();
        if (node.Source.Policy is { } policy && !context.Satisfies(policy))
        {
            context.ReportError(RequestState.Forbidden(node.Type.Name));
            return found;
        }

        if (node.Source is NodeSource.One one)
        {
            foreach (var key in keys)
            {
                if (await one.Get(context, key) is { } got)
                    found.Add(key, got);
            }

            return Told(context, node, keys, found);
        }

        return Told(context, node, keys, await new NodeQuery(node.Type, (NodeSource.Rows)node.Source, options).FindAsync(context, keys));
    }

    private IReadOnlyDictionary<object, object> Told(ResolverContext context, NodeType node, IReadOnlyList<object> keys, IReadOnlyDictionary<object, object> found)
    {
        if (options.OnMissing is { } told)
        {
            foreach (var key in keys.Where(key => !found.ContainsKey(key)))
                told(context, node.Type.Name, key);
        }

        return found;
    }
}

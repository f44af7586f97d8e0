using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>The types of a connection. GraphQL Cursor Connections Specification, "Connection Types"; named as in HotChocolate.</summary>
internal static class ConnectionTypes
{
    public const string Edges = "edges", Nodes = "nodes", PageInfo = "pageInfo", TotalCount = "totalCount", Cursor = "cursor", Node = "node",
        HasNextPage = "hasNextPage", HasPreviousPage = "hasPreviousPage", StartCursor = "startCursor", EndCursor = "endCursor";

    /// <summary>The arguments that choose a page.</summary>
    public static IEnumerable<InputValue> Arguments(PageSizes sizes) =>
    [
        new("first", Scalars.Int) { Description = $"Rows from the start, or after \"after\": up to {sizes.Max}, {sizes.Default} if not given." },
        new("after", Scalars.String) { Description = "A cursor; the page begins after its row." },
        new("last", Scalars.Int) { Description = $"Rows from the end, or before \"before\": up to {sizes.Max}." },
        new("before", Scalars.String) { Description = "A cursor; the page ends before its row." },
    ];

    /// <summary><c>PeopleConnection</c> for the prefix <c>People</c>.</summary>
    /// <exception cref="InvalidOperationException">The name belongs to pages of another type.</exception>
    public static ObjectType Of(string prefix, ObjectType element, SchemaTypes types)
    {
        var connection = types.Shared($"{prefix}Connection", () => New(prefix, element, types));
        return connection.DeclaredFields.Single(f => f.Name == Nodes).Type.Named == element
            ? connection
            : throw new InvalidOperationException($"{connection} is a page of another type than {element}: give one of the two a ConnectionName.");
    }

    private static ObjectType New(string prefix, ObjectType element, SchemaTypes types)
    {
        var connection = new ObjectType($"{prefix}Connection", $"A page of {element.Name}.");
        connection.Complete(
        [
            new OutputField(PageInfo, new NonNull(PageInfoType(types))) { Description = "Where the page stands." },
            new OutputField(Edges, new ListOf(new NonNull(Edge(prefix, element, types)))) { Description = "The rows with their cursors." },
            new OutputField(Nodes, new ListOf(new NonNull(element))) { Description = "The rows." },
            new OutputField(TotalCount, new NonNull(Scalars.Int))
            {
                Description = "How many rows there are on all pages; counted only when asked for.",
                // Of a page that a query has made the count is there already.
                Resolve = async context => await context.Parent<MadePage>().CountAsync(context.RequestAborted),
            },
        ], []);
        return connection;
    }

    private static ObjectType Edge(string prefix, ObjectType element, SchemaTypes types) => types.Shared($"{prefix}Edge", () =>
    {
        var edge = new ObjectType($"{prefix}Edge", $"A {element.Name} and its place in the list.");
        edge.Complete(
        [
            new OutputField(Cursor, new NonNull(Scalars.String)) { Description = "For \"after\" and \"before\", in a request with the same order." },
            new OutputField(Node, new NonNull(element)) { Description = "The row." },
        ], []);
        return edge;
    });

    private static ObjectType PageInfoType(SchemaTypes types) => types.Shared("PageInfo", () =>
    {
        var info = new ObjectType("PageInfo", "Where a page stands in its list.");
        info.Complete(
        [
            new OutputField(HasNextPage, new NonNull(Scalars.Boolean)) { Description = "Whether there are rows after it." },
            new OutputField(HasPreviousPage, new NonNull(Scalars.Boolean)) { Description = "Whether there are rows before it." },
            new OutputField(StartCursor, Scalars.String) { Description = "Of its first row; null if it is empty." },
            new OutputField(EndCursor, Scalars.String) { Description = "Of its last row; null if it is empty." },
        ], []);
        return info;
    });
}

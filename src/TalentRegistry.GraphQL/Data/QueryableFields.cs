using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>Turns a field that gives rows into one that answers by a single query: the seam between schema building and queries.</summary>
internal static class QueryableFields
{
    /// <summary>The field as the schema shows it: with <c>where</c>, <c>order</c> and paging arguments, its connection type, and a resolver that runs the query.</summary>
    /// <exception cref="InvalidOperationException">It is paged, but its rows have no key (found when types are complete).</exception>
    public static OutputField Complete(QueryableField field, SchemaTypes types)
    {
        var sizes = field.Paging is { } paging ? new PageSizes(paging.DefaultPageSize, paging.MaxPageSize) : null;
        var behaviour = new QueryBehaviour(field.Element, sizes, field.IsSingle, field.Filters, field.Sorts);
        if (sizes is not null)
            types.Later(() => CheckKey(field));

        var resolve = field.Draft.Resolve is { } source ? new RowQuery(behaviour, types.Queries).Over(source) : null;
        if (resolve is not null && sizes is not null && field.Draft.Projection is not null)
            resolve = new InnerPageQuery(types.Queries).Over(resolve);
        return field.Draft.AsQuery(TypeOf(field, types), ArgumentsOf(field, sizes, types), resolve, behaviour);
    }

    private static GraphQLType TypeOf(QueryableField field, SchemaTypes types) => field switch
    {
        // Nullable, as in HotChocolate: a page that fails does not take its neighbours with it.
        { Paging: { } paging } => ConnectionTypes.Of(paging.ConnectionName ?? Capital(field.Draft.Name), field.Element, types),
        { IsSingle: true } => field.Element,
        _ => field.Draft.Type,
    };

    private static IEnumerable<InputValue> ArgumentsOf(QueryableField field, PageSizes? sizes, SchemaTypes types)
    {
        if (field.Filters)
            yield return new InputValue("where", FilterTypes.Of(field.Element, types)) { Description = "Which rows." };
        if (field.Sorts)
            yield return new InputValue("order", new ListOf(new NonNull(OrderTypes.Of(field.Element, types)))) { Description = "In which order; the first step decides first." };
        foreach (var argument in sizes is null ? [] : ConnectionTypes.Arguments(sizes))
            yield return argument;
    }

    private static void CheckKey(QueryableField field)
    {
        if (field.Element.Identity is null)
            throw new InvalidOperationException($"{field.Owner}.{field.Draft.Name} is paged, but {field.Element} has no key: say how its rows are told apart.");
    }

    /// <summary>Name of a field as types made for it begin.</summary>
    public static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}

using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>Turns a field that gives rows into one that answers by a single query: the seam between schema building and queries.</summary>
internal static class QueryableFields
{
    /// <summary>The field as the schema shows it: with <c>where</c>, <c>order</c> and paging arguments, its connection type, and a resolver that runs the query.</summary>
    public static OutputField Complete(QueryableField field, SchemaTypes types)
    {
        _ = types;
        var behaviour = new QueryBehaviour(
            field.Element,
            field.Paging is { } paging ? new PageSizes(paging.DefaultPageSize, paging.MaxPageSize) : null,
            field.IsSingle, field.Filters, field.Sorts);
        return field.Draft.AsQuery(field.Draft.Type, [], field.Draft.Resolve, behaviour);
    }
}

using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>How a queryable field is cut down before it becomes rows.</summary>
/// <param name="Element">The type of one row.</param>
/// <param name="Paging">Set where the field is a connection.</param>
/// <param name="IsSingle">The first row, or null, in place of a list.</param>
/// <param name="Filters">Whether there is a <c>where</c> argument.</param>
/// <param name="Sorts">Whether there is an <c>order</c> argument.</param>
internal sealed record QueryBehaviour(ObjectType Element, PageSizes? Paging, bool IsSingle, bool Filters, bool Sorts);

/// <summary>Sizes of pages, in rows.</summary>
internal sealed record PageSizes(int Default, int Max);

using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>
/// A field whose author gave rows, before it is known how they are cut down: what schema building hands to <see cref="QueryableFields"/>.
/// </summary>
/// <param name="Owner">The type the field is on.</param>
/// <param name="Draft">
/// Name, own arguments, description and policy; its type is the list <c>[Element!]!</c> (or the nullable list its author declared).
/// A root field has a resolver that gives an <see cref="IQueryable{T}"/> or <see cref="IEnumerable{T}"/> of rows;
/// a field inside rows has a projection that gives a collection, and a resolver that reads it.
/// </param>
/// <param name="Element">The type of one row; its fields are known only from <see cref="Authoring.SchemaTypes.Later"/> on.</param>
/// <param name="RowType">The C# type of one row.</param>
/// <param name="Paging">How it is paged; null where it is not a connection.</param>
/// <param name="IsSingle">The first row, or null, in place of a list.</param>
/// <param name="Filters">Whether it gets a <c>where</c> argument.</param>
/// <param name="Sorts">Whether it gets an <c>order</c> argument.</param>
internal sealed record QueryableField(
    ObjectType Owner, OutputField Draft, ObjectType Element, Type RowType, UsePagingAttribute? Paging, bool IsSingle, bool Filters, bool Sorts);

using System.Linq.Expressions;

namespace TalentRegistry.GraphQL.Data;

/// <summary>How rows of a type are told apart and ordered when the caller asks for no order.</summary>
/// <param name="Key">From the row to a value that no two rows share and that can be ordered.</param>
/// <param name="DefaultOrder">The order before the key decides; may be empty.</param>
internal sealed record RowIdentity(LambdaExpression Key, IReadOnlyList<DefaultOrder> DefaultOrder);

/// <summary>One step of a default order.</summary>
internal sealed record DefaultOrder(LambdaExpression By, bool Descending);

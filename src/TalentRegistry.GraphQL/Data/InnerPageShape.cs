using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>How a connection inside rows is read: what its rows are, and where in each of them what is asked for stands.</summary>
/// <param name="Element">The type of its rows.</param>
/// <param name="RowType">Their C# type.</param>
/// <param name="Own">Their order where none is asked for.</param>
/// <param name="Selection">What is asked of it.</param>
/// <param name="Shapes">The shape of each selection of rows.</param>
/// <param name="Count">How many values the selections take; the order's keys follow where cursors are asked for, then the key to tell of reads by.</param>
internal sealed record InnerPageShape(
    ObjectType Element, Type RowType, RowOrder Own, PageSelection Selection, IReadOnlyDictionary<SelectionPlan, RowShape> Shapes, int Count);

using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>An object of which only the fields asked for were read: it answers from what a query has brought.</summary>
internal abstract class ProjectedSource
{
    /// <summary>The type it is of, where its field may give several; null where the field's type says it.</summary>
    public virtual ObjectType? ObjectType => null;

    /// <summary>The value of a field; false if its resolver is to compute it.</summary>
    public abstract bool TryValue(FieldPlan field, out object? value);

    /// <summary>What the resolver of a field said it requires of its parent.</summary>
    public abstract object? Required(FieldPlan field, int index);
}

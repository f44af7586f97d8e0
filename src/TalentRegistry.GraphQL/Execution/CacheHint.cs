using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>How long and by whom an answer may be kept.</summary>
/// <param name="MaxAge">Seconds.</param>
/// <param name="Scope">By whom.</param>
internal sealed record CacheHint(int MaxAge, CacheControlScope Scope)
{
    /// <summary>What holds for a whole operation: the least of its root fields; null if it must not be kept.</summary>
    public static CacheHint? Of(OperationPlan plan, int? introspectionMaxAge)
    {
        if (plan.Operation.Operation != OperationType.Query || plan.Root.Fields.Any(field => IsGuarded(field)))
            return null;

        CacheHint? least = null;
        foreach (var field in plan.Root.Fields.Where(field => field.Field != Introspection.TypeNameField))
        {
            var isSchema = field.Field == Introspection.SchemaField || field.Field == Introspection.TypeField;
            var own = isSchema && introspectionMaxAge is { } age ? new CacheHint(age, CacheControlScope.Private) : field.Field.Cache;
            if (own is null)
                return null;
            least = least is null ? own : new CacheHint(Math.Min(least.MaxAge, own.MaxAge), least.Scope < own.Scope ? least.Scope : own.Scope);
        }

        return least;
    }

    private static bool IsGuarded(FieldPlan field) => field.Field.Policy is not null || field.Field.Type.Named switch
    {
        ObjectType type => field.Below(type).Fields.Any(IsGuarded),
        { IsComposite: true } => true,
        _ => false,
    };
}

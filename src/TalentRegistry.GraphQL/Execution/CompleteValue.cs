using System.Collections;
using System.Globalization;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Execution;

// Spec 6.4.3, Value Completion, and the climb of nulls (6.4.4), which is nowhere else.
internal sealed partial class Executor
{
    /// <summary>A null whose error is noted already; it becomes null at the nearest place that allows one.</summary>
    private static readonly object Nulled = new();

    private ValueTask<object?> CompleteValue(GraphQLType type, FieldPlan plan, object? result, ResponsePath path)
    {
        switch (type)
        {
            case NonNull nonNull:
                var completed = CompleteValue(nonNull.OfType, plan, result, path);
                if (completed.IsCompletedSuccessfully)
                    return new(NotNull(completed.Result));
                return Wait(completed);
            case var _ when result is null:
                return new((object?)null);
            case var _ when result is RawJson:
                return new(result);
            case ListOf list:
                return CompleteList(list, plan, result, path);
            case ScalarType scalar:
                var shown = Serialize(scalar, result);
                return new(plan.Field.IdOf is { } node ? node.Prefix + shown : shown);
            case EnumType e:
                return new(e.NameOf(result) ?? throw new InvalidOperationException($"{e} has no value for {result}."));
            default:
                var objectType = type as ObjectType ?? ResolveAbstractType((DefinedType)type, result);
                return ExecuteSelectionSet(plan.Below(objectType), result, path);
        }

        object? NotNull(object? value) => value ?? HandleFieldError(
            new InvalidOperationException($"{plan.ParentType}.{plan.Field.Name} is {plan.Field.Type} but gave null."), plan, path);

        async ValueTask<object?> Wait(ValueTask<object?> completed) => NotNull(await completed);
    }

    private ValueTask<object?> CompleteList(ListOf type, FieldPlan plan, object result, ResponsePath path)
    {
        if (result is not IEnumerable items || result is string)
            throw new InvalidOperationException($"{plan.ParentType}.{plan.Field.Name} is {type} but gave a {result.GetType().Name}.");

        if (result is ICollection { Count: >= PlainList.LeastItems } many && type == plan.Field.Type.Nullable && plan.Plain?.TryWrite(many) is { } written)
            return new(written);

        var values = result is ICollection counted ? new List<object?>(counted.Count) : [];
        List<(int Index, Task<object?> Value)>? pending = null;
        foreach (var item in items)
        {
            var value = CompleteItem(type.OfType, plan, item, new ResponsePath(path, values.Count));
            if (value.IsCompletedSuccessfully)
            {
                values.Add(value.Result);
                continue;
            }

            (pending ??= []).Add((values.Count, value.AsTask()));
            values.Add(null);
        }

        return pending is null ? new(AssembleList(type, values)) : Wait();

        async ValueTask<object?> Wait()
        {
            await Task.WhenAll(pending.Select(p => p.Value));
            foreach (var (index, value) in pending)
                values[index] = await value;
            return AssembleList(type, values);
        }
    }

    private ValueTask<object?> CompleteItem(GraphQLType type, FieldPlan plan, object? item, ResponsePath path)
    {
        try
        {
            return CompleteValue(type, plan, item, path);
        }
        catch (Exception error) when (!IsEnd(error))
        {
            return new(HandleFieldError(error, plan, path));
        }
    }

    private static object Serialize(ScalarType scalar, object value) => scalar.Serialize(ClrValue.Unwrap(value));

    private ObjectType ResolveAbstractType(DefinedType type, object value)
    {
        if (value is ProjectedSource { ObjectType: { } known })
            return known;

        var name = (value as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault("__typename") as string;
        ObjectType? nearest = null;
        foreach (var possible in request.Schema.PossibleTypes(type))
        {
            if (name is null ? possible.ClrType?.IsInstanceOfType(value) != true : possible.Name != name)
                continue;
            // Of a class and one derived from it, both shown, the derived one says what the value is.
            if (nearest is null || nearest.ClrType?.IsAssignableFrom(possible.ClrType) == true)
                nearest = possible;
        }

        if (nearest is not null)
            return nearest;

        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"A {value.GetType().Name} is none of the types that {type} may be."));
    }

    private static object Assemble(SelectionPlan plan, object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (Climbs(plan.Fields[i].Field.Type, ref values[i]))
                return Nulled;
        }

        return new ResultMap(plan, values);
    }

    private static object AssembleList(ListOf type, List<object?> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var value = values[i];
            if (Climbs(type.OfType, ref value))
                return Nulled;
            values[i] = value;
        }

        return values;
    }

    /// <summary>
    /// The climb: a nulled value becomes null where its type allows null; otherwise what it stands in is nulled in turn.
    /// </summary>
    private static bool Climbs(GraphQLType type, ref object? value)
    {
        if (!ReferenceEquals(value, Nulled))
            return false;

        value = null;
        return type is NonNull;
    }
}

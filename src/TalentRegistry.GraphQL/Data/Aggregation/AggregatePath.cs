using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data.Aggregation;

/// <summary>A value of a row that groups are told apart by or measured by.</summary>
/// <param name="Value">From the row to the value.</param>
/// <param name="Leaf">The scalar or enum that shows it.</param>
/// <param name="Name">As callers write it, with dots.</param>
/// <param name="Bucket">How values are put into groups: VALUE, DAY, MONTH, YEAR or DECADE.</param>
/// <param name="Band">Width of a band of numbers, a value of the request; null for each number by itself.</param>
internal sealed record AggregatePath(LambdaExpression Value, DefinedType Leaf, string Name, string Bucket, Expression? Band)
{
    /// <summary>What of it is in the statement but for the query and its values.</summary>
    public string Shape => $"{Name} {Bucket}{(Band is null ? "" : " band")}";

    /// <summary>The field of a step with arguments that holds the rest of the path.</summary>
    public const string By = "by";

    /// <summary>The path that an argument names.</summary>
    /// <exception cref="GraphQLException">The caller may not see a field on it, or a band is none.</exception>
    public static AggregatePath Of(InputObjectType type, object? given, Type rowType, FieldPlan around, RequestState request)
    {
        var row = Expression.Parameter(rowType, "row");
        return Of(type, (IReadOnlyDictionary<string, object?>)given!, row, row, "", around, request);
    }

    private static AggregatePath Of(
        InputObjectType type, IReadOnlyDictionary<string, object?> given, ParameterExpression row, Expression at, string before, FieldPlan around, RequestState request)
    {
        var (name, value) = given.Single();
        var (step, field, path) = (type.Fields[name].Type.Named, type.Fields[name].About!, before + name);
        // As for filters: whoever groups by a value learns it.
        if (field.Policy is { } policy && !request.Satisfies(policy))
            throw new GraphQLException($"You may not group or measure by \"{path}\".", ErrorCodes.Forbidden);

        var projection = field.Projection!;
        var arguments = value as IReadOnlyDictionary<string, object?>;
        Expression[] inputs =
        [
            at,
            .. field.DeclaredArguments.Select((argument, i) =>
                Captured.Of(Given(argument, arguments!, around, request) is { } one ? ClrValue.To(one, projection.Parameters[i + 1].Type) : null, projection.Parameters[i + 1].Type)),
        ];
        var read = Inline.Body(projection, inputs);
        if (step is InputObjectType next && field.Type.Named is ObjectType)
        {
            var (inner, rest) = field.DeclaredArguments.Count == 0
                ? (next, arguments!)
                : ((InputObjectType)next.Fields[By].Type.Named, (IReadOnlyDictionary<string, object?>)arguments![By]!);
            return Of(inner, rest, row, Inline.Bare(read), path + ".", around, request);
        }

        var band = arguments?.GetValueOrDefault("band") as int?;
        if (band < 1)
            throw new GraphQLException($"The band of \"{path}\" must be 1 or more, was {band}.", ErrorCodes.BadUserInput);
        return new AggregatePath(Expression.Lambda(read, row), field.Type.Named, path, value as string ?? "VALUE", band is null ? null : Captured.Of(band, typeof(int)));
    }

    private static object? Given(InputValue argument, IReadOnlyDictionary<string, object?> arguments, FieldPlan around, RequestState request)
    {
        if (!arguments.TryGetValue(argument.Name, out var given))
            return argument.IsFromAround ? around.ForBelow(argument, request.Variables) : null;
        if (given is not null && argument.Rule?.Invoke(given) is { } refusal)
            throw new GraphQLException(refusal);
        return given;
    }
}

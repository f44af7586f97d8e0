using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Data.Aggregation;

/// <summary>What one request asks of groups; its values are nodes that a statement takes as parameters.</summary>
/// <param name="Rows">The rows that "where" lets through.</param>
/// <param name="By">The dimensions.</param>
/// <param name="Measured">What the selection asks of each group.</param>
/// <param name="Having">Which groups.</param>
/// <param name="Order">In which order.</param>
/// <param name="After">Keys of the group before the page, as texts; null at the first page.</param>
/// <param name="Size">How many groups to read, one more than the page holds.</param>
internal sealed record AggregateRequest(
    Expression Rows, IReadOnlyList<AggregatePath> By, IReadOnlyList<AggregateMeasure> Measured, IReadOnlyList<AggregateCondition> Having, IReadOnlyList<AggregateOrder> Order,
    IReadOnlyList<Expression?>? After, Expression Size)
{
    /// <summary>What decides how the SQL is written besides <see cref="Parts"/>.</summary>
    public string Shape { get; } = string.Join('\n',
        [
            .. By.Select(path => path.Shape), "measured", .. Measured.Select(measure => measure.Shape),
            "having", .. Having.Select(condition => $"{condition.Measure.Shape} {condition.Least is not null} {condition.Most is not null}"),
            "order", .. Order.Select(step => $"{step.Measure?.Shape} {step.Key} {step.Descending}"),
            "after", .. (After ?? []).Select(key => key is null ? "null" : "text"), After is null ? "start" : "",
        ]);

    /// <summary>Queries and values, in the order in which two requests are held against each other.</summary>
    public IReadOnlyList<Expression> Parts { get; } =
    [
        Rows, .. By.SelectMany(PartsOf), .. Measured.SelectMany(PartsOf),
        .. Having.SelectMany(condition => PartsOf(condition.Measure).Concat(Given(condition.Least, condition.Most))),
        .. Order.SelectMany(step => step.Measure is { } measure ? PartsOf(measure) : []),
        .. (After ?? []).OfType<Expression>(), Size,
    ];

    private static IEnumerable<Expression> PartsOf(AggregatePath path) => Given(path.Value, path.Band);

    private static IEnumerable<Expression> PartsOf(AggregateMeasure measure) =>
        (measure.Of is { } path ? Given(path.Value) : []).Concat(Given(measure.Part, measure.Until));

    private static IEnumerable<Expression> Given(params Expression?[] parts) => parts.OfType<Expression>();
}

/// <summary>A measure of each group.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Of">Of which value; null for counts and shares.</param>
/// <param name="Part">Which quantile; null for other measures.</param>
/// <param name="Until">The day until which years are measured; null measures the value itself.</param>
/// <param name="WithinFirst">Whether a share is of the groups with the same first key.</param>
internal sealed record AggregateMeasure(MeasureKind Kind, AggregatePath? Of, Expression? Part, Expression? Until, bool WithinFirst)
{
    /// <summary>What of it is in the statement but for the query and its values.</summary>
    public string Shape => $"{Kind} {Of?.Name} {Until is not null} {WithinFirst}";

    /// <summary>The measure that arguments or the fields of an input name.</summary>
    /// <exception cref="GraphQLException">Something is missing or out of range.</exception>
    public static AggregateMeasure Named(MeasureKind kind, IReadOnlyDictionary<string, object?> given, Func<object?, AggregatePath?> pathOf, bool withinFirst = false)
    {
        if (kind is MeasureKind.Count or MeasureKind.Share)
            return new AggregateMeasure(kind, null, null, null, withinFirst);

        var path = pathOf(given.GetValueOrDefault("of"))
            ?? throw new GraphQLException($"{kind.ToString().ToUpperInvariant()} needs \"of\": of which value?", ErrorCodes.BadUserInput);
        var part = given.GetValueOrDefault("p") as double? ?? 0.5;
        if (part is not (>= 0 and <= 1))
            throw new GraphQLException(FormattableString.Invariant($"A quantile is of a part from 0 to 1; \"p\" was {part}."), ErrorCodes.BadUserInput);

        return new AggregateMeasure(
            kind, path, kind == MeasureKind.Quantile ? Captured.Of(part, typeof(double)) : null,
            kind != MeasureKind.Distinct && given.GetValueOrDefault("until") is DateOnly until ? Captured.Of(until, typeof(DateOnly)) : null, WithinFirst: false);
    }
}

/// <summary>A condition on groups: a measure with its bounds, either or both.</summary>
internal sealed record AggregateCondition(AggregateMeasure Measure, Expression? Least, Expression? Most);

/// <summary>A step of an order: by a measure, or else by the key at a place.</summary>
internal sealed record AggregateOrder(AggregateMeasure? Measure, int Key, bool Descending);

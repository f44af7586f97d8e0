namespace TalentRegistry.GraphQL.Data.Aggregation;

/// <summary>What is measured of a group.</summary>
internal enum MeasureKind
{
    Count,
    Share,
    Distinct,
    Min,
    Max,
    Mean,
    Quantile,
}

/// <summary>A page of groups.</summary>
/// <param name="Total">Groups on all pages.</param>
/// <param name="Groups">Those of the page.</param>
/// <param name="HasNextPage">Whether there are more.</param>
/// <param name="EndCursor">Of the last one; null on an empty page.</param>
internal sealed record AggregateResult(int Total, IReadOnlyList<AggregateGroup> Groups, bool HasNextPage, string? EndCursor);

/// <summary>A group.</summary>
/// <param name="Keys">Its values, as shown.</param>
/// <param name="Measures">By the place of the field in the selection; null at fields that are no measures.</param>
internal sealed record AggregateGroup(IReadOnlyList<string?> Keys, object?[] Measures);

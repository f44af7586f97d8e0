namespace TalentRegistry.GraphQL.Execution;

/// <summary>
/// Opens the events of a subscription's field: spec 6.2.3.1, ResolveFieldEventStream. The events are read once; what was opened is let go
/// when their enumerator is disposed.
/// </summary>
internal delegate ValueTask<IAsyncEnumerable<object?>> SourceStreamResolver(IResolverContext context);

namespace TalentRegistry.GraphQL.Execution;

/// <summary>What a mutation gave by the convention: its result, or the errors that it declares.</summary>
internal sealed record MutationPayload(object? Result, IReadOnlyList<object>? Errors);

namespace TalentRegistry.GraphQL.Execution;

/// <summary>What one field of a mutation does, wholly or not at all: ended by its disposal, and undone by it unless committed before.</summary>
public interface IMutationTransaction : IAsyncDisposable
{
    /// <summary>Keeps what was done. Called when the field's resolver has given its result and no error; what is selected of it is read afterwards.</summary>
    ValueTask CommitAsync(CancellationToken cancellationToken);
}

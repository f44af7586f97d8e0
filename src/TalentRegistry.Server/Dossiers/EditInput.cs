using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.Server.Dossiers;

/// <summary>What every change of a dossier says beside the change.</summary>
internal abstract record EditInput
{
    /// <summary>Why, for the history: 500 characters at most.</summary>
    public string? Reason { get; init; }

    /// <summary>Codes of the warnings that are to be passed.</summary>
    public IReadOnlyList<string>? Confirm { get; init; }

    /// <summary>
    /// 1 to 100 characters, others for each change. Who sends the same input again under the same key within seven days, because the answer was lost, is
    /// answered again, and the change is made once.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The citizen ID that was given: not to be told from what is kept of the input.</summary>
    [GraphQLIgnore]
    public virtual CitizenId? GivenCitizenId => null;

    /// <summary>What was sent is for nobody's log.</summary>
    public sealed override string ToString() => GetType().Name;
}

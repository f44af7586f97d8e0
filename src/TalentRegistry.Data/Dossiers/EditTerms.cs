namespace TalentRegistry.Data.Dossiers;

/// <summary>What an officer says beside the change itself.</summary>
/// <param name="Language">In which refusals are told: "en" for English, anything else for Vietnamese.</param>
/// <param name="Why">Kept in the history; null where no reason was given.</param>
/// <param name="Confirmed">Codes of the warnings that the officer has seen and means to pass.</param>
public sealed record EditTerms(string Language, string? Why, IReadOnlyCollection<string> Confirmed)
{
    /// <summary>Characters of a reason at most.</summary>
    public const int LongestReason = 500;

    /// <summary>People whose dossiers the change has read: a refusal may tell of them.</summary>
    public ISet<Guid> LookedInto { get; } = new HashSet<Guid>();
}

namespace TalentRegistry.GraphQL.Execution;

/// <summary>Whether a caller wants to know what an operation costs.</summary>
public enum CostMode
{
    /// <summary>Only if it is refused.</summary>
    None,

    /// <summary>It is run, and the cost is told beside the answer, in <c>extensions.cost</c>.</summary>
    Report,

    /// <summary>It is not run; <c>extensions.cost</c> is all of the answer.</summary>
    Validate,
}

namespace TalentRegistry.Data.Loading;

/// <summary>What a bulk load is doing.</summary>
public enum LoadStage
{
    /// <summary>Writing people with their degrees and postings.</summary>
    Writing,

    /// <summary>Moving staged rows into the registry (only where it already holds people).</summary>
    Moving,

    /// <summary>Building indexes and checking constraints.</summary>
    Checking,

    /// <summary>Done and committed.</summary>
    Done,
}

/// <summary>How far a bulk load has come.</summary>
/// <param name="Stage">What it is doing.</param>
/// <param name="Done">Steps of the stage that are done: people while writing, else tables or constraints.</param>
/// <param name="Total">Steps of the stage; while writing the estimate of the content, which <paramref name="Done"/> may pass.</param>
public readonly record struct LoadProgress(LoadStage Stage, int Done, int Total);

/// <summary>What a bulk load wrote.</summary>
/// <param name="Agencies">Agencies.</param>
/// <param name="People">People.</param>
/// <param name="Degrees">Their degrees.</param>
/// <param name="Postings">Their postings.</param>
/// <param name="Elapsed">From the first row to the commit, constraints and statistics included.</param>
public sealed record LoadSummary(int Agencies, int People, int Degrees, int Postings, TimeSpan Elapsed)
{
    /// <summary>Whole people a second.</summary>
    public double PeoplePerSecond => People / Math.Max(Elapsed.TotalSeconds, 1e-9);
}

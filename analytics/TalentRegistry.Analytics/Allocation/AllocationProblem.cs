namespace TalentRegistry.Analytics.Allocation;

/// <summary>What may be given out.</summary>
/// <param name="Posts">Extra posts a year, 0 to 5,000.</param>
/// <param name="TrainingPlaces">Training places a year, 0 to 5,000.</param>
/// <param name="Moves">People who may be moved from where they are not needed, 0 to 5,000.</param>
public sealed record AllocationBudget(int Posts = 0, int TrainingPlaces = 0, int Moves = 0)
{
    /// <summary>The most of each.</summary>
    public const int Most = 5000;

    /// <summary>Whether it can be given out.</summary>
    public bool IsValid => Posts is >= 0 and <= Most && TrainingPlaces is >= 0 and <= Most && Moves is >= 0 and <= Most;
}

/// <summary>People who are needed somewhere.</summary>
/// <param name="Group">Between whom people may move: the same in cells that can send people to each other.</param>
/// <param name="Missing">What is missing there, by people added.</param>
/// <param name="PerPost">People there in the year from one more post a year, on average; 0 where a post brings nobody.</param>
/// <param name="PerPlace">People there in the year from one more training place a year; 0 where training comes too late.</param>
public sealed record AllocationCell(int Group, ExpectedMissing Missing, double PerPost, double PerPlace);

/// <summary>What a cell is given, and what then is missing there.</summary>
/// <param name="Posts">Extra posts a year.</param>
/// <param name="TrainingPlaces">Training places a year.</param>
/// <param name="Moved">People who come, below 0 for people who go.</param>
/// <param name="Before">People expected to be missing without it.</param>
/// <param name="After">People expected to be missing with it.</param>
public readonly record struct CellShare(int Posts, int TrainingPlaces, int Moved, double Before, double After);

/// <summary>An allocation that keeps the budget.</summary>
/// <param name="Shares">By cell.</param>
/// <param name="Bound">People who would be missing under any allocation that keeps the budget, at least: from the dual problem, so the best cannot be better.</param>
public sealed record AllocationAnswer(IReadOnlyList<CellShare> Shares, double Bound)
{
    /// <summary>People expected to be missing without the budget.</summary>
    public double Before => Shares.Sum(share => share.Before);

    /// <summary>People expected to be missing with it.</summary>
    public double After => Shares.Sum(share => share.After);

    /// <summary>People by whom the best allocation could be better at most.</summary>
    public double Gap => Math.Max(0, After - Bound);
}

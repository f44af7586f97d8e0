using TalentRegistry.Analytics.Allocation;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Server.Scenarios;

/// <summary>How a budget of posts, training places and moves is best given out, so that the fewest people are expected to be missing.</summary>
/// <param name="BaseDate">The forecast starts from the stock of this day.</param>
/// <param name="Draws">Draws behind every figure.</param>
/// <param name="Year">The year whose shortage is reduced.</param>
/// <param name="Budget">What was to be given out.</param>
/// <param name="Needs">Districts and professions among which it was.</param>
/// <param name="MissingBefore">People expected to be missing without it, all needs together.</param>
/// <param name="MissingAfter">People expected to be missing with it, each post and place counted with the people whom it brings on average.</param>
/// <param name="MissingSimulated">The same with the recruits of the posts followed one by one in every draw; places and moves on average.</param>
/// <param name="Gap">People by whom the best allocation could be better at most, from the bound of the dual problem.</param>
/// <param name="Steps">What to do, what helps most first.</param>
/// <param name="Places">Needs that are given something or send somebody, and the greatest of the others; 500 at most.</param>
public sealed record ShortageAllocation(
    DateOnly BaseDate, int Draws, int Year, AllocationBudget Budget, int Needs, double MissingBefore, double MissingAfter, double MissingSimulated, double Gap,
    IReadOnlyList<AllocationStep> Steps, IReadOnlyList<AllocationPlace> Places)
{
    /// <summary>Gap as a share of what the best could save at most, 0 to 1.</summary>
    public double GapShare => MissingBefore - MissingAfter + Gap is > 1e-9 and var most ? Gap / most : 0;

    internal ShortageAllocation InWords(ScenarioNames names) => this with { Steps = [.. Steps.Select(step => step with { Words = AllocationWords.Of(step, names) })] };
}

/// <summary>What an allocation does.</summary>
public enum AllocationStepKind
{
    /// <summary>Điều động: people go from a district that does not need them to one that does, once.</summary>
    Move,

    /// <summary>Tuyển thêm: extra posts a year.</summary>
    Posts,

    /// <summary>Đào tạo: training places a year; whoever takes one is hired after the years of study.</summary>
    TrainingPlaces,
}

/// <summary>One thing to do.</summary>
/// <param name="Kind">What.</param>
/// <param name="Amount">People who move, or posts or places a year.</param>
/// <param name="FromUnitId">Whence people move; null otherwise.</param>
/// <param name="UnitId">For whom.</param>
/// <param name="SectorCode">Sector.</param>
/// <param name="ProfessionCode">Profession.</param>
/// <param name="FewerMissing">People fewer who are expected to be missing by it; the steps add up to the whole.</param>
/// <param name="Words">The same in a sentence.</param>
public sealed record AllocationStep(AllocationStepKind Kind, int Amount, string? FromUnitId, string UnitId, string SectorCode, string ProfessionCode, double FewerMissing, Bilingual Words);

/// <summary>A need, and what it is given.</summary>
/// <param name="UnitId">District.</param>
/// <param name="SectorCode">Sector.</param>
/// <param name="ProfessionCode">Profession.</param>
/// <param name="TargetCode">The target whose ratio is the requirement; null where today's headcount is.</param>
/// <param name="Posts">Extra posts a year.</param>
/// <param name="TrainingPlaces">Training places a year.</param>
/// <param name="Moved">People who come, below 0 for people who go.</param>
/// <param name="MissingBefore">People expected to be missing without it.</param>
/// <param name="MissingAfter">People expected to be missing with it.</param>
public sealed record AllocationPlace(
    string UnitId, string SectorCode, string ProfessionCode, string? TargetCode, int Posts, int TrainingPlaces, int Moved, double MissingBefore, double MissingAfter);

/// <summary>Steps in sentences.</summary>
internal static class AllocationWords
{
    public static Bilingual Of(AllocationStep step, ScenarioNames names)
    {
        var (vi, en) = (In(Localisation.Language.Vietnamese), In(Localisation.Language.English));
        return step.Kind switch
        {
            AllocationStepKind.Move => new($"Chuyển {step.Amount} {vi.Who} từ {vi.From} sang {vi.To}.", $"Move {step.Amount} from {en.From} to {en.To}: {en.Who}."),
            AllocationStepKind.Posts => new($"Tuyển thêm {step.Amount} {vi.Who} mỗi năm ở {vi.To}.", $"Recruit {step.Amount} more a year in {en.To}: {en.Who}."),
            _ => new($"Thêm {step.Amount} chỉ tiêu đào tạo {vi.Who} mỗi năm cho {vi.To}.", $"{step.Amount} more training places a year for {en.To}: {en.Who}."),
        };

        (string Who, string From, string To) In(Localisation.Language language) =>
            (Small(names.Of(language, step.ProfessionCode)), step.FromUnitId is { } from ? names.Of(language, from) : "", names.Of(language, step.UnitId));
    }

    // "IT specialist" stays as it is.
    private static string Small(string name) => name.Length > 1 && char.IsUpper(name[1]) ? name : char.ToLowerInvariant(name[0]) + name[1..];
}

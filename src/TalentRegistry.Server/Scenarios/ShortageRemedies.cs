using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Analytics.Shortages;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Views;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Plans;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Forecasts;

namespace TalentRegistry.Server.Scenarios;

/// <summary>The smallest pull of one lever, alone, by which a requirement is met in 80 % of the draws.</summary>
/// <param name="Kind">The lever.</param>
/// <param name="Amount">People a year, percent or years, by the kind; 0 where none is needed, null where the lever alone cannot do it.</param>
/// <param name="ProbabilityMet">The odds with that amount; of a lever that is not enough, the odds with its most.</param>
/// <param name="MorePeople">Mean people whom it adds by the year of the flag.</param>
/// <param name="Words">The same in a sentence.</param>
public sealed record ShortageRemedy(RemedyKind Kind, int? Amount, double ProbabilityMet, double MorePeople, Bilingual Words);

/// <summary>Finds what would close a shortage, on the draws of the published forecast, and keeps the answers as long as the ground that they stand on.</summary>
internal sealed class ShortageRemedies(ScenarioDesk desk)
{
    private const int MostKept = 500;
    private readonly Lock gate = new();
    private readonly Dictionary<FlagKey, Running<IReadOnlyList<ShortageRemedy>?>> answers = [];
    private Running<ScenarioGround?>? ground;

    /// <summary>Begins to look, unless it is known or under way; null where there is no forecast.</summary>
    public async Task<Running<IReadOnlyList<ShortageRemedy>?>?> BeginAsync(FlagKey key, CancellationToken cancellationToken)
    {
        if (await desk.GroundAsync(cancellationToken) is not { } standing)
            return null;

        lock (gate)
        {
            if (ground != standing || answers.Count >= MostKept)
            {
                answers.Clear();
                ground = standing;
            }

            return answers.TryGetValue(key, out var known) && !known.Failed ? known
                : answers[key] = desk.Begin<IReadOnlyList<ShortageRemedy>>(standing, (on, progress, token) => Find(on, key, progress, token));
        }
    }

    // Null where there is no such flag.
    private static IReadOnlyList<ShortageRemedy>? Find(ScenarioGround ground, FlagKey key, IProgress<double> progress, CancellationToken cancellationToken)
    {
        if (ShortageRequirement.Of(ground.Inputs, ground.Targets, key, ground.IsNoChange) is not { } asked)
            return null;

        var (where, required, baseline) = (asked.Where, asked.Required, asked.Baseline);
        float[] With(SupplyLever lever) => asked.In(ground.Model.Under([lever], ground.Inputs.Supply, null, cancellationToken));
        var found = new List<Remedy> { asked.FewestRecruits(ground.Model, cancellationToken) };
        progress.Report(0.2);
        found.Add(Remedy.Smallest(
            RemedyKind.FewerResignations, 100, required, baseline, percent => With(new() { Where = where, Leaving = 1 - (percent / 100d), Transferring = 1 - (percent / 100d) }), 100));
        progress.Report(0.6);
        found.Add(Remedy.Smallest(RemedyKind.LaterRetirement, 5, required, baseline, later => With(new() { Where = where, YearsLater = later }), 5));
        progress.Report(0.9);
        // Degrees add people only where the requirement asks for a degree.
        var below = where with { Bands = null };
        found.Add(where.Bands?.Contains(DegreeBand.BelowIntermediate) == false
            ? Remedy.Smallest(RemedyKind.MoreDegrees, 900, required, baseline, percent => With(new() { Where = below, Upgrading = 1 + (percent / 100d) }), 100)
            : new(RemedyKind.MoreDegrees, found[0].Amount == 0 ? 0 : null, Remedy.Odds(required, baseline), 0));
        return [.. found.Select(remedy => new ShortageRemedy(remedy.Kind, remedy.Amount, remedy.ProbabilityMet, remedy.MorePeople, WordsOf(remedy)))];
    }

    private static Bilingual WordsOf(Remedy remedy)
    {
        var odds = $"{100 * remedy.ProbabilityMet:F0} %";
        return (remedy.Kind, remedy.Amount) switch
        {
            (_, 0) => new("Không cần: khả năng đủ người đã từ 80 % trở lên.", "Not needed: the odds are 80 % or better already."),
            (RemedyKind.ExtraRecruits, { } people) => new($"Cần tuyển thêm {people} người mỗi năm.", $"{people} more recruits a year are needed."),
            (RemedyKind.FewerResignations, { } percent) => new($"Cần giảm {percent} % số người thôi việc và chuyển khỏi tỉnh.", $"Resignations and transfers out must fall by {percent} %."),
            (RemedyKind.MoreDegrees, { } percent) => new($"Cần thêm {percent} % số người được nâng trình độ mỗi năm.", $"{percent} % more people must earn their degree each year."),
            (RemedyKind.LaterRetirement, { } years) => new($"Cần nghỉ hưu muộn hơn {years} năm.", $"People must retire {years} years later."),
            (RemedyKind.ExtraRecruits, null) => new($"Tuyển thêm 5.000 người mỗi năm vẫn chưa đủ ({odds}), hoặc nơi này chưa có ai như vậy.", $"Even 5,000 more recruits a year are not enough ({odds}), or there are no such people here."),
            (RemedyKind.FewerResignations, null) => new($"Giữ chân một mình không đủ: dù không ai thôi việc, khả năng đủ người là {odds}.", $"Retention alone cannot do it: if nobody resigned, the odds would be {odds}."),
            (RemedyKind.MoreDegrees, null) when remedy.MorePeople == 0 => new("Đào tạo nâng trình độ không làm tăng số người của nhu cầu này.", "Degrees do not add people to this requirement."),
            (RemedyKind.MoreDegrees, null) => new($"Đào tạo một mình không đủ: gấp mười lần vẫn chỉ {odds}.", $"Training alone cannot do it: ten times as much gives {odds}."),
            _ => new($"Nghỉ hưu muộn hơn một mình không đủ: muộn hơn 5 năm, khả năng đủ người là {odds}.", $"Later retirement alone cannot do it: 5 years later, the odds are {odds}."),
        };
    }
}

/// <summary>What would close a shortage.</summary>
[ExtendObjectType<ShortageView>]
internal static class ShortageRemedyFields
{
    /// <summary>
    /// What would make the requirement likely enough to be met in the flagged year, each lever alone: the smallest whole amount with which it is met in 80 % of the forecast's draws. Simulated on
    /// demand, so that few rows may ask for it at once.
    /// </summary>
    [Authorize(Policies.Forecasts), Cost(20_000)]
    public static async Task<IReadOnlyList<ShortageRemedy>?> GetRemedies(
        [ParentValue(nameof(ShortageView.TargetCode))] string? targetCode, [ParentValue(nameof(ShortageView.UnitId))] string unitId,
        [ParentValue(nameof(ShortageView.SectorCode))] string sectorCode, [ParentValue(nameof(ShortageView.ProfessionCode))] string? professionCode,
        [ParentValue(nameof(ShortageView.Year))] int year, [Service] ShortageRemedies remedies, CancellationToken cancellationToken) =>
        await remedies.BeginAsync(new FlagKey(targetCode, unitId, sectorCode, professionCode, year), cancellationToken) is { } work
            ? await work.Task.WaitAsync(cancellationToken) : null;
}

using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Data.Forecasts;

namespace TalentRegistry.Server.Scenarios;

/// <summary>The levers of a target's page, each for the people whom the target counts; 0 changes nothing.</summary>
/// <param name="Recruits">Tuyển thêm: more recruits a year, with the degree that the target asks for.</param>
/// <param name="Retention">Giữ chân: resignations and transfers out of the province fewer by so many percent.</param>
/// <param name="Later">Nghỉ hưu muộn hơn: years by which people retire later.</param>
/// <param name="Training">Đào tạo: degrees earned more by so many percent, by all whom a higher degree brings to those counted.</param>
public sealed record TargetLevers(int Recruits, int Retention, int Later, int Training)
{
    /// <summary>The amounts of an address, brought within what the levers can do.</summary>
    public static TargetLevers Within(int? recruits, int? retention, int? later, int? training) => new(
        Clamp(recruits, ScenarioLeverKind.ExtraRecruits), Clamp(retention, ScenarioLeverKind.FewerResignations), Clamp(later, ScenarioLeverKind.LaterRetirement),
        Clamp(training, ScenarioLeverKind.MoreDegrees));

    /// <summary>Whether nothing is changed.</summary>
    public bool IsIdle => this == new TargetLevers(0, 0, 0, 0);

    /// <summary>As levers of a scenario, which come to the same number.</summary>
    /// <param name="code">The target.</param>
    public IReadOnlyList<ScenarioLever> AsScenario(string code) =>
    [
        .. new[]
        {
            (ScenarioLeverKind.ExtraRecruits, Recruits), (ScenarioLeverKind.FewerResignations, Retention), (ScenarioLeverKind.LaterRetirement, Later), (ScenarioLeverKind.MoreDegrees, Training),
        }.Where(lever => lever.Item2 > 0).Select(lever => new ScenarioLever(lever.Item1, lever.Item2, TargetCode: code)),
    ];

    /// <summary>The target and the sliders' position of a scenario that was made of them; null of any other.</summary>
    public static (string Code, TargetLevers Levers)? Of(IReadOnlyList<ScenarioLever> levers)
    {
        if (levers.Count == 0 || levers[0].TargetCode is not { } code || levers.Any(lever => lever.TargetCode != code) || levers.DistinctBy(lever => lever.Kind).Count() < levers.Count)
            return null;

        int Amount(ScenarioLeverKind kind) => levers.FirstOrDefault(lever => lever.Kind == kind)?.Amount ?? 0;
        return (code, new(Amount(ScenarioLeverKind.ExtraRecruits), Amount(ScenarioLeverKind.FewerResignations), Amount(ScenarioLeverKind.LaterRetirement), Amount(ScenarioLeverKind.MoreDegrees)));
    }

    /// <summary>The sliders' position as the question of an address.</summary>
    public string Query => FormattableString.Invariant($"recruits={Recruits}&retention={Retention}&later={Later}&training={Training}");

    /// <summary>In the words of the supply model; the same as those of a scenario for the same people.</summary>
    internal IReadOnlyList<SupplyLever> On(SupplySelection people)
    {
        var (staying, trained) = (1 - (Retention / 100d), 1 + (Training / 100d));
        return
        [
            new() { Where = people, ExtraRecruits = Recruits, Leaving = staying, Transferring = staying, YearsLater = Later },
            new() { Where = people with { Bands = null }, Upgrading = trained },
        ];
    }

    private static int Clamp(int? amount, ScenarioLeverKind kind) => Math.Clamp(amount ?? 0, 0, ScenarioLever.MostOf(kind));
}

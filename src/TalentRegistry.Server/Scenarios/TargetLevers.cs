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

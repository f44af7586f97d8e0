using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Plans;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Server.Scenarios;

/// <summary>Where a ready-made scenario comes from.</summary>
/// <param name="PlanCode">The plan, as LC.</param>
/// <param name="TargetCode">The target whose sentence it is, as LC-01.</param>
/// <param name="Sentence">The sentence of the plan, word for word.</param>
/// <param name="Assumption">What the plan leaves open and was assumed.</param>
public sealed record ScenarioSource(string PlanCode, string TargetCode, string Sentence, Bilingual Assumption);

/// <summary>A policy of a plan as a scenario.</summary>
/// <param name="Scenario">Its levers; named in Vietnamese.</param>
/// <param name="NameEn">Its name in English.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record ReadyScenario(Scenario Scenario, string NameEn, ScenarioSource Source);

/// <summary>
/// The plans' own policies as scenarios. Plans say what is to be done and not by how much: the amounts are ours, to be copied and changed. "25 % of leaders trained for international work" (DB-10)
/// is none of them, for the model does not tell people apart by such training.
/// </summary>
internal static class ReadyScenarios
{
    private static readonly (string Id, string Target, string NameVi, string NameEn, Bilingual Assumption, ScenarioLever[] Levers)[] Policies =
    [
        ("5ce00000-0000-7000-8000-000000000001", "LC-01", "Thu hút sinh viên tốt nghiệp xuất sắc (Lai Châu)", "Attract excellent graduates (Lai Châu)",
            new("Kế hoạch không nêu số: giả định tuyển thêm 20 người trình độ đại học mỗi năm.", "The plan gives no number: 20 more recruits with a university degree a year are assumed."),
            [new(ScenarioLeverKind.ExtraRecruits, 20, "P12", Degree: ScenarioDegree.University)]),
        ("5ce00000-0000-7000-8000-000000000002", "LC-03", "Đãi ngộ bác sĩ (Lai Châu)", "Doctors’ allowance (Lai Châu)",
            new("Kế hoạch không nêu mức: giả định bác sĩ thôi việc, chuyển khỏi tỉnh ít hơn 30 %.", "The plan gives no amount: doctors are assumed to resign and leave the province 30 % less often."),
            [new(ScenarioLeverKind.FewerResignations, 30, "P12", ProfessionCode: "doctor")]),
        ("5ce00000-0000-7000-8000-000000000003", "HD-30", "Người có trình độ cao nghỉ hưu muộn hơn (Hải Dương)", "Highly qualified people retire later (Hải Dương)",
            new("Kế hoạch không nêu thời hạn: giả định người có trình độ sau đại học ở ba lĩnh vực nghỉ hưu muộn hơn 3 năm.", "The plan gives no time: people with a postgraduate degree in the three sectors are assumed to retire 3 years later."),
            [
                new(ScenarioLeverKind.LaterRetirement, 3, "P30.1", "SCITECH", Degree: ScenarioDegree.Postgraduate),
                new(ScenarioLeverKind.LaterRetirement, 3, "P30.1", "EDU", Degree: ScenarioDegree.Postgraduate),
                new(ScenarioLeverKind.LaterRetirement, 3, "P30.1", "HEALTH", Degree: ScenarioDegree.Postgraduate),
            ]),
    ];

    /// <summary>Those of the plans that the registry holds.</summary>
    public static IReadOnlyList<ReadyScenario> Of(PlanCatalogue plans) =>
    [
        .. from policy in Policies
           let found = plans.FindTarget(policy.Target)
           where found is not null
           select new ReadyScenario(
               new Scenario(Guid.Parse(policy.Id), policy.NameVi, policy.Assumption.Vi, policy.Levers, 1, true, null, false, null, null), policy.NameEn,
               new ScenarioSource(found.Plan.Code, policy.Target, found.Target.Sentence, policy.Assumption)),
    ];
}

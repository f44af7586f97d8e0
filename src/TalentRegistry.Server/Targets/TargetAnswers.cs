using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Targets;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Targets;
using TalentRegistry.Domain.Units;
using TalentRegistry.GraphQL.Authoring;

namespace TalentRegistry.Server.Targets;

/// <summary>Who answers for a part of a target.</summary>
/// <param name="UnitId">Administrative unit.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="AgencyId">Agency of the registry that answers; null where none was named.</param>
/// <param name="AgencyName">Its name and code.</param>
/// <param name="Since">From which day on; null from the beginning of the plan. Of a closed part, when it was closed.</param>
/// <param name="Share">Part of the target, more than 0 and at most 1; all parts, closed ones included, sum up to 1.</param>
/// <param name="Value">The number that this part has to reach; null for a range and where the text states none.</param>
/// <param name="Low">Lower end of a range.</param>
/// <param name="High">Upper end of a range.</param>
internal sealed record TargetHolderInfo(
    string UnitId, string UnitName, Guid? AgencyId, string? AgencyName, DateOnly? Since, decimal Share, decimal? Value, decimal? Low, decimal? High)
{
    public static TargetHolderInfo Of(TargetSheet sheet, TargetHolder holder) => new(
        holder.UnitId, sheet.Units.GetValueOrDefault(holder.UnitId, holder.UnitId), holder.AgencyId, holder.AgencyId is { } agency ? sheet.Agencies.GetValueOrDefault(agency) : null,
        holder.Since, holder.Share, holder.Bound?.Value, holder.Bound?.Low, holder.Bound?.High);
}

/// <summary>What was decided on a target.</summary>
/// <param name="Number">From 1 for each target.</param>
/// <param name="Kind">What.</param>
/// <param name="FromUnitId">Whose part it is about; null where a step is taken back.</param>
/// <param name="EffectiveOn">First day on which it holds; null where a step is taken back.</param>
/// <param name="TakesBack">Number of the step that it takes back; null as a rule.</param>
/// <param name="Ground">Number and date of the decision.</param>
/// <param name="PlanVersion">Version of the plan that was in force.</param>
/// <param name="At">When it was entered.</param>
internal sealed record TargetStepInfo(
    int Number, TargetStepKind Kind, string? FromUnitId, DateOnly? EffectiveOn, int? TakesBack, string Ground, int PlanVersion, DateTimeOffset At);

/// <summary>Who answers for a target on a day, and what was decided on it.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="PlanVersion">Version of the plan in force.</param>
/// <param name="DecisionNumber">Number of the plan as printed; null where the text leaves it blank.</param>
/// <param name="Version">How many steps were entered: sent back with the next one, which is refused if another came first.</param>
/// <param name="MayTakeBack">Whether the last step that stands may be taken back: nothing was reported since.</param>
/// <param name="Holders">Who answers.</param>
/// <param name="Closed">Parts with which nobody goes on.</param>
/// <param name="Steps">What was decided, by number.</param>
internal sealed record TargetCourseInfo(
    DateOnly AsOf, int PlanVersion, string? DecisionNumber, int Version, bool MayTakeBack, IReadOnlyList<TargetHolderInfo> Holders, IReadOnlyList<TargetHolderInfo> Closed,
    IReadOnlyList<TargetStepInfo> Steps)
{
    public static TargetCourseInfo Of(TargetSheet sheet)
    {
        var (dossier, course) = (sheet.Dossier, sheet.Dossier.On(sheet.Day));
        var numbers = dossier.Entered.ToDictionary(entered => entered.Step.Id, entered => entered.Step.Number);
        return new TargetCourseInfo(
            sheet.Day, dossier.PlanVersion, dossier.DecisionNumber, dossier.Version, dossier.MayTakeBack, [.. course.Holders.Select(holder => TargetHolderInfo.Of(sheet, holder))],
            [.. course.Closed.Select(holder => TargetHolderInfo.Of(sheet, holder))],
            [.. dossier.Entered.Select(entered => new TargetStepInfo(
                entered.Step.Number, entered.Step.Kind, entered.Step.FromUnitId, entered.Step.EffectiveOn, entered.Step.TakesBackId is { } back ? numbers[back] : null,
                entered.Step.Ground, entered.PlanVersion, entered.At))]);
    }
}

/// <summary>A number of a target as it was reported.</summary>
/// <param name="TargetCode">The target.</param>
/// <param name="PlanId">Version of the plan by which it was computed.</param>
/// <param name="Number">From 1 for each target.</param>
/// <param name="PlanVersion">Version of the plan by which it was computed, from 1.</param>
/// <param name="IsDefinitionChanged">Whether the plan in force computes the target in another way than that version.</param>
/// <param name="Occasion">In which report it was told.</param>
/// <param name="AsOf">Day on which it was counted.</param>
/// <param name="MapAsOf">Day of the map on which its unit lies.</param>
/// <param name="Numerator">People counted.</param>
/// <param name="Denominator">The base; null for a count.</param>
/// <param name="DenominatorStatus">Where the base came from; null for a count.</param>
/// <param name="Unknown">People of whom the registry could not say whether they pass.</param>
/// <param name="Value">The number.</param>
/// <param name="ValueAtMost">What it would have been if all of the unknown passed.</param>
/// <param name="IsMet">Whether it reached the number of the plan; null where the text states none.</param>
/// <param name="Settings">The settings that decided it, with their values at that time.</param>
/// <param name="At">When it was kept.</param>
internal sealed record TargetReportInfo(
    string TargetCode, long PlanId, int Number, int PlanVersion, bool IsDefinitionChanged, string Occasion, DateOnly AsOf, DateOnly MapAsOf, double Numerator, double? Denominator,
    DenominatorStatus? DenominatorStatus, long Unknown, double Value, double ValueAtMost, bool? IsMet, IReadOnlyList<TargetSettingThen> Settings, DateTimeOffset At)
{
    public static TargetReportInfo Of(string code, ReportedValue value) => new(
        code, value.PlanId, value.Number, value.PlanVersion, value.IsDefinitionChanged, value.Occasion, value.AsOf, value.MapAsOf, value.Numerator, value.Denominator,
        value.DenominatorStatus, value.Unknown, value.Value, value.ValueAtMost, value.IsMet, [.. value.Settings.Select(setting => new TargetSettingThen(setting.Key, setting.Value))], value.At);
}

/// <summary>A setting of a plan as it was.</summary>
/// <param name="Key">Key, as young-age.</param>
/// <param name="Value">Its value then.</param>
internal sealed record TargetSettingThen(string Key, string Value);

/// <summary>Who answers, as the API shows it.</summary>
internal sealed class TargetHolderType : ObjectType<TargetHolderInfo>
{
    protected override void Configure(IObjectTypeDescriptor<TargetHolderInfo> descriptor)
    {
        descriptor.Name("TargetHolder");
        descriptor.Field(holder => holder.UnitId).ID<AdministrativeUnit>();
        descriptor.Field(holder => holder.AgencyId).ID<Agency>();
    }
}

/// <summary>A course, as the API shows it.</summary>
internal sealed class TargetCourseType : ObjectType<TargetCourseInfo>
{
    protected override void Configure(IObjectTypeDescriptor<TargetCourseInfo> descriptor) => descriptor.Name("TargetCourse");
}

/// <summary>A step, as the API shows it.</summary>
internal sealed class TargetStepType : ObjectType<TargetStepInfo>
{
    protected override void Configure(IObjectTypeDescriptor<TargetStepInfo> descriptor)
    {
        descriptor.Name("TargetStep");
        descriptor.Field(step => step.FromUnitId).ID<AdministrativeUnit>();
    }
}

/// <summary>A report, as the API shows it.</summary>
internal sealed class TargetReportType : ObjectType<TargetReportInfo>
{
    protected override void Configure(IObjectTypeDescriptor<TargetReportInfo> descriptor)
    {
        descriptor.Name("TargetReport");
        descriptor.Field(report => report.TargetCode).Ignore();
        descriptor.Field(report => report.PlanId).Ignore();
    }
}

using TalentRegistry.Data.Views;
using TalentRegistry.GraphQL.Authoring;

namespace TalentRegistry.Server.Api;

/// <summary>A plan as the API shows it.</summary>
internal sealed class PlanType : ObjectType<PlanView>
{
    protected override void Configure(IObjectTypeDescriptor<PlanView> descriptor)
    {
        descriptor.Name("Plan").Key(plan => plan.Code);
        descriptor.ImplementsNode().ResolveNodes(_ => FieldSession.Rows.Plans);
        descriptor.Field("id").Description("Its global id.").Project(plan => plan.Code).NonNull().ID();
        descriptor.Field(plan => plan.UnitId).Ignore();
        descriptor.Field(plan => plan.Targets).UseFiltering().UseSorting();
        descriptor.Field(plan => plan.Duties).UseFiltering().UseSorting();
    }
}

/// <summary>A target as the API shows it.</summary>
internal sealed class TargetType : ObjectType<TargetView>
{
    protected override void Configure(IObjectTypeDescriptor<TargetView> descriptor)
    {
        descriptor.Name("Target").Key(target => target.Code).DefaultOrder(target => target.Position);
        descriptor.ImplementsNode().ResolveNodes(_ => FieldSession.Rows.Plans.SelectMany(plan => plan.Targets));
        descriptor.Field(target => target.PlanId).Ignore();
        descriptor.Field(target => target.Position).Ignore();
        descriptor.Field(target => target.Plan).NonNull();
        descriptor.Field(target => target.Path).Authorize(Policies.Forecasts).UseFiltering().UseSorting();
        descriptor.Field("progress")
            .Description("The indicator as counted at the end of each year, for the plan's own unit; empty while it is not yet computed.")
            .Authorize(Policies.Forecasts)
            .Project(target => target.Path.Where(year => !year.IsForecast && year.UnitId == target.Plan!.UnitId).OrderBy(year => year.Year).ToList())
            .NonNull();
        descriptor.Field("forecast")
            .Description("The indicator's forecast, for the plan's own unit; empty where the supply model does not tell its people apart, or fewer than six years of its figures are known.")
            .Authorize(Policies.Forecasts)
            .Project(target => target.Path.Where(year => year.IsForecast && year.UnitId == target.Plan!.UnitId).OrderBy(year => year.Year).ToList())
            .NonNull();
    }
}

/// <summary>One year of a target as the API shows it.</summary>
internal sealed class TargetYearType : ObjectType<TargetYearView>
{
    protected override void Configure(IObjectTypeDescriptor<TargetYearView> descriptor)
    {
        descriptor.Name("TargetYear").Key(year => year.Year).DefaultOrder(year => year.UnitId);
        descriptor.Field(year => year.TargetCode).Ignore();
        descriptor.Field(year => year.UnitId).Ignore();
        descriptor.Field(year => year.Unit).NonNull();
    }
}

/// <summary>A shortage as the API shows it.</summary>
internal sealed class ShortageType : ObjectType<ShortageView>
{
    protected override void Configure(IObjectTypeDescriptor<ShortageView> descriptor)
    {
        descriptor.Name("Shortage").Key(shortage => shortage.Id).DefaultOrderDescending(shortage => shortage.ExpectedGap);
        descriptor.Field(shortage => shortage.Id).Ignore();
        descriptor.Field(shortage => shortage.UnitId).Ignore();
        descriptor.Field(shortage => shortage.SectorCode).Ignore();
        descriptor.Field(shortage => shortage.ProfessionCode).Ignore();
        descriptor.Field(shortage => shortage.Unit).NonNull();
        descriptor.Field(shortage => shortage.Sector).NonNull();
    }
}

/// <summary>Structural risks as the API shows them.</summary>
internal sealed class StructuralRiskType : ObjectType<StructuralRiskView>
{
    protected override void Configure(IObjectTypeDescriptor<StructuralRiskView> descriptor)
    {
        descriptor.Name("StructuralRisk").Key(risk => risk.Id).DefaultOrderDescending(risk => risk.RetiringShare);
        descriptor.Field(risk => risk.Id).Ignore();
        descriptor.Field(risk => risk.UnitId).Ignore();
        descriptor.Field(risk => risk.SectorCode).Ignore();
        descriptor.Field(risk => risk.Unit).NonNull();
        descriptor.Field(risk => risk.Sector).NonNull();
    }
}

/// <summary>How earlier forecasts fared, as the API shows it.</summary>
internal sealed class BacktestType : ObjectType<BacktestView>
{
    protected override void Configure(IObjectTypeDescriptor<BacktestView> descriptor)
    {
        descriptor.Name("ForecastBacktest").Key(backtest => backtest.Id);
        descriptor.Field(backtest => backtest.Id).Ignore();
        descriptor.Field(backtest => backtest.UnitId).Ignore();
        descriptor.Field(backtest => backtest.SectorCode).Ignore();
        descriptor.Field(backtest => backtest.ProfessionCode).Ignore();
        descriptor.Field(backtest => backtest.Unit).NonNull();
    }
}

/// <summary>Forecast supply as the API shows it.</summary>
internal sealed class SupplyType : ObjectType<SupplyView>
{
    protected override void Configure(IObjectTypeDescriptor<SupplyView> descriptor)
    {
        descriptor.Name("Supply").Key(supply => supply.Id);
        descriptor.Field(supply => supply.Id).Ignore();
        descriptor.Field(supply => supply.UnitId).Ignore();
        descriptor.Field(supply => supply.SectorCode).Ignore();
        descriptor.Field(supply => supply.ProfessionCode).Ignore();
        descriptor.Field(supply => supply.Unit).NonNull();
        descriptor.Field(supply => supply.Sector).NonNull();
    }
}

/// <summary>Forecast supply by degree level as the API shows it.</summary>
internal sealed class SupplyByDegreeType : ObjectType<SupplyByDegreeView>
{
    protected override void Configure(IObjectTypeDescriptor<SupplyByDegreeView> descriptor)
    {
        descriptor.Name("SupplyByDegree").Key(supply => supply.Id);
        descriptor.Field(supply => supply.Id).Ignore();
        descriptor.Field(supply => supply.UnitId).Ignore();
        descriptor.Field(supply => supply.SectorCode).Ignore();
        descriptor.Field(supply => supply.ProfessionCode).Ignore();
        descriptor.Field(supply => supply.Unit).NonNull();
        descriptor.Field(supply => supply.Sector).NonNull();
    }
}

using TalentRegistry.Data.Agencies;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Units;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Agencies;

/// <summary>A report as the API shows it.</summary>
internal sealed class ReorganisationReportType : ObjectType<ReorganisationReport>
{
    protected override void Configure(IObjectTypeDescriptor<ReorganisationReport> descriptor) => descriptor.Field(report => report.Id).ID<Reorganisation>();
}

/// <summary>An agency of a report as the API shows it.</summary>
internal sealed class ReorganisedAgencyReportType : ObjectType<ReorganisedAgencyReport>
{
    protected override void Configure(IObjectTypeDescriptor<ReorganisedAgencyReport> descriptor) => descriptor.Field(agency => agency.AgencyId).ID<Agency>();
}

/// <summary>A finding as the API shows it.</summary>
internal sealed class ReorganisationFindingType : ObjectType<ReorganisationFinding>
{
    protected override void Configure(IObjectTypeDescriptor<ReorganisationFinding> descriptor) => descriptor.Field(finding => finding.AgencyId).ID<Agency>();
}

/// <summary>A refusal as the API shows it.</summary>
internal sealed class ReorganisationRefusedType : ObjectType<ReorganisationRefusedException>
{
    protected override void Configure(IObjectTypeDescriptor<ReorganisationRefusedException> descriptor) => descriptor.Field(error => error.AgencyId).ID<Agency>();
}

/// <summary>A recorded operation as the API shows it.</summary>
internal sealed class ReorganisationType : ObjectType<Reorganisation>
{
    protected override void Configure(IObjectTypeDescriptor<Reorganisation> descriptor)
    {
        descriptor.Key(operation => operation.Id).DefaultOrder(operation => operation.EffectiveOn);
        descriptor.ImplementsNode().ResolveNodes(_ => FieldSession.Rows.Reorganisations);
        descriptor.Field(operation => operation.Id).ID();
        descriptor.Field(operation => operation.AccountId).Ignore();
    }
}

/// <summary>An agency of a recorded operation as the API shows it.</summary>
internal sealed class ReorganisedAgencyType : ObjectType<ReorganisedAgency>
{
    protected override void Configure(IObjectTypeDescriptor<ReorganisedAgency> descriptor)
    {
        descriptor.BindFieldsExplicitly().Key(part => part.AgencyId);
        descriptor.Field(part => part.Reorganisation).NonNull();
        descriptor.Field(part => part.Agency).NonNull();
        descriptor.Field(part => part.Part);
        descriptor.Field(part => part.PeopleBefore);
        descriptor.Field(part => part.PeopleAfter);
    }
}

/// <summary>A state as the API shows it.</summary>
internal sealed class AgencyStateType : ObjectType<AgencyState>
{
    protected override void Configure(IObjectTypeDescriptor<AgencyState> descriptor)
    {
        descriptor.Name("AgencyPeriod").BindFieldsExplicitly().Key(state => state.ValidFrom);
        descriptor.Field(state => state.Name);
        descriptor.Field(state => state.Parent);
        descriptor.Field(state => state.ValidFrom);
        descriptor.Field(state => state.ValidUntil);
    }
}

/// <summary>What an agency was, as the API shows it.</summary>
internal sealed class AgencyClassType : ObjectType<AgencyClass>
{
    protected override void Configure(IObjectTypeDescriptor<AgencyClass> descriptor)
    {
        descriptor.Name("AgencyClassPeriod").BindFieldsExplicitly().Key(period => period.ValidFrom);
        descriptor.Field(period => period.Kind);
        descriptor.Field(period => period.Sector).NonNull();
        descriptor.Field(period => period.GovernmentLevel);
        descriptor.Field(period => period.ValidFrom);
        descriptor.Field(period => period.ValidUntil);
    }
}

/// <summary>Lineage of agencies as the API shows it.</summary>
internal sealed class AgencyLineageType : ObjectType<AgencyLineage>
{
    protected override void Configure(IObjectTypeDescriptor<AgencyLineage> descriptor)
    {
        descriptor.BindFieldsExplicitly().Key(lineage => lineage.Id);
        descriptor.Field(lineage => lineage.Predecessor).NonNull();
        descriptor.Field(lineage => lineage.Successor).NonNull();
        descriptor.Field(lineage => lineage.EffectiveOn);
    }
}

/// <summary>Lineage of units as the API shows it.</summary>
internal sealed class UnitLineageType : ObjectType<UnitLineage>
{
    protected override void Configure(IObjectTypeDescriptor<UnitLineage> descriptor)
    {
        descriptor.BindFieldsExplicitly().Key(lineage => lineage.Id);
        descriptor.Field(lineage => lineage.Predecessor).NonNull();
        descriptor.Field(lineage => lineage.Successor);
        descriptor.Field(lineage => lineage.EffectiveOn);
        descriptor.Field(lineage => lineage.Kind);
        descriptor.Field(lineage => lineage.Share);
    }
}

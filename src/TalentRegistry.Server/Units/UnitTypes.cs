using TalentRegistry.Data.Units;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Units;
using TalentRegistry.GraphQL.Authoring;

namespace TalentRegistry.Server.Units;

/// <summary>A report as the API shows it.</summary>
internal sealed class UnitReportType : ObjectType<UnitReport>
{
    protected override void Configure(IObjectTypeDescriptor<UnitReport> descriptor)
    {
        descriptor.Name("AdministrativeUnitReport");
        descriptor.Field(report => report.Id).ID<Reorganisation>();
    }
}

/// <summary>A unit of a report as the API shows it.</summary>
internal sealed class ReorganisedUnitReportType : ObjectType<ReorganisedUnitReport>
{
    protected override void Configure(IObjectTypeDescriptor<ReorganisedUnitReport> descriptor) => descriptor.Field(unit => unit.UnitId).ID<AdministrativeUnit>();
}

/// <summary>An agency of a report as the API shows it.</summary>
internal sealed class ReseatedAgencyReportType : ObjectType<ReseatedAgencyReport>
{
    protected override void Configure(IObjectTypeDescriptor<ReseatedAgencyReport> descriptor)
    {
        descriptor.Field(agency => agency.AgencyId).ID<Agency>();
        descriptor.Field(agency => agency.FromId).ID<AdministrativeUnit>();
        descriptor.Field(agency => agency.ToId).ID<AdministrativeUnit>();
    }
}

/// <summary>A unit of a recorded operation as the API shows it.</summary>
internal sealed class ReorganisedUnitType : ObjectType<ReorganisedUnit>
{
    protected override void Configure(IObjectTypeDescriptor<ReorganisedUnit> descriptor)
    {
        descriptor.BindFieldsExplicitly().Key(part => part.UnitId);
        descriptor.Field(part => part.Unit).NonNull();
        descriptor.Field(part => part.Part);
        descriptor.Field(part => part.PeopleBefore);
        descriptor.Field(part => part.PeopleAfter);
    }
}

/// <summary>An agency of a recorded operation on units as the API shows it.</summary>
internal sealed class ReseatedAgencyType : ObjectType<ReseatedAgency>
{
    protected override void Configure(IObjectTypeDescriptor<ReseatedAgency> descriptor)
    {
        descriptor.BindFieldsExplicitly().Key(seat => seat.AgencyId);
        descriptor.Field(seat => seat.Agency).NonNull();
        descriptor.Field(seat => seat.FromId).ID<AdministrativeUnit>();
        descriptor.Field(seat => seat.ToId).ID<AdministrativeUnit>();
        descriptor.Field(seat => seat.ByWeight);
        descriptor.Field(seat => seat.People);
    }
}

/// <summary>A name of a unit as the API shows it.</summary>
internal sealed class UnitStateType : ObjectType<UnitState>
{
    protected override void Configure(IObjectTypeDescriptor<UnitState> descriptor)
    {
        descriptor.Name("AdministrativeUnitPeriod").BindFieldsExplicitly().Key(state => state.Id);
        descriptor.Field(state => state.Name);
        descriptor.Field(state => state.ShortName);
        descriptor.Field(state => state.ValidFrom);
        descriptor.Field(state => state.ValidUntil);
    }
}

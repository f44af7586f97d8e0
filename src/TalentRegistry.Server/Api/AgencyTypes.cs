using TalentRegistry.Data;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Units;
using TalentRegistry.GraphQL.Authoring;

namespace TalentRegistry.Server.Api;

/// <summary>An agency as the API shows it.</summary>
internal sealed class AgencyType : ObjectType<Agency>
{
    protected override void Configure(IObjectTypeDescriptor<Agency> descriptor)
    {
        descriptor.BindFieldsExplicitly().Key(agency => agency.Id).DefaultOrder(agency => agency.Code);
        descriptor.ImplementsNode().ResolveNodes(_ => FieldSession.Rows.Agencies);
        descriptor.Field(agency => agency.Id).ID();
        descriptor.Field(agency => agency.Code);
        descriptor.Field(agency => agency.Name);
        descriptor.Field(agency => agency.Kind);
        descriptor.Field(agency => agency.Sector).NonNull();
        descriptor.Field(agency => agency.GovernmentLevel);
        descriptor.Field(agency => agency.Ownership);
        descriptor.Field(agency => agency.Parent);
        descriptor.Field(agency => agency.ValidFrom);
        descriptor.Field(agency => agency.ValidUntil);
        descriptor.Field(agency => agency.Synthetic);
        descriptor.Field(agency => agency.Seats);
        descriptor.Field(agency => agency.Version).Description("Counts the changes of the record, from 1. Whoever reorganises it names the version that they have read.").NotFilterable().NotSortable();
        descriptor.Field("state")
            .Description("Name and agency above on a day; null before and after its life.")
            .Project((Agency agency, DateOnly? asOf) => agency.States.FirstOrDefault(state =>
                state.ValidFrom <= (asOf ?? RegistryContext.Today()) && (state.ValidUntil == null || state.ValidUntil > (asOf ?? RegistryContext.Today()))))
            .OnADay();
        descriptor.Field(agency => agency.States).Name("history").Description("Its names and the agencies above it, one for each period, the oldest first.").NotFilterable();
        descriptor.Field("classification")
            .Description("Kind, sector and level of government on a day, in which its people are counted then; null before and after its life.")
            .Project((Agency agency, DateOnly? asOf) => agency.Classes.FirstOrDefault(period =>
                period.ValidFrom <= (asOf ?? RegistryContext.Today()) && (period.ValidUntil == null || period.ValidUntil > (asOf ?? RegistryContext.Today()))))
            .OnADay();
        descriptor.Field(agency => agency.Classes).Name("classifications").Description("Its kinds, sectors and levels of government, one for each period, the oldest first.").NotFilterable();
        descriptor.Field(agency => agency.Predecessors).Description("What went over into it, wholly or in part.").NotFilterable();
        descriptor.Field(agency => agency.Successors).Description("Into what it went over.").NotFilterable();
        descriptor.Field(agency => agency.Reorganisations).Description("The operations that concerned it.").NotFilterable();
        descriptor.Field("district")
            .Description("The district (huyện) it sat in on a day; null since 1 July 2025, when districts ended.")
            .Project((Agency agency, DateOnly? asOf) => agency.Seats.Where(seat =>
                    seat.ValidFrom <= (asOf ?? RegistryContext.Today())
                    && (seat.ValidUntil == null || seat.ValidUntil > (asOf ?? RegistryContext.Today())))
                .Select(seat => seat.District).FirstOrDefault())
            .OnADay();
        descriptor.Field("province")
            .Description("The province it sat in on a day, on the map of that day.")
            .Project((Agency agency, DateOnly? asOf) => agency.Seats.Where(seat =>
                    seat.ValidFrom <= (asOf ?? RegistryContext.Today())
                    && (seat.ValidUntil == null || seat.ValidUntil > (asOf ?? RegistryContext.Today())))
                .Select(seat => seat.Province).FirstOrDefault())
            .OnADay();
        descriptor.Field("postings")
            .Description("Postings there within the caller's scope, past ones too unless \"where\" says otherwise; every record read is logged.")
            .Project((Agency agency, DateOnly? asOf, bool? includeDescendants) => FieldSession.Rows.Postings.Where(posting =>
                ((includeDescendants == null && posting.AgencyId == agency.Id)
                 || (includeDescendants != null && RegistryContext.IsAt(posting.AgencyId, agency.Id, asOf ?? RegistryContext.Today(), includeDescendants)))
                && (asOf == null || (posting.ValidFrom <= asOf && (posting.ValidUntil == null || posting.ValidUntil > asOf)))))
            .OnADay(DayOfField.OrAlways)
            .Argument<bool?>("includeDescendants", argument => argument.Description("True: with those at all agencies that stood under it on that day, or stand under it today; left out, only its own."))
            .UsePaging().UseFiltering().UseSorting().Authorize(Policies.People);
        descriptor.Field("people")
            .Description("People within the caller's scope who had a posting there on a day; every record read is logged.")
            .Project((Agency agency, DateOnly? asOf, bool? includeDescendants) => FieldSession.Rows.People.Where(person => person.Postings.Any(posting =>
                ((includeDescendants == null && posting.AgencyId == agency.Id)
                 || (includeDescendants != null && RegistryContext.IsAt(posting.AgencyId, agency.Id, asOf ?? RegistryContext.Today(), includeDescendants)))
                && posting.ValidFrom <= (asOf ?? RegistryContext.Today())
                && (posting.ValidUntil == null || posting.ValidUntil > (asOf ?? RegistryContext.Today())))))
            .OnADay()
            .Argument<bool?>("includeDescendants", argument => argument.Description("True: with those at all agencies that stood under it on that day; left out, only its own."))
            .UsePaging().UseFiltering().UseSorting().Authorize(Policies.People);
    }
}

/// <summary>A seat as the API shows it.</summary>
internal sealed class AgencySeatType : ObjectType<AgencySeat>
{
    protected override void Configure(IObjectTypeDescriptor<AgencySeat> descriptor)
    {
        descriptor.BindFieldsExplicitly().Key(seat => seat.ValidFrom);
        descriptor.Field(seat => seat.Unit).NonNull();
        descriptor.Field(seat => seat.District);
        descriptor.Field(seat => seat.Province);
        descriptor.Field(seat => seat.ValidFrom);
        descriptor.Field(seat => seat.ValidUntil);
    }
}

/// <summary>An administrative unit as the API shows it.</summary>
internal sealed class AdministrativeUnitType : ObjectType<AdministrativeUnit>
{
    protected override void Configure(IObjectTypeDescriptor<AdministrativeUnit> descriptor)
    {
        descriptor.BindFieldsExplicitly().Key(unit => unit.Id);
        descriptor.ImplementsNode().ResolveNodes(_ => FieldSession.Rows.Units);
        descriptor.Field(unit => unit.Id).ID();
        descriptor.Field(unit => unit.Code);
        descriptor.Field(unit => unit.Level);
        descriptor.Field(unit => unit.Name);
        descriptor.Field(unit => unit.ShortName);
        descriptor.Field(unit => unit.Parent);
        descriptor.Field(unit => unit.ValidFrom);
        descriptor.Field(unit => unit.ValidUntil);
        descriptor.Field("state")
            .Description("What it was called on a day; null before and after its life.")
            .Project((AdministrativeUnit unit, DateOnly? asOf) => unit.States.FirstOrDefault(state =>
                (state.ValidFrom == null || state.ValidFrom <= (asOf ?? RegistryContext.Today()))
                && (state.ValidUntil == null || state.ValidUntil > (asOf ?? RegistryContext.Today()))))
            .OnADay();
        descriptor.Field(unit => unit.States).Name("history").Description("Its names, one for each period.").NotFilterable();
        descriptor.Field(unit => unit.Predecessors).Description("Units that went over into it, wholly or in part.").NotFilterable();
        descriptor.Field(unit => unit.Successors).Description("What became of it; a district abolished in 2025 has one entry without a successor.").NotFilterable();
        descriptor.Field("agencies")
            .Description("Agencies that sat in it on a day: in a commune, a district or a province, whichever it is.")
            .Project((AdministrativeUnit unit, DateOnly? asOf) => FieldSession.Rows.Agencies.Where(agency => agency.Seats.Any(seat =>
                (seat.UnitId == unit.Id || seat.DistrictId == unit.Id || seat.ProvinceId == unit.Id)
                && seat.ValidFrom <= (asOf ?? RegistryContext.Today())
                && (seat.ValidUntil == null || seat.ValidUntil > (asOf ?? RegistryContext.Today())))))
            .OnADay()
            .UsePaging().UseFiltering().UseSorting();
    }
}

using TalentRegistry.Data.Views;
using TalentRegistry.Domain.Duties;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Duties;

/// <summary>A duty as the API shows it.</summary>
internal sealed class DutyType : ObjectType<DutyView>
{
    protected override void Configure(IObjectTypeDescriptor<DutyView> descriptor)
    {
        descriptor.Name("Duty").Key(duty => duty.Code).DefaultOrder(duty => duty.Position);
        descriptor.ImplementsNode().ResolveNodes(_ => FieldSession.Rows.Plans.SelectMany(plan => plan.Duties));
        descriptor.Field(duty => duty.PlanId).Ignore();
        descriptor.Field(duty => duty.Position).Ignore();
        descriptor.Field(duty => duty.HolderId).Ignore();
        descriptor.Field(duty => duty.Occurrences).Authorize(Policies.Duties).UseFiltering().UseSorting();
        descriptor.Field(duty => duty.Notes).Authorize(Policies.Duties).UseFiltering().UseSorting();
        descriptor.Field("current")
            .Description("The newest of its occurrences: where the duty stands now; null where the caller may not follow it.")
            .Authorize(Policies.Duties)
            .Project(duty => duty.Occurrences.OrderByDescending(occurrence => occurrence.Year).FirstOrDefault());
        descriptor.Field("isOverdue")
            .Description("Whether the last day of any of its occurrences has passed and it is neither done nor cancelled.")
            .Authorize(Policies.Duties)
            .Project(duty => duty.Occurrences.Any(occurrence => occurrence.Status == DutyStatus.Overdue));
    }
}

/// <summary>A duty in one year as the API shows it.</summary>
internal sealed class DutyOccurrenceType : ObjectType<DutyOccurrenceView>
{
    protected override void Configure(IObjectTypeDescriptor<DutyOccurrenceView> descriptor)
    {
        descriptor.Name("DutyOccurrence").Key(occurrence => occurrence.Id).DefaultOrder(occurrence => occurrence.Year);
        descriptor.Field(occurrence => occurrence.Id).Ignore();
    }
}

/// <summary>A note on a duty as the API shows it.</summary>
internal sealed class DutyNoteType : ObjectType<DutyNoteView>
{
    protected override void Configure(IObjectTypeDescriptor<DutyNoteView> descriptor)
    {
        descriptor.Name("DutyNote").Key(note => note.Id).DefaultOrder(note => note.At);
        descriptor.Field(note => note.Id).ID();
        descriptor.Field(note => note.WithdrawsId).ID();
    }
}

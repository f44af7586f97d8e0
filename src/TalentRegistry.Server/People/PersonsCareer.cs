using TalentRegistry.Data.Views;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.People;

/// <summary>A fact of a career as the API shows it.</summary>
internal sealed class CareerEventType : ObjectType<CareerEvent>
{
    protected override void Configure(IObjectTypeDescriptor<CareerEvent> descriptor)
    {
        descriptor.BindFieldsExplicitly().Key(fact => new { fact.Kind, fact.RecordId })
            .DefaultOrder(fact => fact.ValidFrom).DefaultOrder(fact => fact.Place);
        descriptor.Field(fact => fact.Kind);
        descriptor.Field(fact => fact.ValidFrom);
        descriptor.Field(fact => fact.ValidUntil);
        descriptor.Field(fact => fact.IsWholeYear);
        descriptor.Field(fact => fact.IsDated);
        descriptor.Field(fact => fact.IsMain);
        descriptor.Field("degree").Description("The record; null for other kinds.").Project(fact => FieldSession.Rows.Degrees.FirstOrDefault(record => record.Id == fact.RecordId));
        descriptor.Field("academicTitle").Description("The record; null for other kinds.").Project(fact => FieldSession.Rows.AcademicTitles.FirstOrDefault(record => record.Id == fact.RecordId));
        descriptor.Field("certificate").Description("The record; null for other kinds.").Project(fact => FieldSession.Rows.Certificates.FirstOrDefault(record => record.Id == fact.RecordId));
        descriptor.Field("talentRecognition").Description("The record; null for other kinds.").Project(fact => FieldSession.Rows.TalentRecognitions.FirstOrDefault(record => record.Id == fact.RecordId));
        descriptor.Field("award").Description("The record; null for other kinds.").Project(fact => FieldSession.Rows.Awards.FirstOrDefault(record => record.Id == fact.RecordId));
        descriptor.Field("associationMembership").Description("The record; null for other kinds.").Project(fact => FieldSession.Rows.AssociationMemberships.FirstOrDefault(record => record.Id == fact.RecordId));
        descriptor.Field("scienceTask").Description("The record; null for other kinds.").Project(fact => FieldSession.Rows.ScienceTasks.FirstOrDefault(record => record.Id == fact.RecordId));
        descriptor.Field("posting").Description("Of a posting and of the retirement that ended one; null for other kinds.").Project(fact => FieldSession.Rows.Postings.FirstOrDefault(record => record.Id == fact.RecordId));
        descriptor.Field("availability").Description("The record; null for other kinds.").Project(fact => FieldSession.Rows.Availabilities.FirstOrDefault(record => record.Id == fact.RecordId));
        descriptor.Field("workingAgeExtension").Description("The record; null for other kinds.").Project(fact => FieldSession.Rows.WorkingAgeExtensions.FirstOrDefault(record => record.Id == fact.RecordId));
    }
}

/// <summary>A whole career in one list.</summary>
internal static class PersonsCareer
{
    public static void ShowCareer(this IObjectTypeDescriptor<Person> descriptor) => descriptor.Field("career")
        .Description(
            "Every dated fact of the career in one list, the oldest first: degrees, titles, certificates, awards, recognitions, tasks, memberships, postings, availability, extensions, retirement and death. With a day what had begun by then.")
        .Project((Person person, DateOnly? asOf) => FieldSession.Rows.CareerEvents.Where(fact => fact.PersonId == person.Id && (asOf == null || fact.ValidFrom <= asOf)))
        .OnADay("Only what had begun by this day; left out, by the day of the list or record around it, else all. A null asks for all.")
        .UseFiltering().UseSorting();
}

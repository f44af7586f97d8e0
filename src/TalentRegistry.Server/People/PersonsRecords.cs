using TalentRegistry.Data;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.People;

/// <summary>The records of a dossier, of each kind all or those that held on a day.</summary>
internal static class PersonsRecords
{
    public static void ShowRecords(this IObjectTypeDescriptor<Person> descriptor)
    {
        Show(descriptor.Field("degrees").Description("Degrees, in the order awarded.")
            .Project((Person person, DateOnly? asOf) => person.Degrees.Where(one => asOf == null || one.AwardedYear <= (asOf ?? RegistryContext.Today()).Year)));
        Show(descriptor.Field("postings").Description("Postings, main and secondary.")
            .Project((Person person, DateOnly? asOf) => person.Postings.Where(one => asOf == null || (one.ValidFrom <= asOf && (one.ValidUntil == null || one.ValidUntil > asOf)))));
        Show(descriptor.Field("certificates")
            .Description("Certificates (chứng chỉ): political theory, state management, languages, digital skills, job titles, national defence.")
            .Project((Person person, DateOnly? asOf) => person.Certificates.Where(one => asOf == null || (one.IssuedOn <= asOf && (one.ValidUntil == null || one.ValidUntil > asOf)))));
        Show(descriptor.Field("academicTitles").Description("Academic titles (học hàm).")
            .Project((Person person, DateOnly? asOf) => person.AcademicTitles.Where(one => asOf == null || one.RecognisedYear <= (asOf ?? RegistryContext.Today()).Year)));
        Show(descriptor.Field("talentRecognitions").Description("Recognitions as talent (công nhận nhân tài).")
            .Project((Person person, DateOnly? asOf) => person.TalentRecognitions.Where(one => asOf == null || (one.ValidFrom <= asOf && (one.ValidUntil == null || one.ValidUntil > asOf)))));
        Show(descriptor.Field("workingAgeExtensions").Description("Decisions to work past the age of retirement (kéo dài thời gian công tác).")
            .Project((Person person, DateOnly? asOf) => person.WorkingAgeExtensions.Where(one => asOf == null || (one.ValidFrom <= asOf && one.ValidUntil > asOf))));
        Show(descriptor.Field("availabilities").Description("Whether the person can be called on (khả năng tham gia), past periods too.")
            .Project((Person person, DateOnly? asOf) => person.Availabilities.Where(one => asOf == null || (one.ValidFrom <= asOf && (one.ValidUntil == null || one.ValidUntil > asOf)))));
        Show(descriptor.Field("scienceTasks").Description("Science and technology tasks (nhiệm vụ khoa học và công nghệ).")
            .Project((Person person, DateOnly? asOf) => person.ScienceTasks.Where(one => asOf == null || (one.ValidFrom <= asOf && (one.ValidUntil == null || one.ValidUntil > asOf)))));
        Show(descriptor.Field("awards").Description("Awards (danh hiệu, khen thưởng).")
            .Project((Person person, DateOnly? asOf) => person.Awards.Where(one => asOf == null || one.AwardedYear <= (asOf ?? RegistryContext.Today()).Year)));
        Show(descriptor.Field("associationMemberships").Description("Memberships of associations (hội viên).")
            .Project((Person person, DateOnly? asOf) => person.AssociationMemberships.Where(one => asOf == null || (one.ValidFrom <= asOf && (one.ValidUntil == null || one.ValidUntil > asOf)))));
    }

    private static void Show(IObjectFieldDescriptor<Person> records) => records.OnADay(DayOfField.OrAlways).UseFiltering().UseSorting();
}

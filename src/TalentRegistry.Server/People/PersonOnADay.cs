using TalentRegistry.Data;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Records;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.People;

/// <summary>
/// What somebody was on a day. A year of award counts from its 1 January, as headcounts take it, and an age is the year of the day less the year of
/// birth: days of birth are for HR officers, and an age to the day, asked on many days, would tell them.
/// </summary>
internal static class PersonOnADay
{
    public static void ShowOnADay(this IObjectTypeDescriptor<Person> descriptor)
    {
        descriptor.Field("age")
            .Description("The year of a day less the year of birth, as headcounts take it.")
            .Project((Person person, DateOnly? asOf) => (asOf ?? RegistryContext.Today()).Year - person.BirthYear).OnADay();
        descriptor.Field("isAlive")
            .Description("Whether the person was alive on a day, as far as known.")
            .Project((Person person, DateOnly? asOf) => person.DeceasedOn == null || person.DeceasedOn > (asOf ?? RegistryContext.Today())).OnADay();
        descriptor.Field("inService")
            .Description("Whether the person had a main posting on a day.")
            .Project((Person person, DateOnly? asOf) => person.Postings.Any(posting =>
                posting.IsMain && posting.ValidFrom <= (asOf ?? RegistryContext.Today())
                && (posting.ValidUntil == null || posting.ValidUntil > (asOf ?? RegistryContext.Today())))).OnADay();
        descriptor.Field("hasRetired")
            .Description("Whether a posting had ended by retirement by a day, and no other main one went on.")
            .Project((Person person, DateOnly? asOf) =>
                person.Postings.Any(posting => posting.EndReason == PostingEnd.Retirement && posting.ValidUntil <= (asOf ?? RegistryContext.Today()))
                && !person.Postings.Any(posting =>
                    posting.IsMain && posting.ValidFrom <= (asOf ?? RegistryContext.Today())
                    && (posting.ValidUntil == null || posting.ValidUntil > (asOf ?? RegistryContext.Today())))).OnADay();
        descriptor.Field("retiresOn")
            .Description("Last day before the pension by the normal age of retirement (Decree 135/2020/ND-CP, articles 3 and 4); of whom only the year of birth is known, as if born on 1 January.")
            .Project(person => (DateOnly?)RegistryContext.RetirementDay(person.DateOfBirth, person.BirthYear, person.Sex == Sex.Female)).Authorize(Policies.Identity);
        descriptor.Field("isPastRetirementAge")
            .Description("Whether a day is after \"retiresOn\", whatever extension there is.")
            .Project((Person person, DateOnly? asOf) =>
                RegistryContext.RetirementDay(person.DateOfBirth, person.BirthYear, person.Sex == Sex.Female) < (asOf ?? RegistryContext.Today())).Type("Boolean").OnADay().Authorize(Policies.Identity);
        ShowRecordsOnADay(descriptor);
    }

    private static void ShowRecordsOnADay(IObjectTypeDescriptor<Person> descriptor)
    {
        descriptor.Field("currentPosting")
            .Description("The main posting on a day; null where there was none.")
            .Project((Person person, DateOnly? asOf) => person.Postings.FirstOrDefault(posting =>
                posting.IsMain && posting.ValidFrom <= (asOf ?? RegistryContext.Today())
                && (posting.ValidUntil == null || posting.ValidUntil > (asOf ?? RegistryContext.Today())))).OnADay();
        // The same choice as registry.derive_spans: by level, then by broad field.
        descriptor.Field("highestDegree")
            .Description("The highest degree awarded up to the year of a day, clinical specialists' diplomas included; null where there was none.")
            .Project((Person person, DateOnly? asOf) => person.Degrees
                .Where(degree => degree.AwardedYear <= (asOf ?? RegistryContext.Today()).Year
                    && (degree.Level!.Scheme == "education" || degree.Level!.Scheme == "clinical_specialist"))
                .OrderByDescending(degree => degree.Level!.Rank).ThenByDescending(degree => degree.LevelCode)
                .ThenByDescending(degree => degree.Field!.ParentCode ?? degree.FieldCode ?? "").ThenBy(degree => degree.Id).FirstOrDefault()).OnADay();
        descriptor.Field("academicTitle")
            .Description("The highest academic title recognised up to the year of a day; null where there was none.")
            .Project((Person person, DateOnly? asOf) => person.AcademicTitles
                .Where(title => title.RecognisedYear <= (asOf ?? RegistryContext.Today()).Year)
                .OrderByDescending(title => title.Rank == AcademicRank.Professor).ThenBy(title => title.RecognisedYear).ThenBy(title => title.Id)
                .FirstOrDefault()).OnADay();
        descriptor.Field("availability")
            .Description("How the person could be called on, on a day; null where nothing is on file.")
            .Project((Person person, DateOnly? asOf) => person.Availabilities.FirstOrDefault(kind =>
                kind.ValidFrom <= (asOf ?? RegistryContext.Today()) && (kind.ValidUntil == null || kind.ValidUntil > (asOf ?? RegistryContext.Today())))).OnADay();
        descriptor.Field("workingAgeExtension")
            .Description("The decision by which the person worked on past the age of retirement on a day; null where there was none.")
            .Project((Person person, DateOnly? asOf) => person.WorkingAgeExtensions
                .Where(extension => extension.ValidFrom <= (asOf ?? RegistryContext.Today()) && extension.ValidUntil > (asOf ?? RegistryContext.Today()))
                .OrderBy(extension => extension.ValidFrom).ThenBy(extension => extension.Id).FirstOrDefault()).OnADay();
    }
}

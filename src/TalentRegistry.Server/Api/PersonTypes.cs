using Microsoft.EntityFrameworkCore;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.Server.People;

namespace TalentRegistry.Server.Api;

/// <summary>A person as the API shows them.</summary>
internal sealed class PersonType : ObjectType<Person>
{
    public const string VersionDescription = "Counts the changes of the record, from 1. Whoever corrects it names the version that they have read.";

    protected override void Configure(IObjectTypeDescriptor<Person> descriptor)
    {
        descriptor.BindFieldsExplicitly().Key(person => person.Id)
            .DefaultOrder(person => person.GivenName).DefaultOrder(person => person.FullName);
        descriptor.ImplementsNode().ResolveNodes(_ => FieldSession.Rows.People).Authorize(Policies.People);
        descriptor.Field(person => person.Id).ID();
        // Nullable, so that a planner who asks for names still gets the rest of the page with the refusals.
        descriptor.Field(person => person.FullName).Type("String").FoldedAs(person => EF.Property<string>(person, "FoldedName")).Authorize(Policies.Names);
        descriptor.Field(person => person.GivenName).Type("String").Authorize(Policies.Names);
        descriptor.Field(person => person.DateOfBirth).Authorize(Policies.Identity);
        descriptor.Field(person => person.StaffCode).Authorize(Policies.Identity);
        descriptor.Field(person => person.HomeUnit).Authorize(Policies.Identity);
        descriptor.Field(person => person.BirthYear);
        descriptor.Field(person => person.Sex);
        // Planners and leaders have no grant on the column either; headcount tells them what is kept for them.
        descriptor.Field(person => person.EthnicGroup).Authorize(Policies.Identity);
        descriptor.Field(person => person.Keeper).NonNull();
        descriptor.Field(person => person.DeceasedOn);
        descriptor.Field(person => person.Synthetic);
        descriptor.Field(person => person.Version).Type("Int").Description(VersionDescription).NotFilterable().NotSortable().Authorize(Policies.Identity);
        descriptor.ShowRecords();
        descriptor.ShowOnADay();
        descriptor.ShowCareer();
        descriptor.Field("history")
            .Description("Changes of the person and of every other record of the dossier, newest first; values that the caller may not see in the record are not in it.")
            .Project(person => FieldSession.Rows.PersonChanges.Where(change => change.PersonId == person.Id))
            .UsePaging().UseFiltering().UseSorting().Authorize(Policies.People);
    }
}

/// <summary>A degree as the API shows it.</summary>
internal sealed class DegreeType : ObjectType<Degree>
{
    protected override void Configure(IObjectTypeDescriptor<Degree> descriptor)
    {
        descriptor.BindFieldsExplicitly().Key(degree => degree.Id).DefaultOrder(degree => degree.AwardedYear);
        descriptor.ImplementsNode().ResolveNodes(_ => FieldSession.Rows.Degrees).Authorize(Policies.People);
        descriptor.Field(degree => degree.Id).ID();
        descriptor.Field(degree => degree.Person).NonNull().Description("Whose degree it is.");
        descriptor.Field(degree => degree.Level).NonNull();
        descriptor.Field(degree => degree.Field);
        descriptor.Field(degree => degree.Institution);
        descriptor.Field(degree => degree.CountryCode);
        descriptor.Field(degree => degree.AwardedYear);
        descriptor.Field(degree => degree.StudyMode);
        descriptor.Field(degree => degree.VerifiedOn);
        descriptor.Field(degree => degree.Version).Description(PersonType.VersionDescription).NotFilterable().NotSortable();
    }
}

/// <summary>A posting as the API shows it.</summary>
internal sealed class PostingType : ObjectType<Posting>
{
    protected override void Configure(IObjectTypeDescriptor<Posting> descriptor)
    {
        descriptor.BindFieldsExplicitly().Key(posting => posting.Id).DefaultOrder(posting => posting.ValidFrom);
        descriptor.ImplementsNode().ResolveNodes(_ => FieldSession.Rows.Postings).Authorize(Policies.People);
        descriptor.Field(posting => posting.Id).ID();
        descriptor.Field(posting => posting.Person).NonNull().Description("Whose posting it is.");
        descriptor.Field(posting => posting.Agency).NonNull();
        descriptor.Field(posting => posting.Profession).NonNull();
        descriptor.Field(posting => posting.PositionTitle);
        descriptor.Field(posting => posting.LeadershipRank);
        descriptor.Field(posting => posting.EmploymentKind);
        descriptor.Field(posting => posting.IsMain);
        descriptor.Field(posting => posting.ValidFrom);
        descriptor.Field(posting => posting.ValidUntil);
        descriptor.Field(posting => posting.EndReason);
        descriptor.Field(posting => posting.RequiredLevelCode);
        descriptor.Field(posting => posting.Version).Description(PersonType.VersionDescription).NotFilterable().NotSortable();
    }
}

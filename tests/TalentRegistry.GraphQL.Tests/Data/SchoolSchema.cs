using Microsoft.EntityFrameworkCore;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Data;

[QueryType]
public static class SchoolQueries
{
    [UsePaging(DefaultPageSize = 10, MaxPageSize = 200), UseFiltering, UseSorting, NodeResolver]
    public static IQueryable<Pupil> Pupils([Service] SchoolContext school) => school.Pupils;

    [UseFiltering, UseSorting]
    public static IQueryable<Pupil> AllPupils([Service] SchoolContext school) => school.Pupils;

    [UseFiltering, UseSorting]
    public static IQueryable<Pupil> PupilsOn([Service] SchoolContext school, [Since1990] DateOnly? day = null) => school.Pupils;

    [UseAggregation]
    public static IQueryable<Pupil> PupilsOnAggregate([Service] SchoolContext school, DateOnly? day = null) => school.Pupils;

    [UseAggregation]
    public static IQueryable<Pupil> PupilsAggregate([Service] SchoolContext school) => school.Pupils;

    [UseFirstOrDefault]
    public static IQueryable<Pupil> Pupil(Guid id, [Service] SchoolContext school) => school.Pupils.Where(p => p.Id == new PupilId(id));

    [NodeResolver]
    public static Task<Town?> Town([ID<Town>] string code, [Service] SchoolContext school, CancellationToken cancellationToken) =>
        school.Set<Town>().FirstOrDefaultAsync(t => t.Code == code, cancellationToken);

    [UseFiltering, UseSorting]
    public static IQueryable<Teacher> Teachers([Service] SchoolContext school) => school.Teachers;

    public static IQueryable<Mark> EveryPair([Service] SchoolContext school) =>
        school.Pupils.SelectMany(p => p.Marks).SelectMany(_ => school.Teachers, (mark, _) => mark);

    [UsePaging, UseFiltering, UseSorting]
    public static IEnumerable<Note> Notes() => Note.All;
}

/// <summary>A row that no database keeps.</summary>
public sealed record Note(int Id, string? Text, int? Stars)
{
    public static IReadOnlyList<Note> All { get; } =
        [.. Enumerable.Range(0, 120).Select(i => new Note(i * 37 % 120, i % 3 == 0 ? null : $"t{i % 5}", i % 4 == 0 ? null : i % 7))];
}

public sealed class PupilType : ObjectType<Pupil>
{
    public const string Secrets = "secrets", Names = "names";

    protected override void Configure(IObjectTypeDescriptor<Pupil> descriptor)
    {
        descriptor.BindFieldsExplicitly().Key(p => p.Id).DefaultOrder(p => EF.Functions.Collate(p.GivenName, "vietnamese"));
        descriptor.ImplementsNode();
        descriptor.Field(p => p.Id).ID();
        descriptor.Field(p => p.FullName);
        descriptor.Field(p => p.GivenName).SortAs(p => EF.Functions.Collate(p.GivenName, "vietnamese")).Authorize(Names);
        descriptor.Field(p => p.Nickname).FoldedAs(p => SchoolContext.Fold(p.Nickname!));
        descriptor.Field(p => p.Year);
        descriptor.Field(p => p.Score);
        descriptor.Field(p => p.Height);
        descriptor.Field(p => p.Weight);
        descriptor.Field(p => p.JoinedOn);
        descriptor.Field(p => p.SeenAt);
        descriptor.Field(p => p.IsBoarder);
        descriptor.Field(p => p.House);
        descriptor.Field(p => p.Secret).Type("String").Authorize(Secrets);
        descriptor.Field(p => p.BuddyId).ID<Pupil>();
        descriptor.Field(p => p.Teacher);
        descriptor.Field(p => p.Marks).UseFiltering().UseSorting();
        descriptor.Field("markPages").Project(p => p.Marks).UsePaging(3, 50).UseFiltering().UseSorting();
        descriptor.Field("best").Project(p => p.Marks.OrderByDescending(m => m.Value).ThenBy(m => m.Id).FirstOrDefault());
        descriptor.Field("marksSince").Project((Pupil p, DateOnly day) => p.Marks.Count(m => m.GivenOn >= day));
        descriptor.Field("lastBefore").Project((Pupil p, DateOnly day) => p.Marks.Where(m => m.GivenOn < day).OrderByDescending(m => m.GivenOn).ThenBy(m => m.Id).FirstOrDefault());
        descriptor.Field("marksTo").Project((Pupil p, DateOnly? day) => p.Marks.Where(m => day == null || m.GivenOn <= day))
            .Argument<DateOnly?>("day", argument => argument.FromAround().Rule(NotBefore1990)).UseFiltering().UseSorting();
        descriptor.Field("lastMark").Project((Pupil p, DateOnly? day) => p.Marks.Where(m => day == null || m.GivenOn <= day).OrderByDescending(m => m.GivenOn).ThenBy(m => m.Id).FirstOrDefault())
            .Argument<DateOnly?>("day", argument => argument.FromAround());
        descriptor.Field("greeting").Resolve(context => "Chào " + context.Parent<Pupil>().FullName);
    }

    public static GraphQLError? NotBefore1990(object day) =>
        (DateOnly)day < new DateOnly(1990, 1, 1) ? new GraphQLError("Nothing is known of days before 1990.", ErrorCodes.BadUserInput) : null;
}

[AttributeUsage(AttributeTargets.Parameter)]
public sealed class Since1990Attribute : ArgumentRuleAttribute
{
    public override GraphQLError? Refuse(object value) => PupilType.NotBefore1990(value);
}

[ExtendObjectType<Pupil>]
public static class PupilFields
{
    public static string Initial([ParentValue(nameof(Pupil.FullName))] string fullName) => fullName[..1];
}

public sealed class TeacherType : ObjectType<Teacher>
{
    protected override void Configure(IObjectTypeDescriptor<Teacher> descriptor)
    {
        descriptor.BindFieldsExplicitly();
        descriptor.Field(t => t.Id);
        descriptor.Field(t => t.Name);
        descriptor.Field(t => t.HiredOn);
        descriptor.Field(t => t.Town);
        descriptor.Field("favourite").Project(t => t.Town.Code == "LC" ? t.Town : null);
        descriptor.Field("buddyOfFirst").Project(t => t.Pupils.OrderBy(p => p.Id).Select(p => p.Buddy).FirstOrDefault());
        descriptor.Field("buddies").Project(t => t.Pupils.OrderBy(p => p.Id).Select(p => p.Buddy)).Type("[Pupil]!");
        descriptor.Field(t => t.Pupils).UseFiltering().UseSorting();
        descriptor.Field("pupilPages").Project((Teacher t, int? since) => t.Pupils.Where(p => p.Year >= (since ?? 0))).UsePaging(5, 200).UseFiltering().UseSorting();
    }
}

public sealed class TownType : ObjectType<Town>
{
    protected override void Configure(IObjectTypeDescriptor<Town> descriptor) => descriptor.Key(t => t.Code).ImplementsNode();
}

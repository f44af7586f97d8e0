using System.Security.Claims;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Records;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Dossiers;

namespace TalentRegistry.Server.Records;

/// <summary>A science and technology task as the API shows it.</summary>
internal sealed class ScienceTaskType : ObjectType<ScienceTask>
{
    protected override void Configure(IObjectTypeDescriptor<ScienceTask> descriptor)
    {
        descriptor.ShowRecord(FieldSession.Rows.ScienceTasks).DefaultOrder(record => record.ValidFrom);
        descriptor.Field(record => record.Title).Type("String").Authorize(Policies.Identity);
        descriptor.Field(record => record.Role);
        descriptor.Field(record => record.Level);
        descriptor.Field(record => record.Field);
        descriptor.Field(record => record.ValidFrom);
        descriptor.Field(record => record.ValidUntil);
        descriptor.Field(record => record.Result);
        descriptor.Field(record => record.IsApplied);
    }
}

/// <summary>A science and technology task that is to be added.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="Title">Name of the task; 1 to 500 characters.</param>
/// <param name="Role">What the person does in it.</param>
/// <param name="Level">Who set it.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">First day after it; none while it goes on.</param>
/// <param name="FieldCode">ISCED-F broad or narrow field.</param>
/// <param name="Result">What its acceptance found.</param>
/// <param name="IsApplied">Whether what it found is applied.</param>
internal sealed record AddScienceTaskInput(
    [ID<Person>] Guid PersonId, string Title, TaskRole Role, RecognitionLevel Level, DateOnly ValidFrom, DateOnly? ValidUntil = null,
    string? FieldCode = null, TaskResult? Result = null, bool? IsApplied = null) : EditInput
{
    public ScienceTask Entry() => new()
    {
        Title = Title, Role = Role, Level = Level, ValidFrom = ValidFrom, ValidUntil = ValidUntil, FieldCode = FieldCode, Result = Result,
        IsApplied = IsApplied,
    };
}

/// <summary>What is to be corrected of a science and technology task: what is left out stays as it is, a null clears it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
/// <param name="Title">Name of the task; 1 to 500 characters.</param>
/// <param name="Role">What the person does in it.</param>
/// <param name="Level">Who set it.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">First day after it; none while it goes on.</param>
/// <param name="FieldCode">ISCED-F broad or narrow field.</param>
/// <param name="Result">What its acceptance found.</param>
/// <param name="IsApplied">Whether what it found is applied.</param>
internal sealed record UpdateScienceTaskInput(
    [ID<ScienceTask>] Guid Id, int Version, Optional<string> Title, Optional<TaskRole> Role, Optional<RecognitionLevel> Level,
    Optional<DateOnly> ValidFrom, Optional<DateOnly?> ValidUntil, Optional<string?> FieldCode, Optional<TaskResult?> Result, Optional<bool?> IsApplied) : EditInput
{
    public ScienceTask Over(ScienceTask stored) => stored with
    {
        Title = Title.Or(stored.Title), Role = Role.Or(stored.Role), Level = Level.Or(stored.Level), ValidFrom = ValidFrom.Or(stored.ValidFrom),
        ValidUntil = ValidUntil.Or(stored.ValidUntil), FieldCode = FieldCode.Or(stored.FieldCode), Result = Result.Or(stored.Result),
        IsApplied = IsApplied.Or(stored.IsApplied),
    };
}

/// <summary>A science and technology task that is to be removed.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
internal sealed record RemoveScienceTaskInput([ID<ScienceTask>] Guid Id, int Version) : EditInput;

/// <summary>Changes of science and technology tasks in dossiers that the caller's agencies keep.</summary>
[MutationType]
internal static class ScienceTaskMutations
{
    /// <summary>Adds a science and technology task to a dossier.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<ScienceTask>> AddScienceTask(AddScienceTaskInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.AddAsync<ScienceTask>(user, input, input.PersonId, input.Entry(), cancellationToken);

    /// <summary>Corrects a science and technology task. Refused if it has changed since the caller read it, and where rules speak against it.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<ScienceTask>> UpdateScienceTask(UpdateScienceTaskInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.CorrectAsync<ScienceTask, ScienceTask>(user, input, input.Id, input.Version, input.Over, cancellationToken);

    /// <summary>Removes a science and technology task that was recorded by mistake. The history keeps it.</summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = "deletedId"), ID<ScienceTask>]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<Guid> RemoveScienceTask(RemoveScienceTaskInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.RemoveAsync<ScienceTask>(user, input, input.Id, input.Version, cancellationToken);
}

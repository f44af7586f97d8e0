using System.Security.Claims;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Records;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Dossiers;

namespace TalentRegistry.Server.Records;

/// <summary>An availability as the API shows it.</summary>
internal sealed class AvailabilityType : ObjectType<Availability>
{
    protected override void Configure(IObjectTypeDescriptor<Availability> descriptor)
    {
        descriptor.ShowRecord(FieldSession.Rows.Availabilities).DefaultOrder(record => record.ValidFrom);
        descriptor.Field(record => record.Kind);
        descriptor.Field(record => record.ValidFrom);
        descriptor.Field(record => record.ValidUntil);
        descriptor.Field(record => record.CountryCode);
        descriptor.Field(record => record.Note).Authorize(Policies.Identity);
    }
}

/// <summary>An availability that is to be added.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="Kind">How.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">First day after it; none while it goes on.</param>
/// <param name="CountryCode">ISO 3166-1 alpha-2 code of the country, of who is overseas.</param>
/// <param name="Note">What else is to be known, as the fields in which help is offered; 500 characters at most.</param>
internal sealed record AddAvailabilityInput(
    [ID<Person>] Guid PersonId, AvailabilityKind Kind, DateOnly ValidFrom, DateOnly? ValidUntil = null, string? CountryCode = null,
    string? Note = null) : EditInput
{
    public Availability Entry() => new()
    {
        Kind = Kind, ValidFrom = ValidFrom, ValidUntil = ValidUntil, CountryCode = CountryCode, Note = Note,
    };
}

/// <summary>What is to be corrected of an availability: what is left out stays as it is, a null clears it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
/// <param name="Kind">How.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">First day after it; none while it goes on.</param>
/// <param name="CountryCode">ISO 3166-1 alpha-2 code of the country, of who is overseas.</param>
/// <param name="Note">What else is to be known, as the fields in which help is offered; 500 characters at most.</param>
internal sealed record UpdateAvailabilityInput(
    [ID<Availability>] Guid Id, int Version, Optional<AvailabilityKind> Kind, Optional<DateOnly> ValidFrom, Optional<DateOnly?> ValidUntil,
    Optional<string?> CountryCode, Optional<string?> Note) : EditInput
{
    public Availability Over(Availability stored) => stored with
    {
        Kind = Kind.Or(stored.Kind), ValidFrom = ValidFrom.Or(stored.ValidFrom), ValidUntil = ValidUntil.Or(stored.ValidUntil),
        CountryCode = CountryCode.Or(stored.CountryCode), Note = Note.Or(stored.Note),
    };
}

/// <summary>An availability that is to be removed.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
internal sealed record RemoveAvailabilityInput([ID<Availability>] Guid Id, int Version) : EditInput;

/// <summary>Changes of availabilities in dossiers that the caller's agencies keep.</summary>
[MutationType]
internal static class AvailabilityMutations
{
    /// <summary>Adds an availability to a dossier.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<Availability>> AddAvailability(AddAvailabilityInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.AddAsync<Availability>(user, input, input.PersonId, input.Entry(), cancellationToken);

    /// <summary>Corrects an availability. Refused if it has changed since the caller read it, and where rules speak against it.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<Availability>> UpdateAvailability(UpdateAvailabilityInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.CorrectAsync<Availability, Availability>(user, input, input.Id, input.Version, input.Over, cancellationToken);

    /// <summary>Removes an availability that was recorded by mistake. The history keeps it.</summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = "deletedId"), ID<Availability>]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<Guid> RemoveAvailability(RemoveAvailabilityInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.RemoveAsync<Availability>(user, input, input.Id, input.Version, cancellationToken);
}

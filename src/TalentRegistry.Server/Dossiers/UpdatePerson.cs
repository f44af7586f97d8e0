using System.Security.Claims;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Units;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Dossiers;

/// <summary>What is to be corrected of a person: what is left out stays as it is, a null clears it.</summary>
/// <param name="Id">Whom.</param>
/// <param name="Version">The version that the caller has read.</param>
/// <param name="FullName">Family, middle and given names in Vietnamese order (họ và tên).</param>
/// <param name="Sex">As the civil register has it.</param>
/// <param name="DateOfBirth">Its year becomes the year of birth unless that is given too.</param>
/// <param name="BirthYear">Year of birth.</param>
/// <param name="EthnicGroupCode">01-54, 55 foreigner, 56 unknown.</param>
/// <param name="HomeUnitId">Home place (quê quán).</param>
/// <param name="StaffCode">At most 40 characters.</param>
/// <param name="CitizenId">Kept encrypted; never given out again.</param>
/// <param name="KeeperId">Agency that keeps the dossier, within the caller's scope.</param>
/// <param name="DeceasedOn">Day of death; null where it was recorded by mistake. recordDeath ends the postings too.</param>
internal sealed record UpdatePersonInput(
    [ID<Person>] Guid Id, int Version, Optional<string> FullName, Optional<Sex> Sex, Optional<DateOnly?> DateOfBirth, Optional<int> BirthYear,
    Optional<string> EthnicGroupCode, [ID<AdministrativeUnit>] Optional<string?> HomeUnitId, Optional<string?> StaffCode, Optional<CitizenId?> CitizenId,
    [ID<Agency>] Optional<Guid> KeeperId, Optional<DateOnly?> DeceasedOn) : EditInput
{
    [GraphQLIgnore]
    public override CitizenId? GivenCitizenId => CitizenId.Value;

    public PersonEntry Over(PersonEntry stored) => new(
        FullName.Or(stored.FullName), Sex.Or(stored.Sex), DateOfBirth.Or(stored.DateOfBirth),
        BirthYear.Or(DateOfBirth is { HasValue: true, Value: { } born } ? born.Year : stored.BirthYear), EthnicGroupCode.Or(stored.EthnicGroupCode),
        HomeUnitId.Or(stored.HomeUnitId), StaffCode.Or(stored.StaffCode), CitizenId.Or(stored.CitizenId), KeeperId.Or(stored.KeeperId),
        DeceasedOn.Or(stored.DeceasedOn));
}

/// <summary>Correcting a person.</summary>
[MutationType]
internal static class UpdatePersonMutation
{
    /// <summary>
    /// Corrects a person whose dossier the caller's agencies keep. Refused if the record has changed since the caller read it, and where rules speak
    /// against it; the change is kept in the history with its reason.
    /// </summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static async Task<IQueryable<Person>> UpdatePerson(
        UpdatePersonInput input, [Service] DossierEdits edits, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var id = await desk.EditAsync(user, input, "updatePerson", input.Id, (session, terms) =>
            edits.CorrectPersonAsync(session, input.Id, input.Version, input.Over, terms, cancellationToken), cancellationToken);
        return FieldSession.Rows.People.Where(person => person.Id == id);
    }
}

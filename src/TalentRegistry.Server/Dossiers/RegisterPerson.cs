using System.Security.Claims;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Units;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using ErrorCodes = TalentRegistry.GraphQL.ErrorCodes;

namespace TalentRegistry.Server.Dossiers;

/// <summary>A person who is to be registered.</summary>
/// <param name="FullName">Family, middle and given names in Vietnamese order (họ và tên).</param>
/// <param name="Sex">As the civil register has it.</param>
/// <param name="EthnicGroupCode">01-54, 55 foreigner, 56 unknown.</param>
/// <param name="KeeperId">Agency that will keep the dossier, within the caller's scope.</param>
/// <param name="DateOfBirth">Left out where only the year is known.</param>
/// <param name="BirthYear">Left out where the date of birth is given.</param>
/// <param name="HomeUnitId">Home place (quê quán).</param>
/// <param name="StaffCode">At most 40 characters.</param>
/// <param name="CitizenId">Kept encrypted; never given out again.</param>
internal sealed record RegisterPersonInput(
    string FullName, Sex Sex, string EthnicGroupCode, [ID<Agency>] Guid KeeperId, DateOnly? DateOfBirth = null, int? BirthYear = null,
    [ID<AdministrativeUnit>] string? HomeUnitId = null, string? StaffCode = null, CitizenId? CitizenId = null) : EditInput
{
    [GraphQLIgnore]
    public override CitizenId? GivenCitizenId => CitizenId;

    /// <exception cref="GraphQLException">Neither date nor year of birth is given.</exception>
    public PersonEntry Entry() => new(
        FullName, Sex, DateOfBirth,
        BirthYear ?? DateOfBirth?.Year ?? throw new GraphQLException("Give the date of birth, or the year where only that is known.", ErrorCodes.BadUserInput),
        EthnicGroupCode, HomeUnitId, StaffCode, CitizenId, KeeperId, DeceasedOn: null);
}

/// <summary>Registering a person.</summary>
[MutationType]
internal static class RegisterPersonMutation
{
    /// <summary>Registers a person; degrees and postings are added next. Somebody on file who is probably the same is a warning that names them.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<IdempotencyKeyReusedException>]
    public static async Task<IQueryable<Person>> RegisterPerson(
        RegisterPersonInput input, [Service] DossierEdits edits, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var (entry, fresh) = (input.Entry(), Guid.CreateVersion7());
        var id = await desk.EditAsync(user, input, "registerPerson", fresh, (session, terms) =>
            edits.RegisterPersonAsync(session, fresh, entry, terms, cancellationToken), cancellationToken);
        return FieldSession.Rows.People.Where(person => person.Id == id);
    }
}

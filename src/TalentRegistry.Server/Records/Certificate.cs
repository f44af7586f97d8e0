using System.Security.Claims;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Records;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Dossiers;

namespace TalentRegistry.Server.Records;

/// <summary>A certificate as the API shows it.</summary>
internal sealed class CertificateType : ObjectType<Certificate>
{
    protected override void Configure(IObjectTypeDescriptor<Certificate> descriptor)
    {
        descriptor.ShowRecord(FieldSession.Rows.Certificates).DefaultOrder(record => record.IssuedOn);
        descriptor.Field(record => record.Kind);
        descriptor.Field(record => record.Level);
        descriptor.Field(record => record.LanguageCode);
        descriptor.Field(record => record.Scale);
        descriptor.Field(record => record.Title).Authorize(Policies.Identity);
        descriptor.Field(record => record.Issuer);
        descriptor.Field(record => record.IssuedOn);
        descriptor.Field(record => record.IsDated);
        descriptor.Field(record => record.ValidUntil);
    }
}

/// <summary>A certificate that is to be added.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="Kind">What it certifies.</param>
/// <param name="IssuedOn">Day of issue, 1 January where only the year is known; where it is not known, the day by which it was on file.</param>
/// <param name="LevelCode">Code of the level, as P20, G30 or L40: required of political theory, state management and foreign languages, of no other kind.</param>
/// <param name="LanguageCode">ISO 639 code of the language, as en: of foreign languages only.</param>
/// <param name="Scale">Scale on which the level of a language was measured.</param>
/// <param name="Title">As written on it, where the kind does not say all; 300 characters at most.</param>
/// <param name="Issuer">Who issued it; 200 characters at most.</param>
/// <param name="ValidUntil">First day on which it is no longer valid; none where it does not expire.</param>
/// <param name="IsDated">False where the day of issue is not known.</param>
internal sealed record AddCertificateInput(
    [ID<Person>] Guid PersonId, CertificateKind Kind, DateOnly IssuedOn, string? LevelCode = null, string? LanguageCode = null,
    LanguageScale? Scale = null, string? Title = null, string? Issuer = null, DateOnly? ValidUntil = null, bool IsDated = true) : EditInput
{
    public Certificate Entry() => new()
    {
        Kind = Kind, IssuedOn = IssuedOn, LevelCode = LevelCode, LanguageCode = LanguageCode, Scale = Scale, Title = Title, Issuer = Issuer,
        ValidUntil = ValidUntil, IsDated = IsDated,
    };
}

/// <summary>What is to be corrected of a certificate: what is left out stays as it is, a null clears it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
/// <param name="Kind">What it certifies.</param>
/// <param name="IssuedOn">Day of issue, 1 January where only the year is known; where it is not known, the day by which it was on file.</param>
/// <param name="LevelCode">Code of the level, as P20, G30 or L40: required of political theory, state management and foreign languages, of no other kind.</param>
/// <param name="LanguageCode">ISO 639 code of the language, as en: of foreign languages only.</param>
/// <param name="Scale">Scale on which the level of a language was measured.</param>
/// <param name="Title">As written on it, where the kind does not say all; 300 characters at most.</param>
/// <param name="Issuer">Who issued it; 200 characters at most.</param>
/// <param name="ValidUntil">First day on which it is no longer valid; none where it does not expire.</param>
/// <param name="IsDated">False where the day of issue is not known.</param>
internal sealed record UpdateCertificateInput(
    [ID<Certificate>] Guid Id, int Version, Optional<CertificateKind> Kind, Optional<DateOnly> IssuedOn, Optional<string?> LevelCode,
    Optional<string?> LanguageCode, Optional<LanguageScale?> Scale, Optional<string?> Title, Optional<string?> Issuer, Optional<DateOnly?> ValidUntil, Optional<bool> IsDated) : EditInput
{
    public Certificate Over(Certificate stored) => stored with
    {
        Kind = Kind.Or(stored.Kind), IssuedOn = IssuedOn.Or(stored.IssuedOn), LevelCode = LevelCode.Or(stored.LevelCode),
        LanguageCode = LanguageCode.Or(stored.LanguageCode), Scale = Scale.Or(stored.Scale), Title = Title.Or(stored.Title),
        Issuer = Issuer.Or(stored.Issuer), ValidUntil = ValidUntil.Or(stored.ValidUntil), IsDated = IsDated.Or(stored.IsDated),
    };
}

/// <summary>A certificate that is to be removed.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
internal sealed record RemoveCertificateInput([ID<Certificate>] Guid Id, int Version) : EditInput;

/// <summary>Changes of certificates in dossiers that the caller's agencies keep.</summary>
[MutationType]
internal static class CertificateMutations
{
    /// <summary>Adds a certificate to a dossier.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<Certificate>> AddCertificate(AddCertificateInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.AddAsync<Certificate>(user, input, input.PersonId, input.Entry(), cancellationToken);

    /// <summary>Corrects a certificate. Refused if it has changed since the caller read it, and where rules speak against it.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<Certificate>> UpdateCertificate(UpdateCertificateInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.CorrectAsync<Certificate, Certificate>(user, input, input.Id, input.Version, input.Over, cancellationToken);

    /// <summary>Removes a certificate that was recorded by mistake. The history keeps it.</summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = "deletedId"), ID<Certificate>]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<Guid> RemoveCertificate(RemoveCertificateInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.RemoveAsync<Certificate>(user, input, input.Id, input.Version, cancellationToken);
}

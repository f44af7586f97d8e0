using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Records;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Records;

/// <summary>The records of all dossiers within the caller's scope, of each kind as a list and in groups; every record read is logged as its person's.</summary>
[QueryType]
internal static class RecordQueries
{
    /// <summary>Degrees in the dossiers within the caller's scope; every record read is logged.</summary>
    /// <param name="asOf">Only those awarded up to the year of this day; all on file unless given.</param>
    [Authorize(Policies.People), UsePaging(DefaultPageSize = 50, MaxPageSize = 500), UseFiltering, UseSorting]
    public static IQueryable<Degree> GetDegrees([AsOf] DateOnly? asOf = null) => DegreesOn(asOf);

    /// <summary>Degrees of those people in groups.</summary>
    /// <param name="asOf">Only those awarded up to the year of this day; all on file unless given.</param>
    [Authorize(Policies.People), UseAggregation]
    public static IQueryable<Degree> GetDegreesAggregate([AsOf] DateOnly? asOf = null) => DegreesOn(asOf);

    /// <summary>Postings in the dossiers within the caller's scope; every record read is logged.</summary>
    /// <param name="asOf">Only those that went on on this day; all on file unless given.</param>
    [Authorize(Policies.People), UsePaging(DefaultPageSize = 50, MaxPageSize = 500), UseFiltering, UseSorting]
    public static IQueryable<Posting> GetPostings([AsOf] DateOnly? asOf = null) => PostingsOn(asOf);

    /// <summary>Postings of those people in groups.</summary>
    /// <param name="asOf">Only those that went on on this day; all on file unless given.</param>
    [Authorize(Policies.People), UseAggregation]
    public static IQueryable<Posting> GetPostingsAggregate([AsOf] DateOnly? asOf = null) => PostingsOn(asOf);

    /// <summary>Certificates in the dossiers within the caller's scope; every record read is logged.</summary>
    /// <param name="asOf">Only those issued by this day and not expired; all on file unless given.</param>
    [Authorize(Policies.People), UsePaging(DefaultPageSize = 50, MaxPageSize = 500), UseFiltering, UseSorting]
    public static IQueryable<Certificate> GetCertificates([AsOf] DateOnly? asOf = null) => CertificatesOn(asOf);

    /// <summary>Certificates of those people in groups.</summary>
    /// <param name="asOf">Only those issued by this day and not expired; all on file unless given.</param>
    [Authorize(Policies.People), UseAggregation]
    public static IQueryable<Certificate> GetCertificatesAggregate([AsOf] DateOnly? asOf = null) => CertificatesOn(asOf);

    /// <summary>Academic titles in the dossiers within the caller's scope; every record read is logged.</summary>
    /// <param name="asOf">Only those recognised up to the year of this day; all on file unless given.</param>
    [Authorize(Policies.People), UsePaging(DefaultPageSize = 50, MaxPageSize = 500), UseFiltering, UseSorting]
    public static IQueryable<AcademicTitle> GetAcademicTitles([AsOf] DateOnly? asOf = null) => AcademicTitlesOn(asOf);

    /// <summary>Academic titles of those people in groups.</summary>
    /// <param name="asOf">Only those recognised up to the year of this day; all on file unless given.</param>
    [Authorize(Policies.People), UseAggregation]
    public static IQueryable<AcademicTitle> GetAcademicTitlesAggregate([AsOf] DateOnly? asOf = null) => AcademicTitlesOn(asOf);

    /// <summary>Recognitions as talent in the dossiers within the caller's scope; every record read is logged.</summary>
    /// <param name="asOf">Only those that were kept on this day; all on file unless given.</param>
    [Authorize(Policies.People), UsePaging(DefaultPageSize = 50, MaxPageSize = 500), UseFiltering, UseSorting]
    public static IQueryable<TalentRecognition> GetTalentRecognitions([AsOf] DateOnly? asOf = null) => TalentRecognitionsOn(asOf);

    /// <summary>Recognitions as talent of those people in groups.</summary>
    /// <param name="asOf">Only those that were kept on this day; all on file unless given.</param>
    [Authorize(Policies.People), UseAggregation]
    public static IQueryable<TalentRecognition> GetTalentRecognitionsAggregate([AsOf] DateOnly? asOf = null) => TalentRecognitionsOn(asOf);

    /// <summary>Extensions of working age in the dossiers within the caller's scope; every record read is logged.</summary>
    /// <param name="asOf">Only those in force on this day; all on file unless given.</param>
    [Authorize(Policies.People), UsePaging(DefaultPageSize = 50, MaxPageSize = 500), UseFiltering, UseSorting]
    public static IQueryable<WorkingAgeExtension> GetWorkingAgeExtensions([AsOf] DateOnly? asOf = null) => WorkingAgeExtensionsOn(asOf);

    /// <summary>Extensions of working age of those people in groups.</summary>
    /// <param name="asOf">Only those in force on this day; all on file unless given.</param>
    [Authorize(Policies.People), UseAggregation]
    public static IQueryable<WorkingAgeExtension> GetWorkingAgeExtensionsAggregate([AsOf] DateOnly? asOf = null) => WorkingAgeExtensionsOn(asOf);

    /// <summary>Availabilities in the dossiers within the caller's scope; every record read is logged.</summary>
    /// <param name="asOf">Only those that held on this day; all on file unless given.</param>
    [Authorize(Policies.People), UsePaging(DefaultPageSize = 50, MaxPageSize = 500), UseFiltering, UseSorting]
    public static IQueryable<Availability> GetAvailabilities([AsOf] DateOnly? asOf = null) => AvailabilitiesOn(asOf);

    /// <summary>Availabilities of those people in groups.</summary>
    /// <param name="asOf">Only those that held on this day; all on file unless given.</param>
    [Authorize(Policies.People), UseAggregation]
    public static IQueryable<Availability> GetAvailabilitiesAggregate([AsOf] DateOnly? asOf = null) => AvailabilitiesOn(asOf);

    /// <summary>Science and technology tasks in the dossiers within the caller's scope; every record read is logged.</summary>
    /// <param name="asOf">Only those that went on on this day; all on file unless given.</param>
    [Authorize(Policies.People), UsePaging(DefaultPageSize = 50, MaxPageSize = 500), UseFiltering, UseSorting]
    public static IQueryable<ScienceTask> GetScienceTasks([AsOf] DateOnly? asOf = null) => ScienceTasksOn(asOf);

    /// <summary>Science and technology tasks of those people in groups.</summary>
    /// <param name="asOf">Only those that went on on this day; all on file unless given.</param>
    [Authorize(Policies.People), UseAggregation]
    public static IQueryable<ScienceTask> GetScienceTasksAggregate([AsOf] DateOnly? asOf = null) => ScienceTasksOn(asOf);

    /// <summary>Awards in the dossiers within the caller's scope; every record read is logged.</summary>
    /// <param name="asOf">Only those given up to the year of this day; all on file unless given.</param>
    [Authorize(Policies.People), UsePaging(DefaultPageSize = 50, MaxPageSize = 500), UseFiltering, UseSorting]
    public static IQueryable<Award> GetAwards([AsOf] DateOnly? asOf = null) => AwardsOn(asOf);

    /// <summary>Awards of those people in groups.</summary>
    /// <param name="asOf">Only those given up to the year of this day; all on file unless given.</param>
    [Authorize(Policies.People), UseAggregation]
    public static IQueryable<Award> GetAwardsAggregate([AsOf] DateOnly? asOf = null) => AwardsOn(asOf);

    /// <summary>Memberships of associations in the dossiers within the caller's scope; every record read is logged.</summary>
    /// <param name="asOf">Only those that went on on this day; all on file unless given.</param>
    [Authorize(Policies.People), UsePaging(DefaultPageSize = 50, MaxPageSize = 500), UseFiltering, UseSorting]
    public static IQueryable<AssociationMembership> GetAssociationMemberships([AsOf] DateOnly? asOf = null) => AssociationMembershipsOn(asOf);

    /// <summary>Memberships of associations of those people in groups.</summary>
    /// <param name="asOf">Only those that went on on this day; all on file unless given.</param>
    [Authorize(Policies.People), UseAggregation]
    public static IQueryable<AssociationMembership> GetAssociationMembershipsAggregate([AsOf] DateOnly? asOf = null) => AssociationMembershipsOn(asOf);

    private static IQueryable<Degree> DegreesOn(DateOnly? asOf) =>
        asOf is { } day ? FieldSession.Rows.Degrees.Where(one => one.AwardedYear <= day.Year) : FieldSession.Rows.Degrees;

    private static IQueryable<Posting> PostingsOn(DateOnly? asOf) =>
        asOf is { } day ? FieldSession.Rows.Postings.Where(one => one.ValidFrom <= day && (one.ValidUntil == null || one.ValidUntil > day)) : FieldSession.Rows.Postings;

    private static IQueryable<Certificate> CertificatesOn(DateOnly? asOf) =>
        asOf is { } day ? FieldSession.Rows.Certificates.Where(one => one.IssuedOn <= day && (one.ValidUntil == null || one.ValidUntil > day)) : FieldSession.Rows.Certificates;

    private static IQueryable<AcademicTitle> AcademicTitlesOn(DateOnly? asOf) =>
        asOf is { } day ? FieldSession.Rows.AcademicTitles.Where(one => one.RecognisedYear <= day.Year) : FieldSession.Rows.AcademicTitles;

    private static IQueryable<TalentRecognition> TalentRecognitionsOn(DateOnly? asOf) =>
        asOf is { } day ? FieldSession.Rows.TalentRecognitions.Where(one => one.ValidFrom <= day && (one.ValidUntil == null || one.ValidUntil > day)) : FieldSession.Rows.TalentRecognitions;

    private static IQueryable<WorkingAgeExtension> WorkingAgeExtensionsOn(DateOnly? asOf) =>
        asOf is { } day ? FieldSession.Rows.WorkingAgeExtensions.Where(one => one.ValidFrom <= day && one.ValidUntil > day) : FieldSession.Rows.WorkingAgeExtensions;

    private static IQueryable<Availability> AvailabilitiesOn(DateOnly? asOf) =>
        asOf is { } day ? FieldSession.Rows.Availabilities.Where(one => one.ValidFrom <= day && (one.ValidUntil == null || one.ValidUntil > day)) : FieldSession.Rows.Availabilities;

    private static IQueryable<ScienceTask> ScienceTasksOn(DateOnly? asOf) =>
        asOf is { } day ? FieldSession.Rows.ScienceTasks.Where(one => one.ValidFrom <= day && (one.ValidUntil == null || one.ValidUntil > day)) : FieldSession.Rows.ScienceTasks;

    private static IQueryable<Award> AwardsOn(DateOnly? asOf) =>
        asOf is { } day ? FieldSession.Rows.Awards.Where(one => one.AwardedYear <= day.Year) : FieldSession.Rows.Awards;

    private static IQueryable<AssociationMembership> AssociationMembershipsOn(DateOnly? asOf) =>
        asOf is { } day ? FieldSession.Rows.AssociationMemberships.Where(one => one.ValidFrom <= day && (one.ValidUntil == null || one.ValidUntil > day)) : FieldSession.Rows.AssociationMemberships;
}

using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.Server.Dossiers;

/// <summary>A posting that is to be added.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="AgencyId">Where: any agency, also one outside the caller's scope.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ProfessionCode">Code of the profession, as doctor.</param>
/// <param name="PositionTitle">Title of the job position (vị trí việc làm).</param>
/// <param name="EmploymentKind">Kind of employment.</param>
/// <param name="ValidUntil">First day after the end; left out while it goes on.</param>
/// <param name="IsMain">False for a second job (kiêm nhiệm).</param>
/// <param name="LeadershipRank">Left out for professional work.</param>
/// <param name="EndReason">Why it ended.</param>
/// <param name="RequiredLevelCode">Degree level that the job-position scheme requires.</param>
internal sealed record AddPostingInput(
    [ID<Person>] Guid PersonId, [ID<Agency>] Guid AgencyId, DateOnly ValidFrom, string ProfessionCode, string PositionTitle, EmploymentKind EmploymentKind,
    DateOnly? ValidUntil = null, bool IsMain = true, LeadershipRank? LeadershipRank = null, PostingEnd? EndReason = null, string? RequiredLevelCode = null)
    : EditInput
{
    public PostingEntry Entry() => new(
        AgencyId, ValidFrom, ValidUntil, IsMain, ProfessionCode, PositionTitle, LeadershipRank, EmploymentKind, EndReason, RequiredLevelCode);
}

/// <summary>What is to be corrected of a posting: what is left out stays as it is, a null clears it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
/// <param name="AgencyId">Where: any agency, also one outside the caller's scope.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">First day after the end; null while it goes on.</param>
/// <param name="IsMain">False for a second job (kiêm nhiệm).</param>
/// <param name="ProfessionCode">Code of the profession, as doctor.</param>
/// <param name="PositionTitle">Title of the job position (vị trí việc làm).</param>
/// <param name="LeadershipRank">Null for professional work.</param>
/// <param name="EmploymentKind">Kind of employment.</param>
/// <param name="EndReason">Why it ended.</param>
/// <param name="RequiredLevelCode">Degree level that the job-position scheme requires.</param>
internal sealed record UpdatePostingInput(
    [ID<Posting>] Guid Id, int Version, [ID<Agency>] Optional<Guid> AgencyId, Optional<DateOnly> ValidFrom, Optional<DateOnly?> ValidUntil, Optional<bool> IsMain,
    Optional<string> ProfessionCode, Optional<string> PositionTitle, Optional<LeadershipRank?> LeadershipRank, Optional<EmploymentKind> EmploymentKind,
    Optional<PostingEnd?> EndReason, Optional<string?> RequiredLevelCode) : EditInput
{
    public PostingEntry Over(PostingEntry stored) => new(
        AgencyId.Or(stored.AgencyId), ValidFrom.Or(stored.ValidFrom), ValidUntil.Or(stored.ValidUntil), IsMain.Or(stored.IsMain),
        ProfessionCode.Or(stored.ProfessionCode), PositionTitle.Or(stored.PositionTitle), LeadershipRank.Or(stored.LeadershipRank),
        EmploymentKind.Or(stored.EmploymentKind), EndReason.Or(stored.EndReason), RequiredLevelCode.Or(stored.RequiredLevelCode));
}

/// <summary>The end of a posting: the person retires, leaves, moves.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
/// <param name="ValidUntil">First day after it: who works until 31 May ends on 1 June.</param>
/// <param name="EndReason">Why.</param>
internal sealed record EndPostingInput([ID<Posting>] Guid Id, int Version, DateOnly ValidUntil, PostingEnd EndReason) : EditInput;

/// <summary>A posting that is to be removed.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
internal sealed record RemovePostingInput([ID<Posting>] Guid Id, int Version) : EditInput;

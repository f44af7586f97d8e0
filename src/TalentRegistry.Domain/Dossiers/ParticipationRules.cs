using TalentRegistry.Domain.Records;

namespace TalentRegistry.Domain.Dossiers;

/// <summary>One availability at a time: when it changes, the one before ends.</summary>
public sealed class OneAvailabilityAtATime() : NotBoth<Availability>(
    "AVAILABILITIES_OVERLAP", FindingSeverity.Error, "validFrom", "Trùng thời gian với một tình trạng khác; hãy kết thúc tình trạng trước.", "It overlaps another availability; end that one first.")
{
    /// <inheritdoc/>
    protected override bool Contradict(Availability one, Availability other) => one.Overlaps(other);
}

/// <summary>A country is told of those who are overseas, and is not this one.</summary>
public sealed class CountryOfOverseas() : DossierRule("AVAILABILITY_COUNTRY", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from availability in dossier.Of<Availability>()
        where availability.Value.CountryCode is { } country && (availability.Value.Kind != AvailabilityKind.Overseas || country == "VN")
        select OfRecord(
            availability.Key, availability.Value, "countryCode", "Chỉ ghi nước, ngoài Việt Nam, của người đang ở nước ngoài.", "A country, other than Viet Nam, is told of who is overseas only.");
}

/// <summary>Who is said to be retired has no main posting in that time. Part-time work after retirement is common: to be confirmed.</summary>
public sealed class RetiredOrWorking() : DossierRule("RETIRED_BUT_WORKING", FindingSeverity.Warning)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from availability in dossier.Of<Availability>()
        where availability.Value.Kind is AvailabilityKind.Retired or AvailabilityKind.RetiredWilling && dossier.Postings.Values.Any(posting =>
            posting.IsMain && (posting.ValidUntil is not { } left || left > availability.Value.ValidFrom)
            && (availability.Value.ValidUntil is not { } end || posting.ValidFrom < end))
        select OfRecord(
            availability.Key, availability.Value, "kind", "Ghi là đã nghỉ hưu nhưng có vị trí công tác chính trong thời gian đó.", "Said to be retired, but a main posting is held in that time.");
}

/// <summary>One policy recognises a talent once at a time.</summary>
public sealed class TalentRecognisedOnce() : NotBoth<TalentRecognition>(
    "TALENT_RECOGNISED_TWICE", FindingSeverity.Warning, "scheme", "Đã được công nhận theo chính sách này trong cùng thời gian.", "Already recognised by this policy at that time.")
{
    /// <inheritdoc/>
    protected override bool Contradict(TalentRecognition one, TalentRecognition other) => one.Scheme == other.Scheme && one.Overlaps(other);
}

/// <summary>A recognition that is kept has no reason of its end.</summary>
public sealed class TalentEndNeedsAnEnd() : DossierRule("TALENT_END_WITHOUT_END", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from talent in dossier.Of<TalentRecognition>()
        where talent.Value is { EndReason: not null, ValidUntil: null }
        select OfRecord(talent.Key, talent.Value, "endReason", "Có lý do kết thúc nhưng không có ngày kết thúc.", "There is a reason of the end but no end.");
}

/// <summary>A task is accepted when it is over.</summary>
public sealed class TaskResultAfterItsEnd() : DossierRule("TASK_RESULT_TOO_EARLY", FindingSeverity.Warning)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from task in dossier.Of<ScienceTask>()
        where task.Value.Result is not null && (task.Value.ValidUntil is not { } end || end > context.Today)
        select OfRecord(task.Key, task.Value, "result", "Có kết quả nghiệm thu nhưng nhiệm vụ chưa kết thúc.", "There is a result, but the task is not over.");
}

/// <summary>The same award is hardly given twice in a year.</summary>
public sealed class AwardOnce() : NotBoth<Award>(
    "AWARD_TWICE", FindingSeverity.Warning, "title", "Hồ sơ đã có danh hiệu, khen thưởng này trong cùng năm.", "The same award of this year is already on file.")
{
    /// <inheritdoc/>
    protected override bool Contradict(Award one, Award other) =>
        (one.Kind, one.Level, one.AwardedYear) == (other.Kind, other.Level, other.AwardedYear) && string.Equals(one.Title, other.Title, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Nobody joins an association of which they are a member.</summary>
public sealed class MembershipOnce() : NotBoth<AssociationMembership>(
    "MEMBERSHIP_TWICE", FindingSeverity.Warning, "validFrom", "Đã là hội viên của hội này với vai trò đó trong cùng thời gian.", "Already a member of this association in that role at that time.")
{
    /// <inheritdoc/>
    protected override bool Contradict(AssociationMembership one, AssociationMembership other) =>
        one.Role == other.Role && one.Overlaps(other) && string.Equals(one.Association, other.Association, StringComparison.OrdinalIgnoreCase);
}

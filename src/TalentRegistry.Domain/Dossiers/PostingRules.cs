namespace TalentRegistry.Domain.Dossiers;

/// <summary>A job position has a title of 200 characters at most.</summary>
public sealed class PositionHasATitle() : DossierRule("POSITION_TITLE_IMPLAUSIBLE", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from posting in dossier.Postings
        where string.IsNullOrWhiteSpace(posting.Value.PositionTitle) || posting.Value.PositionTitle.Length > 200
        select OfPosting(
            posting.Key, "positionTitle", "Chức danh, vị trí việc làm phải có từ 1 đến 200 ký tự.", "The title of the job position must have 1 to 200 characters.");
}

/// <summary>A posting ends after it starts.</summary>
public sealed class PostingEndsAfterItStarts() : DossierRule("POSTING_ENDS_FIRST", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from posting in dossier.Postings
        where posting.Value.ValidUntil <= posting.Value.ValidFrom
        select OfPosting(
            posting.Key, "validUntil", $"Kết thúc {Day(posting.Value.ValidUntil!.Value)} không sau ngày bắt đầu {Day(posting.Value.ValidFrom)}.",
            $"The end, {Day(posting.Value.ValidUntil!.Value)}, is not after the start, {Day(posting.Value.ValidFrom)}.");
}

/// <summary>What goes on has no reason of its end.</summary>
public sealed class EndReasonNeedsAnEnd() : DossierRule("END_REASON_WITHOUT_END", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from posting in dossier.Postings
        where posting.Value is { EndReason: not null, ValidUntil: null }
        select OfPosting(posting.Key, "endReason", "Có lý do kết thúc nhưng không có ngày kết thúc.", "There is a reason of leaving but no end.");
}

/// <summary>Nobody is employed before the age of 18, or before the year of it where only the year of birth is known.</summary>
public sealed class PostingNotBeforeEighteen() : DossierRule("POSTING_TOO_EARLY", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context)
    {
        if (dossier.Person.Birthday()?.AddYears(18) is not { } adult)
            yield break;

        foreach (var (id, posting) in dossier.Postings)
            if (posting.ValidFrom < adult)
                yield return OfPosting(id, "validFrom", $"Bắt đầu {Day(posting.ValidFrom)}, trước khi đủ 18 tuổi ({Day(adult)}).", $"The start, {Day(posting.ValidFrom)}, is before the age of 18 ({Day(adult)}).");
    }
}

/// <summary>The last day of a posting is not after death.</summary>
public sealed class PostingWhileAlive() : DossierRule("POSTING_AFTER_DEATH", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from posting in dossier.Postings
        where dossier.Person.DeceasedOn is { } died && (posting.Value.ValidUntil is not { } end || end.DayNumber > died.DayNumber + 1)
        select OfPosting(
            posting.Key, "validUntil", $"Vị trí công tác từ {Day(posting.Value.ValidFrom)} kéo dài sau ngày mất {Day(dossier.Person.DeceasedOn!.Value)}.",
            $"The posting from {Day(posting.Value.ValidFrom)} goes on after death on {Day(dossier.Person.DeceasedOn!.Value)}.");
}

/// <summary>A person has one main posting at a time; a second job is not main.</summary>
public sealed class OneMainPostingAtATime() : DossierRule("POSTINGS_OVERLAP", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from posting in dossier.Postings
        from other in dossier.Postings
        where posting.Key != other.Key && posting.Value.IsMain && other.Value.IsMain && posting.Value.Overlaps(other.Value)
        select OfPosting(
            posting.Key, "validFrom", $"Vị trí công tác chính từ {Day(posting.Value.ValidFrom)} trùng thời gian với vị trí chính từ {Day(other.Value.ValidFrom)}.",
            $"The main posting from {Day(posting.Value.ValidFrom)} overlaps the main one from {Day(other.Value.ValidFrom)}.");
}

/// <summary>A posting that starts in the future has been decided, perhaps; more often a year is mistyped.</summary>
public sealed class PostingNotInTheFuture() : DossierRule("POSTING_IN_FUTURE", FindingSeverity.Warning)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from posting in dossier.Postings
        where posting.Value.ValidFrom > context.Today
        select OfPosting(posting.Key, "validFrom", $"Ngày bắt đầu {Day(posting.Value.ValidFrom)} ở tương lai.", $"The start, {Day(posting.Value.ValidFrom)}, is in the future.");
}

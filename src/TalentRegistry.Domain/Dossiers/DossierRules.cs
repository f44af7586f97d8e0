namespace TalentRegistry.Domain.Dossiers;

/// <summary>All rules of dossiers, in the order in which an officer is told.</summary>
public static class DossierRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<DossierRule> All { get; } =
    [
        new NameIsPlausible(), new BirthIsPlausible(), new BirthYearIsThatOfTheDate(), new StaffCodeIsShort(), new DeathFollowsBirth(),
        new CitizenIdTellsTheSex(), new CitizenIdTellsTheBirthYear(), new CitizenIdTellsAProvince(),
        new DegreeNotBeforeFifteen(), new DegreeNotInTheFuture(), new VerifiedAfterAward(), new DegreeWhileAlive(), new PostgraduateAfterUniversity(), new InstitutionIsShort(),
        new PositionHasATitle(), new PostingEndsAfterItStarts(), new EndReasonNeedsAnEnd(), new PostingNotBeforeEighteen(), new PostingWhileAlive(), new OneMainPostingAtATime(),
        new PostingNotInTheFuture(), new NotPastRetirementAge(), new DegreeFitsThePosition(),
        new RecordNotTooEarly(), new RecordWhileAlive(), new RecordEndsAfterItStarts(), new RecordNotInTheFuture(),
        new CertificateHasItsLevel(), new CertificateOnce(), new ProfessorIsADoctor(), new AcademicTitleOnce(), new AssociateBeforeProfessor(),
        new TalentRecognisedOnce(), new TalentEndNeedsAnEnd(), new OneExtensionAtATime(), new ExtensionFollowsRetirementAge(), new ExtensionGroundIsOnFile(),
        new OneAvailabilityAtATime(), new CountryOfOverseas(), new RetiredOrWorking(), new TaskResultAfterItsEnd(), new AwardOnce(), new MembershipOnce(),
    ];

    private static readonly DossierRule[] OfCareers = [.. All.TakeWhile(rule => rule is not RecordNotTooEarly)];

    /// <summary>Rules that can have something to say of a dossier: most hold no records beside degrees and postings.</summary>
    public static IReadOnlyList<DossierRule> For(DossierEntries dossier) => dossier.Records.Values.Any(record => record is DossierRecord) ? All : OfCareers;

    /// <summary>
    /// What a change brings: what rules say of the dossier after it and did not say, in the same words, before. An old fault that the change
    /// does not touch is nothing that the officer must deal with now.
    /// </summary>
    /// <param name="before">The dossier as it is; null for a new one.</param>
    /// <param name="after">The dossier as the change makes it.</param>
    /// <param name="context">What rules know beside it.</param>
    public static IReadOnlyList<Finding> BroughtBy(DossierEntries? before, DossierEntries after, RuleContext context)
    {
        var known = before is null ? [] : For(before).SelectMany(rule => rule.Check(before, context)).ToHashSet();
        return [.. For(after).SelectMany(rule => rule.Check(after, context)).Where(found => !known.Contains(found))];
    }
}

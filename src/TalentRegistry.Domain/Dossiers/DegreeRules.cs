namespace TalentRegistry.Domain.Dossiers;

/// <summary>Nobody is awarded a degree before the year in which they are 15.</summary>
public sealed class DegreeNotBeforeFifteen() : DossierRule("DEGREE_TOO_EARLY", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from degree in dossier.Degrees
        where degree.Value.AwardedYear < dossier.Person.BirthYear + 15
        select OfDegree(
            degree.Key, "awardedYear", $"Văn bằng cấp năm {degree.Value.AwardedYear}, trước khi đủ 15 tuổi (sinh năm {dossier.Person.BirthYear}).",
            $"A degree of {degree.Value.AwardedYear} is before the age of 15 (born in {dossier.Person.BirthYear}).");
}

/// <summary>A degree is recorded when it has been awarded, a verification when it has been done.</summary>
public sealed class DegreeNotInTheFuture() : DossierRule("DEGREE_IN_FUTURE", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context)
    {
        foreach (var (id, degree) in dossier.Degrees)
        {
            if (degree.AwardedYear > context.Today.Year)
                yield return OfDegree(id, "awardedYear", $"Năm cấp {degree.AwardedYear} ở tương lai.", $"The year of award, {degree.AwardedYear}, is in the future.");
            if (degree.VerifiedOn > context.Today)
                yield return OfDegree(id, "verifiedOn", $"Ngày xác minh {Day(degree.VerifiedOn.Value)} ở tương lai.", $"The day of verification, {Day(degree.VerifiedOn.Value)}, is in the future.");
        }
    }
}

/// <summary>What has not been awarded cannot be verified.</summary>
public sealed class VerifiedAfterAward() : DossierRule("DEGREE_VERIFIED_FIRST", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from degree in dossier.Degrees
        where degree.Value.VerifiedOn is { } verified && verified.Year < degree.Value.AwardedYear
        select OfDegree(degree.Key, "verifiedOn", "Ngày xác minh trước năm cấp văn bằng.", "The degree was verified before it was awarded.");
}

/// <summary>No degree is awarded after death.</summary>
public sealed class DegreeWhileAlive() : DossierRule("DEGREE_AFTER_DEATH", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from degree in dossier.Degrees
        where dossier.Person.DeceasedOn is { } died && degree.Value.AwardedYear > died.Year
        select OfDegree(degree.Key, "awardedYear", $"Văn bằng cấp năm {degree.Value.AwardedYear}, sau khi mất.", $"A degree of {degree.Value.AwardedYear} is after death.");
}

/// <summary>A master's, a specialist's or a doctor's degree follows a university degree, which is to be on file. Old degrees get lost: to be confirmed.</summary>
public sealed class PostgraduateAfterUniversity() : DossierRule("POSTGRADUATE_WITHOUT_UNIVERSITY", FindingSeverity.Warning)
{
    /// <inheritdoc/>
    public override bool NeedsTheWhole => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from degree in dossier.Degrees
        where context.Levels.GetValueOrDefault(degree.Value.LevelCode).IsPostgraduate
              && !dossier.Degrees.Values.Any(first => IsFirstDegree(context, first) && first.AwardedYear <= degree.Value.AwardedYear)
        select OfDegree(
            degree.Key, "levelCode", $"Văn bằng sau đại học năm {degree.Value.AwardedYear} nhưng không có bằng đại học nào cấp trước đó.",
            $"A postgraduate degree of {degree.Value.AwardedYear}, but no university degree before it is on file.");

    private static bool IsFirstDegree(RuleContext context, DegreeEntry degree) =>
        context.Levels.GetValueOrDefault(degree.LevelCode) is { IsUniversity: true, IsPostgraduate: false };
}

/// <summary>What is written on a degree fits a line.</summary>
public sealed class InstitutionIsShort() : DossierRule("INSTITUTION_TOO_LONG", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from degree in dossier.Degrees
        where degree.Value.Institution is { Length: > 200 }
        select OfDegree(degree.Key, "institution", "Tên cơ sở đào tạo dài quá 200 ký tự.", "The institution has more than 200 characters.");
}

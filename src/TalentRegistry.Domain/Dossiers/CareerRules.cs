using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Records;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Domain.Dossiers;

/// <summary>
/// Who works in a public body past the normal age of retirement has a decision that extends it (Labour Code 2019 art. 169(4); Decree
/// 50/2022/ND-CP): each day past it is to be covered by one on file.
/// </summary>
public sealed class NotPastRetirementAge() : DossierRule("PAST_RETIREMENT_AGE", FindingSeverity.Warning)
{
    /// <inheritdoc/>
    public override bool NeedsTheWhole => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context)
    {
        if (dossier.Person.Birthday() is not { } birthday)
            yield break;

        var retires = RetirementRoadmap.Decree135.RetirementDate(birthday, dossier.Person.Sex);
        var mayWorkUntil = LastCoveredDay(retires, dossier.Of<WorkingAgeExtension>().Values);
        foreach (var (id, posting) in dossier.Postings)
        {
            // What has no end lasts until today at least.
            var lastDay = posting.ValidUntil?.DayNumber - 1 ?? Math.Max(posting.ValidFrom.DayNumber, context.Today.DayNumber);
            if (posting is { IsMain: true, EmploymentKind: not (EmploymentKind.Private or EmploymentKind.SelfEmployed) } && lastDay > mayWorkUntil.DayNumber)
                yield return OfPosting(
                    id, "validUntil", $"Đã quá tuổi nghỉ hưu ({Day(retires)}) mà chưa có quyết định kéo dài thời gian công tác.",
                    $"This is past the age of retirement ({Day(retires)}), and no extension is recorded.");
        }
    }

    // An extension that begins later than the day after what is covered leaves a gap.
    private static DateOnly LastCoveredDay(DateOnly retires, IEnumerable<WorkingAgeExtension> extensions) =>
        extensions.OrderBy(extension => extension.ValidFrom).Aggregate(retires, (covered, extension) =>
            extension.ValidFrom.DayNumber <= covered.DayNumber + 1 && extension.ValidUntil.DayNumber > covered.DayNumber + 1
                ? extension.ValidUntil.AddDays(-1) : covered);
}

/// <summary>Whoever takes a job position has the degree that its scheme requires, in the year of the start.</summary>
public sealed class DegreeFitsThePosition() : DossierRule("POSITION_DEGREE_NOT_MET", FindingSeverity.Warning)
{
    /// <inheritdoc/>
    public override bool NeedsTheWhole => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from posting in dossier.Postings
        where posting.Value.RequiredLevelCode is { } required && context.Levels.TryGetValue(required, out var standing)
              && !dossier.Degrees.Values.Any(degree =>
                  degree.AwardedYear <= posting.Value.ValidFrom.Year && context.Levels.GetValueOrDefault(degree.LevelCode).Rank >= standing.Rank)
        select OfPosting(
            posting.Key, "requiredLevelCode", $"Vị trí công tác từ {Day(posting.Value.ValidFrom)} yêu cầu trình độ {posting.Value.RequiredLevelCode}; không có văn bằng nào đạt trong năm bắt đầu.",
            $"The position from {Day(posting.Value.ValidFrom)} requires level {posting.Value.RequiredLevelCode}; no degree on file meets it in the year of the start.");
}

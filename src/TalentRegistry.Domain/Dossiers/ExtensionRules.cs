using TalentRegistry.Domain.Records;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Domain.Dossiers;

/// <summary>Retirement is put off once at a time.</summary>
public sealed class OneExtensionAtATime() : NotBoth<WorkingAgeExtension>(
    "EXTENSIONS_OVERLAP", FindingSeverity.Error, "validFrom", "Trùng thời gian với một lần kéo dài khác.", "It overlaps another extension.")
{
    /// <inheritdoc/>
    protected override bool Contradict(WorkingAgeExtension one, WorkingAgeExtension other) => one.ValidFrom < other.ValidUntil && other.ValidFrom < one.ValidUntil;
}

/// <summary>An extension follows the normal age of retirement, by five years at most (Decree 50/2022/ND-CP, article 3).</summary>
public sealed class ExtensionFollowsRetirementAge() : DossierRule("EXTENSION_OUTSIDE_LAW", FindingSeverity.Warning)
{
    private const int LongestInYears = 5;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context)
    {
        if (dossier.Person.Birthday() is not { } birthday)
            yield break;

        var retires = RetirementRoadmap.Decree135.RetirementDate(birthday, dossier.Person.Sex);
        foreach (var (id, extension) in dossier.Of<WorkingAgeExtension>())
        {
            if (extension.ValidFrom <= retires)
                yield return OfRecord(
                    id, extension, "validFrom", $"Kéo dài từ {Day(extension.ValidFrom)}, trước khi hết tuổi lao động ({Day(retires)}).",
                    $"The extension from {Day(extension.ValidFrom)} begins before the age of retirement ({Day(retires)}).");
            if (extension.ValidUntil.DayNumber > retires.AddYears(LongestInYears).DayNumber + 1)
                yield return OfRecord(
                    id, extension, "validUntil", $"Kéo dài quá {LongestInYears} năm sau tuổi nghỉ hưu ({Day(retires)}).",
                    $"The extension goes past {LongestInYears} years after the age of retirement ({Day(retires)}).");
        }
    }
}

/// <summary>Who works longer as a professor has the title on file.</summary>
public sealed class ExtensionGroundIsOnFile() : DossierRule("EXTENSION_GROUND_NOT_MET", FindingSeverity.Warning)
{
    /// <inheritdoc/>
    public override bool NeedsTheWhole => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from extension in dossier.Of<WorkingAgeExtension>()
        where extension.Value.Ground == ExtensionGround.AcademicRank
              && !dossier.Of<AcademicTitle>().Values.Any(title => title.RecognisedYear <= extension.Value.ValidFrom.Year)
        select OfRecord(
            extension.Key, extension.Value, "ground", "Kéo dài với căn cứ giáo sư, phó giáo sư nhưng hồ sơ chưa có học hàm.", "It is extended for an academic title, but none is on file.");
}

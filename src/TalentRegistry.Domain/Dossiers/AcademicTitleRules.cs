using TalentRegistry.Domain.Records;

namespace TalentRegistry.Domain.Dossiers;

/// <summary>Professors and associate professors are doctors (Decision 37/2018/QD-TTg), whose degree is to be on file. Old degrees get lost: to be confirmed.</summary>
public sealed class ProfessorIsADoctor() : DossierRule("PROFESSOR_WITHOUT_DOCTORATE", FindingSeverity.Warning)
{
    private const string Doctor = "E60";

    /// <inheritdoc/>
    public override bool NeedsTheWhole => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context) =>
        from title in dossier.Of<AcademicTitle>()
        where !dossier.Degrees.Values.Any(degree => degree.LevelCode == Doctor && degree.AwardedYear <= title.Value.RecognisedYear)
        select OfRecord(
            title.Key, title.Value, "rank", $"Học hàm công nhận năm {title.Value.RecognisedYear} nhưng không có bằng tiến sĩ nào cấp trước đó.",
            $"An academic title of {title.Value.RecognisedYear}, but no doctorate before it is on file.");
}

/// <summary>Each title is recognised once.</summary>
public sealed class AcademicTitleOnce() : NotBoth<AcademicTitle>(
    "ACADEMIC_TITLE_TWICE", FindingSeverity.Error, "rank", "Hồ sơ đã có học hàm này.", "This academic title is already on file.")
{
    /// <inheritdoc/>
    protected override bool Contradict(AcademicTitle one, AcademicTitle other) => one.Rank == other.Rank;
}

/// <summary>An associate professor becomes professor, not the other way round.</summary>
public sealed class AssociateBeforeProfessor() : NotBoth<AcademicTitle>(
    "ACADEMIC_TITLES_SWAPPED", FindingSeverity.Error, "recognisedYear", "Giáo sư được công nhận trước phó giáo sư.", "The professor was recognised before the associate professor.")
{
    /// <inheritdoc/>
    protected override bool Contradict(AcademicTitle one, AcademicTitle other) =>
        one.IsDated && other.IsDated && one.Rank != other.Rank && one.RecognisedYear != other.RecognisedYear && (one.Rank < other.Rank) != (one.RecognisedYear < other.RecognisedYear);
}

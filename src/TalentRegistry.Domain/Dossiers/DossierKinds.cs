using TalentRegistry.Domain.Records;

namespace TalentRegistry.Domain.Dossiers;

/// <summary>The kinds of records that a dossier holds beside the person.</summary>
public static class DossierKinds
{
    /// <summary>What is entered of a record of each kind.</summary>
    public static IReadOnlyDictionary<DossierPart, Type> Entries { get; } = new Dictionary<DossierPart, Type>
    {
        [DossierPart.Degree] = typeof(DegreeEntry),
        [DossierPart.Posting] = typeof(PostingEntry),
        [DossierPart.Certificate] = typeof(Certificate),
        [DossierPart.AcademicTitle] = typeof(AcademicTitle),
        [DossierPart.TalentRecognition] = typeof(TalentRecognition),
        [DossierPart.WorkingAgeExtension] = typeof(WorkingAgeExtension),
        [DossierPart.Availability] = typeof(Availability),
        [DossierPart.ScienceTask] = typeof(ScienceTask),
        [DossierPart.Award] = typeof(Award),
        [DossierPart.AssociationMembership] = typeof(AssociationMembership),
    };

    /// <summary>The kind of which an entry is.</summary>
    /// <exception cref="InvalidOperationException">No dossier holds such entries.</exception>
    public static DossierPart Of<TEntry>() where TEntry : DossierEntry => Entries.Single(kind => kind.Value == typeof(TEntry)).Key;
}

using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Data.Duplicates;

/// <summary>What of a person may be taken from either of two dossiers when they become one.</summary>
public enum MergedField
{
    /// <summary>Full name.</summary>
    FullName,

    /// <summary>Sex.</summary>
    Sex,

    /// <summary>Date and year of birth, which belong together.</summary>
    Birth,

    /// <summary>Ethnic group.</summary>
    EthnicGroup,

    /// <summary>Home place.</summary>
    HomeUnit,

    /// <summary>Staff code.</summary>
    StaffCode,

    /// <summary>Citizen ID.</summary>
    CitizenId,

    /// <summary>Agency that keeps the dossier.</summary>
    Keeper,

    /// <summary>Day of death.</summary>
    DeceasedOn,
}

/// <summary>What an officer chooses when two dossiers become one.</summary>
/// <param name="FromFormer">Taken from the dossier that goes; all else stays as it is in the one that remains.</param>
/// <param name="LeftOut">Keys of degrees, postings and other records of either that are removed, as the other dossier has them too.</param>
/// <param name="Secondary">Keys of postings of either that are second jobs from now on.</param>
public sealed record MergeChoices(
    IReadOnlyCollection<MergedField> FromFormer, IReadOnlyCollection<Guid> LeftOut, IReadOnlyCollection<Guid> Secondary)
{
    internal PersonEntry Over(PersonEntry kept, PersonEntry former) => FromFormer.Aggregate(kept, (person, field) => field switch
    {
        MergedField.FullName => person with { FullName = former.FullName },
        MergedField.Sex => person with { Sex = former.Sex },
        MergedField.Birth => person with { DateOfBirth = former.DateOfBirth, BirthYear = former.BirthYear },
        MergedField.EthnicGroup => person with { EthnicGroupCode = former.EthnicGroupCode },
        MergedField.HomeUnit => person with { HomeUnitId = former.HomeUnitId },
        MergedField.StaffCode => person with { StaffCode = former.StaffCode },
        MergedField.CitizenId => person with { CitizenId = former.CitizenId ?? kept.CitizenId },
        MergedField.Keeper => person with { KeeperId = former.KeeperId },
        MergedField.DeceasedOn => person with { DeceasedOn = former.DeceasedOn },
        _ => throw new ArgumentOutOfRangeException(nameof(kept), field, "No such field."),
    });
}

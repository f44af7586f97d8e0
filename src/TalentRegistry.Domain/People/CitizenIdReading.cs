using System.Globalization;

namespace TalentRegistry.Domain.People;

/// <summary>How a citizen ID stood in a list.</summary>
public enum CitizenIdShape
{
    /// <summary>Twelve digits.</summary>
    Whole,

    /// <summary>Nine to eleven digits: a spreadsheet took it for a number and dropped zeros at the front, which are put back.</summary>
    ZerosRestored,

    /// <summary>Nine digits that make no citizen ID: a number of the identity card of before 2016 (chứng minh nhân dân).</summary>
    OldCard,

    /// <summary>Written with an exponent (1.23E+10) or more digits than a number holds: digits are lost.</summary>
    DigitsLost,

    /// <summary>Anything else.</summary>
    NotAnId,
}

/// <summary>What a citizen ID contradicts in its person's record. Civil status can be changed, so each is to be confirmed, not refused.</summary>
[Flags]
public enum CitizenIdConflicts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The fourth digit tells the other sex.</summary>
    Sex = 1,

    /// <summary>Digits four to six tell another year of birth.</summary>
    BirthYear = 2,

    /// <summary>The first three digits are no province of the map of June 2025: registered abroad, or mistyped.</summary>
    Province = 4,
}

/// <summary>Reads citizen IDs as spreadsheets hold them, and holds them against what else is known of the person.</summary>
public static class CitizenIdReading
{
    /// <summary>Reads a text; spaces, dots, hyphens and a leading apostrophe are dropped.</summary>
    /// <param name="text">As the cell shows it.</param>
    /// <param name="id">The number, when the answer is whole or restored.</param>
    public static CitizenIdShape Read(string text, out CitizenId id)
    {
        id = default;
        var kept = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-' or '\'' or '\u00a0')));
        if (kept.Length == 12 && kept.All(char.IsAsciiDigit))
            return CitizenId.TryParse(kept, out id) ? CitizenIdShape.Whole : CitizenIdShape.NotAnId;
        if (kept.Contains('E', StringComparison.OrdinalIgnoreCase) && double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 1e8)
            return CitizenIdShape.DigitsLost;
        if (kept.Length is < 9 or > 12 || !kept.All(char.IsAsciiDigit))
            return CitizenIdShape.NotAnId;

        // Codes of provinces begin with 0: of the twelve digits a number keeps eleven, or ten where the code is below 010.
        if (kept.Length > 9 && CitizenId.TryParse(kept.PadLeft(12, '0'), out id))
            return CitizenIdShape.ZerosRestored;
        return CitizenIdShape.OldCard;
    }

    /// <summary>Holds a number against the record.</summary>
    /// <param name="id">The number.</param>
    /// <param name="sex">Sex in the record; null where not known.</param>
    /// <param name="birthYear">Year of birth in the record; null where not known.</param>
    /// <param name="provinceCodes">Two-digit codes of the 63 provinces of before July 2025, which the numbers keep.</param>
    public static CitizenIdConflicts Conflicts(CitizenId id, Sex? sex, int? birthYear, IReadOnlySet<string> provinceCodes)
    {
        var conflicts = CitizenIdConflicts.None;
        if (sex is { } known && id.Sex != known)
            conflicts |= CitizenIdConflicts.Sex;
        if (birthYear is { } year && id.BirthYear != year)
            conflicts |= CitizenIdConflicts.BirthYear;
        if (id.RegistrationCode[0] != '0' || !provinceCodes.Contains(id.RegistrationCode[1..]))
            conflicts |= CitizenIdConflicts.Province;
        return conflicts;
    }
}

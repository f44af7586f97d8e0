using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TalentRegistry.Domain.People;

/// <summary>
/// A personal identification number (số định danh cá nhân, căn cước công dân): 12 digits. Digits 1-3 tell the province
/// or country where the birth was registered, digit 4 the sex and century, digits 5-6 the year of birth, the rest is
/// random. There is no check digit. Never says where a person lives.
/// </summary>
/// <remarks>Source: Decree 137/2015/ND-CP, article 13.</remarks>
public readonly record struct CitizenId
{
    private readonly string digits;

    private CitizenId(string digits) => this.digits = digits;

    /// <summary>Code of the place of birth registration, three digits; province codes are those of before July 2025.</summary>
    public string RegistrationCode => digits[..3];

    /// <summary>Sex told by the fourth digit: even is male.</summary>
    public Sex Sex => (digits[3] - '0') % 2 == 0 ? Sex.Male : Sex.Female;

    /// <summary>Year of birth, 1900 to 2399.</summary>
    public int BirthYear => 1900 + (digits[3] - '0') / 2 * 100 + int.Parse(digits.AsSpan(4, 2), CultureInfo.InvariantCulture);

    /// <summary>The first three and the last two digits, the others masked: for screens and messages.</summary>
    public string Masked => $"{digits[..3]}*******{digits[10..]}";

    /// <summary>Builds the number of a person born in <paramref name="birthYear"/>.</summary>
    /// <param name="registrationCode">Three digits.</param>
    /// <param name="sex">Sex at registration.</param>
    /// <param name="birthYear">1900 to 2399.</param>
    /// <param name="serial">0 to 999,999.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part is outside its range.</exception>
    public static CitizenId Compose(string registrationCode, Sex sex, int birthYear, int serial)
    {
        if (registrationCode is not { Length: 3 } || !registrationCode.All(char.IsAsciiDigit))
            throw new ArgumentOutOfRangeException(nameof(registrationCode), registrationCode, "Must be three digits.");
        if (birthYear is < 1900 or > 2399)
            throw new ArgumentOutOfRangeException(nameof(birthYear), birthYear, "Must be 1900 to 2399.");
        if (serial is < 0 or > 999_999)
            throw new ArgumentOutOfRangeException(nameof(serial), serial, "Must be 0 to 999999.");

        var sexAndCentury = (birthYear - 1900) / 100 * 2 + (sex == Sex.Female ? 1 : 0);
        return new CitizenId(string.Create(CultureInfo.InvariantCulture,
            $"{registrationCode}{sexAndCentury}{birthYear % 100:00}{serial:000000}"));
    }

    /// <summary>Reads 12 digits; spaces and dots between them are dropped. False for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CitizenId id)
    {
        id = default;
        var kept = text is null ? "" : string.Concat(text.Where(c => c is not (' ' or '.' or '\u00a0')));
        if (kept.Length != 12 || !kept.All(char.IsAsciiDigit))
            return false;

        id = new CitizenId(kept);
        return true;
    }

    /// <summary>The 12 digits.</summary>
    public override string ToString() => digits;
}

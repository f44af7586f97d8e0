using System.Globalization;
using System.Text;

namespace TalentRegistry.Domain.Access;

/// <summary>What speaks against a password.</summary>
public enum PasswordFault
{
    /// <summary>Fewer than <see cref="PasswordRules.LeastLength"/> characters, or more than <see cref="PasswordRules.MostLength"/>.</summary>
    Length,

    /// <summary>The account's name, or a name of whom it belongs to, is within it.</summary>
    HoldsName,

    /// <summary>A few characters over and over.</summary>
    Repeats,

    /// <summary>Little more than a row of the keyboard, of the alphabet or of digits, or a word that everyone tries first.</summary>
    Obvious,
}

/// <summary>
/// Which passwords are taken: long ones, without rules about kinds of characters, which make people write "Matkhau1!"
/// (NIST SP 800-63B, 5.1.1.2).
/// </summary>
public static class PasswordRules
{
    /// <summary>The fewest characters.</summary>
    public const int LeastLength = 12;

    /// <summary>The most characters: hashing longer ones would only cost time.</summary>
    public const int MostLength = 256;

    private const int LongestPattern = 4;
    private const int LeastOwn = 6;

    private static readonly string[] Rows = ["abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
    private static readonly string[] Words = ["password", "passw0rd", "matkhau", "matma", "admin", "administrator", "welcome", "letmein", "iloveyou", "vietnam", "dangnhap", "xinchao", "trithuc", "talentregistry"];

    /// <summary>The first fault of a password; null if it is taken.</summary>
    /// <param name="password">The password.</param>
    /// <param name="names">Names that must not be within it: of the account, as shown; parts of fewer than four characters do not matter.</param>
    public static PasswordFault? FaultOf(string password, params IEnumerable<string> names)
    {
        var characters = new StringInfo(password).LengthInTextElements;
        if (characters < LeastLength || password.Length > MostLength)
            return PasswordFault.Length;

        var folded = Fold(password);
        if (names.SelectMany(name => Fold(name).Split([' ', '.', '-', '_'], StringSplitOptions.RemoveEmptyEntries).Append(Fold(name)))
            .Any(name => name.Length >= 4 && folded.Contains(name, StringComparison.Ordinal)))
            return PasswordFault.HoldsName;
        if (Enumerable.Range(1, LongestPattern).Any(length => IsPeriodic(folded, length)))
            return PasswordFault.Repeats;

        return OwnCharacters(folded) < LeastOwn ? PasswordFault.Obvious : null;
    }

    private static bool IsPeriodic(string text, int length) => Enumerable.Range(length, Math.Max(0, text.Length - length)).All(at => text[at] == text[at - length]);

    // What is left when the longest known stretches, forwards and backwards, and years are taken out.
    private static int OwnCharacters(string text)
    {
        var own = text;
        foreach (var word in Words)
            own = own.Replace(word, "\0", StringComparison.Ordinal);
        for (var at = 0; at < own.Length; at++)
        {
            var length = Stretch(own, at);
            if (length >= 4)
                own = own[..at] + '\0' + own[(at + length)..];
        }

        return own.Count(letter => letter != '\0');
    }

    private static int Stretch(string text, int at)
    {
        var longest = 0;
        foreach (var row in Rows.SelectMany(row => new[] { row, string.Concat(row.Reverse()) }))
            for (var start = 0; start < row.Length; start++)
                longest = Math.Max(longest, text.AsSpan(at).CommonPrefixLength(row.AsSpan(start)));
        return longest;
    }

    // Unlike the key of a name this keeps signs, of which a good password may have many.
    private static string Fold(string text)
    {
        var folded = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant().Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                folded.Append(letter == 'đ' ? 'd' : letter);
        return folded.ToString();
    }
}

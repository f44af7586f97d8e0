using System.Text;

namespace TalentRegistry.Domain.Names;

/// <summary>
/// One spelling for texts that look the same: letters composed (NFC), look-alikes of Đ replaced, what cannot be seen dropped,
/// spaces single. And a folded key under which accents, case and the place of tone marks (hoà, hòa) make no difference.
/// </summary>
public static class VietnameseText
{
    /// <summary>The text as it should be kept; "" for null. Line breaks count as spaces.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (IsClean(text))
            return text;

        var composed = text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
        var kept = new StringBuilder(composed.Length);
        foreach (var c in composed)
        {
            if (IsInvisible(c))
                continue;
            if (char.IsWhiteSpace(c) || c == '\0')
            {
                if (kept.Length > 0 && kept[^1] != ' ')
                    kept.Append(' ');
                continue;
            }

            // The Icelandic eth and the African D look like Đ in every font and come with old keyboards and scanned lists.
            kept.Append(c switch { '\u00d0' or '\u0189' => 'Đ', '\u00f0' or '\u0256' => 'đ', '\u2019' or '\u02bc' or '\u2018' => '\'', _ => c });
        }

        if (kept.Length > 0 && kept[^1] == ' ')
            kept.Length--;
        return kept.ToString();
    }

    /// <summary>
    /// Lower case, no accents, đ as d, anything but letters and digits as single spaces: a key to compare by, never to show.
    /// </summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";

        var decomposed = NeedsDecomposing(text) ? text.Normalize(NormalizationForm.FormD) : text;
        Span<char> key = decomposed.Length <= 256 ? stackalloc char[decomposed.Length] : new char[decomposed.Length];
        var length = 0;
        foreach (var c in decomposed)
        {
            if (c is >= '\u0300' and <= '\u036f' || IsInvisible(c))
                continue;
            var letter = c switch
            {
                >= 'a' and <= 'z' or >= '0' and <= '9' => c,
                >= 'A' and <= 'Z' => (char)(c | 0x20),
                'đ' or 'Đ' or '\u00d0' or '\u00f0' or '\u0189' or '\u0256' => 'd',
                _ => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ',
            };
            if (letter != ' ')
                key[length++] = letter;
            else if (length > 0 && key[length - 1] != ' ')
                key[length++] = ' ';
        }

        if (length > 0 && key[length - 1] == ' ')
            length--;
        return new string(key[..length]);
    }

    /// <summary>
    /// Like <see cref="Fold"/> but keeps accents, with tone marks moved behind the letters of a word, so that only the place of
    /// the mark makes no difference: hoà and hòa are one, năm and nam are two.
    /// </summary>
    public static string FoldKeepingAccents(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";

        var key = new StringBuilder(text.Length + 8);
        var tone = '\0';
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (c is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323')
                tone = c;
            else if (c is >= '\u0300' and <= '\u036f')
                key.Append(c);
            else if (char.IsLetterOrDigit(c))
                key.Append(c is '\u00d0' or '\u00f0' or '\u0189' or '\u0256' ? 'đ' : char.ToLowerInvariant(c));
            else if (!IsInvisible(c))
                EndWord(key, ref tone, ' ');
        }

        EndWord(key, ref tone, '\0');
        return key.ToString().TrimEnd(' ');
    }

    private static void EndWord(StringBuilder key, ref char tone, char separator)
    {
        if (tone != '\0')
            key.Append(tone);
        tone = '\0';
        if (separator != '\0' && key.Length > 0 && key[^1] != separator)
            key.Append(separator);
    }

    private static bool IsClean(string text)
    {
        if (text[0] == ' ' || text[^1] == ' ')
            return false;
        var last = '\0';
        foreach (var c in text)
        {
            if (c > '\u007f' ? !IsVietnameseLetter(c) : c < ' ' || c == ' ' && last == ' ')
                return false;
            last = c;
        }

        return true;
    }

    // Composed letters of the alphabet, Đ itself included; anything else goes the long way.
    private static bool IsVietnameseLetter(char c) =>
        c is >= '\u1ea0' and <= '\u1ef9' or >= '\u00c0' and <= '\u00ff' and not ('\u00d0' or '\u00f0')
            or '\u0102' or '\u0103' or '\u0110' or '\u0111' or '\u0128' or '\u0129' or '\u0168' or '\u0169' or '\u01a0' or '\u01a1' or '\u01af' or '\u01b0';

    private static bool IsInvisible(char c) =>
        c is '\u00ad' or >= '\u200b' and <= '\u200f' or '\u2060' or '\ufeff' or '\u202a' or '\u202c' or '\u202d';

    private static bool NeedsDecomposing(string text)
    {
        foreach (var c in text)
            if (c > '\u007f')
                return true;
        return false;
    }
}

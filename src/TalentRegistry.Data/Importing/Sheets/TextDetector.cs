using System.Text;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Data.Importing.Sheets;

/// <summary>How a text file is to be read.</summary>
/// <param name="Name">What to call it before the user.</param>
/// <param name="Encoding">The letters of its bytes.</param>
/// <param name="Font">The font it was typed for, where letters are not themselves.</param>
/// <param name="Separator">Between cells.</param>
/// <param name="Sample">Its beginning, as read.</param>
internal sealed record TextGuess(string Name, Encoding Encoding, FontCode Font, char Separator, string Sample);

/// <summary>
/// Tells encodings apart: by the byte order mark, else UTF-8 where the bytes allow it, else by which reading gives words that lists
/// of people really hold.
/// </summary>
/// <param name="known">Words with accents, as <see cref="VietnameseText.FoldKeepingAccents"/> gives them.</param>
internal sealed class TextDetector(IReadOnlySet<string> known)
{
    private const int SampleBytes = 1 << 20;

    /// <summary>Looks at the beginning of a file and goes back to where it stood.</summary>
    public TextGuess Detect(Stream stream)
    {
        var buffer = new byte[Math.Min(SampleBytes, stream.Length)];
        var bytes = buffer.AsSpan(0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        stream.Position = 0;
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            return Guess("UTF-8", Encoding.UTF8, bytes[3..]);
        if (bytes.StartsWith(Encoding.Unicode.Preamble))
            return Guess("UTF-16", Encoding.Unicode, bytes[2..]);
        if (bytes.StartsWith(Encoding.BigEndianUnicode.Preamble))
            return Guess("UTF-16 BE", Encoding.BigEndianUnicode, bytes[2..]);
        // Half the bytes of ASCII text in UTF-16 are zero, on one side only.
        if (Zeros(bytes, 1) * 5 > bytes.Length && Zeros(bytes, 0) == 0)
            return Guess("UTF-16", Encoding.Unicode, bytes);
        if (Zeros(bytes, 0) * 5 > bytes.Length && Zeros(bytes, 1) == 0)
            return Guess("UTF-16 BE", Encoding.BigEndianUnicode, bytes);
        return IsUtf8(bytes) ? Guess("UTF-8", Encoding.UTF8, bytes) : Legacy(bytes);
    }

    /// <summary>The font that the texts were typed for, where reading them as its letters gives far more known words.</summary>
    public FontCode DetectFont(IEnumerable<string> texts)
    {
        var sample = string.Join('\n', texts);
        if (sample.All(char.IsAscii))
            return FontCode.None;
        var plain = Known(sample);
        var best = new[] { FontCode.Tcvn3, FontCode.Vni }.MaxBy(font => Known(LegacyFont.Convert(sample, font)));
        return Known(LegacyFont.Convert(sample, best)) is var words && words >= 3 && words > 2 * plain ? best : FontCode.None;
    }

    private TextGuess Legacy(ReadOnlySpan<byte> bytes)
    {
        var western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        var vietnamese = CodePagesEncodingProvider.Instance.GetEncoding(1258)!;
        TextGuess[] guesses =
        [
            Guess("Windows-1258", vietnamese, bytes),
            Guess("TCVN3 (ABC)", western, bytes, FontCode.Tcvn3),
            Guess("VNI", western, bytes, FontCode.Vni),
        ];
        return guesses.MaxBy(guess => Known(guess.Sample))!;
    }

    private static TextGuess Guess(string name, Encoding encoding, ReadOnlySpan<byte> bytes, FontCode font = FontCode.None)
    {
        var sample = LegacyFont.Convert(encoding.GetString(bytes[..Math.Min(bytes.Length, 1 << 17)]), font);
        return new TextGuess(name, encoding, font, Separators.Find(sample), sample);
    }

    private int Known(string sample) => VietnameseText.FoldKeepingAccents(sample).Split(' ').Count(word => !word.All(char.IsAscii) && known.Contains(word));

    private static int Zeros(ReadOnlySpan<byte> bytes, int side)
    {
        var zeros = 0;
        for (var i = side; i < bytes.Length; i += 2)
            if (bytes[i] == 0)
                zeros++;
        return zeros;
    }

    // The sample may end in the middle of a letter of up to four bytes.
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        for (var cut = 0; cut < 4 && cut <= bytes.Length; cut++)
            if (System.Text.Unicode.Utf8.IsValid(bytes[..^cut]))
                return cut == 0 || bytes.Length == SampleBytes;
        return false;
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TalentRegistry.Domain.Access;

/// <summary>
/// The six digits of an authenticator app: TOTP (RFC 6238) over HOTP (RFC 4226) with SHA-1 and steps of 30 seconds, which every app knows.
/// </summary>
public static class OneTimeCodes
{
    /// <summary>Bytes of a secret: the length of the hash, as RFC 4226 recommends (section 4).</summary>
    public const int SecretBytes = 20;

    private const int Digits = 6;
    private const int StepInSeconds = 30;
    private const string Base32Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The number of the step in which a moment lies.</summary>
    public static long StepAt(DateTimeOffset moment) => Math.DivRem(moment.ToUnixTimeSeconds(), StepInSeconds, out _);

    /// <summary>The code of a step.</summary>
    public static string CodeOf(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The algorithm that the apps implement; HMAC does not rest on collisions.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        // RFC 4226, 5.3: four bytes from where the last half-byte points to, without their sign.
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & 0x7fffffff;
        return (number % 1_000_000).ToString("D" + Digits, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The step whose code this is, of the one at the moment and its two neighbours, for clocks that differ; null if none, or none
    /// after the last that was taken. Takes as long whichever it is.
    /// </summary>
    public static long? StepOf(ReadOnlySpan<byte> secret, string code, DateTimeOffset moment, long? taken)
    {
        var given = Encoding.ASCII.GetBytes(string.Concat(code.Where(char.IsAsciiDigit)));
        long? found = null;
        for (var step = StepAt(moment) - 1; step <= StepAt(moment) + 1; step++)
        {
            var fits = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeOf(secret, step)), given);
            if (fits && (taken is not { } last || step > last))
                found ??= step;
        }

        return found;
    }

    /// <summary>What an app reads from a QR code.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="issuer">The name of the system.</param>
    /// <param name="account">The name of the account.</param>
    public static string UriOf(ReadOnlySpan<byte> secret, string issuer, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={Base32(secret)}&issuer={Uri.EscapeDataString(issuer)}&algorithm=SHA1&digits={Digits}&period={StepInSeconds}";

    /// <summary>Base32 without padding (RFC 4648, section 6).</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + 4) / 5);
        var (bits, waiting) = (0, 0);
        foreach (var value in bytes)
        {
            bits = (bits << 8) | value;
            for (waiting += 8; waiting >= 5; waiting -= 5)
                text.Append(Base32Letters[(bits >> (waiting - 5)) & 31]);
            bits &= (1 << waiting) - 1;
        }

        if (waiting > 0)
            text.Append(Base32Letters[(bits << (5 - waiting)) & 31]);
        return text.ToString();
    }
}

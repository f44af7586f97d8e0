using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TalentRegistry.Data.Access;

/// <summary>Secrets that the server makes: 256 random bits, shown once; only their SHA-256 is kept, from which nothing can be guessed.</summary>
internal static class RandomTokens
{
    public static string Make(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

using System.Security.Cryptography;
using System.Text;

namespace TalentRegistry.Data.Backup;

/// <summary>
/// The key of the citizen IDs, locked by a passphrase: AES-256-GCM under a key that PBKDF2-HMAC-SHA512 (RFC 8018) makes from it, slow
/// enough that a good passphrase cannot be guessed.
/// </summary>
/// <param name="Iterations">Of PBKDF2.</param>
/// <param name="Salt">16 random bytes.</param>
/// <param name="Nonce">12 random bytes.</param>
/// <param name="Tag">16 bytes by which a wrong passphrase shows.</param>
/// <param name="Cipher">The locked key, 32 bytes; as many for each where one is being replaced, oldest first.</param>
public sealed record WrappedKey(int Iterations, byte[] Salt, byte[] Nonce, byte[] Tag, byte[] Cipher)
{
    private const int Rounds = 600_000;
    private const int ShortestPassphrase = 12;
    private static readonly byte[] Purpose = "talentregistry citizen id key in a backup, 1"u8.ToArray();

    internal static WrappedKey Lock(byte[] key, string passphrase)
    {
        if (passphrase.Length < ShortestPassphrase)
            throw new OperatorException($"The passphrase must have {ShortestPassphrase} characters or more.");

        var (salt, nonce, tag, cipher) = (RandomNumberGenerator.GetBytes(16), RandomNumberGenerator.GetBytes(12), new byte[16], new byte[key.Length]);
        using var aes = new AesGcm(Derive(passphrase, salt, Rounds), tag.Length);
        aes.Encrypt(nonce, key, cipher, tag, Purpose);
        return new WrappedKey(Rounds, salt, nonce, tag, cipher);
    }

    internal byte[] Unlock(string passphrase)
    {
        // Whoever wrote another number into the file must not keep this machine busy for a year.
        if (Iterations is < 1 or > 100 * Rounds || Salt.Length != 16 || Nonce.Length != 12 || Tag.Length != 16 || Cipher.Length is 0 or > 1024 || Cipher.Length % 32 != 0)
            throw new OperatorException("The backup's key of the citizen IDs is not one that this program made.");

        var key = new byte[Cipher.Length];
        using var aes = new AesGcm(Derive(passphrase, Salt, Iterations), Tag.Length);
        try
        {
            aes.Decrypt(Nonce, Cipher, Tag, key, Purpose);
            return key;
        }
        catch (AuthenticationTagMismatchException fault)
        {
            throw new OperatorException("The passphrase does not open the backup's key of the citizen IDs.", fault);
        }
    }

    // The same words typed on another keyboard may come in another Unicode form.
    private static byte[] Derive(string passphrase, byte[] salt, int iterations) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(passphrase.Normalize(NormalizationForm.FormC)), salt, iterations, HashAlgorithmName.SHA512, 32);
}

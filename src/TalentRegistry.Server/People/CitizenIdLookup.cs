using TalentRegistry.Data;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.People;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.People;

/// <summary>
/// The keyed hash by which a citizen ID is found: whole or not at all, as a hash of part of one would give it away. The key is opened when first needed.
/// </summary>
internal sealed class CitizenIdLookup(ServeOptions options, RegistryDatabase database) : IDisposable
{
    private readonly SemaphoreSlim opening = new(1);
    private CitizenIdProtector? protector;

    /// <summary>The hash of a text that is a citizen ID; null for any other text.</summary>
    /// <exception cref="OperatorException">The key is missing or another registry's.</exception>
    public async Task<byte[]?> HashAsync(string text, CancellationToken cancellationToken)
    {
        if (!CitizenId.TryParse(text, out var id))
            return null;

        await opening.WaitAsync(cancellationToken);
        try
        {
            protector ??= await CitizenIdProtector.OpenAsync(options.DataDirectory, database, cancellationToken);
            return protector.Hash(id);
        }
        finally
        {
            opening.Release();
        }
    }

    public void Dispose()
    {
        protector?.Dispose();
        opening.Dispose();
    }
}

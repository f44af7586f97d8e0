using TalentRegistry.Data.People;

namespace TalentRegistry.Data.Backup;

/// <summary>
/// The key of the citizen IDs on its way into a backup and out of it. It lies in the data directory and not in the database, so
/// that whoever finds a backup finds no citizen ID: it goes along only where the operator locks it with a passphrase.
/// </summary>
public static class BackupKey
{
    /// <summary>Locks the key of a registry for its backup.</summary>
    /// <exception cref="OperatorException">The key is missing, damaged or of another registry, or the passphrase is shorter than 12 characters.</exception>
    public static async Task<WrappedKey> LockAsync(
        string dataDirectory, RegistryDatabase database, string passphrase, CancellationToken cancellationToken)
    {
        // Opened, and so tried on the registry, before it is relied upon.
        using (await CitizenIdProtector.OpenAsync(dataDirectory, database, cancellationToken))
            return WrappedKey.Lock([.. new CitizenIdKeyFile(dataDirectory).Read().SelectMany(key => key)], passphrase);
    }

    /// <summary>Puts the key of a backup into the data directory, to be taken away again unless it is kept.</summary>
    /// <exception cref="OperatorException">The passphrase is not the right one, or the directory holds the key of another registry.</exception>
    public static PlacedKey Place(string dataDirectory, WrappedKey wrapped, string passphrase)
    {
        List<byte[]> keys = [.. wrapped.Unlock(passphrase).Chunk(CitizenIdKeyFile.KeySize)];
        var file = new CitizenIdKeyFile(dataDirectory);
        var present = file.Read();
        if (present.Count == 0)
            return new PlacedKey(file.Write(keys));

        return keys.TrueForAll(key => present.Any(own => own.AsSpan().SequenceEqual(key)))
            ? new PlacedKey(null)
            : throw new OperatorException($"{file.Path} is the key of another registry than the backup's: move it away, or choose another directory with --data.");
    }
}

/// <summary>A key that was put into a data directory.</summary>
public sealed class PlacedKey : IDisposable
{
    private string? path;

    internal PlacedKey(string? path) => this.path = path;

    /// <summary>Leaves it there for good.</summary>
    public void Keep() => path = null;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (path is not null)
            File.Delete(path);
    }
}

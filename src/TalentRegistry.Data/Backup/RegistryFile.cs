namespace TalentRegistry.Data.Backup;

/// <summary>A file out of which a registry can be made: a backup or an archive.</summary>
public abstract class RegistryFile
{
    /// <summary>What it holds.</summary>
    public abstract BackupManifest Manifest { get; }

    /// <summary>How its tables are written.</summary>
    internal abstract TableForm Form { get; }

    /// <summary>What it is called in messages.</summary>
    internal abstract string Kind { get; }

    /// <summary>Text of a table.</summary>
    internal abstract Task<Stream> OpenAsync(BackedUpTable table, CancellationToken cancellationToken);
}

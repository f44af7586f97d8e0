namespace TalentRegistry.Data.Backup;

/// <summary>
/// A file that gets its name when it is whole: written beside its place under another name, readable by this user only, and
/// removed unless <see cref="Keep"/> is called.
/// </summary>
internal sealed class UnfinishedFile : IAsyncDisposable
{
    private readonly string target;
    private readonly bool overwrite;
    private bool kept;

    /// <summary>Begins it.</summary>
    /// <param name="target">Its place.</param>
    /// <param name="overwrite">Whether a file in that place may be replaced.</param>
    /// <exception cref="OperatorException">The place is taken, or the folder cannot be written.</exception>
    public UnfinishedFile(string target, bool overwrite)
    {
        (this.target, this.overwrite) = (System.IO.Path.GetFullPath(target), overwrite);
        if (Directory.Exists(this.target))
            throw new OperatorException($"{this.target} is a folder: name the file that is to be written.");
        if (!overwrite && File.Exists(this.target))
            throw Taken();

        // A name that nobody can guess and a file that must be new: nobody can lay a link in the way.
        Path = System.IO.Path.Combine(
            System.IO.Path.GetDirectoryName(this.target)!, $".{System.IO.Path.GetFileName(this.target)}.{System.IO.Path.GetRandomFileName()}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 128 * 1024 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            Stream = new FileStream(Path, options);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Explain(fault);
        }
    }

    /// <summary>Name that it has meanwhile.</summary>
    public string Path { get; }

    public FileStream Stream { get; }

    /// <summary>Puts all of it on the disk; it can be read by its name from then on.</summary>
    public async Task FinishAsync()
    {
        Stream.Flush(flushToDisk: true);
        await Stream.DisposeAsync();
    }

    /// <summary>Gives it its name.</summary>
    /// <exception cref="OperatorException">The place was taken meanwhile.</exception>
    public void Keep()
    {
        try
        {
            File.Move(Path, target, overwrite);
            kept = true;
        }
        catch (IOException) when (!overwrite && File.Exists(target))
        {
            throw Taken();
        }
    }

    /// <summary>Why it cannot be written, in words for the operator.</summary>
    public OperatorException Explain(Exception fault) => fault is IOException && IsDiskFull(fault)
        ? new OperatorException($"The disk is full: {target} was not written, and nothing of it was left. Make room, or choose another place.", fault)
        : new OperatorException($"{target} cannot be written: {fault.Message}", fault);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Stream.DisposeAsync();
        }
        catch (IOException)
        {
            // What the disk had no room for is thrown away anyway.
        }

        if (!kept)
            File.Delete(Path);
    }

    // ENOSPC, EDQUOT (Linux, macOS), ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL.
    private static bool IsDiskFull(Exception fault) =>
        OperatingSystem.IsWindows() ? (fault.HResult & 0xFFFF) is 39 or 112 : fault.HResult is 28 or 122 or 69;

    private OperatorException Taken() => new($"There is already a file {target}: choose another name, or replace it with --force.");
}

using TalentRegistry.Data;

namespace TalentRegistry.Server.CommandLine;

/// <summary>A file that a command leaves behind.</summary>
internal static class WrittenFile
{
    /// <summary>Writes it whole.</summary>
    /// <exception cref="OperatorException">It cannot be written: the message says why.</exception>
    public static async Task WriteAsync(FileInfo file, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllBytesAsync(file.FullName, content, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{file.FullName} cannot be written: {fault.Message}", fault);
        }
    }
}

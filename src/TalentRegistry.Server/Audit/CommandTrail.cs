using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Server.Audit;

/// <summary>Tells the audit log of commands that an operator ran on this machine.</summary>
internal static class CommandTrail
{
    /// <summary>Tells of a command that has done its work.</summary>
    /// <param name="database">The registry.</param>
    /// <param name="command">The command, as "backup" or "archive export".</param>
    /// <param name="subject">What it was about; null where that is all of the registry.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="details">Counts and switches, no names and no values.</param>
    /// <param name="account">The account in whose name it ran.</param>
    /// <param name="kind">Command unless it changed accounts, scopes or keys.</param>
    public static async Task NoteCommandAsync(
        this RegistryDatabase database, string command, string? subject, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? details = null,
        Guid? account = null, AuditKind kind = AuditKind.Command)
    {
        var told = new Dictionary<string, string>(details ?? new Dictionary<string, string>()) { ["operator"] = Environment.UserName };
        try
        {
            await new AuditLog(database).WriteAsync(new AuditEvent(kind, account, $"command {command}", null, subject, told), cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedObject)
        {
            // A registry of before this log is backed up as it is.
        }
    }
}

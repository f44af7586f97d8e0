using System.Diagnostics;
using System.Globalization;

namespace TalentRegistry.Data.Postgres;

/// <summary>
/// PostgreSQL refuses to run as root. When the server is root, its PostgreSQL runs as another user, through setpriv;
/// otherwise as the user that we are.
/// </summary>
internal sealed class UnprivilegedUser
{
    private readonly int uid;
    private readonly int gid;

    private UnprivilegedUser(int uid, int gid) => (this.uid, this.gid) = (uid, gid);

    /// <summary>Null when we are not root, so that nothing needs to change.</summary>
    public static UnprivilegedUser? WhenRoot()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return null;

        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(parts => parts.Length > 3).ToList();
        var account = accounts.Find(parts => parts[0] == "postgres") ?? accounts.Find(parts => parts[0] == "nobody")
            ?? throw new OperatorException("PostgreSQL cannot run as root, and this machine has neither a user postgres nor a user nobody: start the server as an ordinary user.");
        return new UnprivilegedUser(Number(account[2]), Number(account[3]));

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Runs a program as that user; folders above that only root may enter stay reachable for searching.</summary>
    public ProcessStartInfo Start(string program, IEnumerable<string> arguments, IEnumerable<string> paths)
    {
        var start = new ProcessStartInfo("setpriv");
        start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"--reuid={uid}"));
        start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"--regid={gid}"));
        start.ArgumentList.Add("--clear-groups");
        if (paths.Any(path => !EveryoneMayEnter(path)))
        {
            // PostgreSQL asks access(2) for its own programs, which forgets capabilities of another user's process unless told not to.
            start.ArgumentList.Add("--securebits=+no_setuid_fixup");
            start.ArgumentList.Add("--inh-caps=+dac_read_search");
            start.ArgumentList.Add("--ambient-caps=+dac_read_search");
        }

        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    /// <summary>Gives that user a file or folder.</summary>
    public void Own(string path)
    {
        using var chown = Process.Start("chown", ["-R", string.Create(CultureInfo.InvariantCulture, $"{uid}:{gid}"), path]);
        chown.WaitForExit();
        if (chown.ExitCode != 0)
            throw new OperatorException($"The folder {path} could not be given to the user that runs PostgreSQL.");
    }

    private static bool EveryoneMayEnter(string path)
    {
        if (OperatingSystem.IsWindows())
            return true;

        for (var folder = Path.GetDirectoryName(Path.GetFullPath(path)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder) && !File.GetUnixFileMode(folder).HasFlag(UnixFileMode.OtherExecute))
                return false;
        }

        return true;
    }
}

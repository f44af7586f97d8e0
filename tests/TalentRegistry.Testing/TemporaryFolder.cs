using System.Diagnostics;
using System.Globalization;

namespace TalentRegistry.Testing;

/// <summary>
/// Folders of hundreds of megabytes that live as long as a run of a test project. A test host is killed a tenth of a second after it was told to
/// end, and anybody may kill a run: so a process of its own waits for the end, stops a PostgreSQL that is still running there and deletes the folder.
/// </summary>
public static class TemporaryFolder
{
    private const string Watch = """
        while kill -0 "$1" 2>/dev/null; do sleep 1; done
        pid=$(head -n 1 "$2/postgres/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid" && while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
        rm -rf "$2"
        """;

    /// <summary>A new folder that is deleted after this process; its path.</summary>
    public static string Create(string kind)
    {
        var folder = Directory.CreateTempSubdirectory($"talentregistry-{kind}-").FullName;
        if (OperatingSystem.IsLinux())
        {
            // In a session of its own, which Ctrl+C does not reach, and without the pipes of the run, which would wait for it.
            var start = new ProcessStartInfo("setsid", ["sh", "-c", $"exec >/dev/null 2>&1 </dev/null\n{Watch}", "sh", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), folder]);
            Process.Start(start)!.Dispose();
        }
        else
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        }

        return folder;
    }
}

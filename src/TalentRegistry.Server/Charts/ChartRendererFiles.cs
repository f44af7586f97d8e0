using System.Reflection;
using TalentRegistry.Data.Postgres;

namespace TalentRegistry.Server.Charts;

/// <summary>Where the program's own parts that Node runs are.</summary>
internal static class ChartRendererFiles
{
    /// <summary>The bundled script, beside the program.</summary>
    public static string Script => Path.Combine(AppContext.BaseDirectory, "charts", "render.mjs");

    /// <summary>The npm packages: beside a published program, else where the build installed them.</summary>
    public static string NodeModules()
    {
        var published = Path.Combine(AppContext.BaseDirectory, "node_modules");
        return Directory.Exists(published)
            ? published
            : typeof(PostgresBinaries).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "NodeModules").Value!;
    }
}

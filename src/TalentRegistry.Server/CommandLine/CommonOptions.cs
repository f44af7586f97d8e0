using System.CommandLine;

namespace TalentRegistry.Server.CommandLine;

internal static class CommonOptions
{
    /// <summary>Where the embedded PostgreSQL, its keys and its backups live.</summary>
    public static Option<string> Data { get; } = new("--data")
    {
        Description = "Data directory, made where it does not exist. One running server at a time.",
        DefaultValueFactory = _ => ".data",
        HelpName = "DIR",
        Recursive = true,
    };
}

namespace TalentRegistry.Server.Startup;

/// <summary>Files that travel with the program.</summary>
internal static class RegistryFiles
{
    /// <summary>Folder with migrations, reference, plans and demo.</summary>
    public static string Database { get; } = Path.Combine(AppContext.BaseDirectory, "db");

    public static string Migrations { get; } = Path.Combine(Database, "migrations");

    public static string Reference { get; } = Path.Combine(Database, "reference");

    public static string Plans { get; } = Path.Combine(Database, "plans");

    /// <summary>Plan files of the operator, loaded beside those that travel with the program; need not be there.</summary>
    public static string OwnPlans(string dataDirectory) => Path.Combine(dataDirectory, "plans");
}

using TalentRegistry.Domain.Access;

namespace TalentRegistry.Server.Startup;

/// <summary>Which demonstration registry to load into an empty database.</summary>
public enum DemoChoice
{
    /// <summary>None: a registry in earnest.</summary>
    None,

    /// <summary>About 5,000 people, for tests and a first look.</summary>
    Small,

    /// <summary>About 150,000 people, the four provinces at their real scale.</summary>
    Full,
}

/// <summary>How to serve.</summary>
/// <param name="Urls">Addresses to listen on, separated by semicolons.</param>
/// <param name="DataDirectory">Folder of this server's data and keys.</param>
/// <param name="Demo">What to load into an empty registry.</param>
public sealed record ServeOptions(string Urls, string DataDirectory, DemoChoice Demo)
{
    /// <summary>Roles whose GraphQL requests must name a saved document that a planner or an administrator shares; none unless set.</summary>
    public IReadOnlySet<Role> SavedDocumentsOnly { get; init; } = new HashSet<Role>();

    /// <summary>The port of its first address with TLS, 0 for any that is free; null if it has none of its own.</summary>
    public int? TlsPort => Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(url => url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)).Select(url => (int?)BindingAddress.Parse(url).Port).FirstOrDefault();

    /// <summary>Whether every address is this machine's own, so that nobody else can come in.</summary>
    public bool OnlyLoopback => Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .All(url => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback);
}

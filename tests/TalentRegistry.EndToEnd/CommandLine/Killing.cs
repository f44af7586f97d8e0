using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace TalentRegistry.EndToEnd.CommandLine;

/// <summary>What tests of killed servers have in common.</summary>
internal static class Killing
{
    /// <summary>A client of a demonstration account.</summary>
    public static async Task<HttpClient> SignInAsync(string address, string account)
    {
        var client = new HttpClient { BaseAddress = new Uri(address) };
        using var signedIn = await client.PostAsJsonAsync(new Uri("/auth/token", UriKind.Relative), new { user = account, password = "demo" });
        var token = (await signedIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>The file in which the PostgreSQL of a data directory tells its process and port.</summary>
    public static string PostmasterFile(DirectoryInfo data) => Path.Combine(data.FullName, "postgres", "postmaster.pid");

    /// <summary>Connection string of the owner of the registry in a data directory.</summary>
    public static string ConnectionString(DirectoryInfo data) => string.Create(
        CultureInfo.InvariantCulture,
        $"Host=127.0.0.1;Port={File.ReadLines(PostmasterFile(data)).ElementAt(3)};Username=registry_owner;Password={File.ReadAllText(Path.Combine(data.FullName, "postgres.password")).Trim()};Database=registry");

    /// <summary>Ends the PostgreSQL of a data directory as a power cut would.</summary>
    public static void KillPostgres(DirectoryInfo data)
    {
        using var postmaster = Process.GetProcessById(int.Parse(File.ReadLines(PostmasterFile(data)).First(), CultureInfo.InvariantCulture));
        postmaster.Kill(entireProcessTree: true);
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Doors;

/// <summary>
/// A running registry in which everything that somebody may not see is marked: names, staff codes, titles and notes of all people begin with a
/// word that stands nowhere else and tells whose they are. Whatever answers with a mark that is not for its reader leaks.
/// </summary>
public sealed partial class GuardedRegistry : IAsyncLifetime
{
    /// <summary>Begins every mark; then n for a name, s for what else is for officers alone; then whose: h the officer's own, p others of the leader's, o anybody else's.</summary>
    public const string Mark = "Zwjxqv";

    private static readonly string[] Titles =
        ["award.title", "award.decision_number", "certificate.title", "science_task.title", "talent_recognition.decision_number", "working_age_extension.decision_number", "availability.note"];

    private readonly List<string> leaks = [];
    private readonly Dictionary<string, string> tokens = [];

    public RunningRegistry Registry { get; } = new();

    /// <summary>Somebody in whose records a mark stands, by whose they are.</summary>
    public Dictionary<char, Guid> Somebody { get; } = [];

    /// <summary>Records of that person, by their type of the API.</summary>
    public Dictionary<char, Dictionary<string, Guid>> Records { get; } = [];

    public int Tried { get; private set; }

    /// <summary>Answers to the officer in which a mark stood: what would leak if somebody else got them.</summary>
    public int ToldToOfficer { get; private set; }

    public IReadOnlyList<string> Leaks => leaks;

    public async Task InitializeAsync()
    {
        await Registry.InitializeAsync();
        const string own = "(SELECT agency_id FROM access.scoped_agency s JOIN access.account a ON a.id = s.account_id WHERE a.name = '{0}')";
        // Who sees the own record sees what is marked in it: its mark is none that is looked for.
        var whose = $"CASE WHEN o.id = (SELECT person_id FROM access.account WHERE name = 'person') THEN 'm' WHEN o.keeper_id IN {string.Format(CultureInfo.InvariantCulture, own, "hr")} THEN 'h' WHEN o.keeper_id IN {string.Format(CultureInfo.InvariantCulture, own, "leader")} THEN 'p' ELSE 'o' END";
        await Registry.SqlAsync($"UPDATE registry.person o SET full_name = '{Mark}n' || {whose} || ' ' || full_name, staff_code = '{Mark}s' || {whose} || left(id::text, 13)");
        foreach (var title in Titles.Select(title => title.Split('.')))
            await Registry.SqlAsync($"UPDATE registry.{title[0]} r SET {title[1]} = '{Mark}s' || {whose} || ' ' || coalesce(r.{title[1]}, 'x') FROM registry.person o WHERE o.id = r.person_id");
        foreach (var kind in "hpo")
        {
            var person = await Registry.SqlAsync(
                $"""
                SELECT o.id FROM registry.person o WHERE o.full_name LIKE '{Mark}n{kind} %'
                 ORDER BY (SELECT count(*) FROM registry.award r WHERE r.person_id = o.id) + (SELECT count(*) FROM registry.certificate r WHERE r.person_id = o.id) DESC, o.id LIMIT 1
                """);
            Somebody[kind] = (Guid)person[0][0]!;
            Records[kind] = new() { ["Person"] = Somebody[kind] };
            foreach (var (type, table) in new[] { ("Degree", "degree"), ("Posting", "posting"), ("Award", "award"), ("Certificate", "certificate"), ("ScienceTask", "science_task") })
            {
                if (await Registry.SqlAsync($"SELECT id FROM registry.{table} WHERE person_id = '{Somebody[kind]}' LIMIT 1") is [[Guid id]])
                    Records[kind][type] = id;
            }
        }
    }

    public Task DisposeAsync() => Registry.DisposeAsync();

    /// <summary>Asks, and looks for marks that are not the account's to see in all that comes back.</summary>
    /// <returns>Status and body as text.</returns>
    public async Task<(int Status, string Body)> TryAsync(string? account, string door, HttpRequestMessage request)
    {
        using var client = ClientOf(account);
        using var answer = await client.SendAsync(request);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var body = bytes is [(byte)'P', (byte)'K', ..] ? Unpacked(bytes) : Encoding.UTF8.GetString(bytes);
        Look(account, door, body + "\n" + answer.Headers + answer.Content.Headers);
        return ((int)answer.StatusCode, body);
    }

    /// <summary>Makes a personal token; the name under which <see cref="ClientOf"/> comes with it, which begins with its account's.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="state">"good", "expired" or "revoked", from its first use on.</param>
    /// <param name="scopes">What for.</param>
    public async Task<string> TokenAsync(string account, string state, params TokenScope[] scopes)
    {
        var owner = (Guid)(await Registry.SqlAsync($"SELECT id FROM access.account WHERE name = '{account}'"))[0][0]!;
        var personal = Registry.Service<PersonalTokens>();
        var (token, id) = (await personal.MakeAsync(owner, state, scopes, 30, CancellationToken.None))!.Value;
        if (state == "expired")
            await Registry.SqlAsync($"UPDATE access.personal_token SET expires_at = made_at WHERE id = '{id}'");
        else if (state == "revoked")
            await personal.EndAsync(owner, id, CancellationToken.None);
        var name = $"{account} by a {state} token to {string.Join(' ', scopes)}";
        tokens[name] = token;
        return name;
    }

    /// <summary>A client of the account, or with a token; "named" is the leader while names are granted, nobody whoever has not signed in.</summary>
    public HttpClient ClientOf(string? account) => account is null ? Registry.Anonymous()
        : tokens.TryGetValue(account, out var token) ? Registry.WithToken(token)
        : Registry.As(account == "named" ? "leader" : account);

    /// <summary>Counts a door as tried and remembers what leaked through it.</summary>
    public void Look(string? account, string door, string text)
    {
        lock (leaks)
        {
            Tried++;
            var told = text + "\n" + string.Join('\n', Encoded().Matches(text).Select(match => Decoded(match.Value)));
            if (account == "hr" && Any().IsMatch(told))
                ToldToOfficer++;
            if (Forbidden(account).Match(told) is { Success: true } mark)
                leaks.Add($"{account ?? "nobody"} {door}: …{told[Math.Max(0, mark.Index - 60)..Math.Min(told.Length, mark.Index + 60)]}…".ReplaceLineEndings(" "));
            if (told.Contains("AQAAAAIAAYagAAAA", StringComparison.Ordinal) || told.Contains("   at TalentRegistry.", StringComparison.Ordinal))
                leaks.Add($"{account ?? "nobody"} {door}: a password's hash or a stack trace");
        }
    }

    /// <summary>Remembers a leak that no mark tells.</summary>
    public void Leak(string? account, string door, string what)
    {
        lock (leaks)
            leaks.Add($"{account ?? "nobody"} {door}: {what[..Math.Min(200, what.Length)]}");
    }

    private static Regex Forbidden(string? account) => account?.Split(' ')[0] switch
    {
        "hr" => NotTheOfficers(),
        "named" => NotTheNamedLeaders(),
        _ => Any(),
    };

    private static string Decoded(string text)
    {
        try
        {
            var standard = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
            return Encoding.UTF8.GetString(Convert.FromBase64String(standard.PadRight((standard.Length + 3) / 4 * 4, '=')));
        }
        catch (FormatException)
        {
            return "";
        }
    }

    private static string Unpacked(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        return string.Join('\n', zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }));
    }

    [GeneratedRegex("zwjxqv[ns][hpo]", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Any();

    [GeneratedRegex("zwjxqv[ns][po]", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NotTheOfficers();

    [GeneratedRegex("zwjxqvs[hpo]|zwjxqvno", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NotTheNamedLeaders();

    [GeneratedRegex("[A-Za-z0-9_+/-]{16,}={0,2}", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Encoded();
}

[CollectionDefinition(Name)]
public sealed class GuardedRegistryCollection : ICollectionFixture<GuardedRegistry>
{
    public const string Name = "guarded registry";
}

using System.Diagnostics;
using System.Globalization;
using TalentRegistry.Data.History;
using TalentRegistry.EndToEnd.CommandLine;
using Xunit.Abstractions;

namespace TalentRegistry.EndToEnd.Kills;

/// <summary>
/// While officers edit and import, processes are killed at random moments: one of PostgreSQL's, the server, the server with PostgreSQL, the command
/// that imports. After each of a hundred kills every acknowledged change is there; in the end each was made once, no list is there by half, counts are
/// those of the records and the chain of the history holds.
/// </summary>
public sealed class HundredKillsTests(ITestOutputHelper log)
{
    private const int Officers = 5;
    private const string OwnAgency = "SYT-P11";

    // More by hand, to look for something rare.
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("KILLS") ?? "100", CultureInfo.InvariantCulture);
    private readonly int _seed = int.Parse(Environment.GetEnvironmentVariable("KILLS_SEED") ?? Environment.TickCount.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    [Fact]
    public async Task Whatever_is_killed_every_acknowledged_change_is_there_and_none_by_half()
    {
        log.WriteLine($"KILLS_SEED={_seed}");
        var random = new Random(_seed);
        await using var registry = new MortalRegistry();
        await DemoData.CopyToAsync(registry.Data.FullName);
        await registry.StartAsync();
        await registry.HurryAsync();
        using var client = await Killing.SignInAsync(registry.Address, "hr");
        var agency = $"Agency:{await ScalarAsync<Guid>(registry, $"SELECT id FROM registry.agency WHERE code = '{OwnAgency}'")}";
        var importing = new ImportingOfficer(await ScalarAsync<Guid>(registry, "SELECT id FROM access.account WHERE name = 'hr'"), OwnAgency, registry);
        var editing = Enumerable.Range(0, Officers).Select(number => new EditingOfficer(number, agency, registry, client)).ToList();

        using var stop = new CancellationTokenSource();
        var work = editing.Select(officer => officer.EditAsync(stop.Token)).Append(importing.ImportAsync(stop.Token)).ToList();
        var clock = Stopwatch.StartNew();
        for (var kill = 1; kill <= Kills; kill++)
        {
            await GoOnAsync(work, editing);
            var acknowledged = editing.SelectMany(officer => officer.Acknowledged).ToList();
            var lists = importing.Acknowledged;
            log.WriteLine($"{clock.Elapsed.TotalSeconds:0.0} s, kill {kill}: {await KillAsync(registry, importing, kill, random)}");
            Assert.Empty(acknowledged.Except(await ReasonsAsync(registry), StringComparer.Ordinal));
            await AssertListsWholeAsync(registry, lists);
        }

        await GoOnAsync(work, editing);
        await stop.CancelAsync();
        await Task.WhenAll(work);
        log.WriteLine($"{clock.Elapsed.TotalSeconds:0.0} s: {editing.Sum(officer => officer.Acknowledged.Count)} edits, {importing.Acknowledged} lists");
        await AssertAllOnceAsync(registry, editing, importing);
    }

    // Work goes on after a kill: each officer has another change acknowledged, and the next kill meets them at it.
    private static async Task GoOnAsync(List<Task> work, List<EditingOfficer> officers)
    {
        var before = officers.Select(officer => officer.Acknowledged.Count).ToList();
        var clock = Stopwatch.StartNew();
        while (officers.Where((officer, number) => officer.Acknowledged.Count == before[number]).Any())
        {
            if (work.Find(one => one.IsFaulted) is { } broken)
                await broken;
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), "Work did not go on.");
            await Task.Delay(10);
        }
    }

    private static async Task<string> KillAsync(MortalRegistry registry, ImportingOfficer importing, int kill, Random random)
    {
        if (kill % 12 != 0)
        {
            await Task.Delay(random.Next(250));
            return await registry.KillPartAsync(random);
        }

        // An import by the command line dies with the server, at a moment after it has read its list.
        var list = string.Create(CultureInfo.InvariantCulture, $"P{kill}");
        var file = Path.Combine(registry.Data.FullName, ImportingOfficer.FileOf(list));
        await File.WriteAllTextAsync(file, importing.TextOf(list, 2000 + kill));
        await using var command = ServerProgram.Start(["import", "commit", file, "--as", "hr", "--data", registry.Data.FullName]);
        await command.SaysAsync("Dòng tiêu đề", TimeSpan.FromMinutes(1));
        await Task.Delay(random.Next(600));
        var postgresToo = kill % 24 == 0;
        await registry.KillWholeAsync(random, postgresToo, command.Kill);
        return postgresToo ? "server, import and PostgreSQL" : "server and import";
    }

    private static async Task<List<string>> ReasonsAsync(MortalRegistry registry)
    {
        await using var command = registry.Database.Owner.CreateCommand("SELECT why FROM history.change WHERE why ~ '^K\\d+-\\d+$'");
        await using var reader = await command.ExecuteReaderAsync();
        var reasons = new List<string>();
        while (await reader.ReadAsync())
            reasons.Add(reader.GetString(0));
        return reasons;
    }

    private static async Task AssertListsWholeAsync(MortalRegistry registry, int acknowledged)
    {
        await using var command = registry.Database.Owner.CreateCommand(
            """
            SELECT list, count(*)::int, sum(degrees)::int, sum(postings)::int, (SELECT count(*) FROM imports.import i WHERE i.file_name = list || '.csv')::int
              FROM (SELECT split_part(p.staff_code, '-', 1) AS list, (SELECT count(*) FROM registry.degree d WHERE d.person_id = p.id) AS degrees,
                           (SELECT count(*) FROM registry.posting g WHERE g.person_id = p.id) AS postings
                      FROM registry.person p WHERE p.staff_code ~ '^[IP]\d+-\d+$') person
             GROUP BY list
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var whole = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            var list = reader.GetString(0);
            Assert.Equal((list, ImportingOfficer.Rows, ImportingOfficer.Rows, ImportingOfficer.Rows, 1), (list, reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4)));
            whole.Add(list);
        }

        for (var number = 0; number < acknowledged; number++)
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"I{number}"), whole);
    }

    private static async Task AssertAllOnceAsync(MortalRegistry registry, List<EditingOfficer> editing, ImportingOfficer importing)
    {
        var acknowledged = editing.SelectMany(officer => officer.Acknowledged).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(acknowledged, (await ReasonsAsync(registry)).Order(StringComparer.Ordinal));
        await AssertListsWholeAsync(registry, importing.Acknowledged);
        // Whoever was registered has one degree, one posting and the corrected staff code, as far as the officer came.
        Assert.Equal(acknowledged.Count, await ScalarAsync<int>(registry,
            """
            SELECT sum(version + (SELECT count(*) FROM registry.degree d WHERE d.person_id = p.id) + (SELECT count(*) FROM registry.posting g WHERE g.person_id = p.id))::int
              FROM registry.person p WHERE staff_code ~ '^(new )?K\d+-\d+$'
            """));
        Assert.Equal(0, await ScalarAsync<int>(registry, "SELECT count(*)::int FROM registry.headcount_faults()"));
        await HistoryChain.ChainAsync(registry.Database, CancellationToken.None);
        var chain = await HistoryChain.VerifyAsync(registry.Database, null, null, CancellationToken.None);
        Assert.Empty(chain.Faults);
        Assert.Equal(0, chain.Unchained);
    }

    private static async Task<T> ScalarAsync<T>(MortalRegistry registry, string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}

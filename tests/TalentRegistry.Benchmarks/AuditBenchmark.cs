using System.Diagnostics;
using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Data.Protection;
using TalentRegistry.Data.Reference;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Audit;
using TalentRegistry.Testing;

namespace TalentRegistry.Benchmarks;

/// <summary>
/// What the auditor's page and <c>auditEvents</c> ask of the database over millions of entries: an embedded PostgreSQL with durable settings, as many reads as events. Each
/// question is asked under the auditor's rights, from opening the transaction to reading the last row.
/// </summary>
public static class AuditBenchmark
{
    private const int Turns = 40;
    private const int FirstPage = 51;
    private static readonly Guid Auditor = new(1, 0, 0, new byte[8]);
    private static readonly Guid Person = new(2, 0, 0, new byte[8]);
    private static readonly Guid Somebody = new("00000000-0000-0000-0000-000000004242");

    /// <param name="events">How many events, and how many reads.</param>
    /// <param name="kept">Directory in which they are made and stay, or were by an earlier run; null for one that goes at the end.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(int events, string? kept, CancellationToken cancellationToken)
    {
        var directory = kept ?? Directory.CreateTempSubdirectory("talentregistry-audit-").FullName;
        try
        {
            await using var cluster = await EmbeddedPostgres.StartAsync(directory, durable: true, cancellationToken);
            await using var database = new RegistryDatabase(cluster.ConnectionString);
            await Migrator.ApplyAsync(database.Owner, Migrator.Read(Repository.Path("db", "migrations")), cancellationToken);
            await ReferenceLoader.LoadAsync(database, Repository.Path("db", "reference"), cancellationToken);
            await MakeOnceAsync(database, events, cancellationToken);
            Console.WriteLine("| question | rows | page, p50 ms | p95 ms | count to 10,000, p50 ms | p95 ms |");
            Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
            var (list, caller) = (new AuditList(database), new Caller(Auditor, Role.Auditor, "benchmark", "benchmark"));
            foreach (var (name, question, after) in await QuestionsAsync(list, caller, cancellationToken))
            {
                var (rows, page) = await TimeAsync(async () => (await list.PageAsync(question, after, FirstPage, caller, cancellationToken)).Count);
                var (_, count) = await TimeAsync(async () => (int)await list.CountAsync(question, AuditList.MostCounted, caller, cancellationToken));
                Console.WriteLine($"| {name} | {rows} | {page} | {count} |");
            }

            var (doors, times) = await TimeAsync(async () => (await list.DoorsAsync(caller, cancellationToken)).Count);
            Console.WriteLine($"| doors to choose from | {doors} | {times} | | |");
            await MeasureReadsAsync(database, cancellationToken);
            Console.WriteLine($"load average: {(File.Exists("/proc/loadavg") ? await File.ReadAllTextAsync("/proc/loadavg", cancellationToken) : "unknown").Trim()}");
        }
        finally
        {
            if (kept is null)
                Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<IEnumerable<(string Name, AuditQuestion Question, AuditCursor? After)>> QuestionsAsync(AuditList list, Caller caller, CancellationToken cancellationToken)
    {
        var all = new AuditQuestion(null, null, null, null, null, null);
        var middle = DateTimeOffset.UtcNow.AddDays(-180);
        var place = (await list.PageAsync(all with { Until = middle }, null, 1, caller, cancellationToken))[0].Place;
        return
        [
            ("everything, newest first", all, null),
            ("everything, from the middle on", all, place),
            ("refused attempts (1 of 200)", all with { Kind = "refusal" }, null),
            ("all that was refused", all with { Outcome = AuditOutcome.Refused }, null),
            ("seals broken (none)", all with { Outcome = AuditOutcome.Broken }, null),
            ("done", all with { Outcome = AuditOutcome.Done }, null),
            ("one account of 400", all with { Account = Account(7) }, null),
            ("refused attempts of one account", all with { Kind = "refusal", Account = Account(7) }, null),
            ("a week half a year ago", all with { From = middle, Until = middle.AddDays(7) }, null),
            ("one door", all with { Door = "page /people/{id}" }, null),
            ("one account at a door where it never was", all with { Account = Account(7), Door = "command backup" }, null),
            ("about one person", all with { About = Somebody.ToString() }, null),
            ("about a table", all with { About = "people" }, null),
        ];
    }

    // What a person is shown of who read the record, on the page "/me".
    private static async Task MeasureReadsAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(new Caller(Person, Role.Person, "benchmark", "benchmark"), cancellationToken);
        var (days, times) = await TimeAsync(async () => (await session.ReadsOfAsync(Somebody, cancellationToken)).Count);
        Console.WriteLine($"| who read one person, by day and role | {days} | {times} | | |");
    }

    private static async Task<(int Rows, string Times)> TimeAsync(Func<Task<int>> ask)
    {
        var (rows, times) = (0, new List<double>());
        for (var turn = 0; turn < Turns + 3; turn++)
        {
            var clock = Stopwatch.StartNew();
            rows = await ask();
            // The first few fill the caches.
            if (turn >= 3)
                times.Add(clock.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        return (rows, string.Create(CultureInfo.InvariantCulture, $"{times[times.Count / 2]:N1} | {times[(int)(times.Count * 0.95)]:N1}"));
    }

    private static Guid Account(int number) => new($"00000000-0000-0000-0001-{number:000000000000}");

    // A year of a province: many reads, few refusals. Seals are another measurement: entries are written without.
    private static async Task MakeOnceAsync(RegistryDatabase database, int events, CancellationToken cancellationToken)
    {
        await using (var known = database.Owner.CreateCommand("SELECT count(*) FROM access.account WHERE name = 'auditor'"))
            if (await known.ExecuteScalarAsync(cancellationToken) is 1L)
                return;

        var clock = Stopwatch.StartNew();
        await using var fill = database.Owner.CreateCommand(
            $$"""
            ALTER TABLE access.audit_event DISABLE TRIGGER USER;
            ALTER TABLE access.read_log DISABLE TRIGGER USER;
            INSERT INTO registry.agency (id, code, name, kind, sector_code, ownership, valid_from) VALUES ('{{Auditor}}', 'A', 'Cơ quan', 'office', 'HEALTH', 'state', '1975-05-01');
            INSERT INTO registry.person (id, full_name, birth_year, sex, ethnic_group_code, keeper_id) VALUES ('{{Somebody}}', 'Lò Văn Một', 1980, 'male', '01', '{{Auditor}}');
            INSERT INTO access.account (id, name, display_name, role, password_hash, person_id) VALUES ('{{Person}}', 'person', 'person', 'person', 'none', '{{Somebody}}');
            INSERT INTO access.account (id, name, display_name, role, password_hash)
              SELECT ('00000000-0000-0000-0001-' || lpad(n::text, 12, '0'))::uuid, 'hr' || n, 'hr', 'hr', 'none' FROM generate_series(1, 400) n;
            INSERT INTO access.audit_event (at, kind, account_id, role, door, address, subject, details)
              SELECT now() - n * interval '15 seconds', (ARRAY['sign_in', 'sign_out', 'export', 'configuration', 'command'])[1 + n % 5], a, 'hr',
                     (ARRAY['page /auth/sign-in', 'export', 'page /people', 'page /account', 'graphql'])[1 + n % 5], '10.0.0.' || n % 250, (ARRAY['people', 'degrees', 'audit'])[1 + n % 3], '{"rows": "100", "format": "csv"}'
                FROM (SELECT n, ('00000000-0000-0000-0001-' || lpad((1 + n * 7919 % 400)::text, 12, '0'))::uuid AS a FROM generate_series(1, {{events}}) n WHERE n % 200 <> 0) e;
            INSERT INTO access.audit_event (at, kind, account_id, role, door, address, subject, details)
              SELECT now() - n * interval '15 seconds', 'refusal', ('00000000-0000-0000-0001-' || lpad((1 + n / 200 % 400)::text, 12, '0'))::uuid, 'hr', 'graphql', '10.0.0.1',
                     ('00000000-0000-0000-0000-' || lpad((n % 100000)::text, 12, '0')), '{"reason": "scope"}'
                FROM generate_series(200, {{events}}, 200) n;
            INSERT INTO access.read_log (at, account_id, role, door, purpose, person_ids)
              SELECT now() - n * interval '15 seconds', ('00000000-0000-0000-0001-' || lpad((1 + n * 7919 % 400)::text, 12, '0'))::uuid, 'hr',
                     (ARRAY['graphql', 'page /people/{id}', 'page /people'])[1 + n % 3], 'Xem hồ sơ',
                     ARRAY(SELECT ('00000000-0000-0000-0000-' || lpad(((n * 31 + k * 7) % 100000)::text, 12, '0'))::uuid FROM generate_series(1, 1 + n % 5) k)
                FROM generate_series(1, {{events}}) n;
            ALTER TABLE access.audit_event ENABLE TRIGGER USER;
            ALTER TABLE access.read_log ENABLE TRIGGER USER;
            INSERT INTO access.account (id, name, display_name, role, password_hash) VALUES ('{{Auditor}}', 'auditor', 'auditor', 'auditor', 'none');
            """);
        fill.CommandTimeout = 0;
        await fill.ExecuteNonQueryAsync(cancellationToken);
        await using var analyze = database.Owner.CreateCommand("VACUUM ANALYZE access.audit_event, access.read_log, access.account");
        analyze.CommandTimeout = 0;
        await analyze.ExecuteNonQueryAsync(cancellationToken);
        Console.WriteLine($"{events:N0} events and as many reads in {clock.Elapsed.TotalSeconds:N0} s");
    }
}

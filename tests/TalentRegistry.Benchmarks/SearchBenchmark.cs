using System.Diagnostics;
using System.Globalization;
using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Data.Reference;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Names;
using TalentRegistry.Testing;

namespace TalentRegistry.Benchmarks;

/// <summary>
/// Searches of an HR officer over many people: an embedded PostgreSQL with durable settings, names drawn from the demonstration's lists.
/// Each search is one transaction under the officer's rights, on a connection of the pool, run and read to its end. The bar is 50 ms for 95 of 100.
/// </summary>
public static class SearchBenchmark
{
    private const int Searches = 200;
    private const int FirstPage = 20;
    private static readonly string[] Common = ["nguyen thi", "Nguyễn Thị", "nguyen van", "Nguyễn Văn", "tran thi", "Hương", "huong", "thi", "nguyen", "Nguyễn", "nguyen thi huong"];
    private static readonly Guid Everyone = new(1, 0, 0, new byte[8]);
    private static readonly Guid Few = new(2, 0, 0, new byte[8]);

    /// <param name="people">How many people, where they are to be made.</param>
    /// <param name="kept">Directory in which the registry is made and stays, or was by an earlier run; null for one that goes at the end.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(int people, string? kept, CancellationToken cancellationToken)
    {
        var directory = kept ?? Directory.CreateTempSubdirectory("talentregistry-search-").FullName;
        try
        {
            await using var cluster = await EmbeddedPostgres.StartAsync(directory, durable: true, cancellationToken);
            await using var database = new RegistryDatabase(cluster.ConnectionString);
            await Migrator.ApplyAsync(database.Owner, Migrator.Read(Repository.Path("db", "migrations")), cancellationToken);
            await ReferenceLoader.LoadAsync(database, Repository.Path("db", "reference"), cancellationToken);
            await MakeOnceAsync(database, people, cancellationToken);
            Console.WriteLine("| search | scope | found, mean | p50, ms | p95, ms | database's processor, ms a search |");
            Console.WriteLine("| --- | --- | ---: | ---: | ---: | ---: |");
            foreach (var (scope, officer) in new[] { ("everyone", Everyone), ("one agency and nine below", Few) })
                foreach (var (kind, texts) in await TextsAsync(database, officer, cancellationToken))
                    await MeasureAsync(database, officer, scope, kind, texts, cancellationToken);
            Console.WriteLine($"load average: {(File.Exists("/proc/loadavg") ? await File.ReadAllTextAsync("/proc/loadavg", cancellationToken) : "unknown").Trim()}");
        }
        finally
        {
            if (kept is null)
                Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task MakeOnceAsync(RegistryDatabase database, int people, CancellationToken cancellationToken)
    {
        await using (var known = database.Owner.CreateCommand($"SELECT count(*) FROM access.account WHERE id = '{Few}'"))
            if (await known.ExecuteScalarAsync(cancellationToken) is 1L)
                return;

        var clock = Stopwatch.StartNew();
        var agency = await FillAsync(database, people, cancellationToken);
        Console.WriteLine($"{people:N0} people in {clock.Elapsed.TotalSeconds:N0} s");
        await OfficerAsync(database, Everyone, "all", "parent_id IS NULL", cancellationToken);
        await OfficerAsync(database, Few, "few", $"id = '{agency}'", cancellationToken);
    }

    private static async Task MeasureAsync(
        RegistryDatabase database, Guid officer, string scope, string kind, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var caller = new Caller(officer, Role.Hr, "benchmark", "benchmark");
        var times = new List<double>();
        var (found, processor) = (0, 0d);
        // The first few fill the caches, as they are in a server that has been up for a minute.
        foreach (var (text, turn) in texts.Select((text, turn) => (text, turn)))
        {
            var clock = Stopwatch.StartNew();
            var people = await database.SearchPeopleAsync(caller, new SearchedPeople(text, null, null, FirstPage), cancellationToken);
            if (turn < 10)
            {
                processor -= turn == 9 ? await ProcessorAsync(database, caller, cancellationToken) : 0;
                continue;
            }

            times.Add(clock.Elapsed.TotalMilliseconds);
            found += people.Count;
            if (turn == texts.Count - 1)
                processor += await ProcessorAsync(database, caller, cancellationToken);
        }

        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {kind} | {scope} | {(double)found / times.Count:N1} | {times[times.Count / 2]:N1} | {times[(int)(times.Count * 0.95)]:N1} | {processor / times.Count:N1} |"));
    }

    // One search after another takes the same connection, so that its process is the one that did them all.
    private static async Task<double> ProcessorAsync(RegistryDatabase database, Caller caller, CancellationToken cancellationToken)
    {
        var status = "";
        await database.RunAsync(caller, "SELECT pg_backend_pid()", [], row => status = $"/proc/{row.GetInt32(0)}/stat", cancellationToken);
        if (!File.Exists(status))
            return double.NaN;
        var parts = (await File.ReadAllTextAsync(status, cancellationToken)).Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return 10 * (double.Parse(parts[11], CultureInfo.InvariantCulture) + double.Parse(parts[12], CultureInfo.InvariantCulture));
    }

    private static async Task<Dictionary<string, IReadOnlyList<string>>> TextsAsync(RegistryDatabase database, Guid officer, CancellationToken cancellationToken)
    {
        var random = new Random(7);
        var known = new List<(string Name, int Year, string Code)>();
        await using (var command = database.Owner.CreateCommand(
            """
            SELECT full_name, birth_year::int, staff_code FROM registry.person TABLESAMPLE SYSTEM (5) REPEATABLE (1)
             WHERE keeper_id IN (SELECT agency_id FROM access.scoped_agency WHERE account_id = $1) ORDER BY id LIMIT 210
            """))
        {
            command.Parameters.Add(new() { Value = officer });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                known.Add((reader.GetString(0), reader.GetInt32(1), reader.GetString(2)));
        }

        IReadOnlyList<string> Each(Func<(string Name, int Year, string Code), string> text) =>
            [.. Enumerable.Range(0, Searches + 10).Select(turn => text(known[turn % known.Count]))];
        return new Dictionary<string, IReadOnlyList<string>>
        {
            ["whole name with its marks"] = Each(person => person.Name),
            ["whole name without accents"] = Each(person => VietnameseText.Fold(person.Name)),
            ["words in another order, without accents"] = Each(person => string.Join(' ', VietnameseText.Fold(person.Name).Split(' ').Reverse())),
            ["family and given name"] = Each(person => VietnameseText.Fold(person.Name).Split(' ') is var words ? $"{words[0]} {words[^1]}" : ""),
            ["one word"] = Each(person => VietnameseText.Fold(person.Name).Split(' ') is var words ? words[random.Next(words.Length)] : ""),
            ["last word half typed"] = Each(person => VietnameseText.Fold(person.Name) is var name ? name[..^((name.Length - name.LastIndexOf(' ')) / 2)] : ""),
            ["name with a typing error"] = Each(person => Mistyped(VietnameseText.Fold(person.Name), random)),
            ["name and year of birth"] = Each(person => $"{VietnameseText.Fold(person.Name)} {person.Year}"),
            ["family name alone"] = Each(person => person.Name.Split(' ')[0]),
            ["the commonest words and names"] = Each(person => Common[person.Year % Common.Length]),
            ["given name alone"] = Each(person => VietnameseText.Fold(person.Name).Split(' ')[^1]),
            ["part of a staff code"] = Each(person => person.Code[3..^1]),
            ["nobody"] = Each(person => VietnameseText.Fold(person.Name) + " xyzzyq"),
        };
    }

    private static string Mistyped(string name, Random random)
    {
        int at;
        do
            at = random.Next(1, name.Length);
        while (name[at] == ' ' || name[at - 1] == ' ');
        return random.Next(3) switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, "x"),
            _ => $"{name[..(at - 1)]}{name[at]}{name[at - 1]}{name[(at + 1)..]}",
        };
    }

    private static async Task OfficerAsync(RegistryDatabase database, Guid id, string name, string agencies, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            $"""
            INSERT INTO access.account (id, name, display_name, role, password_hash) VALUES ('{id}', 'officer-{name}', '{name}', 'hr', 'none');
            INSERT INTO access.scope (account_id, agency_id) SELECT '{id}', a.id FROM registry.agency a WHERE a.{agencies};
            ANALYZE access.scoped_agency;
            """);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Writes agencies by ten, one over nine, of 200 people each; returns one that has nine below it.</summary>
    internal static async Task<Guid> FillAsync(RegistryDatabase database, int people, CancellationToken cancellationToken)
    {
        var random = new Random(5);
        var agencies = new List<Guid>();
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var import = await connection.BeginBinaryImportAsync("COPY registry.agency (id, code, name, kind, sector_code, ownership, parent_id, valid_from) FROM STDIN (FORMAT binary)", cancellationToken))
        {
            for (var i = 0; i < Math.Max(20, people / 200); i++)
            {
                agencies.Add(Guid.CreateVersion7());
                await import.StartRowAsync(cancellationToken);
                await import.WriteAsync(agencies[i], cancellationToken);
                await import.WriteAsync($"A{i:00000}", cancellationToken);
                await import.WriteAsync($"Cơ quan số {i}", cancellationToken);
                await import.WriteAsync("office", cancellationToken);
                await import.WriteAsync("HEALTH", cancellationToken);
                await import.WriteAsync("state", cancellationToken);
                if (i % 10 == 0)
                    await import.WriteNullAsync(cancellationToken);
                else
                    await import.WriteAsync(agencies[i - (i % 10)], cancellationToken);
                await import.WriteAsync(new DateOnly(1975, 5, 1), cancellationToken);
            }

            await import.CompleteAsync(cancellationToken);
        }

        var indexes = await DropIndexesAsync(connection, cancellationToken);
        var names = new DrawnNames(random);
        await using (var import = await connection.BeginBinaryImportAsync("COPY registry.person (id, full_name, birth_year, sex, ethnic_group_code, keeper_id, staff_code) FROM STDIN (FORMAT binary)", cancellationToken))
        {
            for (var i = 0; i < people; i++)
            {
                var (name, ethnic, female) = names.Next();
                await import.StartRowAsync(cancellationToken);
                await import.WriteAsync(Guid.CreateVersion7(), cancellationToken);
                await import.WriteAsync(name, cancellationToken);
                await import.WriteAsync((short)random.Next(1955, 2004), cancellationToken);
                await import.WriteAsync(female ? "female" : "male", cancellationToken);
                await import.WriteAsync(ethnic, cancellationToken);
                await import.WriteAsync(agencies[random.Next(agencies.Count)], cancellationToken);
                await import.WriteAsync($"VC-{i:0000000}", cancellationToken);
            }

            await import.CompleteAsync(cancellationToken);
        }

        await using (var restore = new NpgsqlCommand(indexes, connection) { CommandTimeout = 0 })
            await restore.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await using var analyze = database.Owner.CreateCommand("VACUUM ANALYZE registry.person, registry.agency, registry.name_word");
        analyze.CommandTimeout = 0;
        await analyze.ExecuteNonQueryAsync(cancellationToken);
        return agencies[10];
    }

    // Indexes are built sooner over all rows than row by row.
    private static async Task<string> DropIndexesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var find = new NpgsqlCommand(
            """
            SELECT string_agg(format('DROP INDEX %s', i.indexrelid::regclass), ';'), string_agg(pg_get_indexdef(i.indexrelid), ';')
              FROM pg_index i
             WHERE i.indrelid = 'registry.person'::regclass AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
            """, connection);
        string drop, restore;
        await using (var reader = await find.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            (drop, restore) = (reader.GetString(0), reader.GetString(1));
        }

        await using var command = new NpgsqlCommand(drop, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return restore;
    }
}

using System.Diagnostics;
using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Duplicates;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Data.Reference;
using TalentRegistry.Domain.People;
using TalentRegistry.Testing;

namespace TalentRegistry.Benchmarks;

/// <summary>
/// How many of the duplicates among many people are found, and how many that are found are none: names drawn from the demonstration's lists, three of a
/// hundred registered twice with errors as hands and lists make them. The table goes to docs/performance.md.
/// </summary>
public static class DuplicatesBenchmark
{
    private static readonly double[] Thresholds = [0.1, 0.5, 0.8, 0.9, 0.95, 0.99];

    public static async Task RunAsync(int people, int seed, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("talentregistry-duplicates-").FullName;
        try
        {
            await using var cluster = await EmbeddedPostgres.StartAsync(directory, durable: true, cancellationToken);
            await using var database = new RegistryDatabase(cluster.ConnectionString);
            await Migrator.ApplyAsync(database.Owner, Migrator.Read(Repository.Path("db", "migrations")), cancellationToken);
            await ReferenceLoader.LoadAsync(database, Repository.Path("db", "reference"), cancellationToken);
            using var citizenIds = new CitizenIdLookup(directory, database);
            var registered = new PeopleRegisteredTwice(people, people * 3 / 100, seed, await HomesAsync(database, cancellationToken));
            await FillAsync(database, citizenIds, registered.All, cancellationToken);

            var (clock, processor) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
            var report = await new DuplicateSearch(database, citizenIds).RunAsync(null, cancellationToken);
            clock.Stop();
            processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
            foreach (var (m, u, field) in report.Model.MatchingShares.Zip(report.Model.RandomShares, Enum.GetValues<TalentRegistry.Domain.Duplicates.ComparedField>()))
                Console.WriteLine($"{field,-10} m {string.Join(' ', m.Select(share => $"{share:0.0000}"))}  u {string.Join(' ', u.Select(share => $"{share:0.0000000}"))}");
            Console.WriteLine($"prior {report.Model.Prior:E2}");
            var table = await TableAsync(database, registered, cancellationToken);
            table.Add("");
            table.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{report.People:N0} people, {registered.Pairs.Count:N0} of them twice; {report.Compared:N0} pairs compared ({report.TooLarge:N0} blocks too large); {clock.Elapsed.TotalSeconds:N1} s, {processor.TotalSeconds:N1} s of it the server's processor; "
                + $"most memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB. Seed {seed}."));
            foreach (var line in table)
                Console.WriteLine(line);
            Write(table);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<List<string>> TableAsync(RegistryDatabase database, PeopleRegisteredTwice registered, CancellationToken cancellationToken)
    {
        var found = new List<(bool Right, double Probability, PeopleRegisteredTwice.Errors Errors)>();
        await using var command = database.Owner.CreateCommand("SELECT one_id, other_id, probability FROM duplicates.pair");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (one, other) = (reader.GetGuid(0), reader.GetGuid(1));
            var right = registered.Pairs.TryGetValue(one, out var twin) && twin.Original == other || registered.Pairs.TryGetValue(other, out twin) && twin.Original == one;
            found.Add((right, reader.GetDouble(2), right ? twin.Errors : default));
        }

        List<string> table = ["| probability from | pairs | precision | recall |", "| ---: | ---: | ---: | ---: |"];
        table.AddRange(Thresholds.Select(threshold => (Threshold: threshold, Listed: found.Where(pair => pair.Probability >= threshold).ToList())).Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"| {row.Threshold} | {row.Listed.Count:N0} | {Share(row.Listed.Count(pair => pair.Right), row.Listed.Count)} | {Share(row.Listed.Count(pair => pair.Right), registered.Pairs.Count)} |")));
        table.AddRange(["", "| recall from 0.5, by error | pairs | recall |", "| --- | ---: | ---: |"]);
        foreach (var error in Enum.GetValues<PeopleRegisteredTwice.Errors>().Where(error => error != PeopleRegisteredTwice.Errors.None))
        {
            var all = registered.Pairs.Values.Count(pair => pair.Errors.HasFlag(error));
            table.Add($"| {PeopleRegisteredTwice.Words[error]} | {all:N0} | {Share(found.Count(pair => pair.Right && pair.Probability >= 0.5 && pair.Errors.HasFlag(error)), all)} |");
        }

        return table;
    }

    private static string Share(int part, int all) => all == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / all:0.0} %");

    private static void Write(IReadOnlyList<string> table)
    {
        const string begin = "<!-- duplicates -->", end = "<!-- /duplicates -->";
        var path = Repository.Path("docs", "performance.md");
        var text = File.ReadAllText(path);
        var (from, until) = (text.IndexOf(begin, StringComparison.Ordinal), text.IndexOf(end, StringComparison.Ordinal));
        if (from >= 0 && until > from)
            File.WriteAllText(path, $"{text[..(from + begin.Length)]}\n{string.Join('\n', table)}\n{text[until..]}");
    }

    private static async Task<string[]> HomesAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            "SELECT array_agg(id ORDER BY id) FROM reference.administrative_unit WHERE level = 'province' AND (valid_from IS NULL OR valid_from <= DATE '2025-06-30') AND (valid_until IS NULL OR valid_until > DATE '2025-06-30')");
        return (string[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task FillAsync(
        RegistryDatabase database, CitizenIdLookup citizenIds, IReadOnlyList<PeopleRegisteredTwice.Entry> people, CancellationToken cancellationToken)
    {
        var agency = Guid.CreateVersion7();
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        await using (var command = new Npgsql.NpgsqlCommand(
            $"INSERT INTO registry.agency (id, code, name, kind, sector_code, ownership, valid_from) VALUES ('{agency}', 'A', 'Cơ quan', 'office', 'HEALTH', 'state', '1975-05-01'); SET history.bulk = 'on'", connection))
            await command.ExecuteNonQueryAsync(cancellationToken);
        await using (var copy = await connection.BeginBinaryImportAsync(
            "COPY registry.person (id, full_name, date_of_birth, birth_year, sex, ethnic_group_code, home_unit_id, keeper_id, citizen_id_cipher, citizen_id_hash) FROM STDIN (FORMAT binary)", cancellationToken))
        {
            foreach (var person in people)
            {
                var kept = person.CitizenId is { } id ? await citizenIds.ProtectAsync(person.Id, id, cancellationToken) : (ProtectedCitizenId?)null;
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(person.Id, cancellationToken);
                await copy.WriteAsync(person.Name, cancellationToken);
                await WriteAsync(person.Born is { } born ? born : null, NpgsqlTypes.NpgsqlDbType.Date);
                await copy.WriteAsync((short)person.BirthYear, cancellationToken);
                await copy.WriteAsync(person.Sex == Sex.Female ? "female" : "male", cancellationToken);
                await copy.WriteAsync("01", cancellationToken);
                await WriteAsync(person.Home, NpgsqlTypes.NpgsqlDbType.Text);
                await copy.WriteAsync(agency, cancellationToken);
                await WriteAsync(kept?.Cipher, NpgsqlTypes.NpgsqlDbType.Bytea);
                await WriteAsync(kept?.Hash, NpgsqlTypes.NpgsqlDbType.Bytea);
            }

            await copy.CompleteAsync(cancellationToken);

            Task WriteAsync(object? value, NpgsqlTypes.NpgsqlDbType type) =>
                value is null ? copy.WriteNullAsync(cancellationToken) : copy.WriteAsync(value, type, cancellationToken);
        }

        await using var analyze = new Npgsql.NpgsqlCommand("VACUUM ANALYZE registry.person", connection) { CommandTimeout = 0 };
        await analyze.ExecuteNonQueryAsync(cancellationToken);
    }
}

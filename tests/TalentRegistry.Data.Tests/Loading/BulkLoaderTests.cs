using Npgsql;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Loading;

public sealed class BulkLoaderTests : IAsyncLifetime, IDisposable
{
    private readonly CitizenIdProtector protector = new(new byte[32]);
    private RegistryDatabase database = null!;
    private SyntheticRegistry synthetic = null!;

    private BulkLoader Loader => new(database, protector);

    public async Task InitializeAsync()
    {
        database = new RegistryDatabase(await ReferenceDatabase.CreateLoadedAsync());
        synthetic = await SyntheticRegistry.ForAsync(database);
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    public void Dispose() => protector.Dispose();

    [Fact]
    public async Task Everything_arrives_as_it_was_given()
    {
        var content = synthetic.Content(500);

        var summary = await Loader.LoadAsync(content, null, CancellationToken.None);

        var dossiers = content.Dossiers.ToList();
        Assert.Equal((content.Agencies.Count, 500, dossiers.Sum(d => d.Degrees.Count), 1000), (summary.Agencies, summary.People, summary.Degrees, summary.Postings));
        Assert.Equal(dossiers.Select(d => $"{d.Person.Id} {d.Person.FullName} {d.Person.BirthYear} {d.Person.DateOfBirth:yyyy-MM-dd} {d.Person.KeeperId}").Order(StringComparer.Ordinal),
            (await ReadAsync("SELECT concat_ws(' ', id, full_name, birth_year, coalesce(date_of_birth::text, ''), keeper_id) FROM registry.person")).Order(StringComparer.Ordinal));
        Assert.Equal(dossiers.SelectMany(d => d.Degrees).Select(d => $"{d.Id} {d.PersonId} {d.LevelCode} {d.FieldCode} {d.AwardedYear}").Order(StringComparer.Ordinal),
            (await ReadAsync("SELECT concat_ws(' ', id, person_id, level_code, field_code, awarded_year) FROM registry.degree")).Order(StringComparer.Ordinal));
        Assert.Equal(dossiers.SelectMany(d => d.Postings).Select(p => $"{p.Id} {p.PersonId} {p.AgencyId} {p.ValidFrom:yyyy-MM-dd} {p.ValidUntil:yyyy-MM-dd} {SnakeCase.Of(p.EmploymentKind)}").Order(StringComparer.Ordinal),
            (await ReadAsync("SELECT concat_ws(' ', id, person_id, agency_id, valid_from, coalesce(valid_until::text, ''), employment_kind) FROM registry.posting")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Citizen_ids_are_kept_encrypted_and_found_by_their_hash()
    {
        var content = synthetic.Content(50);

        await Loader.LoadAsync(content, null, CancellationToken.None);

        var wanted = content.Dossiers.ElementAt(7);
        await using var command = database.Owner.CreateCommand("SELECT id, citizen_id_cipher FROM registry.person WHERE citizen_id_hash = $1");
        command.Parameters.Add(new() { Value = protector.Hash(wanted.CitizenId!.Value) });
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        Assert.Equal(wanted.Person.Id, reader.GetGuid(0));
        Assert.Equal(wanted.CitizenId, protector.Reveal(wanted.Person.Id, reader.GetFieldValue<byte[]>(1)));
    }

    [Fact]
    public async Task Indexes_constraints_and_triggers_are_the_same_after_a_load_as_before()
    {
        await ReadAsync("COMMENT ON CONSTRAINT one_main_posting_at_a_time ON registry.posting IS 'kept'; COMMENT ON INDEX registry.posting_agency IS 'kept too'");
        var before = await CatalogueAsync();

        await Loader.LoadAsync(synthetic.Content(200), null, CancellationToken.None);

        Assert.Equal(before, await CatalogueAsync());
    }

    [Fact]
    public async Task A_second_load_adds_to_the_first_without_taking_indexes_away()
    {
        await Loader.LoadAsync(synthetic.Content(300, seed: 1), null, CancellationToken.None);
        var identifiers = await ReadAsync("SELECT indexrelid::text FROM pg_index WHERE indrelid::regclass::text LIKE 'registry.%' ORDER BY 1");

        var second = synthetic.Content(300, seed: 2);
        var summary = await Loader.LoadAsync(second with { Dossiers = second.Dossiers.Select(d => d with { CitizenId = null }) }, null, CancellationToken.None);

        Assert.Equal(300, summary.People);
        Assert.Equal(["600"], await ReadAsync("SELECT count(*)::text FROM registry.person"));
        Assert.Equal(identifiers, await ReadAsync("SELECT indexrelid::text FROM pg_index WHERE indrelid::regclass::text LIKE 'registry.%' ORDER BY 1"));
    }

    [Theory]
    [InlineData("overlap", "one_main_posting_at_a_time")]
    [InlineData("agency life", "is outside the life of agency")]
    [InlineData("unknown level", "degree_level_code_fkey")]
    [InlineData("unknown keeper", "person_keeper_id_fkey")]
    [InlineData("same citizen id", "person_citizen_id_hash_key")]
    [InlineData("year of award", "degree_awarded_year_check")]
    public async Task A_row_that_breaks_a_rule_leaves_nothing_behind_in_an_empty_registry_nor_in_a_filled_one(string fault, string named)
    {
        var before = await CatalogueAsync();

        var refusal = await Assert.ThrowsAsync<OperatorException>(() => Loader.LoadAsync(Broken(fault, seed: 1), null, CancellationToken.None));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.Equal("0 0 0 0", await CountsAsync());
        Assert.Equal(before, await CatalogueAsync());

        await Loader.LoadAsync(synthetic.Content(40, seed: 9), null, CancellationToken.None);
        var counts = await CountsAsync();
        refusal = await Assert.ThrowsAsync<OperatorException>(() => Loader.LoadAsync(Broken(fault, seed: 1), null, CancellationToken.None));

        Assert.Equal(counts, await CountsAsync());
        Assert.Equal(before, await CatalogueAsync());
    }

    [Fact]
    public async Task A_fault_of_the_content_is_passed_on_and_leaves_nothing_behind()
    {
        var content = synthetic.Content(5000);

        await Assert.ThrowsAsync<FormatException>(() => Loader.LoadAsync(
            content with { Dossiers = content.Dossiers.Select((dossier, i) => i < 4500 ? dossier : throw new FormatException("row 4500")) }, null, CancellationToken.None));

        Assert.Equal("0 0 0 0", await CountsAsync());
    }

    [Theory]
    [InlineData(LoadStage.Writing)]
    [InlineData(LoadStage.Checking)]
    public async Task A_cancelled_load_leaves_nothing_behind(LoadStage during)
    {
        using var stop = new CancellationTokenSource();
        var before = await CatalogueAsync();
        var progress = new Relay(report =>
        {
            if (report.Stage == during && (during != LoadStage.Writing || report.Done > 0))
                stop.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Loader.LoadAsync(synthetic.Content(5000), progress, stop.Token));

        Assert.Equal("0 0 0 0", await CountsAsync());
        Assert.Equal(before, await CatalogueAsync());
    }

    [Fact]
    public async Task Progress_rises_to_the_number_of_people_and_ends_with_done()
    {
        var reports = new List<LoadProgress>();

        await Loader.LoadAsync(synthetic.Content(4500), new Relay(reports.Add), CancellationToken.None);

        Assert.Equal([0, 2000, 4000, 4500], reports.Where(report => report.Stage == LoadStage.Writing).Select(report => report.Done));
        Assert.Equal(new LoadProgress(LoadStage.Done, 4500, 4500), reports[^1]);
    }

    [Fact]
    public async Task No_more_than_a_few_blocks_are_made_ahead_of_what_is_written()
    {
        var (made, furthest, written) = (0, 0, 0);
        var content = synthetic.Content(40_000);
        var progress = new Relay(report =>
        {
            written = report.Stage == LoadStage.Writing ? report.Done : written;
            furthest = Math.Max(furthest, Volatile.Read(ref made) - written);
        });

        await Loader.LoadAsync(content with { Dossiers = content.Dossiers.Select(dossier => { Interlocked.Increment(ref made); return dossier; }) }, progress, CancellationToken.None);

        Assert.InRange(furthest, 1, 16_000);
    }

    private RegistryContent Broken(string fault, int seed)
    {
        var content = synthetic.Content(60, seed);
        return content with { Dossiers = content.Dossiers.Select((dossier, i) => i == 50 ? Break(dossier, fault, content) : dossier with { CitizenId = i == 1 ? dossier.CitizenId : null }) };
    }

    private static Dossier Break(Dossier good, string fault, RegistryContent content)
    {
        var (person, last) = (good.Person, good.Postings[^1]);
        return fault switch
        {
            "overlap" => good with { Postings = [.. good.Postings, new Posting(Guid.NewGuid(), person.Id, last.AgencyId, last.ValidFrom.AddDays(1), null, last.ProfessionCode, "x", EmploymentKind.Contract)] },
            "agency life" => good with { Postings = [new Posting(Guid.NewGuid(), person.Id, last.AgencyId, new DateOnly(1970, 1, 1), new DateOnly(1971, 1, 1), last.ProfessionCode, "x", EmploymentKind.Contract)] },
            "unknown level" => good with { Degrees = [new Degree(Guid.NewGuid(), person.Id, "E99", null, 2000)] },
            "unknown keeper" => good with { Person = new Person(person.Id, person.FullName, person.Sex, null, person.BirthYear, "01", Guid.NewGuid()) },
            "same citizen id" => good with { CitizenId = content.Dossiers.ElementAt(1).CitizenId },
            "year of award" => good with { Degrees = [new Degree(Guid.NewGuid(), person.Id, "E40", null, 1900)] },
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
        };
    }

    private async Task<string> CountsAsync() => (await ReadAsync(
        "SELECT concat_ws(' ', (SELECT count(*) FROM registry.agency), (SELECT count(*) FROM registry.person), (SELECT count(*) FROM registry.degree), (SELECT count(*) FROM registry.posting))")).Single();

    private Task<List<string>> CatalogueAsync() => ReadAsync(
        """
        SELECT pg_get_indexdef(indexrelid) || concat(' ', indisunique, indisprimary, indisexclusion, indisvalid, indisready, indisclustered, indisreplident, indimmediate, obj_description(indexrelid, 'pg_class'))
          FROM pg_index WHERE indrelid::regclass::text LIKE 'registry.%'
        UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated, condeferrable, condeferred, conislocal, coninhcount, connoinherit, obj_description(oid, 'pg_constraint'))
          FROM pg_constraint WHERE conrelid::regclass::text LIKE 'registry.%'
        UNION ALL SELECT regexp_replace(pg_get_triggerdef(oid), '_[0-9]+"', '_N"', 'g') || tgenabled::text FROM pg_trigger WHERE tgrelid::regclass::text LIKE 'registry.%'
        UNION ALL SELECT concat_ws(' ', attrelid::regclass, attname, attnotnull) FROM pg_attribute WHERE attrelid::regclass::text ~ '^registry\.(person|degree|posting)$' AND attnum > 0
        ORDER BY 1
        """);

    private async Task<List<string>> ReadAsync(string sql)
    {
        await using var command = database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }

    private sealed class Relay(Action<LoadProgress> told) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => told(value);
    }
}

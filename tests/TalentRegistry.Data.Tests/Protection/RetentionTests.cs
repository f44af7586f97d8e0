using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.History;
using TalentRegistry.Data.Protection;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Protection;

/// <summary>Records past their term go from every table, and the history still shows that nobody else touched it.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private const string Name = "Zyvanna Kwolmar Thị Xóa";
    private const string MergedName = "Zyvanna Kwolmar Cũ";
    private const string RemovedName = "Jorquel Bwazzi Đã Đi";
    private const string Born = "1931-07-23";
    private static readonly DateOnly Death = new(2010, 5, 20);
    private static readonly DateOnly Later = new(2060, 1, 1);
    private readonly PopulatedDatabase registry = new();

    private Guid Dead => registry.Dossiers.Where(dossier => registry.HrAgencies.Contains(dossier.Person.KeeperId) && dossier.Degrees.Count > 0 && dossier.Postings.Count > 0).ElementAt(5).Person.Id;

    private Guid Removed => registry.Dossiers.Where(dossier => registry.HrAgencies.Contains(dossier.Person.KeeperId)).ElementAt(6).Person.Id;

    private Guid Former { get; } = Guid.CreateVersion7();

    public async Task InitializeAsync()
    {
        await registry.InitializeAsync();
        // Everybody else lives, and what is left of the loaded deaths is not in the way.
        await OwnerAsync($"UPDATE registry.person SET deceased_on = NULL WHERE deceased_on IS NOT NULL AND id <> '{Dead}'");
        await OfficerAsync(
            $"""
            SELECT set_config('history.why', 'Sửa tên {Name}', true);
            UPDATE registry.person SET full_name = '{Name}', date_of_birth = '{Born}', birth_year = 1931, staff_code = 'ZYV-KWO', deceased_on = '{Death:yyyy-MM-dd}' WHERE id = '{Dead}';
            UPDATE registry.degree SET institution = 'Học viện {Name}' WHERE person_id = '{Dead}';
            UPDATE registry.person SET full_name = '{RemovedName}' WHERE id = '{Removed}';
            DELETE FROM registry.person WHERE id = '{Removed}'
            """);
        await OwnerAsync(
            $$"""
            INSERT INTO duplicates.pair (one_id, other_id, probability, reasons) VALUES (least('{{Dead}}'::uuid, '{{Former}}'), greatest('{{Dead}}'::uuid, '{{Former}}'), 0.9, 'name:same:9');
            INSERT INTO duplicates.merge (kept_id, former_id, account_id, before, after)
              SELECT id, '{{Former}}', gen_random_uuid(), jsonb_build_object('registry.person', jsonb_build_array(to_jsonb(p), '{"full_name": "{{MergedName}}"}'::jsonb)), jsonb_build_object('registry.person', jsonb_build_array(to_jsonb(p)))
                FROM registry.person p WHERE id = '{{Dead}}';
            INSERT INTO history.change (operation, kind, table_name, record_id, person_id, before) VALUES ('thử', 'delete', 'person', '{{Former}}', '{{Former}}', '{"full_name": "{{MergedName}}"}');
            INSERT INTO protection.citizen_id_key (id, state) VALUES ('00000001', 'retired');
            INSERT INTO protection.citizen_id_form (person_id, known_hash, key_id, cipher, hash) SELECT id, citizen_id_hash, '00000001', citizen_id_cipher, citizen_id_hash FROM registry.person WHERE id = '{{Dead}}';
            INSERT INTO protection.request (id, person_id, kind, came_by, received_on, words, reply_due, finish_due) VALUES (gen_random_uuid(), '{{Dead}}', 'access', 'officer', '2009-03-02', 'Tôi là {{Name}}', '2009-03-04', '2009-03-17');
            UPDATE protection.request SET state = 'done', decided_on = '2009-03-03', decision = 'Đã đưa cho {{Name}}' WHERE person_id = '{{Dead}}';
            UPDATE access.account SET person_id = '{{Dead}}', display_name = '{{Name}}' WHERE role = 'person'
            """);
        await HistoryChain.ChainAsync(registry.Database, CancellationToken.None);
    }

    public async Task DisposeAsync() => await registry.DisposeAsync();

    [Fact]
    public async Task Nothing_of_the_person_is_left_in_any_table_and_the_history_holds()
    {
        var (cipher, hash) = (await OwnerAsync($"SELECT encode(citizen_id_cipher, 'hex') FROM registry.person WHERE id = '{Dead}'"), await OwnerAsync($"SELECT encode(citizen_id_hash, 'hex') FROM registry.person WHERE id = '{Dead}'"));
        string[] sought = [Name, MergedName, RemovedName, "Zyvanna", "zyvanna", "Jorquel", "jorquel", "ZYV-KWO", Born, cipher, hash];
        var before = await FoundAsync(sought);
        var others = long.Parse(await OwnerAsync("SELECT count(*)::text FROM registry.person"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("history.change.before", before);
        Assert.Contains("duplicates.merge.after", before);
        Assert.Contains("protection.request_step.note", before);
        Assert.Contains("access.account.display_name", before);
        Assert.Contains("registry.name_word.word", before);
        Assert.Contains("protection.citizen_id_form.hash", before);

        var done = await Retention.EraseAsync(registry.Database, Later, null, "test", CancellationToken.None);

        Assert.Equal((1, 1), (done.Deceased, done.Removed));
        Assert.Empty(await FoundAsync(sought));
        Assert.Equal((others - 1).ToString(System.Globalization.CultureInfo.InvariantCulture), await OwnerAsync("SELECT count(*)::text FROM registry.person"));
        Assert.Equal("0", await OwnerAsync($"SELECT count(*)::text FROM registry.career_span WHERE person_id = '{Dead}'"));
        Assert.Empty(await HeadcountUpkeep.CompareAsync(registry.Database, CancellationToken.None));
        var report = await VerifyAsync();
        Assert.Empty(report.Faults);
        Assert.Equal(done.Changes, report.Erased);
        Assert.Equal(new ErasedRecords(0, 0, 0), await Retention.EraseAsync(registry.Database, Later, null, "test", CancellationToken.None));
    }

    [Fact]
    public async Task A_head_that_was_noted_before_still_holds_and_who_wrote_when_is_still_known()
    {
        var noted = (await VerifyAsync()).Head;
        var told = $"SELECT md5(string_agg(concat_ws('|', id, at, account_id, account_name, role, door, kind, table_name, record_id, person_id), ',' ORDER BY id)) FROM history.change WHERE kind <> 'erase'";
        var before = await OwnerAsync(told);

        await Retention.EraseAsync(registry.Database, Later, null, "test", CancellationToken.None);

        Assert.Empty((await HistoryChain.VerifyAsync(registry.Database, noted, null, CancellationToken.None)).Faults);
        Assert.Equal(before, await OwnerAsync(told));
        Assert.Equal("erasure|test", await OwnerAsync("SELECT concat_ws('|', operation, door) FROM history.change WHERE kind = 'erase'"));
    }

    [Theory]
    // What was erased comes back, forged.
    [InlineData("UPDATE history.change SET after = '{\"full_name\": \"Khác\"}' WHERE id = (SELECT min(id) FROM history.change WHERE person_id = '{dead}')", ChainFaultKind.ChangeRewritten)]
    [InlineData("UPDATE history.change SET why = 'khác' WHERE id = (SELECT min(id) FROM history.change WHERE person_id = '{dead}')", ChainFaultKind.ChangeRewritten)]
    // Who wrote it becomes another.
    [InlineData("UPDATE history.change SET account_name = 'Khác' WHERE id = (SELECT min(id) FROM history.change WHERE person_id = '{dead}')", ChainFaultKind.ChangeRewritten)]
    // An entry is emptied that no erasure tells of.
    [InlineData("UPDATE history.change SET before = NULL, after = NULL, why = NULL WHERE id = (SELECT min(id) FROM history.change WHERE person_id IS NOT NULL AND after IS NOT NULL)", ChainFaultKind.ChangeRewritten)]
    // An erasure is rewritten so that it tells of it.
    [InlineData("UPDATE history.change SET before = NULL, after = NULL, why = NULL WHERE id = (SELECT max(id) FROM history.change WHERE person_id IS NOT NULL AND after IS NOT NULL); UPDATE history.change e SET after = jsonb_build_object('erased', e.after -> 'erased' || jsonb_build_object(c.id::text, encode(history.digest_of(c), 'hex'))) FROM history.change c WHERE e.kind = 'erase' AND c.id = (SELECT max(id) FROM history.change WHERE person_id IS NOT NULL AND after IS NULL AND before IS NULL AND kind <> 'erase')", ChainFaultKind.ChangeRewritten)]
    [InlineData("DELETE FROM history.change WHERE kind = 'erase'", ChainFaultKind.ChangeRewritten)]
    public async Task Tampering_still_shows(string tampering, ChainFaultKind kind)
    {
        await OwnerAsync($"UPDATE registry.person SET staff_code = 'KHAC-1' WHERE id = (SELECT min(id::text)::uuid FROM registry.person WHERE id <> '{Dead}')");
        await Retention.EraseAsync(registry.Database, Later, null, "test", CancellationToken.None);
        Assert.Empty((await VerifyAsync()).Faults);

        await OwnerAsync($"ALTER TABLE history.change DISABLE TRIGGER USER; {tampering.Replace("{dead}", Dead.ToString(), StringComparison.Ordinal)}; ALTER TABLE history.change ENABLE TRIGGER USER");

        Assert.Equal(kind, (await VerifyAsync()).Faults[0].Kind);
    }

    [Theory]
    [InlineData("UPDATE history.change SET why = 'x'")]
    [InlineData("SELECT set_config('history.erasing', 'on', false); UPDATE history.change SET why = 'x'")]
    [InlineData("SELECT set_config('history.erasing', 'on', false); UPDATE history.change SET before = NULL, after = NULL, why = NULL, account_name = 'x'")]
    [InlineData("SELECT set_config('history.erasing', 'on', false); DELETE FROM history.change")]
    [InlineData("UPDATE protection.erasure SET deceased = 0")]
    public async Task Nothing_else_may_be_rewritten_while_nothing_is_switched_off(string rewriting) =>
        Assert.Equal("the history is only added to", (await Assert.ThrowsAsync<PostgresException>(() => OwnerAsync(rewriting))).MessageText);

    [Fact]
    public async Task Nobody_goes_before_the_term_nor_while_a_request_is_open_or_the_data_restricted()
    {
        var years = int.Parse(await OwnerAsync("SELECT protection.years_kept()::text"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(10, years);
        Assert.Equal(0, await DueAsync(Death.AddYears(years).AddDays(-1)));
        Assert.Equal(1, await DueAsync(Death.AddYears(years)));
        var request = await RequestAsync("restriction");
        Assert.Equal(0, await DueAsync(Death.AddYears(years)));
        await OwnerAsync($"UPDATE protection.request SET state = 'done', decided_on = '2011-03-02', decision = 'x' WHERE id = '{request}'");
        Assert.Equal(0, await DueAsync(Death.AddYears(years)));
        await OwnerAsync("UPDATE protection.restriction SET lifted_on = '2012-01-01', lifting = 'x'");
        Assert.Equal(1, await DueAsync(Death.AddYears(years)));
    }

    [Theory]
    [InlineData(Role.Admin)]
    [InlineData(Role.Auditor)]
    public async Task Those_who_may_see_no_person_are_told_numbers(Role role)
    {
        await using var session = await registry.SignInAsync(role);

        var (years, due) = await session.DueForErasureAsync(Later, CancellationToken.None);

        Assert.Equal(10, years);
        Assert.Equal([(0L, 1L), (1L, 0L)], due.Select(year => (year.Removed, year.Deceased)).Order());
        Assert.Empty(await session.ErasuresAsync(CancellationToken.None));
    }

    private async Task<long> DueAsync(DateOnly day) => (await Retention.PreviewAsync(registry.Database, day, CancellationToken.None)).Due.Sum(year => year.Deceased);

    private async Task<Guid> RequestAsync(string kind)
    {
        var id = Guid.CreateVersion7();
        await OwnerAsync($"INSERT INTO protection.request (id, person_id, kind, came_by, received_on, reply_due, finish_due) VALUES ('{id}', '{Dead}', '{kind}', 'officer', '2011-03-01', '2011-03-03', '2011-03-16')");
        return id;
    }

    // Columns of all tables of the registry, whatever their type, in which one of the texts stands.
    private async Task<List<string>> FoundAsync(string[] sought)
    {
        var columns = new List<string>();
        await using (var list = registry.Database.Owner.CreateCommand(
            """
            SELECT format('%I.%I.%I', n.nspname, c.relname, a.attname), format('%I.%I', n.nspname, c.relname), quote_ident(a.attname), a.atttypid = 'bytea'::regtype
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
            """))
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                var text = reader.GetBoolean(3) ? $"encode({reader.GetString(2)}, 'hex')" : $"{reader.GetString(2)}::text";
                columns.Add($"SELECT '{reader.GetString(0)}' WHERE EXISTS (SELECT FROM {reader.GetString(1)} WHERE {text} LIKE ANY ($1))");
            }
        }

        Assert.True(columns.Count > 200);
        await using var command = registry.Database.Owner.CreateCommand(string.Join(" UNION ALL ", columns));
        command.Parameters.Add(new() { Value = sought.Select(text => $"%{text}%").ToArray() });
        await using var found = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await found.ReadAsync())
            names.Add(found.GetString(0));
        return names;
    }

    private Task<ChainReport> VerifyAsync() => HistoryChain.VerifyAsync(registry.Database, null, null, CancellationToken.None);

    private async Task OfficerAsync(string sql)
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        await session.Command(sql).ExecuteNonQueryAsync();
        await session.CommitAsync(CancellationToken.None);
    }

    private async Task<string> OwnerAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }
}

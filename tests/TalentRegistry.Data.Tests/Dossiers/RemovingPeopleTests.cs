using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.History;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Tests.Dossiers;

/// <summary>Officers remove who was registered by mistake and bring them back.</summary>
public sealed class RemovingPeopleTests : IClassFixture<PopulatedDatabase>, IDisposable
{
    private static readonly EditTerms Terms = new("en", "Lập nhầm", ["PERSON_LOOKS_REGISTERED"]);
    private readonly PopulatedDatabase registry;
    private readonly OfficersEdits officer;

    public RemovingPeopleTests(PopulatedDatabase registry)
    {
        this.registry = registry;
        officer = new OfficersEdits(registry.Database);
    }

    public void Dispose() => officer.Dispose();

    [Fact]
    public async Task Whoever_is_brought_back_is_as_before_with_every_record_under_its_key_and_the_history_tells_all_of_it()
    {
        var person = await RegisteredAsync("Lò Thị Nhầm", 601);
        var before = await DumpAsync(person);

        await RunAsync(session => officer.Edits.RemovePersonAsync(session, person, 1, Terms, CancellationToken.None));
        var gone = await DumpAsync(person);
        var listed = await RemovedAsync(PopulatedDatabase.AccountOf(Role.Hr));
        await RunAsync(session => officer.Edits.BringBackAsync(session, person, Terms, CancellationToken.None));

        Assert.Equal(11, before.Split('\n').Length);
        Assert.Equal("", gone);
        Assert.Equal("Lò Thị Nhầm|Lập nhầm|10", Assert.Single(listed, row => row.StartsWith("Lò Thị Nhầm", StringComparison.Ordinal)));
        Assert.Equal(before, await DumpAsync(person));
        Assert.Equal("11|11|11", await SqlAsync(
            $"""
            SELECT concat_ws('|', count(*) FILTER (WHERE kind = 'delete' AND why = 'Lập nhầm'), count(*) FILTER (WHERE kind = 'insert' AND c.at < gone.at), count(*) FILTER (WHERE kind = 'insert' AND c.at > gone.at))
              FROM history.change c, (SELECT max(at) AS at FROM history.change WHERE person_id = '{person}' AND kind = 'delete') gone WHERE person_id = '{person}'
            """));
        Assert.Equal("0", await SqlAsync("SELECT count(*)::text FROM registry.headcount_faults()"));
        Assert.DoesNotContain(await RemovedAsync(PopulatedDatabase.AccountOf(Role.Hr)), row => row.StartsWith("Lò Thị Nhầm", StringComparison.Ordinal));
        Assert.Empty((await HistoryChain.VerifyAsync(registry.Database, null, null, CancellationToken.None)).Faults);
    }

    [Fact]
    public async Task Once_brought_back_they_can_be_removed_and_brought_back_again()
    {
        var person = await RegisteredAsync("Lò Thị Lại", 602);
        var before = await DumpAsync(person);

        for (var turn = 0; turn < 2; turn++)
        {
            await RunAsync(session => officer.Edits.RemovePersonAsync(session, person, 1, Terms, CancellationToken.None));
            await RunAsync(session => officer.Edits.BringBackAsync(session, person, Terms, CancellationToken.None));
        }

        Assert.Equal(before, await DumpAsync(person));
    }

    [Fact]
    public async Task Nobody_is_removed_without_a_reason_nor_who_has_long_been_there_nor_unseen()
    {
        var person = await RegisteredAsync("Lò Thị Còn", 603);
        var old = registry.Dossiers.First(dossier => registry.HrAgencies.Contains(dossier.Person.KeeperId)).Person.Id;
        var foreign = registry.Dossiers.First(dossier => !registry.HrAgencies.Contains(dossier.Person.KeeperId)).Person.Id;

        Assert.Equal("REASON_MISSING", await RefusedAsync(session => officer.Edits.RemovePersonAsync(session, person, 1, Terms with { Why = " " }, CancellationToken.None)));
        Assert.Equal("PERSON_NOT_NEW", await RefusedAsync(session => officer.Edits.RemovePersonAsync(session, old, 1, Terms, CancellationToken.None)));
        await Assert.ThrowsAsync<StaleRecordException>(() => RunAsync(session => officer.Edits.RemovePersonAsync(session, person, 2, Terms, CancellationToken.None)));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => RunAsync(session => officer.Edits.RemovePersonAsync(session, foreign, 1, Terms, CancellationToken.None)));
    }

    [Fact]
    public async Task Officers_of_other_agencies_neither_see_nor_bring_back_and_a_number_given_away_meanwhile_is_told()
    {
        var person = await RegisteredAsync("Lò Thị Số", 604);
        await RunAsync(session => officer.Edits.RemovePersonAsync(session, person, 1, Terms, CancellationToken.None));
        var other = Guid.NewGuid();
        await SqlAsync($"INSERT INTO access.account (id, name, display_name, role, password_hash) VALUES ('{other}', 'hr{other:N}', 'hr', 'hr', 'none') RETURNING name");
        await RegisteredAsync("Lò Thị Khác", 604);

        Assert.Empty(await RemovedAsync(other));
        await using (var others = await registry.Database.OpenSessionAsync(new Caller(other, Role.Hr, "test", "test"), CancellationToken.None))
            await Assert.ThrowsAsync<RecordNotFoundException>(() => officer.Edits.BringBackAsync(others, person, Terms, CancellationToken.None));
        Assert.Equal("CITIZEN_ID_TAKEN", await RefusedAsync(session => officer.Edits.BringBackAsync(session, person, Terms, CancellationToken.None)));
    }

    // Somebody with a record of every kind.
    private async Task<Guid> RegisteredAsync(string name, int number)
    {
        var (id, agency) = (Guid.CreateVersion7(), registry.Agencies[0].Id);
        await RunAsync(async session =>
        {
            await officer.Edits.RegisterPersonAsync(
                session, id, new PersonEntry(name, Sex.Female, new DateOnly(1955, 2, 3), 1955, "03", null, null, CitizenId.Compose("011", Sex.Female, 1955, number), agency, null), Terms, CancellationToken.None);
            await session.RunAsync(
                $"""
                INSERT INTO registry.degree (id, person_id, level_code, awarded_year, institution, country_code) VALUES (gen_random_uuid(), '{id}', 'E40', 1980, 'Đại học Tây Bắc', 'VN');
                INSERT INTO registry.posting (id, person_id, agency_id, valid_from, profession_code, position_title, employment_kind) VALUES (gen_random_uuid(), '{id}', '{agency}', '2010-01-01', 'doctor', 'Bác sĩ', 'contract');
                INSERT INTO registry.certificate (id, person_id, kind, level_code, issued_on) VALUES (gen_random_uuid(), '{id}', 'digital_skills', NULL, '2012-05-06');
                INSERT INTO registry.academic_title (id, person_id, rank, recognised_year) VALUES (gen_random_uuid(), '{id}', 'associate_professor', 2000);
                INSERT INTO registry.talent_recognition (id, person_id, scheme, valid_from) VALUES (gen_random_uuid(), '{id}', 'other_scheme', '2012-01-01');
                INSERT INTO registry.working_age_extension (id, person_id, valid_from, valid_until, ground) VALUES (gen_random_uuid(), '{id}', '2015-01-01', '2020-01-01', 'academic_rank');
                INSERT INTO registry.availability (id, person_id, kind, valid_from) VALUES (gen_random_uuid(), '{id}', 'working', '2010-01-01');
                INSERT INTO registry.science_task (id, person_id, title, role, level, valid_from) VALUES (gen_random_uuid(), '{id}', 'Đề tài', 'principal', 'province', '2012-01-01');
                INSERT INTO registry.award (id, person_id, kind, title, level, awarded_year) SELECT gen_random_uuid(), '{id}', 'merit_certificate', 'Bằng khen', 'province', 2015;
                INSERT INTO registry.association_membership (id, person_id, association, role, valid_from) VALUES (gen_random_uuid(), '{id}', 'Hội Y học', 'ordinary_member', '2011-01-01')
                """, CancellationToken.None);
        });
        return id;
    }

    private async Task<string> DumpAsync(Guid person) => await SqlAsync(
        $"""
        SELECT coalesce(string_agg(record, E'\n' ORDER BY record), '') FROM (
          {string.Join(" UNION ALL ", DossierKinds.Entries.Keys.Select(SnakeCase.Of).Select(table => $"SELECT to_jsonb(t)::text AS record FROM registry.{table} t WHERE t.person_id = '{person}'"))}
          UNION ALL SELECT to_jsonb(p)::text FROM registry.person p WHERE p.id = '{person}') kept
        """);

    private async Task<List<string>> RemovedAsync(Guid account)
    {
        await using var session = await registry.Database.OpenSessionAsync(new Caller(account, Role.Hr, "test", "test"), CancellationToken.None);
        return [.. await session.ReadAsync("SELECT concat_ws('|', full_name, why, records) FROM history.removed_people(100)", row => row.GetString(0), CancellationToken.None)];
    }

    private async Task RunAsync(Func<RegistrySession, Task> work)
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        await work(session);
        await session.CommitAsync(CancellationToken.None);
    }

    private async Task<string> RefusedAsync(Func<RegistrySession, Task> work) =>
        ((RuleBrokenException)Assert.Single((await Assert.ThrowsAsync<AggregateException>(() => RunAsync(work))).InnerExceptions)).Code;

    private async Task<string> SqlAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}

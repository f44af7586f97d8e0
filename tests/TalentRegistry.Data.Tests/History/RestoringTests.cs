using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.History;

/// <summary>What was is made so again by a new change.</summary>
public sealed class RestoringTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>, IDisposable
{
    private readonly CitizenIdLookup citizenIds = new(Path.GetTempPath(), registry.Database);

    public void Dispose() => citizenIds.Dispose();

    [Fact]
    public async Task A_person_is_again_what_the_record_was_and_the_history_has_one_entry_more()
    {
        var id = Own(0);
        var before = await OneAsync($"SELECT (to_jsonb(p) - 'version')::text FROM registry.person p WHERE id = '{id}'");
        await AsOfficerAsync($"UPDATE registry.person SET full_name = 'Lò Văn Sai', staff_code = 'SAI', citizen_id_hash = NULL, citizen_id_cipher = NULL WHERE id = '{id}'");

        await RestoreAsync(id, await LastChangeAsync(id), 2);

        Assert.Equal(before, await OneAsync($"SELECT (to_jsonb(p) - 'version')::text FROM registry.person p WHERE id = '{id}'"));
        Assert.Equal("update|hr|test|Nhập nhầm|Lò Văn Sai|3", await OneAsync(
            $"SELECT concat_ws('|', kind, role, door, why, before ->> 'full_name', after ->> 'version') FROM history.change WHERE person_id = '{id}' ORDER BY id DESC LIMIT 1"));
    }

    [Fact]
    public async Task A_removed_degree_is_put_back_under_its_key()
    {
        var id = Own(1, "AND EXISTS (SELECT FROM registry.degree d WHERE d.person_id = p.id)");
        var degree = await OneAsync($"SELECT (to_jsonb(d) - 'version')::text FROM registry.degree d WHERE person_id = '{id}' ORDER BY d.id LIMIT 1");
        await AsOfficerAsync($"DELETE FROM registry.degree WHERE id = (SELECT id FROM registry.degree WHERE person_id = '{id}' ORDER BY id LIMIT 1)");

        await RestoreAsync(id, await LastChangeAsync(id), null);

        Assert.Equal(degree, await OneAsync($"SELECT (to_jsonb(d) - 'version')::text FROM registry.degree d WHERE person_id = '{id}' ORDER BY d.id LIMIT 1"));
        Assert.Equal("2", await OneAsync($"SELECT version::text FROM registry.degree WHERE person_id = '{id}' ORDER BY id LIMIT 1"));
    }

    [Fact]
    public async Task A_state_that_breaks_a_constraint_is_refused_in_its_words_and_nothing_changes()
    {
        var id = Own(2, "AND EXISTS (SELECT FROM registry.posting q WHERE q.person_id = p.id AND q.is_main AND q.valid_until IS NULL AND q.valid_from < '2025-01-01')");
        await AsOfficerAsync($"UPDATE registry.posting SET valid_until = '2025-02-01', end_reason = 'move' WHERE person_id = '{id}' AND is_main AND valid_until IS NULL");
        var ended = await LastChangeAsync(id);
        await AsOfficerAsync(
            $"""
            INSERT INTO registry.posting (id, person_id, agency_id, valid_from, profession_code, position_title, employment_kind)
            SELECT gen_random_uuid(), person_id, agency_id, valid_until, profession_code, 'Mới', employment_kind FROM registry.posting WHERE person_id = '{id}' AND valid_until = '2025-02-01'
            """);

        var refusal = await RefusalAsync(id, ended, 2);

        Assert.Equal("POSTINGS_OVERLAP: Trùng thời gian với một vị trí công tác chính khác.", refusal);
        Assert.Equal("2", await OneAsync($"SELECT version::text FROM registry.posting WHERE person_id = '{id}' AND valid_until = '2025-02-01'"));
    }

    [Fact]
    public async Task A_state_that_rules_speak_against_is_refused_by_their_code()
    {
        var id = Own(3, "AND EXISTS (SELECT FROM registry.degree d WHERE d.person_id = p.id)");
        var degree = await OneAsync($"SELECT id::text FROM registry.degree WHERE person_id = '{id}' ORDER BY awarded_year LIMIT 1");
        await OneAsync($"UPDATE registry.degree d SET awarded_year = p.birth_year + 10 FROM registry.person p WHERE p.id = d.person_id AND d.id = '{degree}' RETURNING d.id::text");
        await AsOfficerAsync($"UPDATE registry.degree SET awarded_year = awarded_year + 14 WHERE id = '{degree}'");

        Assert.StartsWith("DEGREE_TOO_EARLY", await RefusalAsync(id, await LastChangeAsync(id), 3), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_record_has_no_state_before_and_one_that_is_already_so_needs_no_change()
    {
        var id = Own(4);
        await AsOfficerAsync($"INSERT INTO registry.degree (id, person_id, level_code, awarded_year) VALUES ('{Guid.NewGuid()}', '{id}', 'E40', 2015)");
        var added = await LastChangeAsync(id);
        await AsOfficerAsync($"UPDATE registry.person SET staff_code = 'A' WHERE id = '{id}'");
        var changed = await LastChangeAsync(id);
        await RestoreAsync(id, changed, 2);

        Assert.StartsWith("NOTHING_BEFORE", await RefusalAsync(id, added, 1), StringComparison.Ordinal);
        Assert.StartsWith("NOTHING_DIFFERS", await RefusalAsync(id, changed, 3), StringComparison.Ordinal);
        Assert.StartsWith("REASON_MISSING", await RefusalAsync(id, changed, 3, why: " "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(null)]
    public async Task Another_version_than_the_officer_has_read_is_not_overwritten(int? version)
    {
        var id = Own(5 + (version ?? 0));
        await AsOfficerAsync($"UPDATE registry.person SET staff_code = 'A' WHERE id = '{id}'");

        var change = await LastChangeAsync(id);

        var refused = await Assert.ThrowsAsync<StaleRecordException>(() => RestoreAsync(id, change, version));
        Assert.Equal((2, "hr"), (refused.CurrentVersion, refused.ChangedBy));
    }

    [Fact]
    public async Task Changes_of_people_of_other_agencies_and_of_another_person_are_not_there()
    {
        var foreign = registry.Dossiers.First(dossier => !registry.HrAgencies.Contains(dossier.Person.KeeperId)).Person.Id;
        await OneAsync($"UPDATE registry.person SET staff_code = 'A' WHERE id = '{foreign}' RETURNING id::text");
        var change = await LastChangeAsync(foreign);

        await Assert.ThrowsAsync<RecordNotFoundException>(() => RestoreAsync(foreign, change, 2));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => RestoreAsync(Own(12), change, 2));
    }

    private Guid Own(int number, string condition = "")
    {
        var agencies = string.Join(',', registry.HrAgencies.Select(agency => $"'{agency}'"));
        using var command = registry.Database.Owner.CreateCommand(
            $"SELECT id FROM registry.person p WHERE keeper_id IN ({agencies}) AND birth_year < 1990 AND deceased_on IS NULL {condition} ORDER BY id OFFSET {number * 2} LIMIT 1");
        return (Guid)command.ExecuteScalar()!;
    }

    private async Task RestoreAsync(Guid person, long change, int? version, string why = "Nhập nhầm")
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        await new DossierEdits(citizenIds, TimeProvider.System).RestoreAsync(session, person, change, version, new EditTerms("vi", why, []), CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
    }

    private async Task<string> RefusalAsync(Guid person, long change, int? version, string why = "Nhập nhầm")
    {
        var refused = await Assert.ThrowsAsync<AggregateException>(() => RestoreAsync(person, change, version, why));
        var broken = Assert.IsType<RuleBrokenException>(Assert.Single(refused.InnerExceptions));
        return $"{broken.Code}: {broken.Message}";
    }

    private async Task<long> LastChangeAsync(Guid person) =>
        long.Parse(await OneAsync($"SELECT max(id)::text FROM history.change WHERE person_id = '{person}'"), System.Globalization.CultureInfo.InvariantCulture);

    private async Task AsOfficerAsync(string sql)
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        await using (var command = session.Command(sql))
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        await session.CommitAsync(CancellationToken.None);
    }

    private async Task<string> OneAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}

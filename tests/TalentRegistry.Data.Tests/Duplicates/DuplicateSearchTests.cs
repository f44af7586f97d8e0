using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Duplicates;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Duplicates;

/// <summary>The search over 2,000 people of whom some are registered twice, and what officers are shown of it.</summary>
public sealed class DuplicateSearchTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>, IDisposable
{
    // Without the key of the citizen IDs, as on a server that has lost it: they are left out.
    private readonly CitizenIdLookup citizenIds = new(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()), registry.Database);

    public void Dispose() => citizenIds.Dispose();

    [Fact]
    public async Task Twins_with_errors_of_every_kind_are_found_and_decisions_outlast_the_next_search()
    {
        await RegisterAgainAsync("own", "keeper_id = ANY ($1)", 40);
        var report = await FindAsync();

        Assert.True(report.Compared < 100_000, $"{report.Compared} pairs were compared: too near to all.");
        var recall = await OneAsync<double>("SELECT (count(*) FILTER (WHERE EXISTS (SELECT FROM duplicates.pair d WHERE d.probability > 0.5 AND d.one_id = least(t.original, t.again) AND d.other_id = greatest(t.original, t.again))))::float8 / count(*) FROM twin t");
        var precision = await OneAsync<double>("SELECT avg((EXISTS (SELECT FROM twin t WHERE d.one_id = least(t.original, t.again) AND d.other_id = greatest(t.original, t.again)))::int)::float8 FROM duplicates.pair d WHERE d.probability > 0.9");
        Assert.True(recall > 0.85, $"recall {recall}");
        Assert.True(precision > 0.9, $"precision {precision}");

        Guid rejected;
        await using (var session = await registry.SignInAsync(Role.Hr))
        {
            await using (var first = session.Command("SELECT id FROM duplicates.current_pair WHERE state = 'open' ORDER BY probability DESC, id LIMIT 1"))
                rejected = (Guid)(await first.ExecuteScalarAsync())!;
            await session.RejectDuplicateAsync(rejected, new EditTerms("vi", "Hai chị em", []), CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        var listed = await OneAsync<long>("SELECT count(*) FROM duplicates.pair");
        await FindAsync();
        Assert.Equal(listed, await OneAsync<long>("SELECT count(*) FROM duplicates.pair"));
        Assert.Equal("Hai chị em", await OneAsync<string>($"SELECT why FROM duplicates.pair WHERE id = '{rejected}' AND state = 'not_duplicate' AND decided_by_name = 'hr'"));
    }

    [Fact]
    public async Task An_officer_is_shown_a_pair_only_with_both_dossiers_in_scope_and_told_how_many_others_there_are()
    {
        await RegisterAgainAsync("foreign", "NOT keeper_id = ANY ($1)", 6);
        await RegisterAgainAsync("across", "NOT keeper_id = ANY ($1)", 6, moved: true);
        await FindAsync();

        await using var session = await registry.SignInAsync(Role.Hr);
        await using var shown = session.Command(
            "SELECT count(*) FROM duplicates.current_pair d WHERE NOT EXISTS (SELECT FROM registry.person p WHERE p.id = d.one_id) OR NOT EXISTS (SELECT FROM registry.person p WHERE p.id = d.other_id)");
        Assert.Equal(0L, await shown.ExecuteScalarAsync());
        await using var all = session.Command("SELECT count(*) FROM duplicates.current_pair");
        var own = (long)(await all.ExecuteScalarAsync())!;
        var across = await session.CountPairsAcrossScopesAsync(CancellationToken.None);

        Assert.InRange(across, 1, 100);
        Assert.True(own + across < await OneAsync<long>("SELECT count(*) FROM duplicates.pair"));
        var hidden = await OneAsync<Guid>(
            $"SELECT d.id FROM duplicates.pair d JOIN registry.person p ON p.id = d.one_id WHERE NOT p.keeper_id = ANY ('{{{string.Join(',', registry.HrAgencies)}}}') LIMIT 1");
        await Assert.ThrowsAsync<RecordNotFoundException>(() => session.RejectDuplicateAsync(hidden, new EditTerms("vi", "Không", []), CancellationToken.None));
    }

    [Fact]
    public async Task A_cancelled_search_leaves_the_list_as_it_was()
    {
        var before = await OneAsync<long>("SELECT count(*) FROM duplicates.pair");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new DuplicateSearch(registry.Database, citizenIds).RunAsync(null, cancelled.Token));

        Assert.Equal(before, await OneAsync<long>("SELECT count(*) FROM duplicates.pair"));
    }

    private Task<DuplicateSearchReport> FindAsync() => new DuplicateSearch(registry.Database, citizenIds).RunAsync(null, CancellationToken.None);

    // A second record of each, with an error that depends on the number: accents, order, a letter, day and month, the date, the home place.
    private async Task RegisterAgainAsync(string name, string which, int count, bool moved = false)
    {
        await using (var make = registry.Database.Owner.CreateCommand("CREATE TABLE IF NOT EXISTS twin (original uuid, again uuid)"))
            await make.ExecuteNonQueryAsync();
        await using var command = registry.Database.Owner.CreateCommand(
            $"""
            WITH chosen AS (
              SELECT p.*, row_number() OVER (ORDER BY p.id) AS turn, gen_random_uuid() AS again FROM registry.person p
               WHERE {which} AND p.date_of_birth IS NOT NULL AND NOT EXISTS (SELECT FROM twin t WHERE p.id IN (t.original, t.again)) ORDER BY md5(p.id::text || '{name}') LIMIT {count}),
            kept AS (INSERT INTO twin SELECT id, again FROM chosen)
            INSERT INTO registry.person (id, full_name, date_of_birth, birth_year, sex, ethnic_group_code, home_unit_id, keeper_id)
            SELECT again,
                   CASE turn % 6 WHEN 0 THEN initcap(folded_name) WHEN 1 THEN given_name || ' ' || regexp_replace(full_name, '\s\S+$', '') WHEN 2 THEN full_name || 'h' ELSE full_name END,
                   CASE WHEN turn % 6 = 3 AND extract(day FROM date_of_birth) <= 12
                        THEN make_date(birth_year, extract(day FROM date_of_birth)::int, extract(month FROM date_of_birth)::int) WHEN turn % 6 = 4 THEN NULL ELSE date_of_birth END,
                   birth_year, sex, ethnic_group_code, CASE WHEN turn % 6 = 5 THEN NULL ELSE home_unit_id END, CASE WHEN {moved} THEN ($1::uuid[])[1] ELSE keeper_id END
              FROM chosen
            """);
        command.Parameters.Add(new() { Value = registry.HrAgencies.ToArray() });
        await command.ExecuteNonQueryAsync();
    }

    private async Task<T> OneAsync<T>(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}

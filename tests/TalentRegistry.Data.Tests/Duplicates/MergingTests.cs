using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Duplicates;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Data.Tests.Dossiers;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Duplicates;

/// <summary>Two dossiers become one, and two again.</summary>
public sealed class MergingTests : IClassFixture<PopulatedDatabase>, IDisposable
{
    private const string EveryRow =
        """
        SELECT string_agg(line, E'\n' ORDER BY line) FROM (
          SELECT 'person ' || (to_jsonb(p) - 'version')::text AS line FROM registry.person p WHERE p.id = ANY ('{{0},{1}}')
          UNION ALL SELECT 'degree ' || (to_jsonb(d) - 'version')::text FROM registry.degree d WHERE d.person_id = ANY ('{{0},{1}}')
          UNION ALL SELECT 'posting ' || (to_jsonb(q) - 'version')::text FROM registry.posting q WHERE q.person_id = ANY ('{{0},{1}}')
          UNION ALL SELECT 'span ' || to_jsonb(s)::text FROM registry.career_span s WHERE s.person_id = ANY ('{{0},{1}}')) line
        """;

    private const string Cells = "SELECT md5(string_agg(to_jsonb(c)::text, ',' ORDER BY to_jsonb(c)::text)) FROM (SELECT grain, year, area_id, sector_code, government_level, profession_code, level_code, field_code, sex, age_band, employment_kind, leadership_rank, sum(people) AS people FROM registry.headcount_cell GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 HAVING sum(people) <> 0) c";

    private readonly PopulatedDatabase registry;
    private readonly OfficersEdits officer;

    public MergingTests(PopulatedDatabase registry)
    {
        this.registry = registry;
        officer = new OfficersEdits(registry.Database);
    }

    public void Dispose() => officer.Dispose();

    [Fact]
    public async Task A_merge_that_is_undone_leaves_every_row_and_every_count_as_it_was()
    {
        var (kept, former) = await PairAsync(0);
        var (rows, cells) = (await RowsAsync(kept, former), await OneAsync(Cells));

        await MergeAsync(kept, former, await ChoicesAsync(kept, former, Enum.GetValues<MergedField>()));

        Assert.Equal("0", await OneAsync($"SELECT count(*)::text FROM registry.person WHERE id = '{former}'"));
        Assert.Equal(former.ToString(), await OneAsync($"SELECT former_id::text FROM duplicates.merge WHERE kept_id = '{kept}'"));
        Assert.Equal("0", await OneAsync("SELECT count(*)::text FROM registry.headcount_faults()"));
        Assert.NotEqual(rows, await RowsAsync(kept, former));

        await UndoAsync(former);

        Assert.Equal(rows, await RowsAsync(kept, former));
        Assert.Equal(cells, await OneAsync(Cells));
        Assert.Equal("0", await OneAsync("SELECT count(*)::text FROM registry.headcount_faults()"));
        Assert.Equal(kept.ToString(), await OneAsync($"SELECT duplicates.kept_person('{kept}')::text"));
        Assert.Equal("0", await OneAsync($"SELECT count(*)::text FROM duplicates.former_person WHERE person_id = '{former}'"));
    }

    [Fact]
    public async Task Versions_go_on_and_never_back()
    {
        var (kept, former) = await PairAsync(1);
        var before = await VersionsAsync(kept, former);

        await MergeAsync(kept, former, await ChoicesAsync(kept, former, [MergedField.FullName]));
        await UndoAsync(former);

        var after = await VersionsAsync(kept, former);
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.All(before, record => Assert.True(after[record.Key] >= record.Value));
        Assert.Equal(before[kept] + 2, after[kept]);
    }

    [Fact]
    public async Task All_records_of_both_are_in_the_one_dossier_with_the_values_chosen_and_the_histories_of_both()
    {
        var (kept, former) = await PairAsync(2);
        var name = await OneAsync($"SELECT full_name FROM registry.person WHERE id = '{former}'");
        var degrees = await OneAsync($"SELECT string_agg(id::text, ',' ORDER BY id) FROM registry.degree WHERE person_id IN ('{kept}', '{former}')");
        await AsOfficerAsync($"UPDATE registry.person SET staff_code = 'TRƯỚC' WHERE id = '{former}'");

        await MergeAsync(kept, former, await ChoicesAsync(kept, former, [MergedField.FullName, MergedField.Sex, MergedField.Birth, MergedField.CitizenId, MergedField.StaffCode]), formerVersion: 2);

        Assert.Equal($"{name}|TRƯỚC", await OneAsync($"SELECT full_name || '|' || staff_code FROM registry.person WHERE id = '{kept}'"));
        Assert.Equal(degrees, await OneAsync($"SELECT string_agg(id::text, ',' ORDER BY id) FROM registry.degree WHERE person_id = '{kept}'"));
        await using var session = await registry.SignInAsync(Role.Hr);
        await using var history = session.Command($"SELECT count(*) FROM history.person_change c JOIN history.changed_value v ON v.change_id = c.id WHERE c.person_id = '{kept}' AND v.field = 'staff_code' AND v.after = 'TRƯỚC'");
        // Written for the one who is gone, and taken over by the one who remained.
        Assert.Equal(2L, await history.ExecuteScalarAsync());
    }

    [Fact]
    public async Task What_was_built_on_a_merge_keeps_it_from_being_undone()
    {
        var (kept, former) = await PairAsync(3);
        await MergeAsync(kept, former, await ChoicesAsync(kept, former, []));
        await AsOfficerAsync($"UPDATE registry.person SET staff_code = 'SAU' WHERE id = '{kept}'");

        await Assert.ThrowsAsync<MergeBuiltOnException>(() => UndoAsync(former));
        await AsOfficerAsync($"UPDATE registry.person SET staff_code = NULL WHERE id = '{kept}'");
        await Assert.ThrowsAsync<MergeBuiltOnException>(() => UndoAsync(former));

        Assert.Equal(kept.ToString(), await OneAsync($"SELECT duplicates.kept_person('{former}')::text"));
    }

    [Fact]
    public async Task A_person_merged_twice_is_found_at_the_end_of_the_way_and_merges_are_undone_from_the_last()
    {
        var ((first, second), (third, _)) = (await PairAsync(4), await PairAsync(5));
        var rows = await RowsAsync(first, second);
        await MergeAsync(first, second, await ChoicesAsync(first, second, []));
        await MergeAsync(third, first, await ChoicesAsync(third, first, []), formerVersion: await VersionAsync(first));

        Assert.Equal(third.ToString(), await OneAsync($"SELECT duplicates.kept_person('{second}')::text"));
        await Assert.ThrowsAsync<MergeBuiltOnException>(() => UndoAsync(second));
        await UndoAsync(first);
        Assert.Equal(first.ToString(), await OneAsync($"SELECT duplicates.kept_person('{second}')::text"));
        await Assert.ThrowsAsync<MergeBuiltOnException>(() => UndoAsync(second));
        Assert.NotEqual(rows, await RowsAsync(first, second));
    }

    [Fact]
    public async Task Main_postings_that_overlap_must_be_chosen_between_and_a_degree_that_both_have_too()
    {
        var (kept, former) = await PairAsync(6);

        var refused = await Assert.ThrowsAsync<AggregateException>(() => MergeAsync(kept, former, new MergeChoices([], [], [])));

        Assert.Contains("POSTINGS_OVERLAP", refused.InnerExceptions.Cast<RuleBrokenException>().Select(rule => rule.Code));
        Assert.Equal("2", await OneAsync($"SELECT count(*)::text FROM registry.person WHERE id IN ('{kept}', '{former}')"));
    }

    [Fact]
    public async Task Nobody_merges_a_dossier_out_of_scope_or_reads_that_there_is_one()
    {
        var (kept, _) = await PairAsync(7);
        var foreign = registry.Dossiers.First(dossier => !registry.HrAgencies.Contains(dossier.Person.KeeperId)).Person.Id;

        await Assert.ThrowsAsync<RecordNotFoundException>(() => MergeAsync(kept, foreign, new MergeChoices([], [], [])));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => UndoAsync(foreign));
    }

    [Fact]
    public async Task A_record_that_is_neither_ones_cannot_be_left_out()
    {
        var ((kept, former), (other, _)) = (await PairAsync(8), await PairAsync(9));
        var choices = await ChoicesAsync(kept, former, []);
        var degree = Guid.Parse(await OneAsync($"SELECT id::text FROM registry.degree WHERE person_id = '{other}' LIMIT 1"));

        await Assert.ThrowsAsync<RecordNotFoundException>(() => MergeAsync(kept, former, choices with { LeftOut = [.. choices.LeftOut, degree] }));
    }

    [Fact]
    public async Task Every_table_that_refers_to_people_has_the_key_by_which_merges_find_its_rows()
    {
        await using var session = await registry.SignInAsync(Role.Hr);

        var tables = await PersonRows.TablesAsync(session, CancellationToken.None);

        Assert.Contains("registry.posting", tables.Select(table => table.Name));
        Assert.Equal(PersonRows.Person, tables[0].Name);
        Assert.All(tables, table => Assert.Contains("id", table.Columns));
    }

    // People with degrees and main postings that overlap, of the officer's agencies; each number is another pair.
    private async Task<(Guid Kept, Guid Former)> PairAsync(int number)
    {
        var own = registry.Dossiers.Where(dossier => registry.HrAgencies.Contains(dossier.Person.KeeperId) && dossier.Person.DeceasedOn is null).Select(dossier => dossier.Person.Id).ToHashSet();
        await using var command = registry.Database.Owner.CreateCommand(
            """
            SELECT p.id FROM registry.person p WHERE p.id = ANY ($1) AND EXISTS (SELECT FROM registry.degree d WHERE d.person_id = p.id)
               AND EXISTS (SELECT FROM registry.posting q WHERE q.person_id = p.id AND q.is_main AND q.valid_until IS NULL)
               AND NOT EXISTS (SELECT FROM registry.posting q WHERE q.person_id = p.id AND extract(year FROM q.valid_from) < p.birth_year + 22)
               AND NOT EXISTS (SELECT FROM registry.degree d WHERE d.person_id = p.id AND d.awarded_year < p.birth_year + 19)
             ORDER BY p.sex, p.birth_year, p.id OFFSET $2 LIMIT 2
            """);
        command.Parameters.Add(new() { Value = own.ToArray() });
        command.Parameters.Add(new() { Value = 2 * number });
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        var kept = reader.GetGuid(0);
        Assert.True(await reader.ReadAsync());
        return (kept, reader.GetGuid(0));
    }

    // The former's postings are second jobs from now on, and the first of the degrees is left out.
    private async Task<MergeChoices> ChoicesAsync(Guid kept, Guid former, IReadOnlyCollection<MergedField> fields)
    {
        var postings = await OneAsync($"SELECT coalesce(string_agg(id::text, ','), '') FROM registry.posting WHERE person_id = '{former}'");
        var degree = await OneAsync($"SELECT id::text FROM registry.degree WHERE person_id = '{kept}' ORDER BY id LIMIT 1");
        var leaves = fields.Count == Enum.GetValues<MergedField>().Length;
        return new MergeChoices(fields, leaves ? [Guid.Parse(degree)] : [], [.. postings.Split(',').Select(Guid.Parse)]);
    }

    private async Task MergeAsync(Guid kept, Guid former, MergeChoices choices, int formerVersion = 1)
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        var terms = new EditTerms("en", "Một người", ["SAME_DEGREE_TWICE", "POSITION_DEGREE_NOT_MET", "PAST_RETIREMENT_AGE", "POSTGRADUATE_WITHOUT_UNIVERSITY", "POSTING_IN_FUTURE"]);
        await officer.Edits.MergeAsync(session, kept, 1, former, formerVersion, choices, terms, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
    }

    private async Task UndoAsync(Guid former)
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        await officer.Edits.UndoMergeAsync(session, former, new EditTerms("en", "Nhầm", []), CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
    }

    private async Task AsOfficerAsync(string sql)
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        await using (var command = session.Command(sql))
            await command.ExecuteNonQueryAsync();
        await session.CommitAsync(CancellationToken.None);
    }

    private Task<string> RowsAsync(Guid one, Guid other) =>
        OneAsync(EveryRow.Replace("{0}", one.ToString(), StringComparison.Ordinal).Replace("{1}", other.ToString(), StringComparison.Ordinal));

    private async Task<int> VersionAsync(Guid person) =>
        int.Parse(await OneAsync($"SELECT version::text FROM registry.person WHERE id = '{person}'"), System.Globalization.CultureInfo.InvariantCulture);

    private async Task<Dictionary<Guid, int>> VersionsAsync(Guid one, Guid other)
    {
        var versions = new Dictionary<Guid, int>();
        await using var command = registry.Database.Owner.CreateCommand(
            $"""
            SELECT id, version FROM registry.person WHERE id IN ('{one}', '{other}') UNION ALL SELECT id, version FROM registry.degree WHERE person_id IN ('{one}', '{other}')
            UNION ALL SELECT id, version FROM registry.posting WHERE person_id IN ('{one}', '{other}')
            """);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            versions.Add(reader.GetGuid(0), reader.GetInt32(1));
        return versions;
    }

    private async Task<string> OneAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}

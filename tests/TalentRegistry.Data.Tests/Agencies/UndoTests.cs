using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Data.Units;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Data.Tests.Agencies;

/// <summary>An operation is undone to the last value, unless something was built upon it.</summary>
public sealed class UndoTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    // Versions count changes, and the list of operations tells that there was one; all else is to be as before.
    private static readonly string[] Tables =
    [
        "registry.agency", "registry.agency_seat", "registry.agency_former", "registry.agency_former_class", "registry.career_span", "registry.agency_succession", "registry.posting", "registry.person", "registry.degree",
        "registry.unit_former", "reference.administrative_unit", "reference.unit_change", "access.scope", "access.scoped_agency", "registry.agency_map",
    ];

    private readonly Operations operations = new(registry);
    private readonly UnitMap map = new(registry);

    public static TheoryData<ReorganisationKind> Kinds => new(Enum.GetValues<ReorganisationKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_undone_operation_on_agencies_leaves_everything_as_before(ReorganisationKind kind)
    {
        var (a, b) = (await operations.NowAsync(registry.Agencies[1].Id), await operations.NowAsync(registry.Agencies[2].Id));
        NewAgency Fresh(string code) => new($"{code}-{kind}", $"Cơ quan {code} {kind}", "office", "HEALTH", null, Ownership.State, registry.Agencies[0].Id, "P11");
        var before = await DigestAsync();
        var made = Guid.NewGuid();

        var report = await operations.DoAsync((desk, session, edit) => kind switch
        {
            ReorganisationKind.Create => desk.CreateAsync(session, made, Fresh("UNDO"), Operations.On(Operations.Day), edit, default),
            ReorganisationKind.Rename => desk.RenameAsync(session, made, a, "Tên sẽ được trả lại", Operations.On(Operations.Day), edit, default),
            ReorganisationKind.Reclassify => desk.ReclassifyAsync(session, made, a, new("division", "TOURISM", GovernmentLevel.Commune), Operations.On(Operations.Day), edit, default),
            ReorganisationKind.Merge => desk.MergeAsync(session, made, [a, b], null, Fresh("UNDO") with { ParentId = null }, Operations.On(Operations.Day), edit, default),
            ReorganisationKind.Split => desk.SplitAsync(
                session, made, a, [new(null, Fresh("ONE") with { ParentId = null }, [], ["doctor", "nurse"], false, []), new(b, null, [], [], true, [])],
                Operations.On(Operations.Day), edit, default),
            ReorganisationKind.Move => desk.MoveAsync(session, made, a, b.Id, "P11", Operations.On(Operations.Day), edit, default),
            _ => desk.CloseAsync(session, made, a, b, Operations.On(Operations.Day), edit, default),
        }, "PEOPLE_LEAVE", "NAME_TAKEN");
        Assert.Equal(made, report.Id);
        Assert.NotEqual(before, await DigestAsync());
        await UndoAsync(Role.Hr, made);

        Assert.Equal(before, await DigestAsync());
        Assert.Empty(await HeadcountUpkeep.CompareAsync(registry.Database, default));
        Assert.Equal(["UNDONE_ALREADY"], await RefusedAsync(Role.Hr, made));
        Assert.Equal("Quyết định 13/QĐ-UBND", await operations.OneAsync<string>(
            $"SELECT after ->> 'undone_ground' FROM history.change WHERE table_name = 'reorganisation' AND record_id = '{made}' ORDER BY id DESC LIMIT 1"));
    }

    [Fact]
    public async Task An_undone_operation_on_units_leaves_everything_as_before()
    {
        var (a, b) = await map.TwoCommunesAsync("P12");
        var before = await DigestAsync();

        var merged = await map.DoAsync(new UnitOperation(ReorganisationKind.Merge, Operations.On(new(2026, 4, 1))) { Units = [a, b], Founded = new("99941", new("Xã Gộp")) });
        var renamed = await map.DoAsync(new UnitOperation(ReorganisationKind.Rename, Operations.On(new(2026, 4, 5))) { Units = ["C99941"], Name = new("Phường Gộp") });
        Assert.Equal(["LATER_OPERATION"], (await RefusedAsync(Role.Admin, merged.Id!.Value)).Take(1));
        await UndoAsync(Role.Admin, renamed.Id!.Value);
        await UndoAsync(Role.Admin, merged.Id!.Value);

        Assert.Equal(before, await DigestAsync());
        Assert.Empty(await HeadcountUpkeep.CompareAsync(registry.Database, default));
    }

    [Fact]
    public async Task Merged_provinces_take_their_communes_along_and_are_two_again_when_undone()
    {
        var day = new DateOnly(2026, 6, 1);
        var (one, other) = (await map.HeadsAsync("P11", day), await map.HeadsAsync("P12", day));
        var communes = await map.OneAsync<long>("SELECT count(*) FROM reference.administrative_unit WHERE parent_id IN ('P11', 'P12') AND level = 'commune' AND valid_until IS NULL");
        var before = await DigestAsync();

        var merged = await map.DoAsync(new UnitOperation(ReorganisationKind.Merge, Operations.On(day)) { Units = ["P11", "12"], Founded = new("98", new("Tỉnh Gộp")) });

        Assert.True(one > 0 && other > 0);
        Assert.Equal(one + other, await map.HeadsAsync("P98", day));
        Assert.Equal(communes, await map.OneAsync<long>("SELECT count(*) FROM reference.administrative_unit WHERE parent_id = 'P98' AND valid_until IS NULL"));
        Assert.Equal(one + other, (await map.ProvincesAsync(day, day)).Single(province => province.Province == "P98").People);
        Assert.Equal(one, (await map.ProvincesAsync(day, day.AddDays(-1))).Single(province => province.Province == "P11").People);
        Assert.Empty(await HeadcountUpkeep.CompareAsync(registry.Database, default));
        await UndoAsync(Role.Admin, merged.Id!.Value);
        Assert.Equal(before, await DigestAsync());
        Assert.Empty(await HeadcountUpkeep.CompareAsync(registry.Database, default));
    }

    [Fact]
    public async Task What_was_built_upon_an_operation_refuses_its_undoing_with_every_reason()
    {
        var (a, b, made) = (await operations.NowAsync(registry.Agencies[3].Id), await operations.NowAsync(registry.Agencies[4].Id), Guid.NewGuid());
        await operations.DoAsync((desk, session, edit) => desk.MergeAsync(
            session, made, [a, b], null, new NewAgency("BUILT", "Cơ quan được xây tiếp"), Operations.On(Operations.Day), edit, default), "NAME_TAKEN");
        var heir = await operations.OneAsync<Guid>("SELECT id FROM registry.agency WHERE code = 'BUILT'");
        await using (var change = registry.Database.Owner.CreateCommand(
            $"""
            UPDATE registry.posting SET position_title = 'Trưởng phòng' WHERE id = (SELECT id FROM registry.posting WHERE agency_id = '{heir}' ORDER BY id LIMIT 1);
            INSERT INTO registry.posting (id, person_id, agency_id, valid_from, is_main, profession_code, position_title, employment_kind)
            SELECT gen_random_uuid(), person_id, agency_id, '2026-05-01', false, profession_code, position_title, employment_kind FROM registry.posting WHERE agency_id = '{heir}' ORDER BY id LIMIT 1
            """))
            await change.ExecuteNonQueryAsync();
        var before = await DigestAsync();

        Assert.Equal(["POSTINGS_CHANGED", "POSTINGS_SINCE"], await RefusedAsync(Role.Hr, made));
        Assert.Equal(["OUT_OF_SCOPE"], await RefusedAsync(Role.Admin, made));
        Assert.Equal(before, await DigestAsync());
    }

    private async Task UndoAsync(Role role, Guid operation)
    {
        await using var session = await registry.Database.OpenSessionAsync(PopulatedDatabase.CallerOf(role), CancellationToken.None);
        await ReorganisationUndo.UndoAsync(session, operation, "Quyết định 13/QĐ-UBND", new EditTerms("en", null, []), default);
        await session.CommitAsync(default);
    }

    private async Task<IReadOnlyList<string>> RefusedAsync(Role role, Guid operation)
    {
        var refused = await Assert.ThrowsAsync<AggregateException>(() => UndoAsync(role, operation));
        return [.. refused.InnerExceptions.Select(inner => Assert.IsType<ReorganisationRefusedException>(inner).Code)];
    }

    private async Task<IReadOnlyList<(string Table, string Digest)>> DigestAsync()
    {
        var digests = new List<(string, string)>();
        foreach (var table in Tables)
            digests.Add((table, await operations.OneAsync<string>($"SELECT coalesce(md5(string_agg(line, E'\\n' ORDER BY line COLLATE \"C\")), '') FROM (SELECT (to_jsonb(t) - 'version')::text AS line FROM {table} t) r")));
        return digests;
    }
}

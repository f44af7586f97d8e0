using TalentRegistry.Data.Access;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.Reference;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Data.Units;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Agencies;

/// <summary>Administrative units change by operations, and every count reconciles to the person.</summary>
public sealed class UnitOperationsTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    private static readonly DateOnly Day = new(2026, 4, 1);
    private readonly UnitMap map = new(registry);

    [Fact]
    public async Task A_merged_unit_has_the_people_of_its_parts_on_the_day_and_each_part_its_own_before()
    {
        var (a, b) = await map.TwoCommunesAsync("P11");
        var (first, second) = (await map.HeadsAsync(a, Day.AddDays(-1)), await map.HeadsAsync(b, Day.AddDays(-1)));
        var provinces = await map.ProvincesAsync(Day, Day.AddDays(-1));

        var report = await map.DoAsync(Merge([a, b], Day, new NewUnit("99901", new UnitName("Xã Hợp Nhất"))));

        var founded = report.Units.Single(unit => unit.Part == ReorganisedPart.Founded);
        Assert.True(first + second > 0);
        Assert.Equal("C99901", founded.UnitId);
        Assert.Equal(report.PeopleBefore, report.PeopleAfter);
        Assert.Equal(report.Units.Where(unit => unit.Part == ReorganisedPart.Closed).Sum(unit => unit.PeopleBefore), founded.PeopleAfter);
        Assert.Equal(0, await map.HeadsAsync(a, Day));
        Assert.Equal(first, await map.HeadsAsync(a, Day.AddDays(-1)));
        Assert.Equal(provinces, await map.ProvincesAsync(Day, Day));
        Assert.Equal(2, await map.OneAsync<long>("SELECT count(*) FROM reference.unit_change WHERE successor_id = 'C99901' AND kind = 'merged'"));
        Assert.Empty(await HeadcountUpkeep.CompareAsync(registry.Database, default));
    }

    [Fact]
    public async Task A_split_goes_by_address_first_and_by_weight_always_in_the_same_way()
    {
        var unit = await map.LargestAsync("P12");
        var agencies = await map.ManyAsync<Guid>($"SELECT s.agency_id FROM registry.agency_seat s WHERE s.unit_id = '{unit}' AND s.valid_until IS NULL ORDER BY 1");
        var operation = new UnitOperation(ReorganisationKind.Split, Operations.On(Day, preview: true))
        {
            Units = [unit], Parts =
            [
                new(null, new NewUnit("99911", new UnitName("Xã Một")), [agencies[0]], [], [], 0.7m),
                new(null, new NewUnit("99912", new UnitName("Xã Hai")), [], [], [], 0.3m),
            ],
        };

        var (one, other) = (await map.DoAsync(operation), await map.DoAsync(operation));
        var done = await map.DoAsync(operation with { Terms = Operations.On(Day) });

        Assert.Null(one.Id);
        Assert.Equal(one.Agencies, other.Agencies);
        Assert.Equal(one.Agencies, done.Agencies);
        Assert.Equal("C99911", done.Agencies.Single(agency => agency.AgencyId == agencies[0]).ToId);
        Assert.False(done.Agencies.Single(agency => agency.AgencyId == agencies[0]).ByWeight);
        Assert.All(done.Agencies.Where(agency => agency.AgencyId != agencies[0]), agency => Assert.True(agency.ByWeight));
        Assert.Equal(done.PeopleBefore, done.Units.Where(part => part.Part == ReorganisedPart.Founded).Sum(part => part.PeopleAfter));
    }

    [Fact]
    public async Task A_split_without_weights_or_with_wrong_ones_is_refused_and_nothing_is_written()
    {
        var unit = await map.LargestAsync("P11");
        UnitOperation Split(decimal? one, decimal? two) => new(ReorganisationKind.Split, Operations.On(Day))
        {
            Units = [unit], Parts = [new(unit, null, [], [], [], one), new(null, new NewUnit("99921", new UnitName("Xã Ba")), [], [], [], two)],
        };

        Assert.Equal(["AGENCIES_LEFT_OVER"], await map.RefusedAsync(Split(null, null)));
        Assert.Equal(["WEIGHTS_NOT_ONE"], await map.RefusedAsync(Split(0.5m, 0.6m)));
        Assert.Equal(0, await map.OneAsync<long>("SELECT count(*) FROM reference.administrative_unit WHERE code = '99921'"));
    }

    [Fact]
    public async Task A_renamed_unit_is_the_same_unit_with_a_former_name()
    {
        var unit = await map.LargestAsync("P31.2");
        var name = await map.OneAsync<string>($"SELECT name FROM reference.administrative_unit WHERE id = '{unit}'");

        await map.DoAsync(new UnitOperation(ReorganisationKind.Rename, Operations.On(Day)) { Units = [unit], Name = new UnitName("Phường Tên Mới") });

        Assert.Equal(name, await map.OneAsync<string>($"SELECT name FROM registry.unit_state WHERE unit_id = '{unit}' AND valid_until = '2026-04-01'"));
        Assert.Equal("Phường Tên Mới", await map.OneAsync<string>($"SELECT name FROM registry.unit_state WHERE unit_id = '{unit}' AND valid_until IS NULL"));
        Assert.Equal(["CHANGED_LATER"], await map.RefusedAsync(
            new UnitOperation(ReorganisationKind.Rename, Operations.On(Day.AddDays(-5))) { Units = [unit], Name = new UnitName("Phường Khác") }));
    }

    [Fact]
    public async Task A_moved_commune_takes_its_people_along()
    {
        var unit = await map.LargestAsync("P51.2");
        var day = new DateOnly(2026, 5, 1);
        var (from, to, heads) = (await map.HeadsAsync("P51.2", day), await map.HeadsAsync("P12", day), await map.HeadsAsync(unit, day));

        var report = await map.DoAsync(new UnitOperation(ReorganisationKind.Move, Operations.On(day)) { Units = [unit], ParentId = "P12" });

        Assert.True(heads > 0);
        Assert.Equal(from - heads, await map.HeadsAsync("P51.2", day));
        Assert.Equal(to + heads, await map.HeadsAsync("P12", day));
        Assert.Equal((heads, heads), (report.PeopleBefore, report.PeopleAfter));
        Assert.Empty(await HeadcountUpkeep.CompareAsync(registry.Database, default));
    }

    [Fact]
    public async Task A_unit_with_agencies_in_it_does_not_close_and_one_of_another_province_does_not_merge()
    {
        var (a, b) = (await map.LargestAsync("P11"), await map.LargestAsync("P12"));

        Assert.Equal(["UNIT_NOT_EMPTY"], await map.RefusedAsync(new UnitOperation(ReorganisationKind.Close, Operations.On(Day)) { Units = [a] }));
        Assert.Equal(["TWO_PROVINCES"], await map.RefusedAsync(new UnitOperation(ReorganisationKind.Merge, Operations.On(Day)) { Units = [a], Into = b }));
        Assert.Equal(["UNIT_NOT_THERE"], await map.RefusedAsync(new UnitOperation(ReorganisationKind.Close, Operations.On(Day)) { Units = ["00000"] }));
    }

    [Fact]
    public async Task A_file_of_operations_is_done_as_a_whole_or_not_at_all()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path,
            """
            {"operations": [
              {"kind": "create", "effectiveOn": "2026-06-01", "legalGround": "Nghị quyết 1", "founded": {"code": "99931", "name": "Xã Bốn", "parent": "11"}},
              {"kind": "rename", "effectiveOn": "2026-06-02", "legalGround": "Nghị quyết 2", "unit": "99931", "name": "Phường Bốn"},
              {"kind": "close", "effectiveOn": "2026-06-03", "legalGround": "Nghị quyết 3", "unit": "99931"}]}
            """);
        var operations = await UnitOperationFile.ReadAsync(path, default);
        File.Delete(path);
        Task<IReadOnlyList<UnitReport>> ApplyAsync(IReadOnlyList<UnitOperation> list, bool preview) =>
            new UnitOperations(TimeProvider.System).ApplyAsync(registry.Database, list, preview, "units apply", new EditTerms("en", null, []), default);

        Assert.Equal(3, (await ApplyAsync(operations, preview: true)).Count);
        await Assert.ThrowsAsync<OperatorException>(() => ApplyAsync([operations[0], operations[0]], preview: false));
        Assert.Equal(0, await map.OneAsync<long>("SELECT count(*) FROM reference.administrative_unit WHERE code = '99931'"));

        await ApplyAsync(operations, preview: false);

        Assert.Equal(1, await map.OneAsync<long>("SELECT count(*) FROM reference.unit_change WHERE predecessor_id = 'C99931' AND kind = 'abolished'"));
        Assert.Equal(3, await map.OneAsync<long>("SELECT count(*) FROM registry.reorganisation WHERE subject = 'unit' AND account_id IS NULL AND effective_on >= '2026-06-01'"));
    }

    [Fact]
    public async Task A_new_edition_of_the_files_leaves_alone_what_operations_wrote_and_changed()
    {
        var (a, b) = await map.TwoCommunesAsync("P31.2");
        await map.DoAsync(Merge([a, b], Day, new NewUnit("99951", new UnitName("Xã Giữ Nguyên"))));
        using var folder = new ChangedFolder(Repository.Path("db", "reference"));
        folder.Change("administrative_unit.csv", "C03127.2,commune,03127,Phường Điện Biên Phủ,Điện Biên Phủ", "C03127.2,commune,03127,Phường Điện Biên Phủ,Phủ");
        folder.Change("unit_change.csv", "P01,P01,2025-07-01,unchanged,province kept", "P01,P01,2025-07-01,unchanged,kept");

        Assert.Equal(2, await ReferenceLoader.LoadAsync(registry.Database, folder.Path, default));

        Assert.Equal("Phủ", await map.OneAsync<string>("SELECT short_name FROM reference.administrative_unit WHERE id = 'C03127.2'"));
        Assert.Equal(2, await map.OneAsync<long>($"SELECT count(*) FROM reference.administrative_unit WHERE id IN ('{a}', '{b}') AND valid_until = '2026-04-01'"));
        Assert.Equal(2, await map.OneAsync<long>("SELECT count(*) FROM reference.unit_change WHERE successor_id = 'C99951'"));
        Assert.Empty(await HeadcountUpkeep.CompareAsync(registry.Database, default));
    }

    private static UnitOperation Merge(string[] units, DateOnly day, NewUnit into) => new(ReorganisationKind.Merge, Operations.On(day)) { Units = units, Founded = into };
}

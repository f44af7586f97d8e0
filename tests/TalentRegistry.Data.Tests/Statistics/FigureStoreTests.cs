using System.Text;
using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.Reference;
using TalentRegistry.Data.Statistics;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Statistics;

/// <summary>Planners enter figures beside those that came with the system; nothing is overwritten, and two at once are told apart.</summary>
public sealed class FigureStoreTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    private const string Series = "labour_force_15plus";

    [Fact]
    public async Task What_is_entered_is_in_use_until_it_is_withdrawn_and_every_entry_is_kept()
    {
        await EnterAsync(Entry(2031, 301_000));
        var first = Assert.Single(await EntriesAsync(2031));
        await EnterAsync(Entry(2031, 302_000) with { Replaces = first.Id });
        Assert.Equal(302_000, await InUseAsync(2031));

        var second = (await EntriesAsync(2031))[0];
        await EnterAsync(Entry(2031, null) with { Replaces = second.Id });
        Assert.Null(await InUseAsync(2031));
        Assert.Equal([null, 302_000, 301_000], (await EntriesAsync(2031)).Select(entry => entry.Value));
    }

    [Fact]
    public async Task Of_two_planners_at_once_the_second_is_told()
    {
        await EnterAsync(Entry(2032, 1));
        var first = (await EntriesAsync(2032))[0];
        await EnterAsync(Entry(2032, 2) with { Replaces = first.Id });

        await Assert.ThrowsAsync<StaleFigureException>(() => EnterAsync(Entry(2032, 3)));
        await Assert.ThrowsAsync<StaleFigureException>(() => EnterAsync(Entry(2032, 3) with { Replaces = first.Id }));
        Assert.Equal(2, await InUseAsync(2032));
    }

    [Fact]
    public async Task Withdrawn_entry_gives_way_to_the_figure_that_came_with_the_system_also_after_another_edition_of_it()
    {
        var known = await InUseAsync(2023, "population");
        Assert.NotNull(known);
        await EnterAsync(new("population", "P11", 2023, 1_234_567, FigureStatus.Final, "Niên giám", null, null));
        Assert.Equal(1_234_567, await InUseAsync(2023, "population"));
        Assert.Equal(1_234_567, await ScalarAsync("SELECT value FROM reference.population WHERE unit_id = 'P11' AND year = 2023"));

        await using (var forget = registry.Database.Owner.CreateCommand("DELETE FROM reference.loaded_file WHERE name = 'statistic.csv'"))
            await forget.ExecuteNonQueryAsync();
        await ReferenceLoader.LoadAsync(registry.Database, Repository.Path("db", "reference"), CancellationToken.None);
        Assert.Equal(1_234_567, await InUseAsync(2023, "population"));

        var entry = (await EntriesAsync(2023, "population"))[0];
        await EnterAsync(new("population", "P11", 2023, null, FigureStatus.Final, "nhập nhầm", null, entry.Id));
        Assert.Equal(known, await InUseAsync(2023, "population"));
    }

    [Theory]
    [InlineData("nothing", 5, 2030, "Niên giám", "series")]
    [InlineData("trained_share_of_employed", 101, 2030, "Niên giám", "value")]
    [InlineData(Series, -1, 2030, "Niên giám", "value")]
    [InlineData(Series, 2.5, 2030, "Niên giám", "value")]
    [InlineData(Series, 5, 1989, "Niên giám", "year")]
    [InlineData(Series, 5, 2030, " ", "source")]
    public async Task Figure_that_breaks_a_rule_is_refused_by_its_field(string series, double value, int year, string source, string field)
    {
        var refused = await Assert.ThrowsAsync<FigureRefusedException>(() => EnterAsync(new(series, "P11", year, (decimal)value, FigureStatus.Final, source, null, null)));

        Assert.Equal(field, Assert.Single(refused.Faults).Field);
    }

    [Fact]
    public async Task Database_itself_refuses_a_share_above_a_hundred_and_an_entry_in_place_of_another_figures()
    {
        await EnterAsync(Entry(2033, 5));
        var other = (await EntriesAsync(2033))[0];
        Assert.Equal("entered_figure_percent_check", await RefusalAsync("'trained_share_of_employed', 'P11', 2034, 100.5, 'final', 'x', NULL"));
        Assert.Equal("entered_figure_replaces_check", await RefusalAsync($"'{Series}', 'P11', 2034, 5, 'final', 'x', {other.Id}"));
    }

    [Theory]
    [InlineData(Role.Hr)]
    [InlineData(Role.Leader)]
    [InlineData(Role.Admin)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Person)]
    public async Task Others_read_figures_and_enter_none(Role role)
    {
        await using var session = await registry.SignInAsync(role);

        Assert.NotEmpty(await session.InUseAsync(CancellationToken.None));
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => session.EnterFiguresAsync([Entry(2035, 5)], CancellationToken.None));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task List_is_told_row_by_row_and_entered_as_told()
    {
        await EnterAsync(Entry(2036, 7));
        var rows = await ReadAsync(
            "Bảng số liệu năm 2036;;;;;;\n"
            + "Chuỗi số liệu;Đơn vị;Năm;Giá trị;Tình trạng;Nguồn;Ghi chú\n"
            + "Lực lượng lao động từ 15 tuổi;Tỉnh Điện Biên;2036;8;;Niên giám;\n"
            + "labour_force_15plus;P11;2037;350.000;sơ bộ;Niên giám, bảng 12;tạm\n"
            + "labour_force_15plus;P11;2037;1;;Niên giám;\n"
            + "labour_force_15plus;Huyện Không Có;2036;8;;Niên giám;\n"
            + "chuỗi lạ;P11;năm nay;nhiều;đoán;;\n");

        Assert.Equal([FigureRowKind.Changed, FigureRowKind.New, FigureRowKind.Refused, FigureRowKind.Refused, FigureRowKind.Refused], rows.Select(row => row.Kind));
        Assert.Equal((350_000m, FigureStatus.Preliminary, "tạm"), (rows[1].Entry!.Value, rows[1].Entry!.Status, rows[1].Entry!.Note));
        Assert.Contains("dòng 4", Assert.Single(rows[2].Faults).Message.Vi, StringComparison.Ordinal);
        Assert.Equal(["unit"], rows[3].Faults.Select(fault => fault.Field));
        Assert.Equal(["series", "year", "value", "status"], rows[4].Faults.Select(fault => fault.Field));

        await using (var session = await registry.SignInAsync(Role.Planner))
        {
            await session.EnterFiguresAsync([.. rows.Where(row => row.Entry is not null).Select(row => row.Entry!)], CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        Assert.Equal((8, 350_000), (await InUseAsync(2036), await InUseAsync(2037)));
        Assert.All(
            await ReadAsync("Chuỗi số liệu;Đơn vị;Năm;Giá trị;Nguồn\nlabour_force_15plus;P11;2036;8;Niên giám\n"), row => Assert.Equal(FigureRowKind.Unchanged, row.Kind));
    }

    private static FigureEntry Entry(int year, decimal? value) => new(Series, "P11", year, value, FigureStatus.Final, "Niên giám thống kê, bảng 10", null, null);

    private async Task EnterAsync(FigureEntry entry)
    {
        await using var session = await registry.SignInAsync(Role.Planner);
        await session.EnterFiguresAsync([entry], CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
    }

    private async Task<IReadOnlyList<MadeEntry>> EntriesAsync(int year, string series = Series)
    {
        await using var session = await registry.SignInAsync(Role.Leader);
        return await session.EntriesAsync(series, "P11", year, CancellationToken.None);
    }

    private async Task<decimal?> InUseAsync(int year, string series = Series)
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        return (await session.InUseAsync(CancellationToken.None)).GetValueOrDefault((series, "P11", year))?.Value;
    }

    private async Task<IReadOnlyList<FigureRow>> ReadAsync(string csv)
    {
        await using var session = await registry.SignInAsync(Role.Planner);
        return await session.ReadFiguresAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(csv)), ImportVocabulary.Read(Repository.Path("db", "reference")), CancellationToken.None);
    }

    private async Task<decimal> ScalarAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        return (decimal)(await command.ExecuteScalarAsync())!;
    }

    private async Task<string?> RefusalAsync(string values)
    {
        await using var session = await registry.SignInAsync(Role.Planner);
        await using var command = session.Command($"INSERT INTO reference.entered_figure (series, unit_id, year, value, status, source, replaces) VALUES ({values})");
        return (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).ConstraintName;
    }
}

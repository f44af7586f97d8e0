using System.Text;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Data.Tests.People;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.People;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Importing;

/// <summary>A list is committed as its preview checked it, and never on a check that something has overtaken.</summary>
public sealed class CheckedListTests : IClassFixture<PopulatedDatabase>, IDisposable
{
    private const string Header = "Họ và tên;Ngày sinh;Giới tính;Dân tộc;Số CCCD;Mã cán bộ;Đơn vị;Trình độ;Chuyên ngành;Năm tốt nghiệp;Chức vụ;Nghề nghiệp;Loại hợp đồng;Từ ngày;Ngoại ngữ";
    private readonly PopulatedDatabase _registry;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("talentregistry-checked-");
    private readonly CitizenIdLookup _citizenIds;

    public CheckedListTests(PopulatedDatabase registry)
    {
        _registry = registry;
        new CitizenIdKeyFile(_folder.FullName).Write(new byte[32]);
        _citizenIds = new CitizenIdLookup(_folder.FullName, registry.Database);
    }

    public void Dispose()
    {
        _citizenIds.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_list_is_written_as_it_was_checked_and_is_then_known_whole()
    {
        var (one, other) = (Known(0), Known(1));
        var list = ListOf(
            $"Lò Văn Giữ;05/03/1990;Nam;Thái;{Id(1990, 301)};G-1;{Own};Đại học;Kế toán;2012;Chuyên viên;Kế toán;Viên chức;01/09/2013;B1 Anh",
            $"{one.Person.FullName};{one.Person.DateOfBirth:dd/MM/yyyy};{SexOf(one)};;{one.CitizenId};G-2;{Own};Thạc sĩ;Kế toán;2020;;;;;",
            $"{other.Person.FullName};{other.Person.DateOfBirth:dd/MM/yyyy};{SexOf(other)};;{other.CitizenId};;{Own};;;;;;;;",
            $"Cầm Thị Lỗi;31/02/1990;Nữ;Thái;;;{Own};;;;;;;;");

        var check = await CheckAsync(list);
        var committed = await CommitAsync(check, list);

        Assert.NotNull(committed?.Id);
        Assert.Equal(new ImportCounts(1, 1, 1, 0, 0, 0, 1), committed.Counts);
        var atWork = await PlainlyAtWork.HoldAsync(_registry.Database, PopulatedDatabase.CallerOf(Role.Hr), new DateOnly(2026, 1, 1));
        Assert.Equal(1L, await ScalarAsync($"SELECT count(*) FROM registry.person WHERE staff_code = 'G-2' AND id = '{one.Person.Id}'"));
        Assert.Equal(3L, await ScalarAsync("SELECT count(*) FROM registry.person p JOIN registry.degree d ON d.person_id = p.id JOIN registry.posting g ON g.person_id = p.id JOIN registry.certificate c ON c.person_id = p.id CROSS JOIN generate_series(1, 3) WHERE p.staff_code = 'G-1'"));
        Assert.Equal(await _citizenIds.FindAsync(Parsed(Id(1990, 301)), CancellationToken.None), await ScalarAsync("SELECT id FROM registry.person WHERE staff_code = 'G-1'"));
        Assert.Equal(new ImportCounts(0, 0, 3, 0, 0, 0, 1), (await CheckAsync(list)).Counts);
        Assert.Null(await CommitAsync(check, list));

        await using var undoing = await _registry.SignInAsync(Role.Hr);
        await PastImport.UndoAsync(undoing, committed.Id.Value, CancellationToken.None);
        await undoing.CommitAsync(CancellationToken.None);
        Assert.Equal(0L, await ScalarAsync("SELECT count(*) FROM registry.person WHERE staff_code IN ('G-1', 'G-2')"));
        Assert.Equal(atWork - 1, await PlainlyAtWork.HoldAsync(_registry.Database, PopulatedDatabase.CallerOf(Role.Hr), new DateOnly(2026, 1, 1)));
    }

    [Fact]
    public async Task A_list_that_changes_nothing_is_committed_without_a_trace()
    {
        var known = Known(2);
        var list = ListOf($"{known.Person.FullName};{known.Person.DateOfBirth:dd/MM/yyyy};{SexOf(known)};;{known.CitizenId};;{Own};;;;;;;;");

        Assert.Equal(new CommittedImport(null, new ImportCounts(0, 0, 1, 0, 0, 0, 0)), await CommitAsync(await CheckAsync(list), list));
    }

    [Theory]
    [InlineData(5, "UPDATE registry.person SET staff_code = 'V-1' WHERE id = '{own}'")]
    [InlineData(6, "UPDATE registry.person SET keeper_id = '{elsewhere}' WHERE id = '{own}'")]
    [InlineData(0, "UPDATE registry.person SET keeper_id = '{agency}' WHERE id = '{foreign}'")]
    [InlineData(7, "DELETE FROM registry.person WHERE id = '{own}'")]
    [InlineData(8, "DELETE FROM registry.degree WHERE person_id = '{own}'")]
    [InlineData(8, "INSERT INTO registry.award (id, person_id, kind, title, level, awarded_year) VALUES (gen_random_uuid(), '{own}', 'merit_certificate', 'Bằng khen', 'province', 2020)")]
    [InlineData(0, "UPDATE registry.agency SET name = name || ' mới' WHERE id = '{elsewhere}'")]
    [InlineData(0, "INSERT INTO imports.column_reading (agency_id, heading, field, account_id) VALUES ('{agency}', 'Mã cán bộ', NULL, '{account}')")]
    [InlineData(0, "UPDATE reference.degree_level SET name_vi = name_vi || '.' WHERE code = 'E40'")]
    [InlineData(0, "INSERT INTO duplicates.search (people, compared, found, prior, matching, random) VALUES (0, 0, 0, 0.1, '[]', '[]')", "DELETE FROM duplicates.search")]
    [InlineData(0, "DELETE FROM access.scope WHERE account_id = '{account}'", "INSERT INTO access.scope (account_id, agency_id) VALUES ('{account}', '{agency}')")]
    public async Task Whatever_of_the_ground_changes_between_preview_and_commit_has_the_list_checked_again(int place, string change, string? back = null)
    {
        var list = ListOf($"Lò Văn Chờ;05/03/1990;Nam;Thái;{Id(1990, 302)};C-1;{Own};Đại học;Kế toán;2012;;;;;;");
        var check = await CheckAsync(list);
        Assert.NotNull(check.Ground.Place);

        await ChangeAsync(change, place);
        var committed = await CommitAsync(check, list);
        if (back is not null)
            await ChangeAsync(back, place);

        Assert.Null(committed);
        Assert.Equal(0L, await ScalarAsync("SELECT count(*) FROM registry.person WHERE staff_code = 'C-1'"));
    }

    [Fact]
    public async Task What_other_agencies_do_among_themselves_leaves_a_check_as_it_is()
    {
        var list = ListOf($"Lò Văn Riêng;05/03/1990;Nam;Thái;{Id(1990, 303)};R-1;{Own};;;;;;;;");
        var check = await CheckAsync(list);
        await ChangeAsync("UPDATE registry.person SET staff_code = 'F-1' WHERE id = '{stranger}'", 0);
        await ChangeAsync("UPDATE registry.posting SET position_title = position_title || '.' WHERE person_id = '{stranger}'", 0);

        Assert.NotNull((await CommitAsync(check, list))?.Id);
    }

    [Fact]
    public async Task A_change_that_is_being_written_while_a_list_is_checked_has_it_checked_again()
    {
        var list = ListOf($"Lò Văn Đua;05/03/1990;Nam;Thái;{Id(1990, 304)};Đ-1;{Own};;;;;;;;");
        await using var writing = await _registry.Database.Owner.OpenConnectionAsync();
        await using var transaction = await writing.BeginTransactionAsync();
        await using (var write = new Npgsql.NpgsqlCommand($"UPDATE registry.person SET staff_code = 'V-2' WHERE id = '{Known(4).Person.Id}'", writing, transaction))
            await write.ExecuteNonQueryAsync();

        var check = await CheckAsync(list);
        await transaction.CommitAsync();

        Assert.Null(check.Ground.Place);
        Assert.Null(await CommitAsync(check, list));
    }

    [Fact]
    public async Task A_check_is_of_one_list_and_one_way_to_read_it()
    {
        var list = ListOf($"Lò Văn Một;05/03/1990;Nam;Thái;{Id(1990, 305)};O-1;{Own};;;;;;;;");

        Assert.Null(await CommitAsync(await CheckAsync(list), list.Replace("O-1", "O-2", StringComparison.Ordinal)));
    }

    private string Own => _registry.Agencies[0].Code;

    private static string ListOf(params string[] rows) => string.Join('\n', rows.Prepend(Header));

    private static string Id(int year, int number) => CitizenId.Compose("011", Sex.Male, year, number).ToString();

    private static CitizenId Parsed(string id) => CitizenId.TryParse(id, out var parsed) ? parsed : throw new ArgumentException("No citizen ID.", nameof(id));

    private static string SexOf(Dossier known) => known.Person.Sex == Sex.Male ? "Nam" : "Nữ";

    private Dossier Known(int place) => _registry.Dossiers
        .Where(dossier => dossier.Person.KeeperId == _registry.Agencies[0].Id && dossier is { CitizenId: not null, Person.DateOfBirth: not null, Degrees.Count: > 0 }).ElementAt(place);

    private async Task<(CheckGround Ground, ImportCounts Counts, MemoryStream Kept)> CheckAsync(string list)
    {
        await using var session = await _registry.SignInAsync(Role.Hr);
        var ground = await CheckGround.TakeAsync(session, list, CancellationToken.None);
        var agencies = await AgencyDirectory.ReadAsync(session.Connection, Lists.Today, CancellationToken.None);
        using var sheet = ImportSheet.Open(Lists.Csv(list), ImportVocabulary.Read(Repository.Path("db", "reference")), Lists.Options with { Agencies = agencies });
        var import = new ListImport(session, _citizenIds);
        var counts = await import.PreviewAsync(sheet, ImportMode.InsertOrUpdate, null, null, CancellationToken.None);
        var kept = new MemoryStream();
        await import.KeepCheckAsync(kept, ground, counts, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
        return (ground, counts, kept);
    }

    private async Task<CommittedImport?> CommitAsync((CheckGround Ground, ImportCounts Counts, MemoryStream Kept) check, string list)
    {
        await using var session = await _registry.SignInAsync(Role.Hr);
        var now = await CheckGround.TakeAsync(session, list, CancellationToken.None);
        var source = await ImportSource.ReadAsync("list.csv", new MemoryStream(Encoding.UTF8.GetBytes(list)), CancellationToken.None);
        check.Kept.Position = 0;
        var committed = await new ListImport(session, _citizenIds).CommitCheckedAsync(check.Kept, now, source, ImportMode.InsertOrUpdate, null, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
        return committed;
    }

    private async Task ChangeAsync(string sql, int place)
    {
        var strangers = _registry.Dossiers.Where(dossier => !_registry.HrAgencies.Contains(dossier.Person.KeeperId) && dossier.Postings.Count > 0).Take(2).ToList();
        var changed = sql.Replace("{own}", Known(place).Person.Id.ToString(), StringComparison.Ordinal).Replace("{foreign}", strangers[0].Person.Id.ToString(), StringComparison.Ordinal)
            .Replace("{stranger}", strangers[1].Person.Id.ToString(), StringComparison.Ordinal).Replace("{agency}", _registry.Agencies[0].Id.ToString(), StringComparison.Ordinal)
            .Replace("{elsewhere}", _registry.Agencies.First(agency => !_registry.HrAgencies.Contains(agency.Id)).Id.ToString(), StringComparison.Ordinal)
            .Replace("{account}", PopulatedDatabase.AccountOf(Role.Hr).ToString(), StringComparison.Ordinal);
        await using var command = _registry.Database.Owner.CreateCommand(changed);
        Assert.True(await command.ExecuteNonQueryAsync() > 0, changed);
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = _registry.Database.Owner.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}

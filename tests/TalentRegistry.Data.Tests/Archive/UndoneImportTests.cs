using System.Text;
using TalentRegistry.Data.Backup;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.People;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Archive;

/// <summary>An import that was taken back leaves the tables of an archive as they were, byte for byte, but for those that are only ever added to.</summary>
public sealed class UndoneImportTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>, IDisposable
{
    private const string Header = "Họ và tên;Ngày sinh;Giới tính;Dân tộc;Số CCCD;Mã cán bộ;Đơn vị;Trình độ;Chuyên ngành;Năm tốt nghiệp;Chức vụ;Nghề nghiệp;Loại hợp đồng;Từ ngày";
    private static readonly DateOnly Today = new(2026, 11, 21);

    // The history keeps what was done and undone; so do the log of reads and the list of imports. A word once met in a name stays known to the search for misspelt
    // ones, and says of nobody that they are here.
    private static readonly string[] OnlyAddedTo =
        ["history.change", "history.link", "history.unchained", "imports.import", "imports.change", "imports.agency", "access.read_log", "access.log_link", "access.log_waiting", "access.audit_event", "registry.name_word", "indicators.due"];

    private readonly string folder = Directory.CreateTempSubdirectory("talentregistry-undone-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_table_but_those_only_added_to_is_byte_for_byte_what_it_was()
    {
        var known = registry.Dossiers.First(dossier => registry.HrAgencies.Contains(dossier.Person.KeeperId) && dossier is { CitizenId: not null, Person.DateOfBirth: not null });
        var person = known.Person;
        var list = string.Join('\n',
            Header,
            $"Lò Văn Trả Lại;05/03/1990;Nam;Thái;{CitizenId.Compose("011", Sex.Male, 1990, 901)};TL-1;{registry.Agencies[0].Code};Đại học;Y khoa;2012;Bác sĩ;Bác sĩ;Viên chức;01/09/2013",
            $"{person.FullName};{person.DateOfBirth:dd/MM/yyyy};{(person.Sex == Sex.Male ? "Nam" : "Nữ")};;{known.CitizenId};TL-2;{registry.Agencies[0].Code};Thạc sĩ;Y khoa;2020;;;;");
        var before = await TablesAsync();

        var import = await CommitAsync(list);
        Assert.Equal((1, 1), (import.Counts.New, import.Counts.Changed));
        Assert.Contains("registry.person", (await TablesAsync()).Except(before).Select(table => table.Key));
        await using (var session = await registry.SignInAsync(Role.Hr))
        {
            await PastImport.UndoAsync(session, import.Id!.Value, CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        Assert.Empty((await TablesAsync()).Except(before).Select(table => table.Key));
    }

    private async Task<CommittedImport> CommitAsync(string list)
    {
        new CitizenIdKeyFile(folder).Write(new byte[32]);
        using var citizenIds = new CitizenIdLookup(folder, registry.Database);
        await using var session = await registry.SignInAsync(Role.Hr);
        var options = new ImportOptions(Today) { Agencies = await AgencyDirectory.ReadAsync(session.Connection, Today, CancellationToken.None) };
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(list));
        var source = await ImportSource.ReadAsync("list.csv", file, CancellationToken.None);
        using var sheet = ImportSheet.Open(file, ImportVocabulary.Read(Repository.Path("db", "reference")), options);
        var committed = await new ListImport(session, citizenIds).CommitAsync(sheet, source, ImportMode.InsertOrUpdate, null, null, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
        return committed;
    }

    // Their names with the checksums of their files. A corrected record's "version" counts its changes, the undoing among them; counts are summed up first, as the
    // server does every hour: until then they are kept as what was added and taken away.
    private async Task<SortedDictionary<string, string>> TablesAsync()
    {
        await using (var sum = registry.Database.Owner.CreateCommand("SELECT registry.sum_up_headcounts(0)"))
            await sum.ExecuteNonQueryAsync();
        await using var snapshot = await RegistrySnapshot.OpenAsync(registry.Database, CancellationToken.None);
        var tables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in snapshot.Tables.Where(table => !OnlyAddedTo.Contains($"{table.Schema}.{table.Name}")))
        {
            // Without a key rows are in the order of their text.
            var compared = table with { Columns = [.. table.Columns.Where(column => column != "version")] };
            var content = await TableText.ReadAsync(snapshot.Connection, compared, null, null, CancellationToken.None, TableForm.Csv);
            tables.Add($"{table.Schema}.{table.Name}", content.Checksum);
        }

        return tables;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Data.Reference;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.People;
using TalentRegistry.Testing;

namespace TalentRegistry.Benchmarks;

/// <summary>
/// An officer's list of 100,000 people as .csv, into a registry of as many others, as the server does it: previewed, committed, committed again, taken
/// back. The bar is 20 seconds for checking and committing.
/// </summary>
public static class ImportBenchmark
{
    public static async Task RunAsync(int people, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("talentregistry-importing-").FullName;
        try
        {
            await using var cluster = await EmbeddedPostgres.StartAsync(directory, durable: true, cancellationToken);
            await using var database = new RegistryDatabase(cluster.ConnectionString);
            await Migrator.ApplyAsync(database.Owner, Migrator.Read(Repository.Path("db", "migrations")), cancellationToken);
            await ReferenceLoader.LoadAsync(database, Repository.Path("db", "reference"), cancellationToken);
            using var protector = await CitizenIdProtector.OpenAsync(directory, database, cancellationToken);
            var content = (await SyntheticRegistry.ForAsync(database)).Content(people);
            await new BulkLoader(database, protector).LoadAsync(content, null, cancellationToken);
            var accounts = new Accounts(database);
            var officer = await accounts.CreateAsync("officer", "Officer", Role.Hr, Guid.NewGuid().ToString(), cancellationToken);
            await accounts.ScopeAsync(officer.Id, content.Agencies[0].Id, null, cancellationToken);

            using var citizenIds = new CitizenIdLookup(directory, database);
            var run = new Run(database, citizenIds, officer, Encoding.UTF8.GetBytes(ListOf(people, content.Agencies[0].Code)));
            await run.TimeAsync("preview", commits: false, cancellationToken);
            var import = await run.TimeAsync("check and commit", commits: true, cancellationToken);
            await run.TimeAsync("the same file again", commits: true, cancellationToken);
            var clock = Stopwatch.StartNew();
            await using var session = await run.SignInAsync(cancellationToken);
            await PastImport.UndoAsync(session, import!.Value, cancellationToken);
            await session.CommitAsync(cancellationToken);
            Console.WriteLine($"undo: {clock.Elapsed.TotalSeconds:N1} s");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static string ListOf(int people, string agency)
    {
        var text = new StringBuilder("Họ và tên;Ngày sinh;Giới tính;Dân tộc;Số CCCD;Đơn vị;Trình độ;Chuyên ngành;Năm tốt nghiệp;Chức vụ;Nghề nghiệp;Loại hợp đồng;Từ ngày\n");
        for (var i = 0; i < people; i++)
        {
            var born = new DateOnly(1965, 1, 1).AddDays(i % 8_000);
            var sex = i % 2 == 0 ? Sex.Male : Sex.Female;
            text.Append(CultureInfo.InvariantCulture, $"NGUYỄN {(i % 2 == 0 ? "VĂN" : "THỊ")} {(char)('A' + i % 26)}{(char)('a' + i / 26 % 26)}NH;{born:dd/MM/yyyy};{(i % 2 == 0 ? "Nam" : "Nữ")};Thái;")
                .Append(CultureInfo.InvariantCulture, $"{CitizenId.Compose("095", sex, born.Year, 500_000 + i % 400_000)};{agency};Đại học;Kế toán;{born.Year + 23};Chuyên viên;Kế toán;Viên chức;01/09/{born.Year + 24}\n");
        }

        return text.ToString();
    }

    private sealed class Run(RegistryDatabase database, CitizenIdLookup citizenIds, Account officer, byte[] file)
    {
        public Task<RegistrySession> SignInAsync(CancellationToken cancellationToken) =>
            database.OpenSessionAsync(new Caller(officer.Id, Role.Hr, "benchmark", "import"), cancellationToken);

        public async Task<Guid?> TimeAsync(string what, bool commits, CancellationToken cancellationToken)
        {
            var clock = Stopwatch.StartNew();
            var today = VietnamTime.Today(TimeProvider.System);
            await using var session = await SignInAsync(cancellationToken);
            var agencies = await AgencyDirectory.ReadAsync(session.Connection, today, cancellationToken);
            using var sheet = ImportSheet.Open(
                new MemoryStream(file), ImportVocabulary.Read(Repository.Path("db", "reference")), new ImportOptions(today) { Agencies = agencies });
            var import = new ListImport(session, citizenIds);
            var source = await ImportSource.ReadAsync("list.csv", new MemoryStream(file), cancellationToken);
            var (id, counts) = commits
                ? await import.CommitAsync(sheet, source, ImportMode.InsertOrUpdate, null, null, cancellationToken)
                : new CommittedImport(null, await import.PreviewAsync(sheet, ImportMode.InsertOrUpdate, null, null, cancellationToken));
            if (commits)
                await session.CommitAsync(cancellationToken);
            Console.WriteLine($"{what}: {clock.Elapsed.TotalSeconds:N1} s; {counts}");
            return id;
        }
    }
}

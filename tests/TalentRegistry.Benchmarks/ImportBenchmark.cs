using System.Diagnostics;
using System.Globalization;
using System.Text;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.History;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Data.Reference;
using TalentRegistry.Data.Work;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.People;
using TalentRegistry.Testing;

namespace TalentRegistry.Benchmarks;

/// <summary>
/// An officer's list of 100,000 people as .csv, into a registry of as many others, as the server does it: previewed, committed as it was checked then, taken
/// back; checked and committed at once, committed again, taken back. The people are of all agencies, kinds of work and fields, as a province's list is, or of one: how many counts a
/// list touches is what most of the difference comes from. The bar is 20 seconds for checking and committing, with memory that does not grow with the list.
/// </summary>
public static class ImportBenchmark
{
    private static readonly string[] Levels = ["Trung cấp", "Cao đẳng", "Đại học", "Đại học", "Đại học", "Đại học"];

    public static async Task RunAsync(int people, int others, bool ofOneAgency, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("talentregistry-importing-").FullName;
        try
        {
            await using var cluster = await EmbeddedPostgres.StartAsync(directory, durable: true, cancellationToken);
            await using var database = new RegistryDatabase(cluster.ConnectionString);
            await Migrator.ApplyAsync(database.Owner, Migrator.Read(Repository.Path("db", "migrations")), cancellationToken);
            await ReferenceLoader.LoadAsync(database, Repository.Path("db", "reference"), cancellationToken);
            using var protector = await CitizenIdProtector.OpenAsync(directory, database, cancellationToken);
            var content = (await SyntheticRegistry.ForAsync(database)).Content(others);
            await new BulkLoader(database, protector).LoadAsync(content, null, cancellationToken);
            await CountYearsAsync(database, cancellationToken);
            var accounts = new Accounts(database);
            var officer = await accounts.CreateAsync("officer", "Officer", Role.Hr, Guid.NewGuid().ToString(), cancellationToken);
            foreach (var agency in content.Agencies.Where(agency => agency.ParentId is null))
                await accounts.ScopeAsync(officer.Id, agency.Id, null, cancellationToken);
            List<string> work = ["Kế toán"], fields = ["Kế toán"], codes = [content.Agencies[0].Code];
            if (!ofOneAgency)
            {
                work = await NamesAsync(database, "SELECT name_vi FROM reference.profession ORDER BY code", cancellationToken);
                fields = await NamesAsync(database, "SELECT name_vi FROM reference.field_of_study WHERE parent_code IS NOT NULL ORDER BY code", cancellationToken);
                codes = [.. content.Agencies.Select(agency => agency.Code)];
            }


            using var citizenIds = new CitizenIdLookup(directory, database);
            var list = Path.Combine(directory, "list.csv");
            WriteList(list, people, codes, work, fields);
            var run = new Run(database, citizenIds, officer, list);
            Console.WriteLine($"{people:N0} people in {new FileInfo(list).Length / 1e6:N1} MB, beside {others:N0} others");
            // What only a first run takes, compiling for one, is not to be taken for what a list takes.
            WriteList(run.File = Path.Combine(directory, "short.csv"), 100, codes, work, fields);
            await run.TimeAsync("preview of 100", commits: false, cancellationToken);
            run.File = list;
            await run.TimeAsync("preview", commits: false, cancellationToken);
            var checkedBefore = await run.CommitCheckedAsync(cancellationToken);
            await run.UndoAsync(checkedBefore!.Value, cancellationToken);
            await CountYearsAsync(database, cancellationToken);
            var import = await run.TimeAsync("check and commit", commits: true, cancellationToken);
            await CountYearsAsync(database, cancellationToken);
            await run.TimeAsync("the same file again", commits: true, cancellationToken);
            await run.UndoAsync(import!.Value, cancellationToken);
            var proof = Stopwatch.StartNew();
            var report = await HistoryChain.VerifyAsync(database, null, null, cancellationToken);
            Console.WriteLine($"history verify: {proof.Elapsed.TotalSeconds:N1} s; {report.Head.Position:N0} changes, {report.Faults.Count} faults");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    // As a running server does: what a list takes depends on how many years are counted.
    private static async Task CountYearsAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var years = await HeadcountUpkeep.UncountedYearsAsync(database, VietnamTime.Today(TimeProvider.System).Year + 1, cancellationToken);
        var longest = TimeSpan.Zero;
        foreach (var year in years)
        {
            var begun = clock.Elapsed;
            await HeadcountUpkeep.CountYearAsync(database, year, cancellationToken);
            longest = clock.Elapsed - begun > longest ? clock.Elapsed - begun : longest;
        }

        Console.WriteLine($"{years.Count} years counted: {clock.Elapsed.TotalSeconds:N1} s, {longest.TotalSeconds:N2} s at most for one");
    }

    private static async Task<List<string>> NamesAsync(RegistryDatabase database, string sql, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await using var command = database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            names.Add(reader.GetString(0));
        return names;
    }

    // Thirty people to an agency, with three kinds of work and three fields in each.
    private static void WriteList(string file, int people, IReadOnlyList<string> agencies, IReadOnlyList<string> work, IReadOnlyList<string> fields)
    {
        var random = new Random(1);
        using var text = new StreamWriter(file, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        text.WriteLine("Họ và tên;Ngày sinh;Giới tính;Dân tộc;Số CCCD;Đơn vị;Trình độ;Chuyên ngành;Năm tốt nghiệp;Chức vụ;Nghề nghiệp;Loại hợp đồng;Từ ngày");
        for (var i = 0; i < people; i++)
        {
            // Nobody is past retirement age, which would be asked about.
            var born = new DateOnly(1974, 1, 1).AddDays(i % 8_000);
            var sex = i % 2 == 0 ? Sex.Male : Sex.Female;
            text.Write(string.Create(CultureInfo.InvariantCulture, $"NGUYỄN {(i % 2 == 0 ? "VĂN" : "THỊ")} {(char)('A' + i % 26)}{(char)('a' + i / 26 % 26)}NH;{born:dd/MM/yyyy};{(i % 2 == 0 ? "Nam" : "Nữ")};Thái;"));
            var agency = i * 7 % agencies.Count;
            var (graduated, hired) = (born.Year + 21 + random.Next(4), born.Year + 22 + random.Next(6));
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{CitizenId.Compose("095", sex, born.Year, 500_000 + i % 400_000)};{agencies[agency]};{Levels[random.Next(Levels.Length)]};{fields[(agency + random.Next(3)) % fields.Count]};{graduated};Chuyên viên;{work[(agency + random.Next(3)) % work.Count]};Viên chức;{1 + random.Next(28):00}/{1 + random.Next(12):00}/{hired}"));
        }
    }

    private sealed class Run(RegistryDatabase database, CitizenIdLookup citizenIds, Account officer, string file)
    {
        public string File { get; set; } = file;

        private string Kept => $"{File}.checked";

        public async Task<Guid?> TimeAsync(string what, bool commits, CancellationToken cancellationToken)
        {
            await using var session = await SignInAsync(cancellationToken);
            await using var watch = await WatchAsync(session, cancellationToken);
            var stages = new Stages();
            var ground = await CheckGround.TakeAsync(session, File, cancellationToken);
            var today = VietnamTime.Today(TimeProvider.System);
            var agencies = await AgencyDirectory.ReadAsync(session.Connection, today, cancellationToken);
            using var sheet = ImportSheet.Open(
                System.IO.File.OpenRead(File), ImportVocabulary.Read(Repository.Path("db", "reference")), new ImportOptions(today) { Agencies = agencies });
            var import = new ListImport(session, citizenIds);
            await using var hashed = System.IO.File.OpenRead(File);
            var source = await ImportSource.ReadAsync("list.csv", hashed, cancellationToken);
            var (id, counts) = commits
                ? await import.CommitAsync(sheet, source, ImportMode.InsertOrUpdate, null, stages, cancellationToken)
                : new CommittedImport(null, await import.PreviewAsync(sheet, ImportMode.InsertOrUpdate, null, stages, cancellationToken));
            if (!commits)
            {
                await using var kept = System.IO.File.Create(Kept);
                await import.KeepCheckAsync(kept, ground, counts, cancellationToken);
            }

            await session.CommitAsync(cancellationToken);
            Console.WriteLine($"{what}: {stages.Tell()}; {Tell(watch)}; {counts}");
            return id;
        }

        public async Task<Guid?> CommitCheckedAsync(CancellationToken cancellationToken)
        {
            await using var session = await SignInAsync(cancellationToken);
            await using var watch = await WatchAsync(session, cancellationToken);
            var stages = new Stages();
            await using var hashed = System.IO.File.OpenRead(File);
            var source = await ImportSource.ReadAsync("list.csv", hashed, cancellationToken);
            await using var kept = System.IO.File.OpenRead(Kept);
            var committed = await new ListImport(session, citizenIds).CommitCheckedAsync(
                kept, await CheckGround.TakeAsync(session, File, cancellationToken), source, ImportMode.InsertOrUpdate, stages, cancellationToken);
            await session.CommitAsync(cancellationToken);
            Console.WriteLine($"commit after the preview ({kept.Length / 1e6:N1} MB kept): {stages.Tell()}; {Tell(watch)}; {committed?.Counts}");
            return committed?.Id;
        }

        public async Task UndoAsync(Guid import, CancellationToken cancellationToken)
        {
            await using var session = await SignInAsync(cancellationToken);
            await using var watch = await WatchAsync(session, cancellationToken);
            var stages = new Stages();
            await PastImport.UndoAsync(session, import, cancellationToken);
            await session.CommitAsync(cancellationToken);
            Console.WriteLine($"undo: {stages.Tell()}; {Tell(watch)}");
        }

        private Task<RegistrySession> SignInAsync(CancellationToken cancellationToken) =>
            database.OpenSessionAsync(new Caller(officer.Id, Role.Hr, "benchmark", "import"), cancellationToken);

        private static async Task<MemoryWatch> WatchAsync(RegistrySession session, CancellationToken cancellationToken)
        {
            await using var command = session.Command("SELECT pg_backend_pid()");
            var postgres = (int)(await command.ExecuteScalarAsync(cancellationToken))!;
            GC.Collect();
            return new MemoryWatch(postgres);
        }

        private static string Tell(MemoryWatch watch)
        {
            var (own, postgres) = watch.Processor();
            return $"processor {own:N1} s, PostgreSQL's {postgres:N1} s; working set {watch.WorkingSet:N0} MiB, heap {watch.Heap:N0} MiB, PostgreSQL's process {watch.Postgres:N0} MiB";
        }
    }

    private sealed class Stages : IProgress<WorkStep>
    {
        private readonly Stopwatch clock = Stopwatch.StartNew();
        private readonly List<(string Stage, TimeSpan Begun)> begun = [];

        public void Report(WorkStep value)
        {
            if (begun.Count == 0 || begun[^1].Stage != value.Stage)
                begun.Add((value.Stage, clock.Elapsed));
        }

        public string Tell()
        {
            var ended = clock.Elapsed;
            var stages = begun.Select((stage, i) => $"{stage.Stage} {((i + 1 < begun.Count ? begun[i + 1].Begun : ended) - stage.Begun).TotalSeconds:N1}");
            return $"{ended.TotalSeconds:N1} s ({string.Join(", ", stages)})";
        }
    }
}

using System.Globalization;
using System.Text;
using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.People;
using TalentRegistry.Testing;

namespace TalentRegistry.EndToEnd.Kills;

/// <summary>An officer who commits one list of new people after another, each with a degree and a posting; a list is sent again until it is acknowledged.</summary>
internal sealed class ImportingOfficer(Guid account, string agency, MortalRegistry registry)
{
    /// <summary>People of each list.</summary>
    public const int Rows = 25;

    private const string Header = "Họ và tên;Ngày sinh;Giới tính;Dân tộc;Số CCCD;Mã cán bộ;Đơn vị;Trình độ;Chuyên ngành;Năm tốt nghiệp;Chức vụ;Nghề nghiệp;Loại hợp đồng;Từ ngày\n";
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly ImportVocabulary Vocabulary = ImportVocabulary.Read(Repository.Path("db", "reference"));
    private volatile int _acknowledged;

    /// <summary>Lists that were acknowledged, from the first.</summary>
    public int Acknowledged => _acknowledged;

    /// <summary>Name of a list's file.</summary>
    public static string FileOf(string list) => $"{list}.csv";

    /// <summary>A list as a department writes it, with staff codes that begin with its name.</summary>
    public string TextOf(string list, int number)
    {
        var text = new StringBuilder(Header);
        for (var row = 0; row < Rows; row++)
        {
            var id = CitizenId.Compose("011", Sex.Female, 1990, 600_000 + (number * Rows) + row);
            text.AppendLine(CultureInfo.InvariantCulture, $"Quàng Thị Nhập;{row + 1:00}/03/1990;Nữ;Thái;{id};{list}-{row};{agency};Đại học;Y khoa;2014;Bác sĩ;Bác sĩ;Viên chức;01/09/2015");
        }

        return text.ToString();
    }

    /// <summary>Imports until told to stop; the list on its way then is brought to its end.</summary>
    public async Task ImportAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var list = string.Create(CultureInfo.InvariantCulture, $"I{_acknowledged}");
            while (!await CommitAsync(list, _acknowledged))
                await Task.Delay(25, CancellationToken.None);
            _acknowledged++;
        }
    }

    private async Task<bool> CommitAsync(string list, int number)
    {
        if (!registry.IsUp)
            return false;

        var database = registry.Database;
        try
        {
            using var citizenIds = new CitizenIdLookup(registry.Data.FullName, database);
            await using var session = await database.OpenSessionAsync(new Caller(account, Role.Hr, "test", "import"), CancellationToken.None);
            var options = new ImportOptions(Today) { Agencies = await AgencyDirectory.ReadAsync(session.Connection, Today, CancellationToken.None) };
            using var file = new MemoryStream(Encoding.UTF8.GetBytes(TextOf(list, number)));
            var source = await ImportSource.ReadAsync(FileOf(list), file, CancellationToken.None);
            using var sheet = ImportSheet.Open(file, Vocabulary, options);
            var committed = await new ListImport(session, citizenIds).CommitAsync(sheet, source, ImportMode.InsertOrUpdate, null, null, CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
            // All of them are new, or a commit whose answer was lost has brought all of them.
            Assert.True(committed.Counts is { New: Rows } or { Unchanged: Rows }, $"{list}: {committed.Counts}");
            return true;
        }
        catch (Exception lost) when (lost is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException } or ObjectDisposedException or IOException)
        {
            return false;
        }
    }
}

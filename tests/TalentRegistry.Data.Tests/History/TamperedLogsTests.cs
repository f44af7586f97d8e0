using TalentRegistry.Data.Access;
using TalentRegistry.Data.History;
using TalentRegistry.Domain.Access;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.History;

/// <summary>What the owner of the database does to the log of reads and to the audit log behind their backs. Each has twelve entries: 1 to 5 in a link, 6 to 12 in the next.</summary>
public sealed class TamperedLogsTests : IAsyncLifetime
{
    private readonly TestDatabase fresh = new();

    public static TheoryData<string, string, ChainFaultKind, long?> Tamperings
    {
        get
        {
            var data = new TheoryData<string, string, ChainFaultKind, long?>();
            foreach (var log in new[] { "read_log", "audit_event" })
            {
                data.Add(log, $"UPDATE access.{log} SET door = 'forged' WHERE id = 3", ChainFaultKind.ChangeRewritten, 3);
                data.Add(log, $"UPDATE access.{log} SET at = at - interval '1 microsecond' WHERE id = 8", ChainFaultKind.ChangeRewritten, 8);
                data.Add(log, $"UPDATE access.{log} SET account_id = gen_random_uuid() WHERE id = 12", ChainFaultKind.ChangeRewritten, 12);
                data.Add(log, $"DELETE FROM access.{log} WHERE id = 7", ChainFaultKind.ChangeMissing, 7);
                data.Add(log, $"DELETE FROM access.{log} WHERE id <= 5; DELETE FROM access.log_link WHERE log = '{log}' AND position = 5", ChainFaultKind.LinkMissing, 1);
                data.Add(log, $"DELETE FROM access.log_link WHERE log = '{log}' AND position = 12", ChainFaultKind.ChangeOutsideChain, null);
                data.Add(log, $"UPDATE access.log_link SET hash = sha256('x') WHERE log = '{log}' AND position = 5", ChainFaultKind.LinkRewritten, 5);
                data.Add(log, $"UPDATE access.log_link SET entries = entries[1:2], digests = digests[1:2], position = 2 WHERE log = '{log}' AND position = 5; DELETE FROM access.{log} WHERE id IN (3, 4, 5)", ChainFaultKind.LinkRewritten, 2);
            }

            data.Add("read_log", "UPDATE access.read_log SET person_ids = '{}' WHERE id = 4", ChainFaultKind.ChangeRewritten, 4);
            data.Add("read_log", "INSERT INTO access.read_log (account_id, role, door, purpose, person_ids) VALUES (gen_random_uuid(), 'hr', 'x', 'x', '{}')", ChainFaultKind.ChangeOutsideChain, null);
            data.Add("audit_event", "UPDATE access.audit_event SET details = '{\"rows\": \"1\"}' WHERE id = 4", ChainFaultKind.ChangeRewritten, 4);
            data.Add("audit_event", "UPDATE access.audit_event SET address = NULL WHERE id = 4", ChainFaultKind.ChangeRewritten, 4);
            return data;
        }
    }

    public async Task InitializeAsync()
    {
        await fresh.InitializeAsync();
        await AddAsync(5);
        await AddAsync(7);
    }

    public Task DisposeAsync() => fresh.DisposeAsync();

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task Tampering_shows_where_it_happened(string log, string tampering, ChainFaultKind kind, long? position)
    {
        var chain = Chain(log);
        Assert.Empty((await VerifyAsync(chain)).Faults);
        await BehindItsBackAsync(log, tampering);

        var report = await VerifyAsync(chain);

        Assert.Equal((kind, position), (report.Faults[0].Kind, report.Faults[0].Position));
        foreach (var other in ChainedLog.All.Where(other => other != chain))
            Assert.Empty((await VerifyAsync(other)).Faults);
    }

    [Fact]
    public async Task What_waits_is_no_fault_and_is_sealed_once()
    {
        await fresh.Database.LogReadAsync(new Caller(Guid.NewGuid(), Role.Hr, "x", "y"), [Guid.NewGuid()], CancellationToken.None);

        var waiting = await VerifyAsync(ChainedLog.Reads);
        Assert.Equal(1, await HistoryChain.SealLogsAsync(fresh.Database, CancellationToken.None));
        Assert.Equal(0, await HistoryChain.SealLogsAsync(fresh.Database, CancellationToken.None));

        Assert.Empty(waiting.Faults);
        Assert.Equal((12, 1), (waiting.Head.Position, waiting.Unchained));
        Assert.Equal((13, 0), ((await VerifyAsync(ChainedLog.Reads)).Head.Position, (await VerifyAsync(ChainedLog.Reads)).Unchained));
    }

    [Theory]
    [InlineData("read_log")]
    [InlineData("audit_event")]
    public async Task The_newest_links_are_verified_from_a_noted_head_some_at_a_time(string log)
    {
        var first = await NewestAsync(log, ChainHead.Empty, 1);
        var rest = await NewestAsync(log, first.Head, 100);
        Assert.Equal((5, 12), (first.Head.Position, rest.Head.Position));
        Assert.Empty(rest.Faults);

        await BehindItsBackAsync(log, $"UPDATE access.{log} SET door = 'forged' WHERE id = 9");
        Assert.Equal(ChainFaultKind.ChangeRewritten, (await NewestAsync(log, first.Head, 100)).Faults[0].Kind);
    }

    [Theory]
    [InlineData("read_log")]
    [InlineData("audit_event")]
    public async Task An_end_that_was_cut_off_shows_against_the_noted_head(string log)
    {
        var noted = (await VerifyAsync(Chain(log))).Head;
        await BehindItsBackAsync(log, $"DELETE FROM access.{log} WHERE id > 5; DELETE FROM access.log_link WHERE log = '{log}' AND position = 12");

        Assert.Empty((await VerifyAsync(Chain(log))).Faults);
        Assert.Equal([new ChainFault(ChainFaultKind.HeadLost, 12, null)], (await NewestAsync(log, noted, 100)).Faults);
    }

    private static ChainedLog Chain(string log) => log == "read_log" ? ChainedLog.Reads : ChainedLog.Events;

    private Task<ChainReport> VerifyAsync(ChainedLog chain) => HistoryChain.VerifyAsync(fresh.Database, chain, null, null, CancellationToken.None);

    private Task<ChainReport> NewestAsync(string log, ChainHead from, int most) => HistoryChain.VerifyNewestAsync(fresh.Database, Chain(log), from, most, CancellationToken.None);

    private async Task AddAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await fresh.Database.LogReadAsync(new Caller(Guid.NewGuid(), Role.Hr, "cửa", "“xem”"), [Guid.NewGuid(), Guid.NewGuid()], CancellationToken.None);
            await new AuditLog(fresh.Database).WriteAsync(
                new AuditEvent(AuditKind.Export, Guid.NewGuid(), "page /people", "127.0.0.1", i % 2 == 0 ? null : "people", new Dictionary<string, string> { ["rows"] = $"{i}", ["b"] = "“ữ”" }), CancellationToken.None);
        }

        Assert.Equal(2 * count, await HistoryChain.SealLogsAsync(fresh.Database, CancellationToken.None));
    }

    private async Task BehindItsBackAsync(string log, string sql)
    {
        await using var command = fresh.Database.Owner.CreateCommand(
            $"""
            ALTER TABLE access.{log} DISABLE TRIGGER USER; ALTER TABLE access.log_link DISABLE TRIGGER USER;
            {sql};
            ALTER TABLE access.{log} ENABLE TRIGGER USER; ALTER TABLE access.log_link ENABLE TRIGGER USER
            """);
        await command.ExecuteNonQueryAsync();
    }
}

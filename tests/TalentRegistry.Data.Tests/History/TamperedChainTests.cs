using Npgsql;
using TalentRegistry.Data.History;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.History;

/// <summary>What the owner of the database, who may switch everything off, does to the history behind its back.</summary>
public sealed class TamperedChainTests : IAsyncLifetime
{
    private readonly ReferenceDatabase fresh = new();

    private RegistryDatabase Database => fresh.Database;

    public static TheoryData<string, ChainFaultKind, long?> Tamperings => new()
    {
        { "UPDATE history.change SET after = jsonb_set(after, '{name}', '\"Khác\"') WHERE id = 3", ChainFaultKind.ChangeRewritten, 3 },
        { "UPDATE history.change SET at = at - interval '1 microsecond' WHERE id = 3", ChainFaultKind.ChangeRewritten, 3 },
        { "UPDATE history.change SET account_id = gen_random_uuid() WHERE id = 2", ChainFaultKind.ChangeRewritten, 2 },
        { "UPDATE history.change SET door = 'a', why = NULL WHERE id = 2", ChainFaultKind.ChangeRewritten, 2 },
        { "DELETE FROM history.link WHERE position = 4; DELETE FROM history.change WHERE id = 4", ChainFaultKind.LinkMissing, 4 },
        { "DELETE FROM history.link WHERE position = 4", ChainFaultKind.LinkMissing, 4 },
        { "ALTER TABLE history.link DROP CONSTRAINT link_change_id_fkey; DELETE FROM history.change WHERE id = 5", ChainFaultKind.ChangeMissing, 5 },
        { "UPDATE history.link SET hash = sha256('x') WHERE position = 2", ChainFaultKind.ChangeRewritten, 2 },
        { "INSERT INTO history.change (operation, kind, after) VALUES ('forged', 'load', '{}')", ChainFaultKind.ChangeOutsideChain, null },
        // A change is rewritten and its link sealed anew: the next link gives it away.
        {
            """
            UPDATE history.change SET why = 'forged' WHERE id = 3;
            UPDATE history.link l SET hash = sha256(l.previous || convert_to(history.part(l.position::text) || history.text_of(c), 'UTF8')) FROM history.change c WHERE c.id = l.change_id AND c.id = 3
            """, ChainFaultKind.LinkRewritten, 4
        },
    };

    public async Task InitializeAsync()
    {
        await fresh.InitializeAsync();
        for (var i = 1; i <= 6; i++)
        {
            await ExecuteAsync(
                $"INSERT INTO registry.agency (id, code, name, kind, sector_code, ownership, valid_from) SELECT gen_random_uuid(), 'A{i}', 'Cơ quan {i}', 'office', code, 'state', DATE '2000-01-01' FROM reference.sector LIMIT 1");
        }
    }

    public Task DisposeAsync() => fresh.DisposeAsync();

    [Fact]
    public async Task An_honest_history_holds_and_goes_through_its_earlier_heads()
    {
        var first = await VerifyAsync(null);
        await ExecuteAsync("UPDATE registry.agency SET name = 'Cơ quan “đổi tên”' WHERE code = 'A1'");
        var second = await VerifyAsync(first.Head);

        Assert.Empty(first.Faults);
        Assert.Empty(second.Faults);
        Assert.Equal((6, 7), (first.Head.Position, second.Head.Position));
        Assert.Equal(first.Head, ChainHead.Parse(first.Head.ToString()));
    }

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task Tampering_shows_where_it_happened(string tampering, ChainFaultKind kind, long? position)
    {
        await BehindItsBackAsync(tampering);

        var report = await VerifyAsync(null);

        Assert.Equal((kind, position), (report.Faults[0].Kind, report.Faults[0].Position));
        if (position is { } at)
            Assert.Equal(at - 1, report.Head.Position);
    }

    [Theory]
    [InlineData("DELETE FROM history.link WHERE position >= 5; DELETE FROM history.change WHERE id >= 5")]
    [InlineData("TRUNCATE history.change, history.link, history.unchained")]
    public async Task An_end_that_was_cut_off_shows_against_a_head_that_was_noted(string tampering)
    {
        var noted = (await VerifyAsync(null)).Head;
        await BehindItsBackAsync(tampering);

        Assert.Empty((await VerifyAsync(null)).Faults);
        Assert.Equal([new ChainFault(ChainFaultKind.HeadLost, 6, null)], (await VerifyAsync(noted)).Faults);
    }

    [Theory]
    [InlineData("UPDATE history.change SET why = 'x'")]
    [InlineData("DELETE FROM history.change")]
    [InlineData("TRUNCATE history.change CASCADE")]
    [InlineData("UPDATE history.link SET position = position + 1")]
    [InlineData("DELETE FROM history.link")]
    public async Task The_owner_too_is_refused_while_nothing_is_switched_off(string rewriting)
    {
        Assert.Equal("the history is only added to", (await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(rewriting))).MessageText);
    }

    [Theory]
    [InlineData("12")]
    [InlineData("0:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("7:abc")]
    public void What_is_no_head_is_refused(string text) => Assert.Throws<OperatorException>(() => ChainHead.Parse(text));

    private Task BehindItsBackAsync(string sql) => ExecuteAsync(
        $"""
        ALTER TABLE history.change DISABLE TRIGGER USER; ALTER TABLE history.link DISABLE TRIGGER USER;
        {sql};
        ALTER TABLE history.change ENABLE TRIGGER USER; ALTER TABLE history.link ENABLE TRIGGER USER
        """);

    private Task<ChainReport> VerifyAsync(ChainHead? known) => HistoryChain.VerifyAsync(Database, known, null, CancellationToken.None);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

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
        { "DELETE FROM history.change WHERE id = 5", ChainFaultKind.ChangeMissing, 5 },
        { "UPDATE history.link SET hash = sha256('x') WHERE position = 2", ChainFaultKind.LinkRewritten, 2 },
        { "UPDATE history.link SET digests = ARRAY[sha256('x')] WHERE position = 2", ChainFaultKind.ChangeRewritten, 2 },
        { "INSERT INTO history.change (operation, kind, after) VALUES ('forged', 'load', '{}')", ChainFaultKind.ChangeOutsideChain, null },
        // A change is rewritten and its link sealed anew: the next link gives it away.
        {
            """
            UPDATE history.change SET why = 'forged' WHERE id = 3;
            UPDATE history.link l SET digests = ARRAY[history.digest_of(c)], hash = sha256(l.previous || int8send(l.position) || history.digest_of(c)) FROM history.change c WHERE l.position = 3 AND c.id = 3
            """, ChainFaultKind.LinkRewritten, 4
        },
        // Two of them change places.
        {
            """
            UPDATE history.link l SET changes = o.changes, digests = o.digests FROM history.link o WHERE l.position = ANY ('{2,3}') AND o.position = 5 - l.position
            """, ChainFaultKind.LinkRewritten, 2
        },
    };

    /// <summary>A seventh link seals the changes 7 to 106, each from 1 on in it.</summary>
    public static TheoryData<string, ChainFaultKind, long?> TamperingsOfMany => new()
    {
        { "UPDATE history.change SET why = 'forged' WHERE id = 50", ChainFaultKind.ChangeRewritten, 50 },
        { "UPDATE history.change SET after = jsonb_set(after, '{name}', '\"Khác\"') WHERE id = 106", ChainFaultKind.ChangeRewritten, 106 },
        { "DELETE FROM history.change WHERE id = 7", ChainFaultKind.ChangeMissing, 7 },
        { "DELETE FROM history.link WHERE position = 106", ChainFaultKind.ChangeOutsideChain, null },
        { "UPDATE history.link SET changes = changes[1:50] || changes[52:], digests = digests[1:50] || digests[52:] WHERE position = 106; DELETE FROM history.change WHERE id = 57", ChainFaultKind.LinkMissing, 7 },
        { "UPDATE history.link SET changes = changes[1:99], digests = digests[1:99], position = 105 WHERE position = 106", ChainFaultKind.LinkRewritten, 105 },
        { "UPDATE history.link SET changes = changes[1:50] || changes[52] || changes[51] || changes[53:] WHERE position = 106", ChainFaultKind.ChangeRewritten, 57 },
        {
            "UPDATE history.link SET changes = changes[1:50] || changes[52] || changes[51] || changes[53:], digests = digests[1:50] || digests[52] || digests[51] || digests[53:] WHERE position = 106",
            ChainFaultKind.LinkRewritten, 106
        },
        { "UPDATE history.link SET digests = digests[1:99] WHERE position = 106", ChainFaultKind.LinkRewritten, 106 },
        {
            """
            INSERT INTO history.change (operation, kind, after) VALUES ('forged', 'load', '{}');
            UPDATE history.link l SET changes = changes || c.id, digests = digests || history.digest_of(c), position = position + 1 FROM history.change c WHERE position = 106 AND c.operation = 'forged'
            """, ChainFaultKind.LinkRewritten, 107
        },
        // One is rewritten and its link sealed anew, all of it: the next link gives it away.
        {
            """
            UPDATE history.change SET why = 'forged' WHERE id = 50;
            UPDATE history.link l SET digests = (SELECT array_agg(history.digest_of(c) ORDER BY c.id) FROM history.change c WHERE c.id = ANY (l.changes)) WHERE position = 106;
            UPDATE history.link l SET hash = sha256(l.previous || int8send(l.position) || (SELECT string_agg(d, ''::bytea) FROM unnest(l.digests) d)) WHERE position = 106;
            INSERT INTO history.link (position, previous, hash, changes, digests) SELECT 107, sha256('honest'), sha256('x'), ARRAY[106], ARRAY[sha256('x')]
            """, ChainFaultKind.LinkRewritten, 107
        },
    };

    /// <summary>Links as they were made before migration 33.</summary>
    public static TheoryData<string, ChainFaultKind, long?> TamperingsOfOldLinks => new()
    {
        { "UPDATE history.change SET why = 'forged' WHERE id = 3", ChainFaultKind.ChangeRewritten, 3 },
        { "UPDATE history.link SET hash = sha256('x') WHERE position = 2", ChainFaultKind.ChangeRewritten, 2 },
        { "DELETE FROM history.link WHERE position = 4; DELETE FROM history.change WHERE id = 4", ChainFaultKind.LinkMissing, 4 },
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

    [Theory]
    [InlineData("SELECT 1", null)]
    [InlineData("UPDATE history.change SET address = NULL WHERE id = 7", 7L)]
    [InlineData("UPDATE history.change SET address = '10.0.0.9' WHERE id = 7", 7L)]
    [InlineData("UPDATE history.change SET address = '10.0.0.9' WHERE id = 3", 3L)]
    public async Task An_address_is_sealed_with_its_change_and_so_is_that_there_was_none(string tampering, long? found)
    {
        await ExecuteAsync("SET history.address = '10.0.0.7'; UPDATE registry.agency SET name = 'Cơ quan khác' WHERE code = 'A1'; RESET history.address");
        await BehindItsBackAsync(tampering);

        var report = await VerifyAsync(null);

        Assert.Equal(found, report.Faults is [var fault, ..] ? fault.ChangeId : null);
        Assert.DoesNotContain(report.Faults, each => each.Kind != ChainFaultKind.ChangeRewritten);
    }

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

    [Fact]
    public async Task What_one_statement_changes_is_sealed_a_thousand_at_a_time_and_goes_on_from_old_links()
    {
        await AsBeforeMigration33Async();
        await AddAgenciesAsync(2_500);

        var report = await VerifyAsync(null);

        Assert.Empty(report.Faults);
        Assert.Equal(2_506, report.Head.Position);
        await using var count = Database.Owner.CreateCommand("SELECT count(*) FROM history.link WHERE changes IS NOT NULL");
        Assert.Equal(3L, await count.ExecuteScalarAsync());
    }

    [Theory]
    [MemberData(nameof(TamperingsOfMany))]
    public async Task Tampering_with_one_of_many_shows_where_it_happened(string tampering, ChainFaultKind kind, long? position)
    {
        await AddAgenciesAsync(100);
        Assert.Equal(106, (await VerifyAsync(null)).Head.Position);
        await BehindItsBackAsync(tampering);

        var report = await VerifyAsync(null);

        Assert.Equal((kind, position), (report.Faults[0].Kind, report.Faults[0].Position));
    }

    [Theory]
    [MemberData(nameof(TamperingsOfOldLinks))]
    public async Task Tampering_with_old_links_shows_where_it_happened(string tampering, ChainFaultKind kind, long? position)
    {
        await AsBeforeMigration33Async();
        Assert.Empty((await VerifyAsync(null)).Faults);
        await BehindItsBackAsync("ALTER TABLE history.link DROP CONSTRAINT link_change_id_fkey; " + tampering);

        var report = await VerifyAsync(null);

        Assert.Equal((kind, position), (report.Faults[0].Kind, report.Faults[0].Position));
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

    private Task AddAgenciesAsync(int count) => ExecuteAsync(
        $"""
        INSERT INTO registry.agency (id, code, name, kind, sector_code, ownership, valid_from)
          SELECT gen_random_uuid(), 'B' || i, 'Cơ quan', 'office', (SELECT code FROM reference.sector LIMIT 1), 'state', DATE '2000-01-01' FROM generate_series(1, {count}) i
        """);

    // The six links are made anew in their old form.
    private Task AsBeforeMigration33Async() => BehindItsBackAsync(
        """
        DELETE FROM history.link;
        DO $$
        DECLARE
          sealed bytea := decode(repeat('00', 32), 'hex');
          previous bytea;
          entry history.change;
        BEGIN
          FOR entry IN SELECT * FROM history.change ORDER BY id LOOP
            previous := sealed;
            sealed := sha256(previous || convert_to(history.part(entry.id::text) || history.text_of(entry), 'UTF8'));
            INSERT INTO history.link (position, change_id, previous, hash) VALUES (entry.id, entry.id, previous, sealed);
          END LOOP;
        END
        $$
        """);

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

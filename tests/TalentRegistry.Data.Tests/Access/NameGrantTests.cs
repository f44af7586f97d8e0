using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Access;

/// <summary>A leader reads names while an administrator's grant holds, of own units alone, and nothing else that officers read.</summary>
public sealed class NameGrantTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    private static Caller Named => PopulatedDatabase.CallerOf(Role.Leader) with { ReadsNames = true };

    [Fact]
    public async Task Without_a_grant_the_role_that_reads_names_sees_nobody()
    {
        await WithdrawAsync();

        Assert.Equal(0L, await CountAsync(Named, "SELECT count(full_name) FROM registry.person"));
        Assert.True(await CountAsync(Named with { ReadsNames = false }, "SELECT count(*) FROM registry.person") > 0);
    }

    [Fact]
    public async Task With_one_it_sees_the_people_that_the_leader_sees_by_name()
    {
        await GrantAsync();

        Assert.Equal(
            await CountAsync(Named with { ReadsNames = false }, "SELECT count(*) FROM registry.person"), await CountAsync(Named, "SELECT count(full_name) FROM registry.person"));
        await WithdrawAsync();
        Assert.Equal(0L, await CountAsync(Named, "SELECT count(full_name) FROM registry.person"));
    }

    [Fact]
    public async Task A_grant_ends_on_its_day()
    {
        await GrantAsync();
        await using (var ended = registry.Database.Owner.CreateCommand("UPDATE access.name_grant SET valid_until = current_date WHERE withdrawn_at IS NULL"))
            await ended.ExecuteNonQueryAsync();

        Assert.Equal(0L, await CountAsync(Named, "SELECT count(full_name) FROM registry.person"));
        Assert.False(await registry.Database.ReadsNamesAsync(PopulatedDatabase.AccountOf(Role.Leader), default));
    }

    [Theory]
    [InlineData("SELECT date_of_birth FROM registry.person LIMIT 1")]
    [InlineData("SELECT ethnic_group_code FROM registry.person LIMIT 1")]
    [InlineData("SELECT citizen_id_hash FROM registry.person LIMIT 1")]
    [InlineData("SELECT staff_code FROM registry.person LIMIT 1")]
    [InlineData("SELECT title FROM registry.award LIMIT 1")]
    [InlineData("UPDATE registry.person SET full_name = 'X'")]
    [InlineData("SELECT access.grant_names('leader', 'x', NULL)")]
    [InlineData("INSERT INTO access.name_grant (account_id, granted_by, why) SELECT access.current_account(), 'x', 'x'")]
    public async Task Names_are_all_that_a_grant_gives(string statement)
    {
        await GrantAsync();
        await using var session = await registry.Database.OpenSessionAsync(Named, default);
        await using var command = session.Command(statement);

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task A_leader_s_plain_login_does_not_become_the_role_that_reads_names()
    {
        await GrantAsync();

        Assert.Empty(await Attempts.LetThroughAsync(registry, Role.Leader, ["SET ROLE registry_leader_named", "SELECT full_name FROM registry.person LIMIT 1"]));
    }

    [Fact]
    public async Task Saying_that_names_are_granted_gives_no_other_role_any()
    {
        await using var session = await registry.Database.OpenSessionAsync(PopulatedDatabase.CallerOf(Role.Planner) with { ReadsNames = true }, default);
        await using var command = session.Command("SELECT full_name FROM registry.person LIMIT 1");

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }

    [Theory]
    [InlineData("planner", null, NameGrantRefusal.NotALeader)]
    [InlineData("nobody", null, NameGrantRefusal.AccountUnknown)]
    [InlineData("leader", "2020-01-01", NameGrantRefusal.DayPassed)]
    public async Task A_grant_that_makes_no_sense_is_refused_with_its_reason(string account, string? until, NameGrantRefusal expected) => Assert.Equal(
        expected, await registry.Database.GrantNamesAsync(account, "Phân công", until is null ? null : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture), default));

    [Fact]
    public async Task Who_granted_what_and_why_stays_on_record_for_administrators_and_auditors()
    {
        await using (var session = await registry.SignInAsync(Role.Admin))
        {
            Assert.Null(await session.GrantNamesAsync("leader", "Rà soát quy hoạch cán bộ", new DateOnly(2999, 1, 1), default));
            await session.CommitAsync(default);
        }

        await WithdrawAsync();
        await using var auditor = await registry.SignInAsync(Role.Auditor);
        var kept = (await auditor.NameGrantsAsync(default))[0];
        Assert.Equal(("leader", "admin", "Rà soát quy hoạch cán bộ", new DateOnly(2999, 1, 1)), (kept.Account, kept.GrantedBy, kept.Why, kept.ValidUntil));
        Assert.NotNull(kept.WithdrawnAt);
    }

    private async Task GrantAsync() => Assert.Null(await registry.Database.GrantNamesAsync("leader", "Phân công", null, default));

    private async Task WithdrawAsync() => await registry.Database.WithdrawNamesAsync("leader", default);

    private async Task<long> CountAsync(Caller caller, string sql)
    {
        await using var session = await registry.Database.OpenSessionAsync(caller, default);
        await using var command = session.Command(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

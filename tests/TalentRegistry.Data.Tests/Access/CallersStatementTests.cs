using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Access;

/// <summary>A statement that runs with the caller's identity in one round trip has the caller's rights, and the next one its own.</summary>
public sealed class CallersStatementTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task It_sees_the_rows_that_a_session_of_the_role_sees(Role role)
    {
        // Three times, so that the statement is prepared and its plan kept for another execution.
        for (var run = 0; run < 3; run++)
        {
            Assert.Equal(
                await TryAsync(() => InSessionAsync(role, "SELECT count(*) FROM registry.person")),
                await TryAsync(() => AloneAsync(PopulatedDatabase.CallerOf(role), "SELECT count(*) FROM registry.person")));
        }
    }

    [Fact]
    public async Task Two_officers_who_share_connections_each_see_their_own_people()
    {
        var stranger = new Caller(Guid.NewGuid(), Role.Hr, "test", "test");
        var seen = await Task.WhenAll(Enumerable.Range(0, 60).Select(i =>
            AloneAsync(i % 2 == 0 ? PopulatedDatabase.CallerOf(Role.Hr) : stranger, "SELECT count(*) FROM registry.person")));

        var own = (long)registry.Dossiers.Count(dossier => registry.HrAgencies.Contains(dossier.Person.KeeperId));
        Assert.Equal(Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? own : 0L), seen.Cast<long>());
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Nothing_of_an_account_is_left_on_the_role_s_connection(Role role)
    {
        await AloneAsync(PopulatedDatabase.CallerOf(role), "SELECT 1");

        // The role's own connections, as they are before an account is set: asked from inside, by statements that set none.
        var logins = registry.Database.Requests;
        for (var i = 0; i < 3; i++)
        {
            await using var connection = await logins.OpenForStatementAsync(PopulatedDatabase.CallerOf(role), CancellationToken.None);
            await using var left = new NpgsqlCommand(
                "SELECT current_user::text, coalesce(current_setting('registry.account', true), ''), current_setting('statement_timeout')", connection);
            await using var reader = await left.ExecuteReaderAsync();
            Assert.True(await reader.ReadAsync());
            Assert.Equal(($"registry_{SnakeCase.Of(role)}", "", "30s"), (reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }
    }

    [Fact]
    public async Task A_statement_that_fails_leaves_nothing_either()
    {
        await Assert.ThrowsAsync<PostgresException>(() => AloneAsync(PopulatedDatabase.CallerOf(Role.Hr), "SELECT 1 / 0"));
        Assert.Equal(0L, await AloneAsync(new Caller(Guid.NewGuid(), Role.Hr, "test", "test"), "SELECT count(*) FROM registry.person"));
    }

    private async Task<object?> InSessionAsync(Role role, string sql)
    {
        await using var session = await registry.SignInAsync(role);
        await using var command = session.Command(sql);
        return await command.ExecuteScalarAsync();
    }

    private async Task<object?> AloneAsync(Caller caller, string sql)
    {
        object? value = null;
        await registry.Database.RunAsync(caller, sql, [], row => value = row.GetValue(0), CancellationToken.None);
        return value;
    }

    private static async Task<object?> TryAsync(Func<Task<object?>> work)
    {
        try
        {
            return await work();
        }
        catch (PostgresException fault)
        {
            return fault.SqlState;
        }
    }
}

using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Access;

/// <summary>Reads of many requests are logged together, each once and as what it was; what cannot be logged is told.</summary>
public sealed class ReadLogTests(TestDatabase registry) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Concurrent_reads_are_each_logged_exactly_once_with_their_people_and_reader()
    {
        var random = new Random(7);
        var reads = Enumerable.Range(0, 400).Select(i => (
            Caller: new Caller(Guid.NewGuid(), (Role)(i % 3), $"door {i} \"'{{}},", i % 2 == 0 ? "query" : "câu hỏi"),
            People: Enumerable.Range(0, 1 + random.Next(60)).Select(_ => Guid.NewGuid()).ToArray())).ToList();

        await Task.WhenAll(reads.Select(read => registry.Database.LogReadAsync(read.Caller, read.People, CancellationToken.None)));

        var expected = reads.Select(read => Line(read.Caller.AccountId, SnakeCase.Of(read.Caller.Role), read.Caller.Door, read.Caller.Purpose, read.People)).Order(StringComparer.Ordinal);
        Assert.Equal(expected, (await LoggedAsync()).Where(line => line.Contains("door ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_read_is_in_the_log_when_the_waiting_is_over()
    {
        var caller = new Caller(Guid.NewGuid(), Role.Planner, "single", "query");
        var person = Guid.NewGuid();

        await registry.Database.LogReadAsync(caller, [person], CancellationToken.None);

        Assert.Contains(Line(caller.AccountId, "planner", "single", "query", [person]), await LoggedAsync());
    }

    [Fact]
    public async Task A_read_of_nobody_is_not_logged()
    {
        await registry.Database.LogReadAsync(new Caller(Guid.NewGuid(), Role.Hr, "nobody", "query"), [], CancellationToken.None);

        Assert.DoesNotContain(await LoggedAsync(), line => line.Contains("nobody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_logged_is_a_fault_of_every_read_and_the_next_ones_go_on()
    {
        var connectionString = await TestCluster.CreateEmptyAsync();
        await using var database = new RegistryDatabase(connectionString);
        var caller = new Caller(Guid.NewGuid(), Role.Hr, "broken", "query");
        await ExecuteAsync(database, "ALTER TABLE access.read_log RENAME TO read_log_gone");

        var faults = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Record.ExceptionAsync(() => database.LogReadAsync(caller, [Guid.NewGuid()], CancellationToken.None))));
        Assert.All(faults, fault => Assert.IsType<PostgresException>(fault));

        await ExecuteAsync(database, "ALTER TABLE access.read_log_gone RENAME TO read_log");
        await database.LogReadAsync(caller, [Guid.NewGuid()], CancellationToken.None);
    }

    [Fact]
    public async Task The_roles_without_people_cannot_be_said_to_have_read_some()
    {
        var fault = await Assert.ThrowsAsync<PostgresException>(() =>
            registry.Database.LogReadAsync(new Caller(Guid.NewGuid(), Role.Auditor, "auditor", "query"), [Guid.NewGuid()], CancellationToken.None));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, fault.SqlState);
    }

    [Theory]
    [InlineData("SELECT count(*) FROM access.read_log")]
    [InlineData("SELECT count(person_ids) FROM access.read_log")]
    [InlineData("UPDATE access.read_log SET door = 'other'")]
    [InlineData("DELETE FROM access.read_log")]
    [InlineData("INSERT INTO access.read_log (at, account_id, role, door, purpose, person_ids) VALUES (now(), gen_random_uuid(), 'hr', '', '', ARRAY[gen_random_uuid()])")]
    [InlineData("SELECT count(*) FROM registry.person")]
    [InlineData("SELECT count(*) FROM registry.agency")]
    [InlineData("SELECT count(*) FROM access.account")]
    [InlineData("SET ROLE registry_hr")]
    [InlineData("SET ROLE registry_owner")]
    public async Task Its_login_adds_to_the_log_and_may_do_nothing_else(string attempt)
    {
        await using var connection = await registry.Database.Requests.OpenLogAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var role = new NpgsqlCommand("SET LOCAL ROLE registry_log", connection))
            await role.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(attempt, connection);

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }

    private static string Line(Guid account, string role, string door, string purpose, IEnumerable<Guid> people) =>
        $"{account}|{role}|{door}|{purpose}|{string.Join(',', people)}";

    private static async Task ExecuteAsync(RegistryDatabase database, string sql)
    {
        await using var command = database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<List<string>> LoggedAsync()
    {
        await using var command = registry.Database.Owner.CreateCommand("SELECT account_id, role, door, purpose, person_ids FROM access.read_log");
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(Line(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<Guid[]>(4)));
        return lines;
    }
}

using Npgsql;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Access;

/// <summary>A request that may run any statement it likes stays who it is.</summary>
public sealed class EscapeTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task It_becomes_neither_the_owner_nor_another_role(Role role)
    {
        var others = Enum.GetValues<Role>().Where(other => other != role).Select(other => $"SET ROLE registry_{SnakeCase.Of(other)}");
        string[] attempts = ["SET ROLE registry_owner", "SET LOCAL ROLE registry_owner", "SET SESSION AUTHORIZATION registry_owner", "SET ROLE pg_read_all_data", .. others];

        Assert.Empty(await Attempts.LetThroughAsync(registry, role, attempts));
    }

    [Theory]
    [InlineData("RESET ROLE")]
    [InlineData("SET ROLE NONE")]
    [InlineData("RESET ALL; RESET ROLE")]
    [InlineData("COMMIT")]
    public async Task Dropping_its_role_leaves_it_with_nothing(string escape)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            await using var session = await registry.SignInAsync(role);
            await using var escaping = session.Command(escape + "; SELECT count(*) FROM registry.agency");

            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => escaping.ExecuteNonQueryAsync())).SqlState);
        }
    }

    [Fact]
    public async Task Its_login_owns_nothing_and_has_no_attribute_that_matters()
    {
        await using (await registry.SignInAsync(Role.Hr))
        {
        }

        await using var command = registry.Database.Owner.CreateCommand(
            """
            SELECT count(*) FROM pg_roles r
             WHERE (r.rolname ~ '^registry_owner_' OR r.rolname ~ '^registry_(hr|planner|leader|admin|auditor|person|guest)$')
               AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolinherit
                    OR EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid) OR EXISTS (SELECT FROM pg_proc f WHERE f.proowner = r.oid))
            """);
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }
}

using System.Text.Json;
using Npgsql;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Access;

/// <summary>The table of agencies in scope says at every moment what follows from scopes, agencies, seats and units.</summary>
public sealed class ScopedAgenciesTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    public static TheoryData<string> Changes =>
    [
        "SELECT 1",
        "INSERT INTO access.scope (account_id, agency_id) SELECT account_id, id FROM access.scope, registry.agency WHERE code LIKE '%5' ON CONFLICT DO NOTHING",
        "INSERT INTO access.scope (account_id, unit_id) SELECT id, 'P11' FROM access.account WHERE role = 'leader'",
        "UPDATE access.scope SET agency_id = (SELECT id FROM registry.agency ORDER BY code DESC LIMIT 1) WHERE agency_id IS NOT NULL",
        "DELETE FROM access.scope WHERE unit_id IS NOT NULL",
        "TRUNCATE access.scope",
        "UPDATE registry.agency SET parent_id = NULL",
        "UPDATE registry.agency SET parent_id = (SELECT agency_id FROM access.scope WHERE agency_id IS NOT NULL) WHERE parent_id IS NULL AND code > 'S1-00010'",
        "UPDATE registry.agency_seat SET valid_until = '2024-01-01' WHERE valid_until IS NOT NULL",
        "UPDATE registry.agency_seat SET valid_until = current_date + 10 WHERE valid_until IS NULL",
        "DELETE FROM registry.agency_seat WHERE valid_until IS NULL",
        "UPDATE reference.administrative_unit SET parent_id = 'D095' WHERE parent_id = 'D094'",
        "DELETE FROM access.account WHERE role = 'hr'",
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task It_follows_every_change(string change)
    {
        await using var connection = await registry.Database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand(change, connection))
            await command.ExecuteNonQueryAsync();

        // Walked anew from the trees, by the words of the policies before there was a table.
        await using var differences = new NpgsqlCommand(
            """
            WITH RECURSIVE unit (account, id) AS (
                SELECT account_id, unit_id FROM access.scope WHERE unit_id IS NOT NULL
              UNION SELECT unit.account, u.id FROM reference.administrative_unit u JOIN unit ON u.parent_id = unit.id),
            own (account, id) AS (
                SELECT account_id, agency_id FROM access.scope WHERE agency_id IS NOT NULL
              UNION SELECT unit.account, seat.agency_id FROM registry.agency_seat seat JOIN unit ON unit.id = seat.unit_id
                      JOIN reference.administrative_unit u ON u.id = seat.unit_id
                     WHERE seat.valid_until IS NULL OR seat.valid_until >= u.valid_until OR seat.valid_until > current_date
              UNION SELECT own.account, a.id FROM registry.agency a JOIN own ON a.parent_id = own.id),
            kept (account, id) AS (SELECT account_id, agency_id FROM access.scoped_agency WHERE until > current_date)
            SELECT (SELECT count(*) FROM (SELECT * FROM own EXCEPT SELECT * FROM kept) missing),
                   (SELECT count(*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM own) extra)
            """, connection);
        await using var reader = await differences.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        Assert.Equal((0L, 0L), (reader.GetInt64(0), reader.GetInt64(1)));
    }

    [Fact]
    public async Task An_agency_that_is_about_to_move_away_leaves_the_scope_on_that_day()
    {
        await using var connection = await registry.Database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(
            $"""
            INSERT INTO access.scope (account_id, unit_id) SELECT '{PopulatedDatabase.AccountOf(Role.Hr)}', s.unit_id
              FROM registry.agency_seat s JOIN registry.agency a ON a.id = s.agency_id WHERE s.valid_until IS NULL ORDER BY a.code DESC LIMIT 1;
            UPDATE registry.agency_seat SET valid_until = current_date + 10
             WHERE valid_until IS NULL AND unit_id IN (SELECT unit_id FROM access.scope WHERE account_id = '{PopulatedDatabase.AccountOf(Role.Hr)}');
            SELECT count(*) FILTER (WHERE until = current_date + 10) FROM access.scoped_agency WHERE account_id = '{PopulatedDatabase.AccountOf(Role.Hr)}'
            """, connection);

        Assert.True((long)(await LastAsync(command))! > 0);
    }

    [Fact]
    public async Task The_planner_knows_at_once_how_many_agencies_a_scope_holds()
    {
        await using var connection = await registry.Database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(
            $"""
            INSERT INTO registry.agency (id, code, name, kind, sector_code, government_level, ownership, valid_from)
              SELECT gen_random_uuid(), 'MANY-' || n, a.name, a.kind, a.sector_code, a.government_level, a.ownership, a.valid_from
                FROM (SELECT * FROM registry.agency ORDER BY code LIMIT 1) a CROSS JOIN generate_series(1, 1500) n;
            INSERT INTO access.scope (account_id, agency_id) SELECT '{PopulatedDatabase.AccountOf(Role.Hr)}', id FROM registry.agency WHERE code LIKE 'MANY-%';
            EXPLAIN (FORMAT JSON) SELECT FROM access.scoped_agency WHERE account_id = '{PopulatedDatabase.AccountOf(Role.Hr)}'
            """, connection);

        var plan = JsonElement.Parse((string)(await LastAsync(command))!)[0].GetProperty("Plan");

        Assert.InRange(plan.GetProperty("Plan Rows").GetInt32(), 1_400, 1_700);
    }

    private static async Task<object?> LastAsync(NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return reader.GetValue(0);
    }
}

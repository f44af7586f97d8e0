using Npgsql;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Access;

/// <summary>Runs many statements as a role in one round trip and tells which of them the database let through.</summary>
internal static class Attempts
{
    /// <summary>Of the statements those that did not end in "insufficient privilege". Nothing of them stays.</summary>
    /// <param name="registry">Where.</param>
    /// <param name="role">Null is registry_guest, a role without any right.</param>
    /// <param name="statements">SQL; each is undone before the next.</param>
    public static async Task<HashSet<string>> LetThroughAsync(PopulatedDatabase registry, Role? role, IReadOnlyCollection<string> statements)
    {
        if (role is { } signedIn)
        {
            await using var session = await registry.SignInAsync(signedIn);
            return await RunAsync(session.Connection, statements);
        }

        await using var connection = await registry.Database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var guest = new NpgsqlCommand("SET LOCAL ROLE registry_guest", connection))
            await guest.ExecuteNonQueryAsync();
        return await RunAsync(connection, statements);
    }

    private static async Task<HashSet<string>> RunAsync(NpgsqlConnection connection, IReadOnlyCollection<string> statements)
    {
        await using var attempts = new NpgsqlCommand(
            """
            DO $attempts$
            DECLARE
              attempted text;
              fault text;
            BEGIN
              FOR attempted IN SELECT unnest(string_to_array(current_setting('attempts.statements'), chr(30))) LOOP
                BEGIN
                  EXECUTE attempted;
                  RAISE EXCEPTION USING ERRCODE = 'TRDON';
                EXCEPTION
                  WHEN insufficient_privilege THEN NULL;
                  WHEN OTHERS THEN PERFORM set_config('attempts.through', current_setting('attempts.through') || chr(30) || attempted, true);
                END;
              END LOOP;
            END
            $attempts$
            """, connection);
        await using (var given = new NpgsqlCommand("SELECT set_config('attempts.statements', $1, true), set_config('attempts.through', '', true)", connection))
        {
            given.Parameters.Add(new() { Value = string.Join('\u001e', statements) });
            await given.ExecuteNonQueryAsync();
        }

        await attempts.ExecuteNonQueryAsync();
        await using var through = new NpgsqlCommand("SELECT current_setting('attempts.through')", connection);
        return [.. ((string)(await through.ExecuteScalarAsync())!).Split('\u001e', StringSplitOptions.RemoveEmptyEntries)];
    }
}

using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Data.Agencies;

/// <summary>Founds agencies as a list, in one operation that can be taken back as a whole (docs/decisions/0083).</summary>
public static class AgencyFounding
{
    /// <summary>Longest ground, in characters.</summary>
    public const int LongestGround = 300;

    /// <summary>Founds all of them; whoever called commits.</summary>
    /// <param name="session">An administrator's.</param>
    /// <param name="operation">Key that the operation will have.</param>
    /// <param name="agencies">As <see cref="AgencyList"/> reads them; one at least.</param>
    /// <param name="ground">Number and date of the decision, 1 to <see cref="LongestGround"/> characters.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <returns>False where somebody else took a code, or ended an agency above, since the list was read: nothing is written then.</returns>
    public static async Task<bool> FoundAgenciesAsync(
        this RegistrySession session, Guid operation, IEnumerable<Agency> agencies, string ground, CancellationToken cancellationToken)
    {
        await session.ExplainChangesAsync($"Thành lập theo danh sách: {ground.Trim()}", cancellationToken);
        // Thousands take longer on a busy server than a request is otherwise given.
        await session.RunAsync("SET LOCAL statement_timeout = 0", cancellationToken);
        await using var command = session.Command("SELECT registry.found_agencies($1, $2, $3)");
        command.CommandTimeout = 0;
        command.Parameters.Add(new() { Value = operation });
        command.Parameters.Add(new() { Value = ground.Trim() });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(agencies.Select(Founding)), NpgsqlDbType = NpgsqlDbType.Jsonb });
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
            return true;
        }
        catch (PostgresException fault) when (fault.ConstraintName is "agency_code_key" or "agency_above_lives")
        {
            return false;
        }
    }

    private static object Founding(Agency agency) => new
    {
        id = agency.Id, code = agency.Code, name = agency.Name, kind = agency.Kind, sector = agency.SectorCode, level = agency.GovernmentLevel is { } level ? SnakeCase.Of(level) : null,
        ownership = SnakeCase.Of(agency.Ownership), parent = agency.ParentId, seat = agency.Seats[0].UnitId, on = agency.ValidFrom,
    };
}

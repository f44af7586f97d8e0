using System.Text.Json.Nodes;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Data.Protection;

/// <summary>All that the registry keeps of one person, as one document.</summary>
public static class EverythingOfAPerson
{
    private const string PersonColumns =
        "id, full_name, date_of_birth, birth_year, sex, ethnic_group_code, home_unit_id, staff_code, keeper_id, deceased_on, synthetic, version";

    /// <summary>
    /// The person and the records of every kind, by their tables and columns, under the rights of the session: for machines. The citizen ID is not in it, whose
    /// form in the database tells nobody anything.
    /// </summary>
    /// <param name="session">The person's own, or an officer's.</param>
    /// <param name="person">Whose.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<JsonObject> EverythingOfAsync(this RegistrySession session, Guid person, CancellationToken cancellationToken)
    {
        var tables = DossierKinds.Entries.Keys.Select(part => SnakeCase.Of(part));
        await using var command = session.Command(
            $"""
            SELECT jsonb_build_object('person', (SELECT to_jsonb(p) FROM (SELECT {PersonColumns} FROM registry.person WHERE id = $1) p),
              {string.Join(", ", tables.Select(table => $"'{table}', (SELECT coalesce(jsonb_agg(to_jsonb(t) - 'person_id' ORDER BY t.id), '[]') FROM registry.{table} t WHERE t.person_id = $1)"))})::text
            """);
        command.Parameters.Add(new() { Value = person });
        return JsonNode.Parse((string)(await command.ExecuteScalarAsync(cancellationToken))!)!.AsObject();
    }
}

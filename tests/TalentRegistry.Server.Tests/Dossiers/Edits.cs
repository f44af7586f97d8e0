using System.Text.Json;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Dossiers;

/// <summary>Sends changes of dossiers, and finds dossiers to change.</summary>
internal sealed class Edits(RunningRegistry registry)
{
    public const string Errors =
        """
        errors { __typename ... on Error { message code } ... on RuleBrokenError { severity path part recordId messageVi messageEn }
                 ... on StaleRecordError { sentVersion currentVersion changedBy changedAt fields { field read stored sent } } }
        """;

    /// <summary>Sends a change; its payload.</summary>
    public async Task<JsonElement> MakeAsync(string account, string mutation, object input) =>
        (await registry.DataAsync(account, mutation, new { input })).EnumerateObject().Single().Value;

    /// <summary>Sends a change of the officer that must be made; its payload.</summary>
    public async Task<JsonElement> DoneAsync(string mutation, object input)
    {
        var payload = await MakeAsync("hr", mutation, input);
        Assert.True(payload.GetProperty("errors").ValueKind == JsonValueKind.Null, payload.ToString());
        return payload;
    }

    /// <summary>The one error of a payload.</summary>
    public static JsonElement Only(JsonElement payload) => Assert.Single(payload.GetProperty("errors").EnumerateArray());

    /// <summary>A person in work whose dossier the officer's agencies keep; each number is another.</summary>
    public async Task<(Guid Id, int Version)> OwnPersonAsync(int number)
    {
        var row = Assert.Single(await registry.SqlAsync(
            $"""
            SELECT p.id, p.version FROM registry.person p
             WHERE p.keeper_id IN (SELECT s.agency_id FROM access.scoped_agency s JOIN access.account a ON a.id = s.account_id WHERE a.name = 'hr')
               AND p.deceased_on IS NULL AND p.citizen_id_hash IS NOT NULL AND p.birth_year BETWEEN 1975 AND 1995
             ORDER BY p.id OFFSET {number} LIMIT 1
            """));
        return ((Guid)row[0]!, (int)row[1]!);
    }

    /// <summary>A person whose dossier another agency keeps, and that agency.</summary>
    public async Task<(Guid Id, Guid Keeper)> ForeignPersonAsync()
    {
        var row = Assert.Single(await registry.SqlAsync(
            """
            SELECT p.id, p.keeper_id FROM registry.person p
             WHERE p.keeper_id NOT IN (SELECT s.agency_id FROM access.scoped_agency s JOIN access.account a ON a.id = s.account_id WHERE a.name = 'hr')
             ORDER BY p.id LIMIT 1
            """));
        return ((Guid)row[0]!, (Guid)row[1]!);
    }
}

using System.Text.Json;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Dossiers;

/// <summary>Sends changes of dossiers, and finds dossiers to change.</summary>
internal sealed class Edits(RunningRegistry registry)
{
    private const string Stale = "... on StaleRecordError { sentVersion currentVersion changedBy changedAt fields { field read stored sent } }";

    public static readonly string Register = Mutation("registerPerson", "person { id version fullName }");
    public static readonly string Update = Mutation("updatePerson", "person { id version fullName dateOfBirth birthYear staffCode currentPosting { positionTitle } }");
    public static readonly string Remove = Mutation("removePerson", "deletedId");
    public static readonly string BringBack = Mutation("bringPersonBack", "person { id version fullName degrees { version } }");
    public static readonly string RecordDeath = Mutation("recordDeath", "person { id version deceasedOn postings { validUntil endReason } }");
    public static readonly string AddDegree = Mutation("addDegree", "degree { id version institution level { code } }");
    public static readonly string UpdateDegree = Mutation("updateDegree", "degree { id version awardedYear verifiedOn }");
    public static readonly string RemoveDegree = Mutation("removeDegree", "deletedId");
    public static readonly string AddPosting = Mutation("addPosting", "posting { id version agency { name } }");
    public static readonly string UpdatePosting = Mutation("updatePosting", "posting { id version validFrom }");
    public static readonly string EndPosting = Mutation("endPosting", "posting { id version validUntil endReason }");
    public static readonly string RemovePosting = Mutation("removePosting", "deletedId");

    public static readonly string Restore = Mutation(
        "restoreRecord", "person { version fullName history(first: 1) { nodes { why values { field before after } } } }");

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

    /// <summary>An agency in the officer's scope that goes on.</summary>
    public async Task<Guid> OwnAgencyAsync() => (Guid)Assert.Single(await registry.SqlAsync(
        """
        SELECT s.agency_id FROM access.scoped_agency s JOIN access.account a ON a.id = s.account_id JOIN registry.agency g ON g.id = s.agency_id
         WHERE a.name = 'hr' AND g.valid_until IS NULL ORDER BY g.valid_from, g.code LIMIT 1
        """))[0]!;

    /// <summary>Registers a woman without degrees or postings; her global id.</summary>
    public async Task<string> RegisterAsync(string name, int birthYear) => (await DoneAsync(
        Register, new { fullName = name, sex = "FEMALE", ethnicGroupCode = "03", keeperId = await OwnAgencyAsync(), birthYear })).GetProperty("person").GetProperty("id").GetString()!;

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

    // What is new cannot be stale.
    public static string Mutation(string name, string selection)
    {
        var stale = name.StartsWith("add", StringComparison.Ordinal) || name.StartsWith("register", StringComparison.Ordinal) || name.StartsWith("bring", StringComparison.Ordinal) ? "" : Stale;
        var errors = $"errors {{ __typename ... on Error {{ message code }} ... on RuleBrokenError {{ severity path part recordId messageVi messageEn }} {stale} }}";
        return $"mutation($input: {char.ToUpperInvariant(name[0])}{name[1..]}Input!) {{ {name}(input: $input) {{ {selection} {errors} }} }}";
    }
}

using System.Text.Json;
using TalentRegistry.Server.Tests.Dossiers;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Agencies;

/// <summary>An officer reorganises agencies over HTTP, and anybody reads lineage, names and people of any day.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class ReorganiseTests(RunningRegistry registry)
{
    private const string Report = "reorganisation { id kind people postingsContinued dossiers peopleBefore peopleAfter warnings { code } agencies { agencyId code part version peopleBefore peopleAfter } }";
    private const string Errors = "errors { __typename ... on Error { message code } ... on ReorganisationRefusedError { severity path agencyId messageVi } ... on StaleRecordError { sentVersion currentVersion } }";
    private readonly Edits edits = new(registry);

    [Fact]
    public async Task Agencies_are_founded_staffed_previewed_merged_once_and_read_back()
    {
        var root = $"Agency:{await edits.OwnAgencyAsync()}";
        var (a, b) = (await FoundAsync(root, "RG-A"), await FoundAsync(root, "RG-B"));
        foreach (var (agency, name) in new[] { (a, "Lò Thị Gộp"), (a, "Lò Thị Nhập"), (b, "Lò Thị Tách") })
        {
            var person = await edits.RegisterAsync(name, 1986);
            await edits.DoneAsync(Edits.AddPosting, new { personId = person, agencyId = agency, validFrom = "2026-01-05", professionCode = "nurse", positionTitle = "Điều dưỡng", employmentKind = "PUBLIC_EMPLOYEE" });
        }

        var input = new
        {
            agencies = new[] { new { id = a, version = 1 }, new { id = b, version = 1 } }, effectiveOn = "2026-02-01", legalGround = "Quyết định 5/QĐ-UBND",
            founded = new { code = "RG-AB", name = "Trung tâm gộp" }, idempotencyKey = "reorganise-1", reason = "Tinh gọn",
        };
        var preview = await SendAsync("mergeAgencies", new { input.agencies, input.effectiveOn, input.legalGround, input.founded, preview = true });
        var done = await SendAsync("mergeAgencies", input);
        var again = await SendAsync("mergeAgencies", input);

        var report = done.GetProperty("reorganisation");
        Assert.Equal((JsonValueKind.Null, 3), (preview.GetProperty("reorganisation").GetProperty("id").ValueKind, preview.GetProperty("reorganisation").GetProperty("postingsContinued").GetInt32()));
        Assert.Equal((3, 3, 3, "MERGE"), (report.GetProperty("people").GetInt32(), report.GetProperty("peopleBefore").GetInt32(), report.GetProperty("peopleAfter").GetInt32(), report.GetProperty("kind").GetString()));
        Assert.Equal(report.GetProperty("id").GetString(), again.GetProperty("reorganisation").GetProperty("id").GetString());
        var merged = report.GetProperty("agencies").EnumerateArray().Single(agency => agency.GetProperty("part").GetString() == "FOUNDED").GetProperty("agencyId").GetString()!;

        var read = await registry.DataAsync("planner",
            """
            query($merged: ID!, $a: ID!, $root: ID!) {
              agency(id: $merged) { name version predecessors { predecessor { code } effectiveOn } reorganisations { part reorganisation { kind legalGround } } state(asOf: "2026-02-01") { name parent { id } } }
              closed: agency(id: $a) { validUntil successors { successor { code } } before: state(asOf: "2026-01-31") { name } }
              eve: headcount(by: [], asOf: "2026-01-31", where: { agencies: [$a] }) { total }
              day: headcount(by: [], asOf: "2026-02-01", where: { agencies: [$merged] }) { total }
              none: headcount(by: [], asOf: "2026-02-01", where: { agencies: [$a] }) { total }
              with: headcount(by: [], asOf: "2026-02-01", where: { agencies: [$root] }) { total }
              without: headcount(by: [], asOf: "2026-02-01", where: { agencies: [$root], includeDescendants: false }) { total }
              people(asOf: "2026-02-01", agencies: [$merged]) { totalCount nodes { currentPosting(asOf: "2026-02-01") { agency { code } } } }
              groups: peopleAggregate(asOf: "2026-02-01", agencies: [$merged]) { groups { count } }
              agencies(asOf: "2026-02-01", under: [$root], where: { code: { startsWith: "RG-" } }) { nodes { code } }
              past: agencies(asOf: "2026-01-31", under: [$root], where: { code: { startsWith: "RG-" } }) { nodes { code } }
              reorganisations(where: { legalGround: { eq: "Quyết định 5/QĐ-UBND" } }) { nodes { accountName effectiveOn agencies { part agency { code } } } }
            }
            """, new { merged, a, root });

        Assert.Equal(["RG-A", "RG-B"], read.GetProperty("agency").GetProperty("predecessors").EnumerateArray().Select(p => p.GetProperty("predecessor").GetProperty("code").GetString()).Order());
        Assert.Equal("MERGE", read.GetProperty("agency").GetProperty("reorganisations")[0].GetProperty("reorganisation").GetProperty("kind").GetString());
        Assert.Equal((2, 3, 0), (Total(read, "eve"), Total(read, "day"), Total(read, "none")));
        Assert.True(Total(read, "with") >= Total(read, "without") + 3);
        Assert.Equal(3, read.GetProperty("people").GetProperty("totalCount").GetInt32());
        Assert.All(read.GetProperty("people").GetProperty("nodes").EnumerateArray(), node => Assert.Equal("RG-AB", node.GetProperty("currentPosting").GetProperty("agency").GetProperty("code").GetString()));
        Assert.Equal(3, read.GetProperty("groups").GetProperty("groups")[0].GetProperty("count").GetInt32());
        Assert.Equal(["RG-AB"], Codes(read, "agencies"));
        Assert.Equal(["RG-A", "RG-B"], Codes(read, "past"));
        Assert.Equal(3, read.GetProperty("reorganisations").GetProperty("nodes")[0].GetProperty("agencies").GetArrayLength());
        Assert.Empty(await registry.SqlAsync("SELECT * FROM registry.headcount_faults()"));
    }

    [Fact]
    public async Task An_agency_in_another_sector_is_counted_in_each_sector_on_its_days()
    {
        var agency = await FoundAsync($"Agency:{await edits.OwnAgencyAsync()}", "RG-S");
        foreach (var name in new[] { "Lò Văn Một", "Lò Văn Hai", "Lò Văn Ba", "Lò Văn Bốn", "Lò Văn Năm", "Lò Văn Sáu" })
        {
            var person = await edits.RegisterAsync(name, 1980);
            await edits.DoneAsync(Edits.AddPosting, new { personId = person, agencyId = agency, validFrom = "2026-01-05", professionCode = "nurse", positionTitle = "Điều dưỡng", employmentKind = "PUBLIC_EMPLOYEE" });
        }

        var input = new { id = agency, version = 1, effectiveOn = "2026-02-01", legalGround = "Quyết định 7/QĐ-UBND", sectorCode = "TOURISM", governmentLevel = "COMMUNE" };
        var preview = await SendAsync("reclassifyAgency", new { input.id, input.version, input.effectiveOn, input.legalGround, input.sectorCode, preview = true });
        var done = await SendAsync("reclassifyAgency", input);
        var nothing = Edits.Only(await SendAsync("reclassifyAgency", new { input.id, version = 2, effectiveOn = "2026-02-02", input.legalGround, input.sectorCode }));
        var read = await registry.DataAsync("planner",
            """
            query($agency: ID!) {
              agency(id: $agency) {
                sector { code } eve: classification(asOf: "2026-01-31") { sector { code } governmentLevel } day: classification(asOf: "2026-02-01") { sector { code } governmentLevel }
                classifications { sector { code } validFrom validUntil }
              }
              eve: headcount(by: [SECTOR], asOf: "2026-01-31", where: { agencies: [$agency] }) { cells { keys { code } count } }
              day: headcount(by: [SECTOR], asOf: "2026-02-01", where: { agencies: [$agency] }) { cells { keys { code } count } }
              groups: peopleAggregate(asOf: "2026-01-31", agencies: [$agency], by: [{ currentPosting: { by: { agency: { classification: { by: { sector: { code: VALUE } } } } } } }]) { groups { keys count } }
            }
            """, new { agency });

        Assert.Equal((JsonValueKind.Null, 6), (preview.GetProperty("reorganisation").GetProperty("id").ValueKind, preview.GetProperty("reorganisation").GetProperty("peopleAfter").GetInt32()));
        Assert.Equal(("RECLASSIFY", 6), (done.GetProperty("reorganisation").GetProperty("kind").GetString(), done.GetProperty("reorganisation").GetProperty("peopleAfter").GetInt32()));
        Assert.Equal("NOTHING_CHANGES", nothing.GetProperty("code").GetString());
        Assert.Equal(
            """{"sector":{"code":"TOURISM"},"eve":{"sector":{"code":"HEALTH"},"governmentLevel":null},"day":{"sector":{"code":"TOURISM"},"governmentLevel":"COMMUNE"},"classifications":[{"sector":{"code":"HEALTH"},"validFrom":"2026-01-05","validUntil":"2026-02-01"},{"sector":{"code":"TOURISM"},"validFrom":"2026-02-01","validUntil":null}]}""",
            read.GetProperty("agency").GetRawText());
        Assert.Equal("""[{"keys":[{"code":"HEALTH"}],"count":6}]""", read.GetProperty("eve").GetProperty("cells").GetRawText());
        Assert.Equal("""[{"keys":[{"code":"TOURISM"}],"count":6}]""", read.GetProperty("day").GetProperty("cells").GetRawText());
        Assert.Equal("""[{"keys":["HEALTH"],"count":6}]""", read.GetProperty("groups").GetProperty("groups").GetRawText());
        Assert.Empty(await registry.SqlAsync("SELECT * FROM registry.headcount_faults()"));
    }

    [Fact]
    public async Task A_stale_or_foreign_agency_and_other_roles_are_refused()
    {
        var id = await FoundAsync($"Agency:{await edits.OwnAgencyAsync()}", "RG-C");
        var (_, foreign) = await edits.ForeignPersonAsync();
        var rename = new { id, version = 7, name = "Tên khác", effectiveOn = "2026-02-01", legalGround = "Quyết định 6" };

        var stale = Edits.Only(await SendAsync("renameAgency", rename));
        var outside = Edits.Only(await SendAsync("renameAgency", new { id = $"Agency:{foreign}", version = 1, rename.name, rename.effectiveOn, rename.legalGround }));
        var planner = await registry.AskAsync("planner", Mutation("renameAgency"), new { input = rename });

        Assert.Equal((7, 1), (stale.GetProperty("sentVersion").GetInt32(), stale.GetProperty("currentVersion").GetInt32()));
        Assert.Equal(("OUT_OF_SCOPE", "input.id"), (outside.GetProperty("code").GetString(), outside.GetProperty("path").GetString()));
        Assert.True(planner.TryGetProperty("errors", out _));
    }

    [Fact]
    public async Task An_administrator_merges_units_after_a_preview_and_undoes_it()
    {
        const string Fields = "reorganisation { id peopleBefore peopleAfter units { unitId part peopleBefore peopleAfter } agencies { fromId toId byWeight } }";
        var units = (await registry.SqlAsync(
            """
            SELECT u.id FROM reference.administrative_unit u WHERE u.parent_id = 'P12' AND u.valid_until IS NULL
               AND EXISTS (SELECT FROM registry.agency_seat s WHERE s.unit_id = u.id AND s.valid_until IS NULL) ORDER BY u.id LIMIT 2
            """)).Select(row => $"AdministrativeUnit:{row[0]}").ToArray();
        var input = new { unitIds = units, effectiveOn = "2026-03-01", legalGround = "Nghị quyết 9", founded = new { code = "98001", name = "Xã Gộp" }, preview = (bool?)true };
        var mutation = $"mutation($input: MergeAdministrativeUnitsInput!) {{ mergeAdministrativeUnits(input: $input) {{ {Fields} errors {{ ... on Error {{ code message }} }} }} }}";

        var preview = await edits.MakeAsync("admin", mutation, input);
        var done = (await edits.MakeAsync("admin", mutation, input with { preview = null })).GetProperty("reorganisation");
        var officer = await registry.AskAsync("hr", mutation, new { input });
        var eve = await registry.DataAsync("planner", "query($id: ID!) { eve: administrativeUnits(asOf: \"2026-02-28\", where: { code: { eq: \"98001\" } }) { totalCount } day: administrativeUnits(asOf: \"2026-03-01\", where: { code: { eq: \"98001\" } }) { nodes { name state(asOf: \"2026-03-01\") { name } predecessors { kind predecessor { id } } } } reorganisations(where: { id: { eq: $id } }) { nodes { subject units { part unit { code } } reseated { byWeight } } } }", new { id = done.GetProperty("id").GetString() });
        var undone = await edits.MakeAsync("admin", "mutation($input: UndoReorganisationInput!) { undoReorganisation(input: $input) { undone { id } errors { ... on Error { code message } } } }", new { id = done.GetProperty("id").GetString(), ground = "Ghi nhầm" });

        Assert.Equal(JsonValueKind.Null, preview.GetProperty("reorganisation").GetProperty("id").ValueKind);
        Assert.Equal(done.GetProperty("peopleBefore").GetInt32(), done.GetProperty("peopleAfter").GetInt32());
        Assert.Equal(3, done.GetProperty("units").GetArrayLength());
        Assert.True(officer.TryGetProperty("errors", out _));
        Assert.Equal(0, eve.GetProperty("eve").GetProperty("totalCount").GetInt32());
        Assert.Equal(2, eve.GetProperty("day").GetProperty("nodes")[0].GetProperty("predecessors").GetArrayLength());
        Assert.Equal("UNIT", eve.GetProperty("reorganisations").GetProperty("nodes")[0].GetProperty("subject").GetString());
        Assert.Equal(done.GetProperty("id").GetString(), undone.GetProperty("undone").GetProperty("id").GetString());
        Assert.Empty(await registry.SqlAsync("SELECT FROM reference.administrative_unit WHERE code = '98001'"));
        Assert.Empty(await registry.SqlAsync("SELECT * FROM registry.headcount_faults()"));
    }

    [Fact]
    public async Task Units_tell_their_lineage_and_the_map_of_any_day()
    {
        var read = await registry.DataAsync("leader",
            """
            { old: administrativeUnits(asOf: "2025-06-30", where: { level: { eq: DISTRICT } }, first: 1) { totalCount nodes { successors { kind successor { id } } } }
              now: administrativeUnits(asOf: "2025-07-01", where: { level: { eq: DISTRICT } }) { totalCount }
              province: administrativeUnits(asOf: "2025-06-30", where: { code: { eq: "30" }, level: { eq: PROVINCE } }) { nodes { name successors { kind effectiveOn successor { id name predecessors { predecessor { id } } } } } } }
            """);

        Assert.Equal((40, 0), (read.GetProperty("old").GetProperty("totalCount").GetInt32(), read.GetProperty("now").GetProperty("totalCount").GetInt32()));
        Assert.Equal("ABOLISHED", read.GetProperty("old").GetProperty("nodes")[0].GetProperty("successors")[0].GetProperty("kind").GetString());
        var successor = read.GetProperty("province").GetProperty("nodes")[0].GetProperty("successors")[0];
        Assert.Equal(("2025-07-01", "AdministrativeUnit:P31.2"), (successor.GetProperty("effectiveOn").GetString(), successor.GetProperty("successor").GetProperty("id").GetString()));
    }

    [Fact]
    public async Task An_agency_inside_rows_stands_for_all_below_it_where_asked_so_on_any_day()
    {
        var root = await FoundAsync($"Agency:{await edits.OwnAgencyAsync()}", "RW-0");
        var (a, b) = (await FoundAsync(root, "RW-A"), await FoundAsync(root, "RW-B"));
        foreach (var (agency, name) in new[] { (root, "Lò Thị Trên"), (a, "Lò Thị Dưới"), (b, "Lò Thị Cạnh") })
        {
            var person = await edits.RegisterAsync(name, 1987);
            await edits.DoneAsync(Edits.AddPosting, new { personId = person, agencyId = agency, validFrom = "2026-01-05", professionCode = "nurse", positionTitle = "Điều dưỡng", employmentKind = "PUBLIC_EMPLOYEE" });
        }

        await SendAsync("moveAgency", new { id = b, version = 1, parentId = a, effectiveOn = "2026-02-01", legalGround = "Quyết định 3" });
        await SendAsync("closeAgency", new { id = a, version = 1, effectiveOn = "2026-03-01", legalGround = "Quyết định 4", confirm = new[] { "PEOPLE_LEAVE" } });
        const string Fields = "own: people { totalCount } same: people(includeDescendants: false) { totalCount } all: people(includeDescendants: true) { totalCount nodes { id } } works: postings(includeDescendants: true) { totalCount } worked: postings { totalCount }";

        var read = await registry.DataAsync("planner",
            $$"""
            query($root: ID!, $a: ID!) {
              january: agency(id: $root, asOf: "2026-01-31") { {{Fields}} }
              of: agency(id: $a, asOf: "2026-01-31") { {{Fields}} }
              february: agencies(asOf: "2026-02-01", where: { code: { eq: "RW-A" } }) { nodes { {{Fields}} } }
              march: agency(id: $root, asOf: "2026-03-01") { {{Fields}} }
            }
            """, new { root, a });

        Assert.Equal([1, 1, 3, 3, 1], Counts(read.GetProperty("january")));
        Assert.Equal([1, 1, 1, 1, 1], Counts(read.GetProperty("of")));
        Assert.Equal([1, 1, 2, 2, 1], Counts(read.GetProperty("february").GetProperty("nodes")[0]));
        Assert.Equal([1, 1, 2, 2, 1], Counts(read.GetProperty("march")));

        static int[] Counts(JsonElement agency) => [.. new[] { "own", "same", "all", "works", "worked" }.Select(field => agency.GetProperty(field).GetProperty("totalCount").GetInt32())];
    }

    private static int Total(JsonElement data, string field) => data.GetProperty(field).GetProperty("total").GetInt32();

    private static List<string?> Codes(JsonElement data, string field) =>
        [.. data.GetProperty(field).GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("code").GetString()).Where(code => code is "RG-A" or "RG-B" or "RG-AB")];

    private async Task<string> FoundAsync(string parent, string code)
    {
        var payload = await SendAsync("createAgency", new
        {
            agency = new { code, name = $"Trung tâm {code}", kind = "hospital", sectorCode = "HEALTH", ownership = "PUBLIC", parentId = parent, seatId = "P11" },
            effectiveOn = "2026-01-05", legalGround = "Quyết định 1/QĐ-UBND",
        });
        Assert.True(payload.GetProperty("errors").ValueKind == JsonValueKind.Null, payload.ToString());
        return payload.GetProperty("reorganisation").GetProperty("agencies")[0].GetProperty("agencyId").GetString()!;
    }

    private Task<JsonElement> SendAsync(string mutation, object input) => edits.MakeAsync("hr", Mutation(mutation), input);

    private static string Mutation(string name) =>
        $"mutation($input: {char.ToUpperInvariant(name[0])}{name[1..]}Input!) {{ {name}(input: $input) {{ {Report} {Errors} }} }}";
}

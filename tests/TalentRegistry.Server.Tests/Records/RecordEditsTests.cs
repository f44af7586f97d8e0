using System.Text.Json;
using System.Text.Json.Nodes;
using TalentRegistry.Server.Tests.Dossiers;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Records;

/// <summary>An officer keeps every kind of record of a dossier over HTTP.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class RecordEditsTests(RunningRegistry registry)
{
    private readonly Edits edits = new(registry);

    /// <summary>Type, its list of a person, what is added, what is corrected, and a field with its value before and after.</summary>
    public static TheoryData<string, string, string, string, string, string, string> Kinds => new()
    {
        {
            "Certificate", "certificates", """{"kind":"FOREIGN_LANGUAGE","levelCode":"L30","languageCode":" EN","scale":"CEFR","issuer":"Trường  Đại học Vinh","issuedOn":"2019-05-06"}""",
            """{"validUntil":"2021-05-06","languageCode":"fr"}""", "languageCode", "en", "fr"
        },
        { "AcademicTitle", "academicTitles", """{"rank":"ASSOCIATE_PROFESSOR","recognisedYear":2016,"fieldCode":"091","confirm":["PROFESSOR_WITHOUT_DOCTORATE"]}""", """{"recognisedYear":2017,"confirm":["PROFESSOR_WITHOUT_DOCTORATE"]}""", "recognisedYear", "2016", "2017" },
        { "TalentRecognition", "talentRecognitions", """{"scheme":"PROVINCIAL_POLICY","validFrom":"2018-01-01","decisionNumber":"12/QĐ-UBND"}""", """{"validUntil":"2023-01-01","endReason":"TERM_ENDED"}""", "validUntil", "", "2023-01-01" },
        { "WorkingAgeExtension", "workingAgeExtensions", """{"validFrom":"2026-01-01","validUntil":"2028-01-01","ground":"SPECIAL_FIELD","confirm":["EXTENSION_OUTSIDE_LAW"]}""", """{"ground":"OTHER_GROUND"}""", "ground", "SPECIAL_FIELD", "OTHER_GROUND" },
        { "Availability", "availabilities", """{"kind":"OVERSEAS","validFrom":"2020-01-01","countryCode":"fr"}""", """{"validUntil":"2024-01-01"}""", "validUntil", "", "2024-01-01" },
        { "ScienceTask", "scienceTasks", """{"title":"Cây  dược liệu","role":"PRINCIPAL","level":"PROVINCE","validFrom":"2018-01-01"}""", """{"validUntil":"2020-01-01","result":"EXCELLENT","isApplied":true}""", "result", "", "EXCELLENT" },
        { "Award", "awards", """{"kind":"HONORARY_TITLE","title":"Nhà giáo Ưu tú","level":"STATE","awardedYear":2014}""", """{"title":"Nhà giáo Nhân dân"}""", "title", "Nhà giáo Ưu tú", "Nhà giáo Nhân dân" },
        { "AssociationMembership", "associationMemberships", """{"association":"Hội Luật gia","role":"ORDINARY_MEMBER","validFrom":"2015-01-01"}""", """{"role":"CHAIR"}""", "role", "ORDINARY_MEMBER", "CHAIR" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_record_is_added_corrected_removed_and_restored(string type, string list, string added, string corrected, string field, string before, string after)
    {
        var person = await edits.RegisterAsync($"Lò Thị {type}", 1966);
        var one = JsonNamingPolicy.CamelCase.ConvertName(type);
        var (add, update, remove) = (Mutation("add"), Mutation("update"), Edits.Mutation($"remove{type}", "deletedId"));

        var made = (await edits.DoneAsync(add, With(added, ("personId", person), ("idempotencyKey", $"{type}-1")))).GetProperty(one);
        var again = (await edits.DoneAsync(add, With(added, ("personId", person), ("idempotencyKey", $"{type}-1")))).GetProperty(one);
        var id = made.GetProperty("id").GetString()!;
        var changed = (await edits.DoneAsync(update, With(corrected, ("id", id), ("version", 1)))).GetProperty(one);
        var stale = Edits.Only(await edits.MakeAsync("hr", update, With(corrected, ("id", id), ("version", 1))));
        var node = (await registry.DataAsync("hr", $"query($id: ID!) {{ node(id: $id) {{ ... on {type} {{ {field} }} }} }}", new { id })).GetProperty("node");

        Assert.Equal((before, 1), (made.GetProperty(field).ToString(), made.GetProperty("version").GetInt32()));
        Assert.Equal(id, again.GetProperty("id").GetString());
        Assert.Equal((after, 2), (changed.GetProperty(field).ToString(), changed.GetProperty("version").GetInt32()));
        Assert.Equal("StaleRecordError", stale.GetProperty("__typename").GetString());
        Assert.Equal(after, node.GetProperty(field).ToString());
        Assert.Equal(1, await CountAsync());

        await edits.DoneAsync(remove, new { id, version = 2, reason = "Nhập nhầm" });
        Assert.Equal(0, await CountAsync());
        var removal = (await registry.DataAsync("hr", "query($id: ID!) { person(id: $id) { history(first: 1) { nodes { id kind why } } } }", new { id = person })).GetProperty("person").GetProperty("history").GetProperty("nodes")[0];
        Assert.Equal(("DELETE", "Nhập nhầm"), (removal.GetProperty("kind").GetString(), removal.GetProperty("why").GetString()));
        await edits.DoneAsync(Edits.Restore, new
        {
            personId = person, changeId = removal.GetProperty("id").GetString(), reason = "Xóa nhầm", confirm = new[] { "PROFESSOR_WITHOUT_DOCTORATE", "EXTENSION_OUTSIDE_LAW" },
        });
        Assert.Equal(1, await CountAsync());

        string Mutation(string verb) => Edits.Mutation($"{verb}{type}", $"{one} {{ id version {field} }}");

        async Task<int> CountAsync() => (await registry.DataAsync(
            "hr", $"query($id: ID!) {{ people(where: {{ id: {{ eq: $id }}, {list}: {{ any: true }} }}) {{ totalCount }} }}", new { id = person }))
            .GetProperty("people").GetProperty("totalCount").GetInt32();
    }

    [Fact]
    public async Task What_contradicts_is_refused_by_rule_and_by_constraint_in_the_same_shape()
    {
        var person = await edits.RegisterAsync("Lò Thị Sai", 1966);
        var award = Edits.Mutation("addAward", "award { id }");
        var certificate = Edits.Mutation("addCertificate", "certificate { id }");

        var title = Edits.Only(await edits.MakeAsync("hr", Edits.Mutation("addAcademicTitle", "academicTitle { id }"), new { personId = person, rank = "PROFESSOR", recognisedYear = 2016 }));
        var level = Edits.Only(await edits.MakeAsync("hr", certificate, new { personId = person, kind = "POLITICAL_THEORY", levelCode = "P99", issuedOn = "2001-01-01" }));
        var expired = Edits.Only(await edits.MakeAsync("hr", certificate, new { personId = person, kind = "DIGITAL_SKILLS", issuedOn = "2001-01-01", validUntil = "2000-01-01" }));
        var blank = Edits.Only(await edits.MakeAsync("hr", award, new { personId = person, kind = "PRIZE", title = "  ", level = "PROVINCE", awardedYear = 2001 }));

        Assert.Equal(("PROFESSOR_WITHOUT_DOCTORATE", "WARNING", "input.rank"), Told(title));
        Assert.Equal(("CODE_UNKNOWN", "ERROR", "input.levelCode"), Told(level));
        Assert.Equal(("RECORD_ENDS_FIRST", "ERROR", "input.validUntil"), Told(expired));
        Assert.Equal(("VALUE_REFUSED", "ERROR", "input.title"), Told(blank));

        static (string?, string?, string?) Told(JsonElement error) =>
            (error.GetProperty("code").GetString(), error.GetProperty("severity").GetString(), error.GetProperty("path").GetString());
    }

    [Fact]
    public async Task A_planner_counts_awards_but_does_not_read_their_titles()
    {
        var counted = await registry.DataAsync("planner", "{ people(first: 1, where: { awards: { some: { level: { eq: PROVINCE } } } }) { totalCount nodes { awards { level awardedYear } } } }");
        var refused = await registry.AskAsync("planner", "{ people(first: 1, where: { awards: { any: true } }) { nodes { awards { title } } } }", new { });

        Assert.True(counted.GetProperty("people").GetProperty("totalCount").GetInt32() > 0);
        Assert.Equal("FORBIDDEN", refused.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private static JsonNode With(string input, params (string Name, JsonNode Value)[] more)
    {
        var made = JsonNode.Parse(input)!.AsObject();
        foreach (var (name, value) in more)
            made[name] = value;
        return made;
    }
}

using System.Text.Json;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Dossiers;

/// <summary>An officer registers people and keeps their careers over HTTP.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class CareerEditsTests(RunningRegistry registry)
{
    private readonly Edits edits = new(registry);

    [Fact]
    public async Task A_person_is_registered_and_someone_alike_is_to_be_confirmed()
    {
        var input = new { fullName = "QUÀNG THỊ ÊM", sex = "FEMALE", ethnicGroupCode = "03", keeperId = $"Agency:{await edits.OwnAgencyAsync()}", dateOfBirth = "1991-02-03", citizenId = "011191000777" };
        var made = (await edits.DoneAsync(Edits.Register, input)).GetProperty("person");

        var again = Edits.Only(await edits.MakeAsync("hr", Edits.Register, new { input.fullName, input.sex, input.ethnicGroupCode, input.keeperId, birthYear = 1991 }));
        var taken = Edits.Only(await edits.MakeAsync("hr", Edits.Register, new { fullName = "Quàng Thị Lả", input.sex, input.ethnicGroupCode, input.keeperId, input.dateOfBirth, input.citizenId }));

        Assert.Equal(("Quàng Thị Êm", 1), (made.GetProperty("fullName").GetString(), made.GetProperty("version").GetInt32()));
        Assert.Equal(("PERSON_LOOKS_REGISTERED", "WARNING"), (again.GetProperty("code").GetString(), again.GetProperty("severity").GetString()));
        Assert.Equal("CITIZEN_ID_TAKEN", taken.GetProperty("code").GetString());
        var found = await registry.DataAsync("hr", "{ personByCitizenId(citizenId: \"011191000777\") { fullName } }");
        Assert.Equal("Quàng Thị Êm", found.GetProperty("personByCitizenId").GetProperty("fullName").GetString());
    }

    [Fact]
    public async Task A_person_is_not_registered_with_an_agency_outside_the_scope()
    {
        var (_, keeper) = await edits.ForeignPersonAsync();

        var refused = Edits.Only(await edits.MakeAsync("hr", Edits.Register, new { fullName = "Lò Văn Xa", sex = "MALE", ethnicGroupCode = "03", keeperId = keeper, birthYear = 1985 }));

        Assert.Equal(("OUT_OF_SCOPE", "input.keeperId"), (refused.GetProperty("code").GetString(), refused.GetProperty("path").GetString()));
        Assert.Empty(await registry.SqlAsync("SELECT id FROM registry.person WHERE full_name = 'Lò Văn Xa'"));
    }

    [Fact]
    public async Task A_posting_moves_a_headcount_and_its_end_moves_it_back()
    {
        var (person, agency) = (await edits.RegisterAsync("Lò Thị Đếm", 1988), await edits.OwnAgencyAsync());
        var before = await CountAsync();

        var posting = (await edits.DoneAsync(Edits.AddPosting, Posting(person, agency, "2015-01-01"))).GetProperty("posting");
        var with = await CountAsync();
        var ended = (await edits.DoneAsync(
            Edits.EndPosting, new { id = posting.GetProperty("id").GetString(), version = 1, validUntil = "2026-06-01", endReason = "RESIGNATION", reason = "Đơn xin thôi việc" })).GetProperty("posting");

        Assert.Equal(before + 1, with);
        Assert.Equal(before, await CountAsync());
        Assert.Equal(("2026-06-01", "RESIGNATION", 2), (ended.GetProperty("validUntil").GetString(), ended.GetProperty("endReason").GetString(), ended.GetProperty("version").GetInt32()));
        Assert.Empty(await registry.SqlAsync("SELECT * FROM registry.headcount_faults()"));
    }

    [Fact]
    public async Task Postings_that_contradict_are_refused_and_a_corrected_one_is_kept()
    {
        var (person, agency) = (await edits.RegisterAsync("Lò Thị Trùng", 1985), await edits.OwnAgencyAsync());
        var first = (await edits.DoneAsync(Edits.AddPosting, Posting(person, agency, "2010-01-01"))).GetProperty("posting").GetProperty("id").GetString()!;

        var overlap = Edits.Only(await edits.MakeAsync("hr", Edits.AddPosting, Posting(person, agency, "2015-01-01")));
        var early = Edits.Only(await edits.MakeAsync("hr", Edits.UpdatePosting, new { id = first, version = 1, validFrom = "2002-12-31" }));
        var backwards = Edits.Only(await edits.MakeAsync("hr", Edits.EndPosting, new { id = first, version = 1, validUntil = "2009-01-01", endReason = "MOVE" }));
        var unknown = Edits.Only(await edits.MakeAsync("hr", Edits.UpdatePosting, new { id = first, version = 1, professionCode = "wizard" }));
        var required = Edits.Only(await edits.MakeAsync("hr", Edits.UpdatePosting, new { id = first, version = 1, requiredLevelCode = "E40" }));
        var outside = Edits.Only(await edits.MakeAsync("hr", Edits.AddPosting, Posting(person, agency, "1960-01-01", isMain: false)));

        Assert.Equal(("POSTINGS_OVERLAP", "input.validFrom", JsonValueKind.Null), (Code(overlap), overlap.GetProperty("path").GetString(), overlap.GetProperty("recordId").ValueKind));
        Assert.Equal(("POSTING_TOO_EARLY", "POSTING_ENDS_FIRST"), (Code(early), Code(backwards)));
        Assert.Equal(("CODE_UNKNOWN", "input.professionCode"), (Code(unknown), unknown.GetProperty("path").GetString()));
        Assert.Equal(("POSITION_DEGREE_NOT_MET", "WARNING"), (Code(required), required.GetProperty("severity").GetString()));
        Assert.Equal("POSTING_TOO_EARLY", Code(outside));
        await edits.DoneAsync(Edits.EndPosting, new { id = first, version = 1, validUntil = "2015-01-01", endReason = "MOVE" });
        await edits.DoneAsync(Edits.AddPosting, Posting(person, agency, "2015-01-01"));
        var removed = await edits.DoneAsync(Edits.RemovePosting, new { id = first, version = 2, reason = "Nhập nhầm" });
        Assert.Equal(first, removed.GetProperty("deletedId").GetString());
        Assert.Equal(["Nhập nhầm", "MOVE"], Assert.Single(await registry.SqlAsync(
            $"SELECT why, upper(before ->> 'end_reason') FROM history.change WHERE kind = 'delete' AND record_id = '{first[8..]}'")));
    }

    [Fact]
    public async Task Degrees_are_added_corrected_and_removed()
    {
        var person = await edits.RegisterAsync("Lò Thị Bằng", 1985);

        var early = Edits.Only(await edits.MakeAsync("hr", Edits.AddDegree, new { personId = person, levelCode = "E40", awardedYear = 1999 }));
        var master = Edits.Only(await edits.MakeAsync("hr", Edits.AddDegree, new { personId = person, levelCode = "E50", awardedYear = 2012 }));
        var bachelor = (await edits.DoneAsync(Edits.AddDegree, new { personId = person, levelCode = "E40", awardedYear = 2008, institution = "  Trường  Đại học Tây Bắc ", studyMode = "FULL_TIME" })).GetProperty("degree");
        await edits.DoneAsync(Edits.AddDegree, new { personId = person, levelCode = "E50", awardedYear = 2012 });
        var id = bachelor.GetProperty("id").GetString();
        var corrected = (await edits.DoneAsync(Edits.UpdateDegree, new { id, version = 1, awardedYear = 2007, verifiedOn = "2026-01-05" })).GetProperty("degree");
        var stale = Edits.Only(await edits.MakeAsync("hr", Edits.UpdateDegree, new { id, version = 1, awardedYear = 2006 }));
        var removed = Edits.Only(await edits.MakeAsync("hr", Edits.RemoveDegree, new { id, version = 2 }));

        Assert.Equal(("DEGREE_TOO_EARLY", "input.awardedYear"), (Code(early), early.GetProperty("path").GetString()));
        Assert.Equal("POSTGRADUATE_WITHOUT_UNIVERSITY", Code(master));
        Assert.Equal("Trường Đại học Tây Bắc", bachelor.GetProperty("institution").GetString());
        Assert.Equal((2007, 2), (corrected.GetProperty("awardedYear").GetInt32(), corrected.GetProperty("version").GetInt32()));
        var year = stale.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("field").GetString() == "awardedYear");
        Assert.Equal(("2008", "2007", "2006"), (year.GetProperty("read").GetString(), year.GetProperty("stored").GetString(), year.GetProperty("sent").GetString()));
        // The master's degree would be left without the bachelor's.
        Assert.Equal(("POSTGRADUATE_WITHOUT_UNIVERSITY", "degree.levelCode"), (Code(removed), removed.GetProperty("path").GetString()));
        Assert.Equal(id, (await edits.DoneAsync(Edits.RemoveDegree, new { id, version = 2, confirm = new[] { "POSTGRADUATE_WITHOUT_UNIVERSITY" } })).GetProperty("deletedId").GetString());
        Assert.Equal("RECORD_NOT_FOUND", Code(Edits.Only(await edits.MakeAsync("hr", Edits.RemoveDegree, new { id, version = 3 }))));
    }

    [Fact]
    public async Task Somebody_registered_by_mistake_is_removed_once_and_brought_back_with_their_records()
    {
        var person = await edits.RegisterAsync("Lò Thị Lầm", 1985);
        await edits.DoneAsync(Edits.AddDegree, new { personId = person, levelCode = "E40", awardedYear = 2008 });
        var loaded = Assert.Single(await registry.SqlAsync(
            """
            SELECT p.id::text, p.version FROM registry.person p JOIN access.scoped_agency s ON s.agency_id = p.keeper_id JOIN access.account a ON a.id = s.account_id AND a.name = 'hr'
             WHERE NOT EXISTS (SELECT FROM history.change c WHERE c.person_id = p.id) LIMIT 1
            """));
        var (old, version) = ($"Person:{loaded[0]}", (int)loaded[1]!);

        var without = Edits.Only(await edits.MakeAsync("hr", Edits.Remove, new { id = person, version = 1 }));
        var late = Edits.Only(await edits.MakeAsync("hr", Edits.Remove, new { id = old, version, reason = "Nhầm" }));
        var input = new { id = person, version = 1, reason = "Nhầm", idempotencyKey = "gỡ-1" };
        var removed = await edits.DoneAsync(Edits.Remove, input);
        var again = await edits.DoneAsync(Edits.Remove, input);
        var gone = await registry.DataAsync("hr", $"{{ node(id: \"{person}\") {{ id }} }}");
        var back = (await edits.DoneAsync(Edits.BringBack, new { id = person })).GetProperty("person");
        var nobody = Edits.Only(await edits.MakeAsync("hr", Edits.BringBack, new { id = person }));

        Assert.Equal(("REASON_MISSING", "PERSON_NOT_NEW", "RECORD_NOT_FOUND"), (Code(without), Code(late), Code(nobody)));
        Assert.Equal((person, person), (removed.GetProperty("deletedId").GetString(), again.GetProperty("deletedId").GetString()));
        Assert.Equal(JsonValueKind.Null, gone.GetProperty("node").ValueKind);
        Assert.Equal(("Lò Thị Lầm", 1, 1), (back.GetProperty("fullName").GetString(), back.GetProperty("version").GetInt32(), back.GetProperty("degrees").GetArrayLength()));
    }

    [Fact]
    public async Task A_death_ends_what_goes_on_and_can_be_taken_back()
    {
        var (person, agency) = (await edits.RegisterAsync("Lò Văn Mất", 1970), await edits.OwnAgencyAsync());
        await edits.DoneAsync(Edits.AddPosting, Posting(person, agency, "2000-01-01"));

        var open = Edits.Only(await edits.MakeAsync("hr", Edits.Update, new { id = person, version = 1, deceasedOn = "2026-03-04" }));
        var died = (await edits.DoneAsync(Edits.RecordDeath, new { id = person, version = 1, diedOn = "2026-03-04", reason = "Giấy chứng tử" })).GetProperty("person");

        Assert.Equal("POSTING_AFTER_DEATH", Code(open));
        Assert.Equal("2026-03-04", died.GetProperty("deceasedOn").GetString());
        var posting = Assert.Single(died.GetProperty("postings").EnumerateArray());
        Assert.Equal(("2026-03-05", "DEATH"), (posting.GetProperty("validUntil").GetString(), posting.GetProperty("endReason").GetString()));
        Assert.Equal(2, (await registry.SqlAsync($"SELECT id FROM history.change WHERE person_id = '{person[7..]}' AND why = 'Giấy chứng tử'")).Count);
        await edits.DoneAsync(Edits.Update, new { id = person, version = 2, deceasedOn = (string?)null });
    }

    [Fact]
    public async Task A_change_sent_again_under_its_key_is_made_once()
    {
        var input = new { fullName = "Lò Thị Khóa", sex = "FEMALE", ethnicGroupCode = "03", keeperId = await edits.OwnAgencyAsync(), birthYear = 1990, citizenId = "011190000888", idempotencyKey = "khóa-1" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => edits.DoneAsync(Edits.Register, input)));
        var other = Edits.Only(await edits.MakeAsync("hr", Edits.Register, new { input.fullName, input.sex, input.ethnicGroupCode, input.keeperId, input.birthYear, citizenId = "011190000889", input.idempotencyKey }));

        var id = Assert.Single(answers.Select(answer => answer.GetProperty("person").GetProperty("id").GetString()).Distinct());
        Assert.Single(await registry.SqlAsync("SELECT id FROM registry.person WHERE full_name = 'Lò Thị Khóa'"));
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", Code(other));
        var posting = new { personId = id, agencyId = input.keeperId, validFrom = "2005-01-01", professionCode = "doctor", positionTitle = "Bác sĩ", employmentKind = "PUBLIC_EMPLOYEE", idempotencyKey = "khóa-2" };
        // What was refused was not made, so its key is still free for what is right.
        Assert.Equal("POSTING_TOO_EARLY", Code(Edits.Only(await edits.MakeAsync("hr", Edits.AddPosting, posting))));
        await edits.DoneAsync(Edits.AddPosting, new { posting.personId, posting.agencyId, validFrom = "2012-01-01", posting.professionCode, posting.positionTitle, posting.employmentKind, posting.idempotencyKey });
    }

    [Fact]
    public async Task Who_is_refused_with_what_a_dossier_says_is_in_the_log_of_reads()
    {
        var person = await edits.RegisterAsync("Lò Thị Đọc", 1985);
        var reads = $"SELECT id FROM access.read_log WHERE '{person[7..]}' = ANY (person_ids)";
        var before = (await registry.SqlAsync(reads)).Count;

        await edits.MakeAsync("hr", Edits.AddDegree, new { personId = person, levelCode = "E40", awardedYear = 1990 });

        Assert.Equal(before + 1, (await registry.SqlAsync(reads)).Count);
    }

    private static string? Code(JsonElement error) => error.GetProperty("code").GetString();

    private static object Posting(string person, Guid agency, string from, bool isMain = true) => new
    {
        personId = person, agencyId = agency, validFrom = from, isMain, professionCode = "doctor", positionTitle = "Bác sĩ",
        employmentKind = "PUBLIC_EMPLOYEE",
    };

    private async Task<int> CountAsync() => (await registry.DataAsync("planner", "{ headcount(by: [], where: { professions: [\"doctor\"] }) { total } }"))
        .GetProperty("headcount").GetProperty("total").GetInt32();
}

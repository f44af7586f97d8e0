using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using TalentRegistry.Data.History;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Dossiers;

/// <summary>An officer corrects a person over HTTP.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class UpdatePersonTests(RunningRegistry registry)
{
    private readonly Edits edits = new(registry);

    [Fact]
    public async Task A_correction_is_in_the_answer_and_in_the_history_with_who_why_before_and_after()
    {
        var (id, version) = await edits.OwnPersonAsync(0);

        var answer = await edits.MakeAsync("hr", Edits.Update, new { id = $"Person:{id}", version, fullName = "  lò thị   ƠN ", staffCode = "HR-77", reason = "Giấy khai sinh 12/2026" });

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("errors").ValueKind);
        var person = answer.GetProperty("person");
        Assert.Equal(("Lò Thị ƠN", "HR-77", version + 1), (person.GetProperty("fullName").GetString(), person.GetProperty("staffCode").GetString(), person.GetProperty("version").GetInt32()));
        var kept = Assert.Single(await registry.SqlAsync(
            $"""
            SELECT account_name, role, door, why, kind, before ->> 'version', after ->> 'full_name', after ->> 'staff_code', before ->> 'full_name' <> 'Lò Thị ƠN'
              FROM history.change WHERE person_id = '{id}' AND table_name = 'person' ORDER BY id DESC LIMIT 1
            """));
        Assert.Equal(["Cán bộ nhân sự (thử nghiệm)", "hr", "graphql", "Giấy khai sinh 12/2026", "update", version.ToString(CultureInfo.InvariantCulture), "Lò Thị ƠN", "HR-77", true], kept);
    }

    [Fact]
    public async Task What_is_left_out_stays_and_a_null_clears()
    {
        var (id, version) = await edits.OwnPersonAsync(1);
        var before = Assert.Single(await registry.SqlAsync($"SELECT full_name, sex, birth_year, ethnic_group_code, citizen_id_cipher FROM registry.person WHERE id = '{id}'"));

        await edits.DoneAsync(Edits.Update, new { id, version, staffCode = "A-1" });
        await edits.DoneAsync(Edits.Update, new { id, version = version + 1, staffCode = (string?)null, dateOfBirth = (string?)null });

        var after = Assert.Single(await registry.SqlAsync($"SELECT full_name, sex, birth_year, ethnic_group_code, citizen_id_cipher, staff_code, date_of_birth FROM registry.person WHERE id = '{id}'"));
        Assert.Equal([.. before, null, null], after);
    }

    [Fact]
    public async Task A_stale_edit_is_refused_with_what_was_read_what_is_stored_and_what_was_sent()
    {
        var (id, version) = await edits.OwnPersonAsync(2);
        await edits.DoneAsync(Edits.Update, new { id, version, staffCode = "CŨ-1" });
        await edits.DoneAsync(Edits.Update, new { id, version = version + 1, staffCode = "MỚI-2", reason = "Đổi số hiệu" });

        var error = Edits.Only(await edits.MakeAsync("hr", Edits.Update, new { id, version = version + 1, staffCode = "KHÁC-3", fullName = "Quàng Thị Yến" }));

        Assert.Equal("StaleRecordError", error.GetProperty("__typename").GetString());
        Assert.Equal((version + 1, version + 2), (error.GetProperty("sentVersion").GetInt32(), error.GetProperty("currentVersion").GetInt32()));
        Assert.Equal("Cán bộ nhân sự (thử nghiệm)", error.GetProperty("changedBy").GetString());
        var fields = error.GetProperty("fields").EnumerateArray().ToDictionary(
            field => field.GetProperty("field").GetString()!, field => (field.GetProperty("read").GetString(), field.GetProperty("stored").GetString(), field.GetProperty("sent").GetString()));
        Assert.Equal(["fullName", "staffCode"], fields.Keys.Order());
        Assert.Equal(("CŨ-1", "MỚI-2", "KHÁC-3"), fields["staffCode"]);
        Assert.Equal("Quàng Thị Yến", fields["fullName"].Item3);
        Assert.Equal("MỚI-2", Assert.Single(await registry.SqlAsync($"SELECT staff_code FROM registry.person WHERE id = '{id}'"))[0]);
    }

    [Theory]
    [InlineData("planner")]
    [InlineData("leader")]
    [InlineData("admin")]
    [InlineData("auditor")]
    public async Task Only_hr_officers_change_people(string account)
    {
        var (id, version) = await edits.OwnPersonAsync(3);

        var answer = await registry.AskAsync(account, Edits.Update, new { input = new { id, version, staffCode = "X" } });

        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(version, Assert.Single(await registry.SqlAsync($"SELECT version FROM registry.person WHERE id = '{id}'"))[0]);
    }

    [Fact]
    public async Task A_person_of_other_agencies_is_not_there_and_nobody_can_be_given_to_them()
    {
        var (foreign, keeper) = await edits.ForeignPersonAsync();
        var (id, version) = await edits.OwnPersonAsync(3);

        Assert.Equal("RECORD_NOT_FOUND", Edits.Only(await edits.MakeAsync("hr", Edits.Update, new { id = foreign, version = 1, staffCode = "X" })).GetProperty("code").GetString());
        var given = Edits.Only(await edits.MakeAsync("hr", Edits.Update, new { id, version, keeperId = keeper }));
        Assert.Equal(("OUT_OF_SCOPE", "input.keeperId"), (given.GetProperty("code").GetString(), given.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task A_warning_is_passed_by_its_code_and_told_in_the_callers_language()
    {
        var (id, version) = await edits.OwnPersonAsync(4);
        var sex = (string)Assert.Single(await registry.SqlAsync($"SELECT sex FROM registry.person WHERE id = '{id}' AND citizen_id_hash IS NOT NULL"))[0]!;
        var other = sex == "male" ? "FEMALE" : "MALE";

        var vi = Edits.Only(await edits.MakeAsync("hr", Edits.Update, new { id, version, sex = other }));
        using var client = registry.As("hr");
        using var response = await client.PostAsJsonAsync(new Uri("/graphql?lang=en", UriKind.Relative), new { query = Edits.Update, variables = new { input = new { id, version, sex = other } } });
        var en = Edits.Only((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").GetProperty("updatePerson"));

        Assert.Equal(("CITIZEN_ID_SEX", "WARNING", "input.sex"), (vi.GetProperty("code").GetString(), vi.GetProperty("severity").GetString(), vi.GetProperty("path").GetString()));
        Assert.StartsWith("Số định danh", vi.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("The citizen ID", en.GetProperty("message").GetString(), StringComparison.Ordinal);
        await edits.DoneAsync(Edits.Update, new { id, version, sex = other, confirm = new[] { "CITIZEN_ID_SEX" }, reason = "Quyết định hộ tịch" });
        // What has been confirmed is not asked again by a change that does not touch it.
        await edits.DoneAsync(Edits.Update, new { id, version = version + 1, staffCode = "X-4" });
        await edits.DoneAsync(Edits.Update, new { id, version = version + 2, sex = sex.ToUpperInvariant() });
    }

    [Fact]
    public async Task What_the_database_refuses_is_a_typed_error_too()
    {
        var (id, version) = await edits.OwnPersonAsync(5);
        var taken = "011099123456";
        await edits.DoneAsync(Edits.Update, new { id, version, citizenId = taken, confirm = new[] { "CITIZEN_ID_SEX", "CITIZEN_ID_BIRTH_YEAR" } });
        var (second, secondVersion) = await edits.OwnPersonAsync(6);

        async Task<(string?, string?)> Refused(object input)
        {
            var error = Edits.Only(await edits.MakeAsync("hr", Edits.Update, input));
            return (error.GetProperty("code").GetString(), error.GetProperty("path").GetString());
        }

        Assert.Equal(("CITIZEN_ID_TAKEN", "input.citizenId"), await Refused(new { id = second, version = secondVersion, citizenId = taken, confirm = new[] { "CITIZEN_ID_SEX", "CITIZEN_ID_BIRTH_YEAR" } }));
        Assert.Equal(("CODE_UNKNOWN", "input.ethnicGroupCode"), await Refused(new { id = second, version = secondVersion, ethnicGroupCode = "99" }));
        Assert.Equal(("CODE_UNKNOWN", "input.homeUnitId"), await Refused(new { id = second, version = secondVersion, homeUnitId = "P999" }));
        var key = Assert.Single(await registry.SqlAsync($"SELECT citizen_id_cipher IS NOT NULL, encode(citizen_id_cipher, 'escape') LIKE '%{taken}%' FROM registry.person WHERE id = '{id}'"));
        Assert.Equal([true, false], key);
        Assert.Empty(await registry.SqlAsync($"SELECT id FROM history.change WHERE person_id = '{id}' AND after::text LIKE '%{taken}%'"));
    }

    [Fact]
    public async Task Of_fifty_edits_at_once_none_is_lost()
    {
        var (id, version) = await edits.OwnPersonAsync(7);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async number =>
        {
            // Half read the newest version again after each refusal, as a form would; half give up.
            for (var read = version; ; )
            {
                var answer = await edits.MakeAsync("hr", Edits.Update, new { id, version = read, staffCode = $"P-{number}", reason = $"song song {number}" });
                if (answer.GetProperty("errors").ValueKind == JsonValueKind.Null)
                    return (Number: number, Version: answer.GetProperty("person").GetProperty("version").GetInt32(), IsDone: true);
                var error = Edits.Only(answer);
                Assert.Equal("STALE_RECORD", error.GetProperty("code").GetString());
                if (number % 2 == 0)
                    return (Number: number, Version: 0, IsDone: false);
                read = error.GetProperty("currentVersion").GetInt32();
            }
        }));

        var kept = await registry.SqlAsync($"SELECT why, (after ->> 'version')::int FROM history.change WHERE person_id = '{id}' AND why LIKE 'song song %' ORDER BY id");
        var done = answers.Where(answer => answer.IsDone).ToList();
        Assert.True(done.Count >= 25);
        Assert.Equal(done.Select(answer => $"song song {answer.Number}").Order(StringComparer.Ordinal), kept.Select(row => (string)row[0]!).Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(version + 1, done.Count), kept.Select(row => (int)row[1]!));
        await HistoryChain.ChainAsync(registry.Database, CancellationToken.None);
        Assert.Empty((await HistoryChain.VerifyAsync(registry.Database, null, null, CancellationToken.None)).Faults);
    }
}

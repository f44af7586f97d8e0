using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Protection;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Protection;

namespace TalentRegistry.Data.Tests.Protection;

/// <summary>People see their own record and no other, and what they ask lands with the officers who keep it.</summary>
public sealed class OwnRecordTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>, IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private Guid Own => registry.Dossiers.First(dossier => registry.HrAgencies.Contains(dossier.Person.KeeperId)).Person.Id;

    private Guid OfOthers => registry.Dossiers.First(dossier => !registry.HrAgencies.Contains(dossier.Person.KeeperId)).Person.Id;

    public async Task InitializeAsync() => await OwnerAsync($"UPDATE access.account SET person_id = '{Own}' WHERE role = 'person'");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Every_table_of_people_has_the_own_rows_and_no_other()
    {
        await using var session = await registry.SignInAsync(Role.Person);

        Assert.Equal(Own.ToString(), await ScalarAsync(session, "SELECT string_agg(id::text, ' ') FROM registry.person"));
        foreach (var table in DossierKinds.Entries.Keys.Select(part => SnakeCase.Of(part)))
        {
            Assert.Equal("0", await ScalarAsync(session, $"SELECT count(*) FROM registry.{table} WHERE person_id <> '{Own}'"));
            Assert.Equal(await OwnerAsync($"SELECT count(*)::text FROM registry.{table} WHERE person_id = '{Own}'"), await ScalarAsync(session, $"SELECT count(*) FROM registry.{table}"));
        }

        Assert.NotEqual("0", await ScalarAsync(session, "SELECT count(*) FROM registry.posting"));
        Assert.NotEqual("", await ScalarAsync(session, "SELECT ethnic_group_code FROM registry.person"));
    }

    [Fact]
    public async Task An_account_without_a_record_or_closed_sees_nobody()
    {
        await OwnerAsync("UPDATE access.account SET person_id = NULL WHERE role = 'person'");
        await using (var session = await registry.SignInAsync(Role.Person))
            Assert.Equal("0", await ScalarAsync(session, "SELECT count(*) FROM registry.person"));
        await OwnerAsync($"UPDATE access.account SET person_id = '{Own}', closed_at = now() WHERE role = 'person'");
        await using (var session = await registry.SignInAsync(Role.Person))
            Assert.Equal("0", await ScalarAsync(session, "SELECT count(*) FROM registry.person"));
        await OwnerAsync("UPDATE access.account SET closed_at = NULL WHERE role = 'person'");
    }

    [Fact]
    public async Task The_history_tells_what_changed_but_not_who_by_name_nor_why()
    {
        await OfficerAsync(async session =>
        {
            await session.ExplainChangesAsync("Ông Nguyễn Văn Khác báo", CancellationToken.None);
            await session.Command($"UPDATE registry.person SET ethnic_group_code = CASE ethnic_group_code WHEN '03' THEN '02' ELSE '03' END WHERE id = '{Own}'").ExecuteNonQueryAsync();
        });
        await using var session = await registry.SignInAsync(Role.Person);

        var told = await ScalarAsync(session, "SELECT concat_ws('|', role, account_name, door, why, kind) FROM history.person_change ORDER BY id DESC LIMIT 1");
        var field = await ScalarAsync(session, "SELECT field FROM history.changed_value ORDER BY change_id DESC LIMIT 1");

        Assert.Equal("hr|update", told);
        Assert.Equal("ethnic_group_code", field);
    }

    [Fact]
    public async Task They_are_told_who_read_their_record_by_role_and_purpose_and_nothing_of_others_reads()
    {
        await OfficerAsync(session => session.LogReadAsync([Own, OfOthers], CancellationToken.None));
        await using var session = await registry.SignInAsync(Role.Person);

        var reads = await session.ReadsOfAsync(Own, CancellationToken.None);
        var others = await session.ReadsOfAsync(OfOthers, CancellationToken.None);

        Assert.Contains(reads, read => read is { Role: "hr", Purpose: "test" });
        Assert.Empty(others);
        await using var officer = await registry.SignInAsync(Role.Hr);
        Assert.NotEmpty(await officer.ReadsOfAsync(Own, CancellationToken.None));
        Assert.Empty(await officer.ReadsOfAsync(OfOthers, CancellationToken.None));
    }

    [Fact]
    public async Task They_log_reads_of_the_own_record_alone()
    {
        await using var session = await registry.SignInAsync(Role.Person);
        await session.LogReadAsync([Own], CancellationToken.None);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => session.LogReadAsync([OfOthers], CancellationToken.None));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task What_they_ask_lands_with_the_officer_of_their_agency_with_its_terms()
    {
        var id = await PersonAsync(session => session.RaiseRequestAsync(Own, RequestKind.Access, "Tôi muốn xem", null, Monday, CancellationToken.None));

        await using var officer = await registry.SignInAsync(Role.Hr);
        var seen = (await officer.RequestsAsync(true, null, CancellationToken.None)).Single(request => request.Id == id);
        Assert.Equal((Own, RequestKind.Access, RequestState.Received, false), (seen.PersonId, seen.Kind, seen.State, seen.ByOfficer));
        Assert.Equal(new RequestClock(new DateOnly(2026, 3, 4), new DateOnly(2026, 3, 12)), seen.Clock);
        Assert.False(seen.IsOverdue(new DateOnly(2026, 3, 4)));
        Assert.True(seen.IsOverdue(new DateOnly(2026, 3, 5)));
        Assert.NotEmpty(seen.PersonName!);
    }

    [Fact]
    public async Task Nobody_asks_for_others_nor_decides_for_themselves()
    {
        foreach (var forbidden in new Func<RegistrySession, Task>[]
        {
            session => session.RaiseRequestAsync(OfOthers, RequestKind.Access, null, null, Monday, CancellationToken.None),
            async session =>
            {
                var id = await session.RaiseRequestAsync(Own, RequestKind.Access, null, null, Monday, CancellationToken.None);
                await session.DecideAsync(id, true, "tôi quyết định", Monday, CancellationToken.None);
            },
            async session =>
            {
                var id = await session.RaiseRequestAsync(Own, RequestKind.Access, null, null, Monday, CancellationToken.None);
                await session.Command($"UPDATE protection.request SET state = 'done' WHERE id = '{id}'").ExecuteNonQueryAsync();
            },
        })
        {
            await using var session = await registry.SignInAsync(Role.Person);
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => forbidden(session))).SqlState);
        }

        await using var officer = await registry.SignInAsync(Role.Hr);
        Assert.Equal(
            PostgresErrorCodes.InsufficientPrivilege,
            (await Assert.ThrowsAsync<PostgresException>(() => officer.RaiseRequestAsync(OfOthers, RequestKind.Access, null, null, Monday, CancellationToken.None))).SqlState);
    }

    [Fact]
    public async Task It_is_replied_to_extended_once_decided_once_and_every_step_stays()
    {
        var id = await PersonAsync(session => session.RaiseRequestAsync(Own, RequestKind.Objection, "Tôi phản đối", null, Monday, CancellationToken.None));

        await OfficerAsync(async session =>
        {
            var request = (await session.RequestAsync(id, CancellationToken.None))!;
            Assert.True(await session.ReplyAsync(id, Monday, CancellationToken.None));
            Assert.False(await session.ReplyAsync(id, Monday, CancellationToken.None));
            Assert.True(await session.ExtendAsync(request, 15, "Chờ ý kiến", CancellationToken.None));
            Assert.False(await session.ExtendAsync(request, 15, "Chờ nữa", CancellationToken.None));
            Assert.True(await session.DecideAsync(id, false, "Luật cho phép xử lý", Monday, CancellationToken.None));
            Assert.False(await session.DecideAsync(id, true, "Đổi ý", Monday, CancellationToken.None));
        });

        await using var own = await registry.SignInAsync(Role.Person);
        var told = (await own.RequestAsync(id, CancellationToken.None))!;
        var steps = await own.StepsAsync(id, CancellationToken.None);
        Assert.Equal((RequestState.Refused, "Luật cho phép xử lý"), (told.State, told.Decision));
        Assert.Equal(["received", "replied", "extended", "refused"], steps.Select(step => step.Step));
        Assert.All(steps, step => Assert.Null(step.Account));
        Assert.Equal(["person", "hr", "hr", "hr"], steps.Select(step => step.Role));
    }

    [Fact]
    public async Task A_correction_that_is_granted_is_an_edit_like_any_other()
    {
        var edits = new DossierEdits(new CitizenIdLookup(Path.GetTempPath(), registry.Database), TimeProvider.System);
        var degree = Guid.Parse(await OwnerAsync($"SELECT id::text FROM registry.degree WHERE person_id = '{Own}' ORDER BY id LIMIT 1"));
        var id = await PersonAsync(session => session.RaiseRequestAsync(
            Own, RequestKind.Correction, null, new RequestedCorrection("degree", degree, "institution", "Đại học Y Hà Nội"), Monday, CancellationToken.None));

        await OfficerAsync(async session =>
        {
            var wish = (await session.RequestAsync(id, CancellationToken.None))!.Correction!;
            await edits.CorrectFieldAsync(session, Own, DossierPart.Degree, wish.RecordId, 1, wish.Field, wish.Wanted, new EditTerms("vi", $"Yêu cầu {id}", []), CancellationToken.None);
            await session.DecideAsync(id, true, "Đã đối chiếu bằng", Monday, CancellationToken.None);
        });

        Assert.Equal("Đại học Y Hà Nội", await OwnerAsync($"SELECT institution FROM registry.degree WHERE id = '{degree}'"));
        Assert.Equal($"Yêu cầu {id}", await OwnerAsync($"SELECT why FROM history.change WHERE record_id = '{degree}' ORDER BY id DESC LIMIT 1"));
    }

    [Theory]
    [InlineData("person", "birth_year", "một nghìn", "Năm sinh")]
    [InlineData("person", "sex", "robot", "Giới tính")]
    [InlineData("person", "keeper_id", "00000000-0000-0000-0000-000000000000", "Cơ quan quản lý hồ sơ")]
    [InlineData("degree", "awarded_year", "xx", "Năm cấp")]
    [InlineData("degree", "person_id", "x", "Thuộc hồ sơ")]
    [InlineData("degree", "study_mode", "asleep", "Hình thức")]
    public async Task A_value_that_is_none_of_the_field_is_refused_by_the_name_of_the_field(string record, string field, string value, string name)
    {
        var edits = new DossierEdits(new CitizenIdLookup(Path.GetTempPath(), registry.Database), TimeProvider.System);
        var id = record == "person" ? Own : Guid.Parse(await OwnerAsync($"SELECT id::text FROM registry.degree WHERE person_id = '{Own}' LIMIT 1"));
        await using var session = await registry.SignInAsync(Role.Hr);

        var refused = await Assert.ThrowsAsync<AggregateException>(() => edits.CorrectFieldAsync(
            session, Own, SnakeCase.Parse<DossierPart>(record), id, 1, field, value, new EditTerms("vi", "thử", []), CancellationToken.None));

        var broken = Assert.IsType<RuleBrokenException>(refused.InnerException);
        Assert.Equal("VALUE_UNFIT", broken.Code);
        Assert.Contains($"“{name}”", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_request_keeps_a_citizen_id_in_clear()
    {
        await using var session = await registry.SignInAsync(Role.Person);

        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            session.RaiseRequestAsync(Own, RequestKind.Correction, "số của tôi là 011188000123", null, Monday, CancellationToken.None));

        Assert.Equal("request_without_citizen_id", refused.ConstraintName);
    }

    [Fact]
    public async Task Everything_of_a_person_is_one_document_and_nothing_of_others()
    {
        await using var session = await registry.SignInAsync(Role.Person);

        var own = await session.EverythingOfAsync(Own, CancellationToken.None);
        var others = await session.EverythingOfAsync(OfOthers, CancellationToken.None);

        Assert.Equal(Own.ToString(), (string?)own["person"]!["id"]);
        Assert.NotEmpty(own["posting"]!.AsArray());
        Assert.DoesNotContain("citizen_id_cipher", own.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(others["person"]);
        Assert.All(DossierKinds.Entries.Keys, part => Assert.Empty(others[SnakeCase.Of(part)]!.AsArray()));
    }

    private Task<Guid> PersonAsync(Func<RegistrySession, Task<Guid>> act) => ActAsync(Role.Person, act);

    private Task OfficerAsync(Func<RegistrySession, Task> act) => ActAsync(Role.Hr, async session =>
    {
        await act(session);
        return true;
    });

    private async Task<T> ActAsync<T>(Role role, Func<RegistrySession, Task<T>> act)
    {
        await using var session = await registry.SignInAsync(role);
        var done = await act(session);
        await session.CommitAsync(CancellationToken.None);
        return done;
    }

    private static async Task<string> ScalarAsync(RegistrySession session, string sql) =>
        Convert.ToString(await session.Command(sql).ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private async Task<string> OwnerAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }
}

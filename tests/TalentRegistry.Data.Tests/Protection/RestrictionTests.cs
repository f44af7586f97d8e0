using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Duplicates;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Protection;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Protection;

namespace TalentRegistry.Data.Tests.Protection;

/// <summary>Data that is restricted is kept and used by nobody, but for the person and the officer who deals with their request.</summary>
public sealed class RestrictionTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>, IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private Guid Somebody => registry.Dossiers.Where(dossier => registry.HrAgencies.Contains(dossier.Person.KeeperId)).ElementAt(3).Person.Id;

    private Guid Another => registry.Dossiers.Where(dossier => registry.HrAgencies.Contains(dossier.Person.KeeperId)).ElementAt(4).Person.Id;

    public async Task InitializeAsync() => await OwnerAsync(
        $"""
        UPDATE access.account SET person_id = '{Somebody}' WHERE role = 'person';
        UPDATE registry.person SET staff_code = 'T-1' WHERE id = '{Somebody}'
        """);

    public async Task DisposeAsync() => await OwnerAsync(
        "UPDATE protection.restriction SET lifted_on = current_date + 1000, lifting = 'thử' WHERE lifted_on IS NULL");

    [Theory]
    [InlineData(RequestKind.Restriction)]
    [InlineData(RequestKind.Objection)]
    public async Task What_is_granted_holds_in_every_table_for_every_role_and_back_once_lifted(RequestKind kind)
    {
        var before = await SeenAsync(Somebody);
        var others = await SeenAsync(Another);
        var request = await GrantAsync(kind, Somebody);

        Assert.All(await SeenAsync(Somebody), seen => Assert.True(seen.Value == 0, seen.Key));
        Assert.Equal(others, await SeenAsync(Another));
        Assert.True(await OfficerAsync(session => session.LiftAsync(request, "Đã làm rõ", Monday.AddDays(9), CancellationToken.None)));
        Assert.Equal(before, await SeenAsync(Somebody));
        Assert.Contains(before, seen => seen.Key == "Planner registry.posting" && seen.Value > 0);
        Assert.Contains(before, seen => seen.Key == "Hr history.change" && seen.Value > 0);
    }

    [Fact]
    public async Task A_request_that_is_refused_or_of_another_kind_restricts_nobody()
    {
        await GrantAsync(RequestKind.Access, Somebody);
        var refused = await OfficerAsync(session => session.RaiseRequestAsync(Somebody, RequestKind.Restriction, null, null, Monday, CancellationToken.None));
        await OfficerAsync(session => session.DecideAsync(refused, false, "Luật cho phép", Monday, CancellationToken.None));

        Assert.Null(await OfficerAsync(session => session.RestrictionOfAsync(Somebody, CancellationToken.None)));
        Assert.Equal("1", await AsAsync(Role.Hr, null, $"SELECT count(*) FROM registry.person WHERE id = '{Somebody}'"));
    }

    [Fact]
    public async Task Nothing_of_it_is_written_by_anybody()
    {
        await GrantAsync(RequestKind.Restriction, Somebody);
        var before = await OwnerAsync($"SELECT md5(string_agg(p::text, '')) FROM registry.person p WHERE id = '{Somebody}'");

        foreach (var attempt in new[]
        {
            $"UPDATE registry.person SET staff_code = 'X-1' WHERE id = '{Somebody}'",
            $"DELETE FROM registry.person WHERE id = '{Somebody}'",
            $"UPDATE registry.posting SET position_title = 'X' WHERE person_id = '{Somebody}'",
            "UPDATE protection.restriction SET lifted_on = NULL, lifting = NULL WHERE lifted_on IS NOT NULL",
        })
        {
            await using var session = await registry.SignInAsync(Role.Hr);
            Assert.Equal(0, await ChangedAsync(session, attempt));
            await session.CommitAsync(CancellationToken.None);
        }

        await using var adding = await registry.SignInAsync(Role.Hr);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ChangedAsync(
            adding, $"INSERT INTO registry.degree (id, person_id, level_code, awarded_year) VALUES (gen_random_uuid(), '{Somebody}', 'E40', 2010)"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Equal(before, await OwnerAsync($"SELECT md5(string_agg(p::text, '')) FROM registry.person p WHERE id = '{Somebody}'"));
    }

    [Fact]
    public async Task The_person_sees_everything_and_that_it_is_restricted()
    {
        await GrantAsync(RequestKind.Restriction, Somebody);
        await using var session = await registry.SignInAsync(Role.Person);

        Assert.Equal(Monday, (await session.RestrictionOfAsync(Somebody, CancellationToken.None))!.Since);
        Assert.Equal(Somebody.ToString(), (string?)(await session.EverythingOfAsync(Somebody, CancellationToken.None))["person"]!["id"]);
        Assert.NotEmpty(await session.RequestsAsync(false, Somebody, CancellationToken.None));
    }

    [Fact]
    public async Task The_officer_sees_it_while_dealing_with_a_request_of_that_person_and_no_longer()
    {
        var granted = await GrantAsync(RequestKind.Restriction, Somebody);
        var later = await ActAsync(Role.Person, session => session.RaiseRequestAsync(Somebody, RequestKind.Access, "Tôi muốn xem", null, Monday, CancellationToken.None));
        var ofAnother = await OfficerAsync(session => session.RaiseRequestAsync(Another, RequestKind.Access, null, null, Monday, CancellationToken.None));
        var name = $"SELECT count(*) FROM registry.person WHERE id = '{Somebody}'";

        Assert.Equal("1", await AsAsync(Role.Hr, granted, name));
        Assert.Equal("1", await AsAsync(Role.Hr, later, name));
        Assert.Equal("0", await AsAsync(Role.Hr, ofAnother, name));
        Assert.Equal("0", await AsAsync(Role.Hr, null, name));
        foreach (var role in new[] { Role.Planner, Role.Leader })
            Assert.Equal("0", await AsAsync(role, granted, name));
        var listed = (await OfficerAsync(session => session.RequestsAsync(true, null, CancellationToken.None))).Single(request => request.Id == later);
        Assert.Equal((null, true), (listed.PersonName, listed.IsRestricted));
        await OfficerAsync(session => session.DecideAsync(later, true, "Đã đưa bản sao", Monday, CancellationToken.None));
        Assert.Equal("0", await AsAsync(Role.Hr, later, name));
    }

    [Fact]
    public async Task An_officer_of_another_agency_neither_handles_nor_lifts_it()
    {
        var stranger = registry.Dossiers.First(dossier => !registry.HrAgencies.Contains(dossier.Person.KeeperId)).Person.Id;
        var request = Guid.CreateVersion7();
        await OwnerAsync(
            $"""
            INSERT INTO protection.request (id, person_id, kind, came_by, received_on, reply_due, finish_due) VALUES ('{request}', '{stranger}', 'restriction', 'officer', '2026-03-02', '2026-03-04', '2026-03-17');
            UPDATE protection.request SET state = 'done', decided_on = '2026-03-02', decision = 'x' WHERE id = '{request}'
            """);

        Assert.Equal("0", await AsAsync(Role.Hr, request, $"SELECT count(*) FROM registry.person WHERE id = '{stranger}'"));
        Assert.Null(await OfficerAsync(session => session.RestrictionOfAsync(stranger, CancellationToken.None)));
        Assert.False(await OfficerAsync(session => session.LiftAsync(request, "x", Monday, CancellationToken.None)));
    }

    [Fact]
    public async Task It_is_restricted_once_and_lifted_once_each_step_with_its_day_and_reason()
    {
        var request = await GrantAsync(RequestKind.Restriction, Somebody);
        await GrantAsync(RequestKind.Objection, Somebody);

        Assert.True(await OfficerAsync(session => session.LiftAsync(request, "Đã làm rõ", Monday.AddDays(9), CancellationToken.None)));
        Assert.False(await OfficerAsync(session => session.LiftAsync(request, "Lần nữa", Monday.AddDays(10), CancellationToken.None)));

        var steps = await OfficerAsync(session => session.StepsAsync(request, CancellationToken.None));
        Assert.Equal(["received", "done", "lifted"], steps.Select(step => step.Step));
        Assert.Equal(("Đã làm rõ", "hr", "hr"), (steps[^1].Note, steps[^1].Role, steps[^1].Account));
        var told = await OfficerAsync(session => session.RestrictionByAsync(request, CancellationToken.None));
        Assert.Equal(new Restriction(request, Monday, Monday.AddDays(9), "Đã làm rõ"), told);
    }

    [Fact]
    public async Task Numbers_of_the_whole_stay_as_they_were_and_name_nobody()
    {
        var spans = $"SELECT count(*) FROM registry.career_span WHERE person_id = '{Somebody}'";
        var before = await AsAsync(Role.Planner, null, spans);
        await GrantAsync(RequestKind.Restriction, Somebody);

        Assert.NotEqual("0", before);
        Assert.Equal(before, await AsAsync(Role.Planner, null, spans));
        Assert.Empty(await HeadcountUpkeep.CompareAsync(registry.Database, CancellationToken.None));
    }

    [Fact]
    public async Task Nobody_restricted_is_compared_with_others_or_merged()
    {
        await GrantAsync(RequestKind.Restriction, Somebody);
        using var citizenIds = new CitizenIdLookup(Path.GetTempPath(), registry.Database);

        var report = await new DuplicateSearch(registry.Database, citizenIds).RunAsync(null, CancellationToken.None);

        Assert.Equal(int.Parse(await OwnerAsync("SELECT count(*)::text FROM registry.person"), System.Globalization.CultureInfo.InvariantCulture) - 1, report.People);
        Assert.Equal("0", await OwnerAsync($"SELECT count(*)::text FROM duplicates.pair WHERE '{Somebody}' IN (one_id, other_id)"));
    }

    // Rows about the person that each role sees, by role and table; those of statistics, which name nobody, are left out.
    private async Task<Dictionary<string, long>> SeenAsync(Guid person)
    {
        var seen = new Dictionary<string, long>();
        var tables = DossierKinds.Entries.Keys.Select(part => $"registry.{SnakeCase.Of(part)} WHERE person_id")
            .Concat(["registry.person WHERE id", "history.person_change WHERE person_id"]);
        foreach (var role in new[] { Role.Hr, Role.Planner, Role.Leader })
        {
            foreach (var table in role == Role.Hr ? tables.Append("history.change WHERE person_id") : tables)
                seen[$"{role} {table.Split(' ')[0]}"] = long.Parse(await AsAsync(role, null, $"SELECT count(*) FROM {table} = '{person}'"), System.Globalization.CultureInfo.InvariantCulture);
        }

        return seen;
    }

    private async Task<Guid> GrantAsync(RequestKind kind, Guid person)
    {
        var id = await ActAsync(Role.Person, session => session.RaiseRequestAsync(person, kind, null, null, Monday, CancellationToken.None));
        await OfficerAsync(session => session.DecideAsync(id, true, "Chấp nhận", Monday, CancellationToken.None));
        return id;
    }

    private Task<T> OfficerAsync<T>(Func<RegistrySession, Task<T>> act) => ActAsync(Role.Hr, act);

    private async Task<T> ActAsync<T>(Role role, Func<RegistrySession, Task<T>> act)
    {
        await using var session = await registry.SignInAsync(role);
        var done = await act(session);
        await session.CommitAsync(CancellationToken.None);
        return done;
    }

    private async Task<string> AsAsync(Role role, Guid? handling, string sql)
    {
        await using var session = await registry.SignInAsync(role);
        if (handling is { } request)
            await session.HandleRequestAsync(request, CancellationToken.None);
        return Convert.ToString(await session.Command(sql).ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }

    private static async Task<int> ChangedAsync(RegistrySession session, string sql) => await session.Command(sql).ExecuteNonQueryAsync();

    private async Task<string> OwnerAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }
}

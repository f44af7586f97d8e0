using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Protection;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Protection;

/// <summary>The register of breaches and its clock of 72 hours.</summary>
public sealed class BreachTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    private static readonly DateTimeOffset Found = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(7));

    private static readonly BreachFacts Facts = new(
        Found, Found.AddHours(-5), "Một máy tính xách tay bị mất", 120, "cán bộ một sở", ["person.full_name", "person.ethnic_group_code"], "Lộ họ tên", "Khóa tài khoản", null, null);

    [Theory]
    [InlineData(0, null, false)]
    [InlineData(72, null, false)]
    [InlineData(73, null, true)]
    [InlineData(500, 72, false)]
    [InlineData(500, 73, true)]
    public void The_authority_is_told_within_72_hours_from_discovery(int now, int? told, bool late)
    {
        var breach = new Breach(Guid.Empty, 1, Facts with { NotifiedAt = told is { } hours ? Found.AddHours(hours) : null, Notice = told is null ? null : "12/TB" });

        Assert.Equal(new DateTimeOffset(2026, 3, 5, 9, 0, 0, TimeSpan.FromHours(7)), breach.NotifyBy);
        Assert.Equal(late, breach.IsLate(Found.AddHours(now)));
    }

    [Fact]
    public async Task It_is_entered_revised_by_version_and_each_change_is_an_event_without_values()
    {
        var id = await AdministratorAsync(session => session.EnterBreachAsync(Facts, CancellationToken.None));
        var told = Facts with { NotifiedAt = Found.AddHours(20), Notice = "12/TB-SNV", People = 121 };

        Assert.False(await AdministratorAsync(session => session.ReviseBreachAsync(id, 2, told, CancellationToken.None)));
        Assert.True(await AdministratorAsync(session => session.ReviseBreachAsync(id, 1, told, CancellationToken.None)));

        await using var auditor = await registry.SignInAsync(Role.Auditor);
        var read = (await auditor.BreachAsync(id, CancellationToken.None))!;
        Assert.Equal((2, 121, "12/TB-SNV", Found.AddHours(20)), (read.Version, read.Facts.People, read.Facts.Notice, read.Facts.NotifiedAt));
        Assert.Equal(Facts.Fields, read.Facts.Fields);
        Assert.Contains(await auditor.BreachesAsync(CancellationToken.None), breach => breach.Id == id);
        Assert.Equal("entered|changed: notice, notified_at, people", await OwnerAsync(
            $"SELECT string_agg(concat_ws(': ', details ->> 'change', CASE WHEN details ->> 'change' = 'changed' THEN details ->> 'columns' END), '|' ORDER BY id) FROM access.audit_event WHERE kind = 'breach' AND subject = 'breach {id}'"));
        Assert.Equal("0", await OwnerAsync("SELECT count(*)::text FROM access.audit_event WHERE kind = 'breach' AND details::text LIKE '%máy tính%'"));
    }

    public static TheoryData<BreachFacts> Contradictions =>
    [
        Facts with { What = "" }, Facts with { HappenedAt = Found.AddHours(1) }, Facts with { NotifiedAt = Found.AddHours(-1), Notice = "x" }, Facts with { NotifiedAt = Found.AddHours(1) },
        Facts with { People = -1 }, Facts with { Fields = ["person.salary"] }, Facts with { What = "Lộ số 011188000123" },
    ];

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task What_contradicts_itself_or_names_what_is_not_kept_is_refused(BreachFacts facts) => Assert.Equal(
        PostgresErrorCodes.CheckViolation,
        (await Assert.ThrowsAsync<PostgresException>(() => AdministratorAsync(session => session.EnterBreachAsync(facts, CancellationToken.None)))).SqlState);

    [Fact]
    public async Task An_entry_stays()
    {
        await using var session = await registry.SignInAsync(Role.Admin);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => session.Command("DELETE FROM protection.breach").ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private async Task<T> AdministratorAsync<T>(Func<RegistrySession, Task<T>> act)
    {
        await using var session = await registry.SignInAsync(Role.Admin);
        var done = await act(session);
        await session.CommitAsync(CancellationToken.None);
        return done;
    }

    private async Task<string> OwnerAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}

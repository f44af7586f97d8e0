using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Tests.Dossiers;

/// <summary>Changes of dossiers under the rights of a session, without the API's own policy in front.</summary>
public sealed class DossierEditsTests : IClassFixture<PopulatedDatabase>, IDisposable
{
    private static readonly EditTerms Terms = new("en", "test", []);
    private readonly PopulatedDatabase registry;
    private readonly OfficersEdits officer;

    public DossierEditsTests(PopulatedDatabase registry)
    {
        this.registry = registry;
        officer = new OfficersEdits(registry.Database);
    }

    private Guid OwnPerson => registry.Dossiers.First(dossier => registry.HrAgencies.Contains(dossier.Person.KeeperId)).Person.Id;

    private Guid ForeignPerson => registry.Dossiers.First(dossier => !registry.HrAgencies.Contains(dossier.Person.KeeperId)).Person.Id;

    private Guid ForeignAgency => registry.Agencies.First(agency => !registry.HrAgencies.Contains(agency.Id)).Id;

    private PersonEntry Someone => new("Lò Thị Ơn", Sex.Female, null, 1980, "03", null, null, null, registry.Agencies[0].Id, null);

    public void Dispose() => officer.Dispose();

    [Fact]
    public async Task The_database_refuses_what_is_out_of_scope_whatever_the_program_says()
    {
        var degree = new DegreeEntry("E40", null, null, "VN", 2004, null, null);
        var posting = new PostingEntry(registry.Agencies[0].Id, new DateOnly(2010, 1, 1), null, false, "doctor", "Bác sĩ", null, EmploymentKind.Contract, null, null);
        Func<RegistrySession, Task>[] writes =
        [
            session => session.InsertAsync(Guid.NewGuid(), Someone with { KeeperId = ForeignAgency }, null, CancellationToken.None),
            session => session.UpdateAsync(OwnPerson, Someone with { KeeperId = ForeignAgency }, CancellationToken.None),
            session => session.InsertAsync(Guid.NewGuid(), ForeignPerson, degree, CancellationToken.None),
            session => session.InsertAsync(Guid.NewGuid(), ForeignPerson, posting, CancellationToken.None),
        ];

        foreach (var write in writes)
        {
            await using var session = await registry.SignInAsync(Role.Hr);
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => write(session))).SqlState);
        }

        await using var own = await registry.SignInAsync(Role.Hr);
        await Assert.ThrowsAsync<InvalidOperationException>(() => own.UpdateAsync(ForeignPerson, Someone, CancellationToken.None));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => officer.Edits.CorrectPersonAsync(own, ForeignPerson, 1, person => person, Terms, CancellationToken.None));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => officer.Edits.AddAsync(own, ForeignPerson, Guid.NewGuid(), degree, Terms, CancellationToken.None));
    }

    [Theory]
    [InlineData(Role.Planner)]
    [InlineData(Role.Leader)]
    [InlineData(Role.Admin)]
    [InlineData(Role.Auditor)]
    public async Task Other_roles_write_nothing(Role role)
    {
        await using var session = await registry.SignInAsync(role);

        var fault = await Assert.ThrowsAsync<PostgresException>(() => officer.Edits.CorrectPersonAsync(session, OwnPerson, 1, person => person, Terms, CancellationToken.None));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, fault.SqlState);
    }

    [Fact]
    public async Task A_version_is_counted_by_the_database_and_only_when_something_changes()
    {
        var person = registry.Dossiers.Where(dossier => registry.HrAgencies.Contains(dossier.Person.KeeperId)).Skip(1).First().Person.Id;

        var versions = new List<int>();
        foreach (var sql in new[] { "full_name = full_name", "deceased_on = DATE '2026-01-02'", "version = 77", "deceased_on = NULL, version = 1" })
        {
            await using var command = registry.Database.Owner.CreateCommand($"UPDATE registry.person SET {sql} WHERE id = '{person}' RETURNING version");
            versions.Add((int)(await command.ExecuteScalarAsync())!);
        }

        Assert.Equal([1, 2, 2, 3], versions);
    }

    [Fact]
    public async Task A_key_is_answered_once_by_account_operation_and_input_and_forgotten_after_seven_days()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        async Task<Guid?> Claim(Guid record, byte input, string operation = "a")
        {
            await using var session = await registry.SignInAsync(Role.Hr);
            var known = await session.ClaimKeyAsync("khóa", operation, Enumerable.Repeat(input, 32).ToArray(), record, Terms, CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
            return known;
        }

        Assert.Null(await Claim(first, 1));
        Assert.Equal(first, await Claim(second, 1));
        await Assert.ThrowsAsync<IdempotencyKeyReusedException>(() => Claim(second, 2));
        await Assert.ThrowsAsync<IdempotencyKeyReusedException>(() => Claim(second, 1, "b"));
        await using (var age = registry.Database.Owner.CreateCommand("UPDATE access.edit_key SET made_at = made_at - interval '8 days'"))
            await age.ExecuteNonQueryAsync();
        Assert.Null(await Claim(second, 2));
    }

    [Fact]
    public async Task A_key_of_another_account_is_neither_seen_nor_in_the_way()
    {
        var other = Guid.NewGuid();
        await using (var made = registry.Database.Owner.CreateCommand($"INSERT INTO access.account (id, name, display_name, role, password_hash) VALUES ('{other}', 'hr2', 'hr2', 'hr', 'none')"))
            await made.ExecuteNonQueryAsync();
        await using var session = await registry.SignInAsync(Role.Hr);
        await session.ClaimKeyAsync("chung", "a", new byte[32], Guid.NewGuid(), Terms, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);

        await using var others = await registry.Database.OpenSessionAsync(new Caller(other, Role.Hr, "test", "test"), CancellationToken.None);

        Assert.Null(await others.ClaimKeyAsync("chung", "b", new byte[32], Guid.NewGuid(), Terms, CancellationToken.None));
        await using var seen = others.Command("SELECT count(*) FROM access.edit_key");
        Assert.Equal(1L, await seen.ExecuteScalarAsync());
    }
}

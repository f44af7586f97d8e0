using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Protection;
using TalentRegistry.Data.Sync;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Sync;

/// <summary>What waits to be passed on, by agency and days of work, and what is signed and sent of it.</summary>
public sealed class SyncTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>, IAsyncLifetime
{
    // The Thursday after Tết 2026: changes of the Friday before it were due on Wednesday.
    private static readonly DateOnly Today = new(2026, 2, 26);

    public async Task InitializeAsync() => await OwnerAsync("UPDATE sync.setting SET counts_from = '2026-02-01', working_days = 3");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Changes_of_state_staff_are_counted_by_agency_with_the_day_they_are_due()
    {
        var (own, agency) = await StaffAsync(registry.HrAgencies, 0);
        await ChangedAsync(own, "2026-02-13T09:00:00+07");
        await ChangedAsync(own, "2026-02-24T09:00:00+07");

        var clock = await ClockAsync(Role.Planner, agency);

        Assert.Equal((1, 1, 0), (clock!.People, clock.Late, clock.Signed));
        Assert.Equal((new DateOnly(2026, 2, 13), new DateOnly(2026, 2, 25)), (clock.OldestChange, clock.DueOn));
        await SignedAndSentAsync(agency);
    }

    [Fact]
    public async Task The_day_of_a_change_is_the_one_in_Viet_Nam()
    {
        var (own, agency) = await StaffAsync(registry.HrAgencies, 1);
        await ChangedAsync(own, "2026-02-24T18:30:00+00");

        Assert.Equal(new DateOnly(2026, 2, 25), (await ClockAsync(Role.Hr, agency))!.OldestChange);
        await SignedAndSentAsync(agency);
    }

    [Fact]
    public async Task Officers_see_their_agencies_and_nobody_else_s()
    {
        var (foreign, agency) = await StaffAsync(registry.Agencies.Select(each => each.Id).Except(registry.HrAgencies), 0);
        await ChangedAsync(foreign, "2026-02-24T09:00:00+07");

        Assert.Null(await ClockAsync(Role.Hr, agency));
        Assert.NotNull(await ClockAsync(Role.Planner, agency));
        await using var session = await registry.SignInAsync(Role.Hr);
        Assert.Null(await session.DraftPackageAsync(agency, CancellationToken.None));
    }

    [Fact]
    public async Task People_outside_the_state_s_staff_are_not_counted()
    {
        var (own, agency) = await StaffAsync(registry.HrAgencies, 2, "contract");
        await ChangedAsync(own, "2026-02-24T09:00:00+07");

        Assert.Null(await ClockAsync(Role.Hr, agency));
    }

    [Fact]
    public async Task A_package_is_what_was_looked_at_and_what_changes_after_it_counts_anew()
    {
        var (own, agency) = await StaffAsync(registry.HrAgencies, 3);
        await ChangedAsync(own, "2026-02-24T09:00:00+07");
        SyncDraft draft;
        await using (var session = await registry.SignInAsync(Role.Hr))
            draft = (await session.DraftPackageAsync(agency, CancellationToken.None))!;
        Assert.Equal(draft.Digest, Convert.ToHexStringLower(SHA256.HashData(draft.Content)));
        var text = Encoding.UTF8.GetString(draft.Content);
        Assert.StartsWith("\uFEFF\"Số hiệu cán bộ, công chức, viên chức\",\"Họ, chữ đệm và tên khai sinh\"", text, StringComparison.Ordinal);
        Assert.Contains(await OwnerAsync($"SELECT full_name FROM registry.person WHERE id = '{own}'") ?? "?", text, StringComparison.Ordinal);

        var other = await ActAsync(session => session.SignAsync(agency, new string('0', 64), CancellationToken.None));
        var package = await ActAsync(session => session.SignAsync(agency, draft.Digest, CancellationToken.None));
        Assert.Null(other);
        Assert.Equal((1, 1), ((await ClockAsync(Role.Hr, agency))!.People, (await ClockAsync(Role.Hr, agency))!.Signed));
        Assert.Null(await ActAsync(session => session.DraftPackageAsync(agency, CancellationToken.None)));

        await ChangedAsync(own, "2026-02-25T09:00:00+07");
        Assert.Equal(0, (await ClockAsync(Role.Hr, agency))!.Signed);
        Assert.True(await ActAsync(session => session.NoteSentAsync(package!.Value, Today, "USB", CancellationToken.None)));
        Assert.False(await ActAsync(session => session.NoteSentAsync(package!.Value, Today, null, CancellationToken.None)));
        // What was sent is done with; the change of the 25th began a new term.
        Assert.Equal(new DateOnly(2026, 2, 25), (await ClockAsync(Role.Hr, agency))!.OldestChange);
        await using (var session = await registry.SignInAsync(Role.Hr))
        {
            var kept = (await session.PackageAsync(package!.Value, CancellationToken.None))!.Value;
            Assert.Equal((draft.Digest, "hr", Today, "USB"), (kept.Package.Digest, kept.Package.SignedBy, kept.Package.SentOn, kept.Package.SentNote));
            Assert.Equal(draft.Content, await session.PackageContentAsync(package.Value, CancellationToken.None));
        }

        await SignedAndSentAsync(agency);
        Assert.Null(await ClockAsync(Role.Hr, agency));
    }

    [Theory]
    [InlineData("UPDATE sync.package SET people = 2")]
    [InlineData("DELETE FROM sync.package_person")]
    [InlineData("DELETE FROM sync.sending")]
    [InlineData("UPDATE sync.package_file SET content = 'x', digest = sha256('x')")]
    [InlineData("DELETE FROM sync.package_file")]
    [InlineData("DELETE FROM sync.package")]
    public async Task A_signed_package_is_changed_by_nobody(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => OwnerAsync(sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Who_is_restricted_is_in_no_package_and_one_that_was_signed_before_is_held_back()
    {
        var (own, agency) = await StaffAsync(registry.HrAgencies, 4);
        await ChangedAsync(own, "2026-02-24T09:00:00+07");
        var package = await SignedAsync(agency);

        await RestrictAsync(own);

        Assert.Null(await ClockAsync(Role.Hr, agency));
        Assert.Null(await ClockAsync(Role.Planner, agency));
        Assert.Null(await ActAsync(session => session.DraftPackageAsync(agency, CancellationToken.None)));
        Assert.Null(await ActAsync(session => session.PackageContentAsync(package, CancellationToken.None)));
        var (kept, people) = (await ActAsync(session => session.PackageAsync(package, CancellationToken.None)))!.Value;
        Assert.False(kept.HasFile);
        Assert.Equal([null], people.Select(person => person.Name));

        await OwnerAsync("UPDATE protection.restriction SET lifted_on = since, lifting = 'thử' WHERE lifted_on IS NULL");
        Assert.NotNull(await ActAsync(session => session.PackageContentAsync(package, CancellationToken.None)));
        await ActAsync(session => session.NoteSentAsync(package, Today, null, CancellationToken.None));
    }

    [Fact]
    public async Task Who_else_is_in_a_package_that_is_held_back_is_signed_anew()
    {
        var (own, agency) = await StaffAsync(registry.HrAgencies, 5);
        var (other, _) = await StaffAsync(registry.HrAgencies, 6);
        await OwnerAsync($"DO $$ BEGIN PERFORM set_config('history.bulk', 'on', true); UPDATE registry.person SET keeper_id = '{agency}' WHERE id = '{other}'; END $$");
        await ChangedAsync(own, "2026-02-24T09:00:00+07");
        await ChangedAsync(other, "2026-02-24T09:00:00+07");
        var package = await SignedAsync(agency);
        Assert.Null(await ActAsync(session => session.DraftPackageAsync(agency, CancellationToken.None)));

        await RestrictAsync(own);

        var draft = await ActAsync(session => session.DraftPackageAsync(agency, CancellationToken.None));
        Assert.Equal([other], draft!.People.Select(person => person.Id));
        await OwnerAsync("UPDATE protection.restriction SET lifted_on = since, lifting = 'thử' WHERE lifted_on IS NULL");
        await ActAsync(session => session.NoteSentAsync(package, Today, null, CancellationToken.None));
    }

    [Fact]
    public async Task An_erasure_takes_the_files_with_the_person_and_leaves_that_they_were_signed()
    {
        var (own, agency) = await StaffAsync(registry.HrAgencies, 7);
        await ChangedAsync(own, "2026-02-24T09:00:00+07");
        var package = await SignedAsync(agency);
        await ActAsync(session => session.NoteSentAsync(package, Today, null, CancellationToken.None));
        var (living, elsewhere) = await StaffAsync(registry.HrAgencies, 8);
        await ChangedAsync(living, "2026-02-24T09:00:00+07");
        var untouched = await SignedAsync(elsewhere);
        await OwnerAsync($"DO $$ BEGIN PERFORM set_config('history.bulk', 'on', true); UPDATE registry.person SET deceased_on = '2026-02-25' WHERE id = '{own}'; END $$");

        await Retention.EraseAsync(registry.Database, new DateOnly(2036, 3, 1), null, "test", CancellationToken.None);

        Assert.Equal("0", await OwnerAsync($"SELECT count(*) FROM registry.person WHERE id = '{own}'"));
        var kept = (await ActAsync(session => session.PackageAsync(package, CancellationToken.None)))!.Value.Package;
        Assert.Equal((1, false, Today), (kept.People, kept.HasFile, kept.SentOn));
        Assert.NotNull(await ActAsync(session => session.PackageContentAsync(untouched, CancellationToken.None)));
        await ActAsync(session => session.NoteSentAsync(untouched, Today, null, CancellationToken.None));
    }

    [Fact]
    public async Task The_catalogue_of_personal_data_has_the_files()
    {
        await using var session = await registry.SignInAsync(Role.Auditor);

        var file = (await session.PersonalFieldsAsync(CancellationToken.None)).Single(field => field.Relation == "sync.package_file");

        Assert.Equal(["hr"], file.Readers);
        Assert.StartsWith("Tệp đã ký", file.MeaningVi, StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_uses_only_names_that_were_read_of_the_national_database()
    {
        var known = File.ReadLines(Repository.Path("db", "reference", "import", "heading.csv")).Where(line => line.EndsWith(",D27", StringComparison.Ordinal)).ToList();

        foreach (var name in SyncSigning.KnownFields.Concat(SyncSigning.MissingFields))
            Assert.Contains(known, line => line.Contains($",{name},", StringComparison.Ordinal) || line.Contains($",\"{name}\",", StringComparison.Ordinal));
    }

    // Somebody on state staff whose dossier one of the agencies keeps, with that agency. Made so as a load would, which the history has as one entry.
    private async Task<(Guid Person, Guid Agency)> StaffAsync(IEnumerable<Guid> keepers, int number, string kind = "civil_servant")
    {
        var person = Guid.Parse((await OwnerAsync(
            $$"""
            SELECT p.id::text FROM registry.person p JOIN registry.posting w ON w.person_id = p.id AND w.is_main AND w.valid_until IS NULL
             WHERE p.keeper_id = ANY ('{{{string.Join(',', keepers)}}}') ORDER BY p.id OFFSET {{number}} LIMIT 1
            """))!);
        await OwnerAsync($"DO $$ BEGIN PERFORM set_config('history.bulk', 'on', true); UPDATE registry.posting SET employment_kind = '{kind}' WHERE person_id = '{person}'; END $$");
        return (person, Guid.Parse((await OwnerAsync($"SELECT keeper_id::text FROM registry.person WHERE id = '{person}'"))!));
    }

    // As the history would have it, at a moment of the test's choosing.
    private Task ChangedAsync(Guid person, string at) => OwnerAsync(
        $"INSERT INTO history.change (at, operation, kind, table_name, record_id, person_id, before, after) VALUES ('{at}', 'test', 'update', 'person', '{person}', '{person}', '{{}}', '{{}}')");

    private async Task<SyncClockOfAgency?> ClockAsync(Role role, Guid agency)
    {
        await using var session = await registry.SignInAsync(role);
        return (await session.SyncClockAsync(Today, CancellationToken.None)).SingleOrDefault(each => each.AgencyId == agency);
    }

    private async Task SignedAndSentAsync(Guid agency)
    {
        var package = await SignedAsync(agency);
        await ActAsync(session => session.NoteSentAsync(package, Today, null, CancellationToken.None));
    }

    private async Task<Guid> SignedAsync(Guid agency)
    {
        var package = await ActAsync(async session => await session.DraftPackageAsync(agency, CancellationToken.None) is { } draft ? await session.SignAsync(agency, draft.Digest, CancellationToken.None) : null);
        Assert.NotNull(package);
        return package.Value;
    }

    // By a request that was granted, as an officer would.
    private Task RestrictAsync(Guid person) => OwnerAsync(
        $"""
        INSERT INTO protection.request (id, person_id, kind, came_by, received_on, reply_due, finish_due) VALUES (gen_random_uuid(), '{person}', 'restriction', 'officer', '2026-02-24', '2026-02-26', '2026-03-10');
        UPDATE protection.request SET state = 'done', decided_on = '2026-02-25', decision = 'Chấp nhận' WHERE person_id = '{person}' AND state = 'received'
        """);

    private async Task<T> ActAsync<T>(Func<RegistrySession, Task<T>> act)
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        var done = await act(session);
        await session.CommitAsync(CancellationToken.None);
        return done;
    }

    private async Task<string?> OwnerAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}

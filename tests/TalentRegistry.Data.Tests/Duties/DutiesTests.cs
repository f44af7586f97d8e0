using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Duties;
using TalentRegistry.Data.Plans;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Duties;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Duties;

/// <summary>Duties of the plans: when they fall due, who answers, what was noted, and who may see it.</summary>
public sealed class DutiesTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>, IAsyncLifetime
{
    private const string Yearly = "HD-40";
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly byte[] Pdf = "%PDF-1.7 báo cáo"u8.ToArray();

    private Guid Own => registry.Agencies[0].Id;

    private Guid OfOthers => registry.Agencies.First(agency => !registry.HrAgencies.Contains(agency.Id)).Id;

    public async Task InitializeAsync()
    {
        await PlanLoader.LoadAsync(registry.Database, Repository.Path("db", "plans"), CancellationToken.None);
        // Plans without a date of issue are followed from the year in which they were loaded first.
        await OwnerAsync("UPDATE plans.plan SET loaded_at = '2024-06-01'");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("HD-40", 2026, "2026-12-04", "2026-11-15", "not_begun")]
    [InlineData("HD-40", 2024, "2024-12-04", "2024-11-15", "overdue")]
    [InlineData("HD-41", 2025, "2025-12-31", "2025-12-12", "overdue")]
    [InlineData("HD-07", 0, "2030-12-31", "2030-12-12", "not_begun")]
    [InlineData("DB-35", 0, "2024-06-29", "2024-06-10", "overdue")]
    [InlineData("HD-23", 0, null, null, "not_begun")]
    // Periodic and regular duties have no day, only a status a year.
    [InlineData("LC-14", 2026, null, null, "not_begun")]
    [InlineData("LC-08", 2025, null, null, "not_begun")]
    public async Task A_duty_falls_due_when_its_sentence_says(string code, int year, string? due, string? remind, string status)
    {
        await using var session = await registry.SignInAsync(Role.Planner);

        var duty = (await session.DutiesAsync(Today, CancellationToken.None)).Single(each => each.Code == code && each.Year == year);

        Assert.Equal((due, remind, status), ($"{duty.DueOn:yyyy-MM-dd}".Nullable(), $"{duty.RemindOn:yyyy-MM-dd}".Nullable(), SnakeCase.Of(duty.Status)));
    }

    [Fact]
    public async Task A_yearly_duty_comes_round_from_the_year_of_issue_to_this_one()
    {
        await using var session = await registry.SignInAsync(Role.Planner);

        var years = (await session.DutiesAsync(Today, CancellationToken.None)).Where(duty => duty.Code == Yearly).Select(duty => duty.Year);

        Assert.Equal([2024, 2025, 2026], years.Order());
    }

    [Fact]
    public async Task The_database_reckons_last_days_as_the_domain_does()
    {
        Due[] dues =
        [
            new(null, Recurrence.Year, null, new DueDay(null, 12, 5)), new(null, Recurrence.Year, null, new DueDay(null, 1, 1)), new(null, Recurrence.Year, null, new DueDay(null, 3, 1)),
            new(null, Recurrence.Year, null, new DueDay(null, 2, 29)), new(null, Recurrence.Year, null, null), new(2030, null, null, null),
            new(null, null, null, new DueDay(2026, 6, 30)), new(null, Recurrence.Period, null, null), new(null, Recurrence.Regular, null, null),
        ];

        foreach (var due in dues)
        {
            for (var year = 2024; year <= 2031; year++)
            {
                if (due.LastDayIn(year) is not { } expected)
                    continue;

                var every = due.Every is { } recurrence ? $"'{SnakeCase.Of(recurrence)}'" : "NULL";
                var before = due.Before is { } day ? $"'{day}'" : "NULL";
                Assert.Equal($"{expected:yyyy-MM-dd}", await OwnerAsync($"SELECT duties.last_day({due.Year?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "NULL"}, {every}, {before}, {year})::text"));
            }
        }
    }

    [Fact]
    public async Task Whoever_answers_sees_and_notes_and_others_do_not()
    {
        await AssignAsync("HD-37", Own);
        await AssignAsync("HD-34", OfOthers);

        await using var officer = await registry.SignInAsync(Role.Hr);
        var codes = (await officer.DutiesAsync(Today, CancellationToken.None)).Select(duty => duty.Code).ToHashSet();

        Assert.Contains("HD-37", codes);
        Assert.DoesNotContain("HD-34", codes);
        Assert.DoesNotContain("HD-20", codes);
        Assert.Null(await officer.DutyAsync("HD-34", Today, CancellationToken.None));
        await Assert.ThrowsAsync<DutyNotFoundException>(() => officer.AddNoteAsync(Note("HD-34", 0, 0), Today, "vi", CancellationToken.None));
        await using var planner = await registry.SignInAsync(Role.Planner);
        Assert.Contains("HD-34", (await planner.DutiesAsync(Today, CancellationToken.None)).Select(duty => duty.Code));
    }

    [Theory]
    [InlineData(Role.Planner)]
    [InlineData(Role.Leader)]
    [InlineData(Role.Admin)]
    public async Task Only_officers_note(Role role)
    {
        await AssignAsync("HD-19", registry.Agencies.First(agency => agency.Id == Own).Id);
        await using var session = await registry.SignInAsync(role);

        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            session.RunAsync("INSERT INTO duties.note (id, duty_code, year, number, stage, words) VALUES (gen_random_uuid(), 'HD-19', 0, 1, 'under_way', 'x')", CancellationToken.None));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData(Role.Hr)]
    [InlineData(Role.Leader)]
    public async Task Only_planners_and_administrators_name_who_answers(Role role)
    {
        await using var session = await registry.SignInAsync(role);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => session.RunAsync(
            "INSERT INTO duties.owner (id, duty_code, number, agency_id, valid_from) VALUES (gen_random_uuid(), 'HD-32', 1, $1, '2024-01-01')", CancellationToken.None, Own));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task What_is_noted_moves_the_status_and_is_taken_back_by_a_further_note()
    {
        await AssignAsync(Yearly, Own);
        await NotedAsync(Note(Yearly, 2025, 0) with { Words = "Đã giao phòng tổng hợp" });
        await NotedAsync(Note(Yearly, 2025, 1) with { Stage = DutyStage.Done, DoneOn = new DateOnly(2025, 12, 10), Words = "Đã gửi Sở Nội vụ" });
        Assert.Equal((DutyStatus.DoneLate, 2), await StandingAsync(Yearly, 2025));

        await ActAsync(Role.Hr, session => session.WithdrawNoteAsync(Note(Yearly, 2025, 2) with { Words = "Nhầm năm" }, Today, "vi", CancellationToken.None));

        Assert.Equal((DutyStatus.Overdue, 3), await StandingAsync(Yearly, 2025));
        await NotedAsync(Note(Yearly, 2025, 3) with { Stage = DutyStage.Done, DoneOn = new DateOnly(2025, 12, 4) });
        Assert.Equal((DutyStatus.Done, 4), await StandingAsync(Yearly, 2025));
        await using var session = await registry.SignInAsync(Role.Hr);
        var notes = (await session.DutyAsync(Yearly, Today, CancellationToken.None))!.Notes;
        Assert.Equal(["Việc", "Nhầm năm", "Đã gửi Sở Nội vụ", "Đã giao phòng tổng hợp"], notes.Where(note => note.Year == 2025).Select(note => note.Words));
        Assert.All(notes, note => Assert.Equal("hr", note.By));
    }

    [Fact]
    public async Task A_note_on_what_was_read_before_another_came_is_refused()
    {
        await AssignAsync("HD-28", Own);
        await NotedAsync(Note("HD-28", 0, 0));

        var stale = await Assert.ThrowsAsync<StaleDutyException>(() => NotedAsync(Note("HD-28", 0, 0)));

        Assert.Equal((0, 1), (stale.SentVersion, stale.CurrentVersion));
    }

    [Theory]
    [InlineData("", "WORDS_LENGTH", null)]
    [InlineData("số 011188000123", "CITIZEN_ID", null)]
    [InlineData("xong", "DAY_UNFIT", "2026-11-21")]
    public async Task A_note_that_cannot_be_is_refused_with_a_code(string words, string code, string? doneOn)
    {
        await AssignAsync("HD-18", Own);

        var refused = await Assert.ThrowsAsync<DutyRefusedException>(() => NotedAsync(Note("HD-18", 0, 0) with
        {
            Words = words, Stage = DutyStage.Done, DoneOn = doneOn is null ? null : DateOnly.Parse(doneOn, System.Globalization.CultureInfo.InvariantCulture),
        }));

        Assert.Equal(code, refused.Code);
    }

    [Fact]
    public async Task Nobody_rewrites_a_note_and_the_history_has_it()
    {
        await AssignAsync("DB-15", Own);
        await NotedAsync(Note("DB-15", 0, 0));

        foreach (var table in new[] { "note", "owner" })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => OwnerAsync($"DELETE FROM duties.{table}"));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        Assert.Equal("insert|hr|Việc", await OwnerAsync(
            "SELECT concat_ws('|', kind, role, after ->> 'words') FROM history.change WHERE table_name = 'note' AND after ->> 'duty_code' = 'DB-15'"));
    }

    [Fact]
    public async Task When_the_agency_is_merged_its_successor_answers_with_all_that_was_noted()
    {
        await OwnerAsync("INSERT INTO registry.agency (id, code, name, kind, sector_code, ownership, valid_from) SELECT '11111111-0000-0000-0000-000000000001', 'OLD-1', 'Sở Cũ', kind, sector_code, ownership, '2000-01-01' FROM registry.agency LIMIT 1");
        var old = Guid.Parse("11111111-0000-0000-0000-000000000001");
        await AssignAsync("DB-22", old);
        await using (var before = await registry.SignInAsync(Role.Hr))
            Assert.Null(await before.DutyAsync("DB-22", Today, CancellationToken.None));

        await OwnerAsync($"UPDATE registry.agency SET valid_until = '2025-03-01' WHERE id = '{old}'");
        await OwnerAsync($"INSERT INTO registry.agency_succession (predecessor_id, successor_id, effective_on) VALUES ('{old}', '{Own}', '2025-03-01')");

        await using var officer = await registry.SignInAsync(Role.Hr);
        Assert.Equal(Own, (await officer.DutyAsync("DB-22", Today, CancellationToken.None))!.Occurrences[0].Holder!.Id);
        Assert.Equal(old.ToString(), await OwnerAsync("SELECT duties.holder_of('DB-22', '2025-02-28')::text"));
    }

    [Fact]
    public async Task A_new_version_of_the_plan_loses_no_note()
    {
        await AssignAsync("KT-02", Own);
        await AssignAsync("KT-08", Own);
        await NotedAsync(Note("KT-02", 0, 0));
        await NotedAsync(Note("KT-08", 2026, 0));
        using var folder = new ChangedFolder(Repository.Path("db", "plans"));
        folder.Change("kon-tum.yaml", "code: KT-02", "code: KT-99");

        await PlanLoader.LoadAsync(registry.Database, folder.Path, CancellationToken.None);

        await using var officer = await registry.SignInAsync(Role.Hr);
        var gone = (await officer.DutyAsync("KT-02", Today, CancellationToken.None))!;
        Assert.False(gone.Text.InForce);
        Assert.Single(gone.Notes);
        Assert.Equal(1, gone.Occurrences.Single().Version);
        Assert.Single((await officer.DutyAsync("KT-08", Today, CancellationToken.None))!.Notes);
        await PlanLoader.LoadAsync(registry.Database, Repository.Path("db", "plans"), CancellationToken.None);
    }

    [Fact]
    public async Task A_document_is_kept_as_it_came_and_read_by_those_who_follow_the_duty()
    {
        await AssignAsync("DB-19", Own);
        var id = Guid.CreateVersion7();
        await ActAsync(Role.Hr, session => session.AddEvidenceAsync(new EvidenceDraft(id, "DB-19", 0, @"C:\tmp\Báo cáo.pdf", Pdf), Today, "vi", CancellationToken.None));

        foreach (var role in new[] { Role.Hr, Role.Planner })
        {
            await using var session = await registry.SignInAsync(role);
            var found = (await session.EvidenceAsync("DB-19", id, CancellationToken.None))!.Value;
            Assert.Equal(("Báo cáo.pdf", "application/pdf"), (found.Name, found.MediaType));
            Assert.Equal(Pdf, found.Content);
        }

        await AssignAsync("DB-19", OfOthers, version: 1);
        await using var officer = await registry.SignInAsync(Role.Hr);
        Assert.Null(await officer.EvidenceAsync("DB-19", id, CancellationToken.None));
    }

    [Fact]
    public async Task A_document_is_refused_twice_and_when_it_is_another_than_was_told()
    {
        await AssignAsync("DB-24", Own);
        var draft = new EvidenceDraft(Guid.CreateVersion7(), "DB-24", 2026, "a.pdf", Pdf);
        await ActAsync(Role.Hr, session => session.AddEvidenceAsync(draft, Today, "vi", CancellationToken.None));

        var twice = await Assert.ThrowsAsync<DutyRefusedException>(() => ActAsync(Role.Hr, session =>
            session.AddEvidenceAsync(draft with { Id = Guid.CreateVersion7() }, Today, "vi", CancellationToken.None)));
        var kind = await Assert.ThrowsAsync<DutyRefusedException>(() => ActAsync(Role.Hr, session =>
            session.AddEvidenceAsync(draft with { Id = Guid.CreateVersion7(), Content = "<script>"u8.ToArray() }, Today, "vi", CancellationToken.None)));
        var other = await Assert.ThrowsAsync<PostgresException>(() => ActAsync(Role.Hr, async session =>
        {
            var another = Guid.CreateVersion7();
            await session.RunAsync("INSERT INTO duties.evidence (id, duty_code, year, name, media_type, size, sha256) VALUES ($1, 'DB-24', 2026, 'x.pdf', 'application/pdf', 3, sha256('abc'))", CancellationToken.None, another);
            await session.RunAsync("INSERT INTO duties.evidence_file (evidence_id, content) VALUES ($1, 'abd')", CancellationToken.None, another);
        }));

        Assert.Equal(("FILE_KNOWN", "FILE_KIND"), (twice.Code, kind.Code));
        Assert.Equal(PostgresErrorCodes.CheckViolation, other.SqlState);
    }

    [Fact]
    public async Task An_officer_who_does_not_keep_the_agency_is_not_named()
    {
        var refused = await Assert.ThrowsAsync<DutyRefusedException>(() => ActAsync(Role.Planner, session =>
            session.AssignAsync(new OwnerDraft(Guid.CreateVersion7(), "KT-05", 0, OfOthers, "hr", new DateOnly(2024, 1, 1), null), "vi", CancellationToken.None)));
        await ActAsync(Role.Planner, session =>
            session.AssignAsync(new OwnerDraft(Guid.CreateVersion7(), "KT-05", 0, Own, "hr", new DateOnly(2024, 1, 1), "Công văn 12"), "vi", CancellationToken.None));

        Assert.Equal("OFFICER_UNFIT", refused.Code);
        await using var session = await registry.SignInAsync(Role.Planner);
        Assert.Equal(("hr", "Công văn 12"), ((await session.DutyAsync("KT-05", Today, CancellationToken.None))!.Owners[0] is var owner ? (owner.Officer, owner.Why) : default));
    }

    private static NoteDraft Note(string code, int year, int version) => new(Guid.CreateVersion7(), code, year, version, DutyStage.UnderWay, null, "Việc");

    private Task AssignAsync(string code, Guid agency, int version = 0) => ActAsync(Role.Planner, async session =>
    {
        var known = (await session.DutyAsync(code, Today, CancellationToken.None))!.Owners;
        if (known.Count <= version)
            await session.AssignAsync(new OwnerDraft(Guid.CreateVersion7(), code, known.Count, agency, null, new DateOnly(2024, 1, 1), null), "vi", CancellationToken.None);
    });

    private Task NotedAsync(NoteDraft draft) => ActAsync(Role.Hr, session => session.AddNoteAsync(draft, Today, "vi", CancellationToken.None));

    private async Task<(DutyStatus Status, int Version)> StandingAsync(string code, int year)
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        var duty = (await session.DutiesAsync(Today, CancellationToken.None)).Single(each => each.Code == code && each.Year == year);
        return (duty.Status, duty.Version);
    }

    private async Task ActAsync(Role role, Func<RegistrySession, Task> act)
    {
        await using var session = await registry.SignInAsync(role);
        await act(session);
        await session.CommitAsync(CancellationToken.None);
    }

    private async Task<string?> OwnerAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        return await command.ExecuteScalarAsync() as string;
    }
}

internal static class Texts
{
    public static string? Nullable(this string text) => text.Length == 0 ? null : text;
}

using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Duties;
using TalentRegistry.Data.Plans;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Duties;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Duties;

/// <summary>A duty that a plan gives to many agencies: one gathers, each answers for itself.</summary>
public sealed class DutyAnswersTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>, IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    private Guid Own => registry.Agencies[0].Id;

    private Guid OwnBelow => registry.Agencies.First(agency => agency.ParentId == Own).Id;

    private Guid OfOthers => registry.Agencies.First(agency => !registry.HrAgencies.Contains(agency.Id)).Id;

    public async Task InitializeAsync()
    {
        await PlanLoader.LoadAsync(registry.Database, Repository.Path("db", "plans"), CancellationToken.None);
        await OwnerAsync("UPDATE plans.plan SET loaded_at = '2024-06-01'");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Each_agency_answers_for_itself_and_the_whole_waits_for_the_one_that_gathers()
    {
        await NameAsync("HD-40", 0, OwnBelow, OfOthers);

        await ActAsync(Role.Hr, session => session.AnswerAsync(Answer("HD-40", 2026, OwnBelow, 0), Today, "vi", CancellationToken.None));

        await using var planner = await registry.SignInAsync(Role.Planner);
        var duty = (await planner.DutyAsync("HD-40", Today, CancellationToken.None))!;
        var answered = duty.Reporters.Where(reporter => reporter.Year == 2026).ToDictionary(reporter => reporter.AgencyId, reporter => (reporter.Stage, reporter.Words));
        Assert.Equal((DutyStage.Done, "Đã gửi báo cáo"), answered[OwnBelow]);
        Assert.Equal((DutyStage.NotBegun, null), answered[OfOthers]);
        Assert.Equal(DutyStatus.NotBegun, duty.Occurrences.Single(each => each.Year == 2026).Status);
    }

    [Fact]
    public async Task Who_answers_for_an_agency_sees_the_duty_but_notes_and_reads_nothing_for_others()
    {
        await NameAsync("HD-41", 0, OwnBelow, OfOthers);
        await using (var officer = await registry.SignInAsync(Role.Hr))
        {
            var duty = (await officer.DutyAsync("HD-41", Today, CancellationToken.None))!;
            Assert.False(duty.IsKept);
            Assert.Equal([OwnBelow], duty.Reporters.Where(reporter => reporter.Year == 2026 && reporter.MayAnswer).Select(reporter => reporter.AgencyId));
        }

        await Assert.ThrowsAsync<DutyNotFoundException>(() => ActAsync(Role.Hr, session => session.AnswerAsync(Answer("HD-41", 2026, OfOthers, 0), Today, "vi", CancellationToken.None)));
        await Assert.ThrowsAsync<DutyNotFoundException>(() => ActAsync(Role.Hr, session =>
            session.AddNoteAsync(new NoteDraft(Guid.NewGuid(), "HD-41", 2026, 0, DutyStage.UnderWay, null, "x"), Today, "vi", CancellationToken.None)));
        await using var other = await registry.SignInAsync(Role.Hr);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => other.RunAsync(
            "INSERT INTO duties.note (id, duty_code, year, number, stage, words) VALUES (gen_random_uuid(), 'HD-41', 2026, 1, 'under_way', 'x')", CancellationToken.None));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_later_answer_takes_the_place_of_the_one_before_and_a_stale_one_is_refused()
    {
        await NameAsync("DB-22", 0, OwnBelow);
        await ActAsync(Role.Hr, session => session.AnswerAsync(Answer("DB-22", 0, OwnBelow, 0), Today, "vi", CancellationToken.None));

        var stale = await Assert.ThrowsAsync<StaleDutyException>(() => ActAsync(Role.Hr, session => session.AnswerAsync(Answer("DB-22", 0, OwnBelow, 0), Today, "vi", CancellationToken.None)));
        await ActAsync(Role.Hr, session => session.AnswerAsync(
            new AnswerDraft(OwnBelow, new NoteDraft(Guid.NewGuid(), "DB-22", 0, 1, DutyStage.UnderWay, null, "Phải làm lại")), Today, "vi", CancellationToken.None));

        Assert.Equal((0, 1), (stale.SentVersion, stale.CurrentVersion));
        await using var planner = await registry.SignInAsync(Role.Planner);
        Assert.Equal(
            [(DutyStage.UnderWay, "Phải làm lại", 2)],
            (await planner.DutyAsync("DB-22", Today, CancellationToken.None))!.Reporters.Select(reporter => (reporter.Stage, reporter.Words, reporter.Version)));
    }

    [Fact]
    public async Task When_an_agency_is_merged_its_successor_answers_and_has_its_answers()
    {
        var old = Guid.Parse("22222222-0000-0000-0000-000000000001");
        await OwnerAsync($"INSERT INTO registry.agency (id, code, name, kind, sector_code, ownership, valid_from) SELECT '{old}', 'OLD-2', 'Sở Cũ', kind, sector_code, ownership, '2000-01-01' FROM registry.agency LIMIT 1");
        await NameAsync("KT-02", 0, old);
        await OwnerAsync($"INSERT INTO duties.answer (id, duty_code, year, agency_id, number, stage, words) VALUES (gen_random_uuid(), 'KT-02', 0, '{old}', 1, 'under_way', 'Của sở cũ')");
        await OwnerAsync($"UPDATE registry.agency SET valid_until = '2026-06-01' WHERE id = '{old}'");
        await OwnerAsync($"INSERT INTO registry.agency_succession (predecessor_id, successor_id, effective_on) VALUES ('{old}', '{Own}', '2026-06-01')");

        await using var officer = await registry.SignInAsync(Role.Hr);

        Assert.Equal([(Own, "Của sở cũ", true)], (await officer.DutyAsync("KT-02", Today, CancellationToken.None))!.Reporters.Select(reporter => (reporter.AgencyId, reporter.Words, reporter.MayAnswer)));
    }

    [Fact]
    public async Task Agencies_that_are_not_there_are_not_named()
    {
        var unknown = await Assert.ThrowsAsync<DutyRefusedException>(() => NameAsync("DB-15", 0, Guid.NewGuid()));

        Assert.Equal("AGENCY_UNKNOWN", unknown.Code);
    }

    private static AnswerDraft Answer(string code, int year, Guid agency, int version) =>
        new(agency, new NoteDraft(Guid.NewGuid(), code, year, version, DutyStage.Done, null, "Đã gửi báo cáo"));

    private Task NameAsync(string code, int version, params Guid[] agencies) => ActAsync(Role.Planner, session =>
        session.NameReportersAsync(new ReportersDraft(Guid.NewGuid(), code, version, agencies, new DateOnly(2024, 1, 1), "Công văn"), "vi", CancellationToken.None));

    private async Task ActAsync(Role role, Func<RegistrySession, Task> act)
    {
        await using var session = await registry.SignInAsync(role);
        await act(session);
        await session.CommitAsync(CancellationToken.None);
    }

    private async Task OwnerAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

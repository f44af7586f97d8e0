using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Plans;
using TalentRegistry.Data.Targets;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Targets;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Targets;

/// <summary>Steps on targets and numbers as they were reported, on PostgreSQL.</summary>
public sealed class TargetsOutliveTheirUnitsTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>, IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    public Task InitializeAsync() => PlanLoader.LoadAsync(registry.Database, Repository.Path("db", "plans"), CancellationToken.None);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_target_belongs_to_a_version_of_its_plan_and_follows_the_successor_that_the_plan_names()
    {
        var target = await ReadAsync("HD-10");

        Assert.Equal((1, "P30.1"), (target.PlanVersion, target.On(new DateOnly(2025, 6, 30)).Holders.Single().UnitId));
        Assert.Equal("P31.2", target.On(new DateOnly(2025, 7, 1)).Holders.Single().UnitId);
        Assert.Empty(await ProposalsAsync(target));
    }

    [Fact]
    public async Task What_the_map_calls_for_is_proposed()
    {
        // The district of Lai Châu's plan is not named: first it is, then it ends with its tier.
        await DecideAsync(Draft("LCD-02", 0, TargetStepKind.Carried, "P12", new TargetPart("D105", null, 1)) with { EffectiveOn = new DateOnly(2024, 1, 1) });

        var proposed = Assert.Single(await ProposalsAsync(await ReadAsync("LCD-02")));

        Assert.Equal(("D105", TargetStepKind.Closed, new DateOnly(2025, 7, 1)), (proposed.FromUnitId, proposed.Kind, proposed.EffectiveOn));
    }

    [Fact]
    public async Task A_preview_writes_nothing_and_tells_what_the_step_then_does()
    {
        var draft = Draft("DB-06", 0, TargetStepKind.Shared, "P11", new TargetPart("P11", null, 3), new TargetPart("P12", null, 1));

        var previewed = await ActAsync(session => session.DecideAsync(draft, true, "vi", CancellationToken.None));
        Assert.Equal(0, (await ReadAsync("DB-06")).Version);
        var done = await DecideAsync(draft);

        Assert.Equal(previewed.On(Day).Holders, done.On(Day).Holders);
        Assert.Equal([("P11", 0.75m), ("P12", 0.25m)], done.On(Day).Holders.Select(holder => (holder.UnitId, holder.Share)));
        Assert.Equal("planner", (await ReadAsync("DB-06")).Entered[0].By);
    }

    [Fact]
    public async Task A_step_is_taken_back_while_nothing_was_reported_on_it()
    {
        var first = await DecideAsync(Draft("DB-08", 0, TargetStepKind.Carried, "P11", new TargetPart("P12", null, 1)));
        Assert.True(first.MayTakeBack);
        await TakeBackAsync("DB-08", 1);
        Assert.Equal("P11", (await ReadAsync("DB-08")).On(Day).Holders.Single().UnitId);

        var again = await DecideAsync(Draft("DB-08", 2, TargetStepKind.Carried, "P11", new TargetPart("P14", null, 1)));
        await ReportAsync("DB-08", again.PlanId);

        Assert.False((await ReadAsync("DB-08")).MayTakeBack);
        Assert.Equal("REPORTED_SINCE", (await Assert.ThrowsAsync<TargetRefusedException>(() => TakeBackAsync("DB-08", 3))).Code);
    }

    [Fact]
    public async Task What_was_reported_stays_with_the_version_of_the_plan_by_which_it_was_computed()
    {
        var plan = (await ReadAsync("KT-06")).PlanId;
        await ReportAsync("KT-06", plan);
        using var folder = new ChangedFolder(Repository.Path("db", "plans"));
        folder.Change("kon-tum.yaml", "code: KT\n", "code: KT\n# another edition\n");
        await PlanLoader.LoadAsync(registry.Database, folder.Path, CancellationToken.None);

        var target = await ReadAsync("KT-06");

        var reported = Assert.Single(target.Reported);
        Assert.Equal((plan, 1, false, 12.5, "Báo cáo số 1"), (reported.PlanId, reported.PlanVersion, reported.IsDefinitionChanged, reported.Value, reported.Occasion));
        Assert.Equal(2, target.PlanVersion);
        var then = await PlanCatalogue.ReadVersionAsync(registry.Database, plan, CancellationToken.None);
        Assert.NotNull(then.FindTarget("KT-06"));
        Assert.Equal([1], then.Plans.Select(loaded => loaded.Version));
    }

    [Theory]
    [InlineData(TargetStepKind.Shared, "P11", "P12:1", "PARTS")]
    [InlineData(TargetStepKind.Shared, "P11", "P12:1 P12:1", "PARTS")]
    [InlineData(TargetStepKind.Carried, "P11", "P11:1", "PARTS")]
    [InlineData(TargetStepKind.Assigned, "P11", "P11:1", "PARTS")]
    [InlineData(TargetStepKind.Shared, "P11", "P12:0 P14:1", "WEIGHTS")]
    [InlineData(TargetStepKind.Shared, "P11", "P12:1 P14:100000", "SHARE_TOO_SMALL")]
    [InlineData(TargetStepKind.Carried, "P12", "P14:1", "NOT_A_HOLDER")]
    [InlineData(TargetStepKind.Carried, "P11", "D094:1", "UNIT_NOT_THERE")]
    [InlineData(TargetStepKind.Carried, "P11", "P99:1", "UNIT_NOT_THERE")]
    public async Task What_cannot_be_is_refused_with_a_code(TargetStepKind kind, string from, string parts, string code)
    {
        var draft = Draft("DB-09", 0, kind, from, [.. parts.Split(' ').Select(part => part.Split(':')).Select(part => new TargetPart(part[0], null, decimal.Parse(part[1], System.Globalization.CultureInfo.InvariantCulture)))]);

        Assert.Equal(code, (await Assert.ThrowsAsync<TargetRefusedException>(() => DecideAsync(draft))).Code);
        Assert.Equal(0, (await ReadAsync("DB-09")).Version);
    }

    [Fact]
    public async Task Steps_come_in_the_order_of_their_days_and_on_what_was_read()
    {
        await DecideAsync(Draft("DB-10", 0, TargetStepKind.Carried, "P11", new TargetPart("P12", null, 1)));

        Assert.Equal("CHANGED_LATER", (await Assert.ThrowsAsync<TargetRefusedException>(() =>
            DecideAsync(Draft("DB-10", 1, TargetStepKind.Carried, "P11", new TargetPart("P14", null, 1)) with { EffectiveOn = Day.AddDays(-1) }))).Code);
        Assert.Equal(1, (await Assert.ThrowsAsync<StaleTargetException>(() =>
            DecideAsync(Draft("DB-10", 0, TargetStepKind.Carried, "P12", new TargetPart("P14", null, 1))))).CurrentVersion);
        Assert.IsType<TargetNotFoundException>(await Record.ExceptionAsync(() => DecideAsync(Draft("DB-999", 0, TargetStepKind.Closed, "P11"))));
    }

    [Theory]
    [InlineData(Role.Hr)]
    [InlineData(Role.Leader)]
    [InlineData(Role.Admin)]
    public async Task Only_planners_decide_and_report(Role role)
    {
        await using var session = await registry.SignInAsync(role);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => session.DecideAsync(Draft("DB-11", 0, TargetStepKind.Closed, "P11"), true, "vi", CancellationToken.None));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Nobody_rewrites_a_step_or_a_report()
    {
        foreach (var table in new[] { "target_step", "target_report" })
        {
            await using var command = registry.Database.Owner.CreateCommand($"UPDATE plans.{table} SET at = now()");
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
        }
    }

    [Fact]
    public void Totals_agree_whatever_is_decided()
    {
        string[] units = ["P11", "P12", "P14", "P01"];
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 100_000), 5).ToArbitrary(), seeds => AgreeAsync(seeds).GetAwaiter().GetResult()));

        async Task<bool> AgreeAsync(int[] seeds)
        {
            await using var session = await registry.SignInAsync(Role.Planner);
            foreach (var seed in seeds)
            {
                var target = (await TargetReading.ReadAsync(session.Connection, ["LC-04"], CancellationToken.None))["LC-04"];
                if (target.On(Day).Holders is not { Count: > 0 } holders)
                    break;
                var from = holders[seed % holders.Count].UnitId;
                var parts = units.Where((unit, i) => unit != from && (seed >> i) % 2 == 0).Select((unit, i) => new TargetPart(unit, null, 1 + (seed / (i + 1) % 50))).ToArray();
                var kind = parts.Length switch { 0 => TargetStepKind.Closed, 1 => TargetStepKind.Carried, _ => TargetStepKind.Shared };
                try
                {
                    target = await session.DecideAsync(Draft("LC-04", target.Version, kind, from, parts), false, "vi", CancellationToken.None);
                }
                catch (TargetRefusedException small) when (small.Code == "SHARE_TOO_SMALL")
                {
                    continue;
                }

                var course = target.On(Day);
                if (course.Holders.Concat(course.Closed).Sum(holder => holder.Share) != 1)
                    return false;
            }

            // Not committed: each draw begins with the whole target.
            return true;
        }
    }

    private static StepDraft Draft(string code, int version, TargetStepKind kind, string from, params TargetPart[] parts) =>
        new(Guid.CreateVersion7(), code, version, kind, from, Day, parts, "Nghị quyết số 5/NQ-HĐND ngày 1/2/2026");

    private Task<TargetDossier> DecideAsync(StepDraft draft) => ActAsync(session => session.DecideAsync(draft, false, "vi", CancellationToken.None));

    private Task TakeBackAsync(string code, int version) => ActAsync(async session =>
    {
        await session.TakeBackAsync(Guid.CreateVersion7(), code, version, "Nhầm đơn vị", "vi", CancellationToken.None);
        return true;
    });

    private Task ReportAsync(string code, long planId) => ActAsync(async session =>
    {
        var value = new ReportedValue(
            0, planId, 1, false, "Báo cáo số 1", Day, new DateOnly(2025, 6, 30), "P11", 125, 1000, DenominatorStatus.Counted, 3, 12.5, 12.8, false, new Dictionary<string, string> { ["young-age"] = "35" }, default, null);
        await session.ReportAsync(new ReportDraft(Guid.CreateVersion7(), code, planId, value), "vi", CancellationToken.None);
        return true;
    });

    private async Task<T> ActAsync<T>(Func<Data.Access.RegistrySession, Task<T>> act)
    {
        await using var session = await registry.SignInAsync(Role.Planner);
        var result = await act(session);
        await session.CommitAsync(CancellationToken.None);
        return result;
    }

    private async Task<TargetDossier> ReadAsync(string code)
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        return (await TargetReading.ReadAsync(session.Connection, [code], CancellationToken.None))[code];
    }

    private async Task<IReadOnlyList<ProposedStep>> ProposalsAsync(TargetDossier target)
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        return await TargetReading.ProposalsAsync(session.Connection, target, Day, CancellationToken.None);
    }
}

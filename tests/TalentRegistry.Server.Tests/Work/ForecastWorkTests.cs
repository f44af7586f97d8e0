using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Work;

/// <summary>The forecast recomputed over the API, and watched by whoever may.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class ForecastWorkTests(RunningRegistry registry)
{
    private const string Recompute =
        "mutation { recomputeForecast(input: { evenIfCurrent: true }) { work { id state stageVi } errors { __typename ... on WorkUnderWayError { id code } } } }";

    private const string Progress = "subscription($id: ID!) { workProgress(id: $id) { id kind state stage stageVi stageEn done total ratio fault } }";

    [Fact]
    public async Task A_new_forecast_is_computed_once_at_a_time_watched_to_its_end_and_told_to_those_who_listen()
    {
        using var changes = await EventStream.OpenAsync(
            registry.As("planner"),
            """
            subscription {
              shortagesChanged {
                run { id baseDate draws }
                count
                shortages(by: [SECTOR, DISTRICT], year: 2030, first: 2, where: { severity: { in: [SHORTAGE, SEVERE] } }) { totalCount nodes { unit { name } severity } }
              }
            }
            """);
        var before = (await registry.SqlAsync("SELECT id FROM forecast.current_run"))[0][0];

        var begun = (await registry.DataAsync("planner", Recompute)).GetProperty("recomputeForecast");
        var id = begun.GetProperty("work").GetProperty("id").GetString()!;
        using var progress = await EventStream.OpenAsync(registry.As("planner"), Progress, new { id });
        var second = (await registry.DataAsync("admin", Recompute)).GetProperty("recomputeForecast");
        var steps = (await progress.RestAsync()).Select(step => step.GetProperty("data").GetProperty("workProgress")).ToList();

        Assert.Equal("WorkUnderWayError", second.GetProperty("errors")[0].GetProperty("__typename").GetString());
        Assert.Equal(id, second.GetProperty("errors")[0].GetProperty("id").GetString());
        Assert.All(steps, step => Assert.Equal(id, step.GetProperty("id").GetString()));
        Assert.Equal("FINISHED", steps[^1].GetProperty("state").GetString());
        Assert.Equal(1, steps[^1].GetProperty("ratio").GetDouble());
        Assert.Equal(steps.Select(step => step.GetProperty("done").GetInt64()).Order(), steps.Select(step => step.GetProperty("done").GetInt64()));
        Assert.Contains(steps, step => step.GetProperty("state").GetString() == "RUNNING" && step.GetProperty("stageVi").GetString() != step.GetProperty("stageEn").GetString());

        var told = (await changes.NextAsync())!.Value.GetProperty("data").GetProperty("shortagesChanged");
        var run = (await registry.SqlAsync("SELECT id FROM forecast.current_run"))[0][0];
        Assert.NotEqual(before, run);
        Assert.Equal(run, told.GetProperty("run").GetProperty("id").GetGuid());
        Assert.Equal((await registry.SqlAsync("SELECT count(*) FROM forecast.current_shortage WHERE severity IN ('shortage', 'severe')"))[0][0], told.GetProperty("count").GetInt64());
        Assert.Equal(2, told.GetProperty("shortages").GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task Work_that_is_cancelled_leaves_the_forecast_as_it_was()
    {
        var before = (await registry.SqlAsync("SELECT id FROM forecast.current_run"))[0][0];
        var id = (await registry.DataAsync("admin", Recompute)).GetProperty("recomputeForecast").GetProperty("work").GetProperty("id").GetString()!;
        using var progress = await EventStream.OpenAsync(registry.As("admin"), Progress, new { id });

        await registry.DataAsync("admin", "mutation($id: ID!) { cancelWork(input: { id: $id }) { work { id } } }", new { id });

        var last = (await progress.RestAsync())[^1].GetProperty("data").GetProperty("workProgress");
        Assert.Equal("CANCELLED", last.GetProperty("state").GetString());
        Assert.Equal(before, (await registry.SqlAsync("SELECT id FROM forecast.current_run"))[0][0]);
    }

    [Theory]
    [InlineData("hr")]
    [InlineData("leader")]
    [InlineData("auditor")]
    public async Task Only_planners_and_administrators_recompute(string account)
    {
        var refused = await registry.AskAsync(account, Recompute);

        Assert.Equal("FORBIDDEN", refused.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("hr", true)]
    [InlineData("leader", true)]
    [InlineData("auditor", false)]
    public async Task Whoever_sees_forecasts_sees_how_far_one_is(string account, bool sees)
    {
        await registry.SqlAsync("INSERT INTO work.item (id, kind, state, stage, ended_at) VALUES ('00000000-0000-0000-0000-0000000000aa', 'forecast', 'finished', 'saving', now()) ON CONFLICT DO NOTHING");
        using var progress = await EventStream.OpenAsync(registry.As(account), Progress, new { id = "00000000-0000-0000-0000-0000000000aa" });

        var answer = Assert.Single(await progress.RestAsync());
        if (sees)
            Assert.Equal("FINISHED", answer.GetProperty("data").GetProperty("workProgress").GetProperty("state").GetString());
        else
            Assert.Equal("WORK_NOT_FOUND", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("hr")]
    [InlineData("leader")]
    public async Task Whoever_only_watches_a_forecast_cannot_end_it(string account)
    {
        await registry.SqlAsync("INSERT INTO work.item (id, kind, state, stage, ended_at) VALUES ('00000000-0000-0000-0000-0000000000aa', 'forecast', 'finished', 'saving', now()) ON CONFLICT DO NOTHING");

        var answer = await registry.AskAsync(account, "mutation($id: ID!) { cancelWork(input: { id: $id }) { work { id } errors { __typename } } }", new { id = "00000000-0000-0000-0000-0000000000aa" });

        Assert.Equal("WorkNotFoundError", answer.GetProperty("data").GetProperty("cancelWork").GetProperty("errors")[0].GetProperty("__typename").GetString());
    }

    [Fact]
    public async Task Work_that_has_ended_is_told_once_and_the_stream_ends()
    {
        await registry.SqlAsync("INSERT INTO work.item (id, kind, state, stage, done, total, ended_at) VALUES ('00000000-0000-0000-0000-0000000000bb', 'forecast', 'finished', 'saving', 100, 100, now())");
        using var progress = await EventStream.OpenAsync(registry.As("planner"), Progress, new { id = "00000000-0000-0000-0000-0000000000bb" });

        Assert.Equal("FINISHED", Assert.Single(await progress.RestAsync()).GetProperty("data").GetProperty("workProgress").GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_happened_while_the_listening_connection_was_broken_is_told_when_it_is_back()
    {
        const string Id = "00000000-0000-0000-0000-0000000000cc";
        // Its lock is held by this test, as by a server that works.
        await using var working = await registry.Database.Owner.OpenConnectionAsync();
        await using (var alive = new Npgsql.NpgsqlCommand($"SELECT pg_advisory_lock(hashtextextended('work ' || '{Id}', 0))", working))
            await alive.ExecuteNonQueryAsync();
        await registry.SqlAsync($"INSERT INTO work.item (id, kind, state, stage) VALUES ('{Id}', 'import', 'running', 'reading')");
        using var progress = await EventStream.OpenAsync(registry.As("admin"), Progress, new { id = Id });
        Assert.Equal("RUNNING", State(await progress.NextAsync()));

        var notifications = registry.Services.GetRequiredService<Notifications>();
        await registry.SqlAsync($"SELECT pg_terminate_backend({notifications.ServerProcess})");
        await registry.SqlAsync($"UPDATE work.item SET state = 'finished', changed_at = now(), ended_at = now() WHERE id = '{Id}'");

        Assert.Equal("FINISHED", State(await progress.NextAsync()));
        Assert.Null(await progress.NextAsync());
    }

    [Fact]
    public async Task A_stream_ends_when_the_account_is_closed()
    {
        var (name, client) = await NewPlannerAsync();
        using var changes = await EventStream.OpenAsync(client, "subscription { forecastProgress { id } }");
        await registry.SqlAsync($"UPDATE access.account SET closed_at = now() WHERE name = '{name}'");

        // The next keep-alive finds out, or the next event; this is one.
        await Task.Delay(TimeSpan.FromSeconds(3.5));
        await registry.SqlAsync(
            """
            WITH item AS (INSERT INTO work.item (id, kind, state, stage, ended_at) VALUES (gen_random_uuid(), 'forecast', 'finished', 'saving', now()) RETURNING id)
            SELECT pg_notify('talentregistry', json_build_array('work', '"' || id || '"')::text) FROM item
            """);

        var last = await changes.NextAsync();
        Assert.Equal("SESSION_ENDED", last!.Value.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Null(await changes.NextAsync());
    }

    private async Task<(string Name, HttpClient Client)> NewPlannerAsync()
    {
        var name = $"planner-{Guid.NewGuid():N}"[..20];
        await registry.Services.GetRequiredService<Data.Access.Accounts>()
            .CreateAsync(name, "Người kế hoạch", Domain.Access.Role.Planner, "a long password", CancellationToken.None);
        return (name, await registry.SignInAsync(name, "a long password"));
    }

    private static string? State(JsonElement? answer) => answer!.Value.GetProperty("data").GetProperty("workProgress").GetProperty("state").GetString();
}

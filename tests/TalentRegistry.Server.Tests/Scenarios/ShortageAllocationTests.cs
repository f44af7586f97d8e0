using System.Net;
using System.Text.Json;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Scenarios;

/// <summary>The best use of a budget against shortages, over the API and on its page.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class ShortageAllocationTests(RunningRegistry registry)
{
    private const string Allocation =
        """
        query($budget: AllocationBudgetInput!, $unit: String) { shortageAllocation(budget: $budget, year: 2030, unitId: $unit) {
            needs missingBefore missingAfter missingSimulated gap gapShare
            steps { kind amount fromUnitId unitId professionCode fewerMissing words { vi en } }
            places { unitId posts trainingPlaces moved missingBefore missingAfter } } }
        """;

    [Fact]
    public async Task A_budget_is_given_out_so_that_fewer_are_missing_and_never_more_than_there_is()
    {
        var found = await FindAsync("planner", new { posts = 6, trainingPlaces = 4, moves = 5 });

        var places = found.GetProperty("places").EnumerateArray().ToList();
        Assert.InRange(places.Sum(place => place.GetProperty("posts").GetInt32()), 1, 6);
        Assert.InRange(places.Sum(place => place.GetProperty("trainingPlaces").GetInt32()), 0, 4);
        Assert.Equal(0, places.Sum(place => place.GetProperty("moved").GetInt32()));
        var (before, after) = (found.GetProperty("missingBefore").GetDouble(), found.GetProperty("missingAfter").GetDouble());
        Assert.True(after < before);
        Assert.Equal(before - after, found.GetProperty("steps").EnumerateArray().Sum(step => step.GetProperty("fewerMissing").GetDouble()), 6);
        // The recruits of a post are followed one by one, and come to about what was counted with.
        Assert.InRange(found.GetProperty("missingSimulated").GetDouble(), after - (0.1 * before), after + (0.1 * before));
        Assert.InRange(found.GetProperty("gapShare").GetDouble(), 0, 0.2);
        Assert.All(found.GetProperty("steps").EnumerateArray(), step => Assert.Matches("^(Chuyển|Tuyển thêm|Thêm) [0-9]+ ", step.GetProperty("words").GetProperty("vi").GetString()));
    }

    [Fact]
    public async Task More_of_anything_never_leaves_more_people_missing()
    {
        var before = (await FindAsync("planner", new { posts = 3 })).GetProperty("missingAfter").GetDouble();

        foreach (var budget in new object[] { new { posts = 5 }, new { posts = 3, moves = 4 }, new { posts = 3, trainingPlaces = 4 } })
            Assert.True((await FindAsync("planner", budget)).GetProperty("missingAfter").GetDouble() <= before + 1e-9);
    }

    [Fact]
    public async Task A_leader_is_told_of_own_units_only()
    {
        var found = await FindAsync("leader", new { posts = 5, moves = 5 });
        var (all, own) = (await FindAsync("planner", new { posts = 5, moves = 5 }), await FindAsync("planner", new { posts = 5, moves = 5 }, "P11"));

        Assert.True(found.GetProperty("needs").GetInt32() < all.GetProperty("needs").GetInt32());
        Assert.Equal(own.ToString(), found.ToString());
    }

    [Fact]
    public async Task The_page_gives_the_steps_and_both_tables()
    {
        using var planner = registry.As("planner");
        const string address = "/shortages/allocation?posts=5&places=2&moves=3&unit=P11&year=2030";

        var steps = await planner.GetStringAsync($"{address}&table=steps&format=csv");
        var places = await planner.GetStringAsync($"{address}&table=places&format=csv");
        var page = await planner.GetAsync(address);

        Assert.Contains("Việc cần làm", steps, StringComparison.Ordinal);
        Assert.Contains("Còn thiếu", places, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Từng nơi", WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await planner.GetAsync("/shortages/allocation")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await planner.GetAsync("/shortages/allocation?posts=5001")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await planner.GetAsync("/shortages/allocation?posts=1&unit=P99")).StatusCode);
        using var auditor = registry.As("auditor");
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.GetAsync(address)).StatusCode);
    }

    private async Task<JsonElement> FindAsync(string account, object budget, string? unit = null) =>
        (await registry.DataAsync(account, Allocation, new { budget, unit })).GetProperty("shortageAllocation");
}

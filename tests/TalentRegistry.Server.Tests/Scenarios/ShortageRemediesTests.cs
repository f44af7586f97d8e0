using System.Net;
using System.Text.Json;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Scenarios;

/// <summary>What would close a shortage, over the API and on its page.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class ShortageRemediesTests(RunningRegistry registry)
{
    private const string Shortages =
        """
        { shortages(by: [SECTOR, PROFESSION], year: 2030, basis: PLAN_TARGET, first: 3, where: { unit: { id: { eq: "P11" } } }) {
            nodes { targetCode probabilityShort remedies { kind amount probabilityMet morePeople words { vi en } } } } }
        """;

    [Fact]
    public async Task A_shortage_tells_the_least_of_each_lever_that_closes_it_or_that_it_cannot()
    {
        var nodes = (await registry.DataAsync("planner", Shortages)).GetProperty("shortages").GetProperty("nodes").EnumerateArray().ToList();

        Assert.NotEmpty(nodes);
        foreach (var node in nodes)
        {
            var remedies = node.GetProperty("remedies").EnumerateArray().ToList();
            Assert.Equal(["EXTRA_RECRUITS", "FEWER_RESIGNATIONS", "LATER_RETIREMENT", "MORE_DEGREES"], remedies.Select(remedy => remedy.GetProperty("kind").GetString()));
            foreach (var remedy in remedies)
            {
                var isEnough = remedy.GetProperty("amount").ValueKind != JsonValueKind.Null;
                Assert.Equal(isEnough, remedy.GetProperty("probabilityMet").GetDouble() >= 0.8);
            }

            // What needs nothing is what the flag says is not short.
            Assert.Equal(node.GetProperty("probabilityShort").GetDouble() <= 0.2 + 1e-9, remedies[0].GetProperty("amount").ValueKind == JsonValueKind.Number && remedies[0].GetProperty("amount").GetInt32() == 0);
        }
    }

    [Fact]
    public async Task The_page_of_a_shortage_says_it_in_words_and_as_a_table()
    {
        using var planner = registry.As("planner");
        const string address = "/shortages/remedies?unit=P11&sector=HEALTH&profession=doctor&target=DB-06&year=2030";

        var table = await planner.GetStringAsync($"{address}&table=remedies&format=csv");
        var page = await planner.GetAsync(address);

        Assert.Contains("Tuyển thêm", table, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Cách bù đắp", WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await planner.GetAsync("/shortages/remedies?unit=P99&sector=HEALTH&year=2030")).StatusCode);
        using var auditor = registry.As("auditor");
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.GetAsync(address)).StatusCode);
    }
}

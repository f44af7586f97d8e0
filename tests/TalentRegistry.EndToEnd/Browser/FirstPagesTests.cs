using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>What whoever signs in for the first time has to load: the page at which they arrive, with its scripts, styles and fonts.</summary>
[Collection(Site.Collection)]
public sealed class FirstPagesTests(Site site, ITestOutputHelper told)
{
    [Theory]
    [InlineData("hr", "/home")]
    [InlineData("planner", "/")]
    [InlineData("leader", "/overview")]
    [InlineData("admin", "/")]
    [InlineData("auditor", "/")]
    public async Task The_first_page_after_sign_in_is_below_300_kilobytes_with_all_it_loads(string account, string address)
    {
        await using var visit = await site.VisitAsync(account: null);
        var answers = new ConcurrentBag<IResponse>();
        visit.Page.Response += (_, answer) => answers.Add(answer);
        // From an empty cache, the page of signing in with it: what both use is loaded there.
        await visit.SignInAsync(account, "demo");
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        var bytes = 0L;
        foreach (var answer in answers.Where(answer => answer.Status == 200))
            bytes += (await answer.Request.SizesAsync()).ResponseBodySize;

        told.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{account} {new Uri(visit.Page.Url).AbsolutePath}: {bytes / 1024.0:F0} KB in {answers.Count} answers"));
        Assert.Equal(address, new Uri(visit.Page.Url).AbsolutePath);
        Assert.Contains(answers, answer => answer.Url.EndsWith(".woff2", StringComparison.Ordinal));
        Assert.InRange(bytes, 1, 300 * 1024);
        visit.NothingWentWrong();
    }
}

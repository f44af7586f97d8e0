using TalentRegistry.Testing;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>The pictures of the guides: taken of the small demonstration and kept in docs/images where TAKE_PICTURES=1, else compared with those kept there.</summary>
[Collection(Site.Collection)]
public sealed class GuidePicturesTests(Site site)
{
    // Of 255 shades, on average: fonts, days and figures differ by less, another layout by more.
    private const double MostApart = 12;

    [Theory]
    [InlineData("leader", "/overview", "overview")]
    [InlineData("hr", "/home", "home")]
    [InlineData("hr", "/people?list=retiring", "people")]
    [InlineData("planner", "/targets/DB-06", "target-page")]
    [InlineData("planner", "/pivot", "pivot")]
    public async Task A_page_looks_as_its_picture_in_the_guide(string account, string address, string picture)
    {
        await using var visit = await site.VisitAsync(account, 1280, 800);
        await visit.Page.GotoAsync(address);
        await visit.ChartsAsync();
        var taken = await visit.Page.ScreenshotAsync();
        visit.NothingWentWrong();
        var kept = Repository.Path("docs", "images", $"{picture}.png");
        if (Environment.GetEnvironmentVariable("TAKE_PICTURES") == "1")
            await File.WriteAllBytesAsync(kept, taken);

        await visit.Page.GotoAsync("about:blank");
        var apart = await visit.Page.EvaluateAsync<double>(
            """
            async pictures => {
              const [before, now] = await Promise.all(pictures.map(async picture => {
                const image = new Image();
                image.src = `data:image/png;base64,${picture}`;
                await image.decode();
                const small = new OffscreenCanvas(32, 20).getContext('2d');
                small.imageSmoothingQuality = 'high';
                small.drawImage(image, 0, 0, 32, 20);
                return small.getImageData(0, 0, 32, 20).data;
              }));
              return before.reduce((sum, shade, at) => sum + Math.abs(shade - now[at]), 0) / (32 * 20 * 3);
            }
            """,
            new[] { Convert.ToBase64String(await File.ReadAllBytesAsync(kept)), Convert.ToBase64String(taken) });

        Assert.True(apart <= MostApart, $"{address} looks otherwise than docs/images/{picture}.png ({apart:N1} shades of 255 on average): look at it, and take the pictures again with TAKE_PICTURES=1.");
    }
}

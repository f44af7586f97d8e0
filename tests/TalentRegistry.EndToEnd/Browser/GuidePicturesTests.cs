using System.Text;
using Microsoft.Playwright;
using TalentRegistry.Testing;
using static Microsoft.Playwright.Assertions;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>The pictures of the guides: taken of the small demonstration and kept in docs/images where TAKE_PICTURES=1, else compared with those kept there.</summary>
[Collection(Site.Collection)]
public sealed class GuidePicturesTests(Site site)
{
    // Of 255 shades, on average: fonts, days and figures differ by less, another layout by more.
    private const double MostApart = 12;

    // A list with a person who comes in and one whose day of birth is none.
    private const string List =
        """
        STT;Họ và tên;Ngày sinh;Giới tính;Đơn vị;Trình độ;Chuyên ngành;Năm tốt nghiệp
        1;Lò Văn Duyệt;12/12/1989;Nam;TTYT-D101;ĐH;Y khoa;2014
        2;Quàng Thị Sai;31/02/1990;Nữ;TTYT-D101;ĐH;Y khoa;2014
        3;Giàng A Páo;05/03/1991;Nam;TTYT-D101;Thạc sĩ;Y khoa;2019
        """;

    // What is done on a page before its picture is taken.
    private static readonly Dictionary<string, Func<IPage, Task>> Steps = new(StringComparer.Ordinal)
    {
        ["person"] = async page =>
        {
            await page.ClickAsync("tbody th a");
            await page.WaitForURLAsync("**/people/*-*");
        },
        ["import-preview"] = async page =>
        {
            await page.SetInputFilesAsync("#file", new FilePayload { Name = "danh-sach.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(List) });
            await page.ClickAsync("form.panel button.primary");
            await page.WaitForURLAsync("**/import/*-*");
        },
        ["explorer"] = async page =>
        {
            await page.Locator("button.graphiql-execute-button").ClickAsync();
            await Expect(page.Locator(".result-window")).ToContainTextAsync("\"data\"");
        },
    };

    [Theory]
    [InlineData("leader", "/overview", "overview")]
    [InlineData("hr", "/home", "home")]
    [InlineData("hr", "/people?list=retiring", "people")]
    [InlineData("planner", "/targets/DB-06", "target-page")]
    [InlineData("hr", "/people?asOf=2025-12-31&sort=name", "person")]
    [InlineData("hr", "/import", "import-preview")]
    [InlineData("planner", "/pivot", "pivot")]
    [InlineData("planner", "/graphql", "explorer")]
    public async Task A_page_looks_as_its_picture_in_the_guide(string account, string address, string picture)
    {
        await using var visit = await site.VisitAsync(account, 1280, 800);
        await visit.Page.GotoAsync(address);
        if (Steps.TryGetValue(picture, out var steps))
            await steps(visit.Page);
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

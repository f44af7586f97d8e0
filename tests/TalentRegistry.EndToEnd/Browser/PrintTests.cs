using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>What a leader takes into a meeting on paper: the pages as the browser prints them on A4.</summary>
[Collection(Site.Collection)]
public sealed partial class PrintTests(Site site)
{
    // 210 mm less two margins of 15 mm, at 96 dots an inch.
    private const int TextWidth = 680;

    [Theory]
    [InlineData("/targets")]
    [InlineData("/targets/DB-06")]
    public async Task A_page_prints_on_A4_with_nothing_beyond_its_margins_and_no_controls(string address)
    {
        await using var visit = await site.VisitAsync("leader", width: TextWidth);
        await visit.Page.GotoAsync(address);
        await visit.ChartsAsync();
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });

        var beyond = await visit.Page.EvaluateAsync<string>(
            """
            width => [...document.querySelectorAll('main table, main figure, main h1, main h2, main p')]
              .filter(e => e.getBoundingClientRect().right > width + 1).map(e => `${e.tagName} ${e.className} ${Math.round(e.getBoundingClientRect().right)} ${e.textContent.trim().slice(0, 40)}`).join('\n')
            """, TextWidth);
        var shown = await visit.Page.EvaluateAsync<string>(
            "() => [...document.querySelectorAll('.masthead nav, button[type=submit], input, select, .downloads')].filter(e => e.getClientRects().length > 0).map(e => e.outerHTML.slice(0, 80)).join('\\n')");
        var paper = Encoding.Latin1.GetString(await visit.Page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }));

        Assert.Equal("", beyond);
        Assert.Equal("", shown);
        Assert.StartsWith("%PDF-", paper, StringComparison.Ordinal);
        var pages = PageSize().Matches(paper);
        Assert.InRange(pages.Count, 1, 25);
        Assert.All(pages, page => Assert.Equal([595, 842], new[] { Points(page, "width"), Points(page, "height") }.Order()));
        visit.NothingWentWrong();
    }

    private static double Points(Match page, string side) => Math.Round(double.Parse(page.Groups[side].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex("/MediaBox\\s*\\[\\s*0 0 (?<width>[0-9.]+) (?<height>[0-9.]+)\\s*\\]", RegexOptions.None, 1000)]
    private static partial Regex PageSize();
}

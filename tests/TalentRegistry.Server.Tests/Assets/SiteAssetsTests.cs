using System.IO.Compression;
using System.Text;
using TalentRegistry.Server.Assets;

namespace TalentRegistry.Server.Tests.Assets;

public class SiteAssetsTests
{
    private readonly SiteAssets assets = new();

    [Fact]
    public void A_page_with_charts_loads_less_than_300_KB()
    {
        string[] loaded = ["site.css", "site.js", "charts.js", "noto-sans-latin-wght-normal.woff2", "noto-sans-vietnamese-wght-normal.woff2"];

        var bytes = loaded.Select(name => assets.Find(name)!).Sum(asset => (asset.Brotli ?? asset.Content).Length);

        Assert.InRange(bytes, 1, 300 * 1024);
    }

    [Fact]
    public void Compressed_copy_is_the_same_file()
    {
        var script = assets.Find("charts.js")!;
        using var brotli = new BrotliStream(new MemoryStream(script.Brotli!), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();

        brotli.CopyTo(unpacked);

        Assert.Equal(script.Content, unpacked.ToArray());
    }

    [Theory]
    [InlineData("site.css")]
    [InlineData("site.js")]
    [InlineData("charts.js")]
    [InlineData("explorer.css")]
    public void Nothing_is_loaded_from_another_site(string name)
    {
        var text = Encoding.UTF8.GetString(assets.Find(name)!.Content);

        Assert.DoesNotMatch(@"(url\(|@import |import\()\s*[""']?(https?:)?//", text);
    }

    [Fact]
    public void Address_changes_with_the_content()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "a.css");
            File.WriteAllText(file, "a{}");
            var before = new SiteAssets(folder.FullName).Url("a.css");
            File.WriteAllText(file, "b{}");

            Assert.NotEqual(before, new SiteAssets(folder.FullName).Url("a.css"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Asking_for_an_asset_that_is_not_there_names_those_that_are() =>
        Assert.Contains("charts.js", Assert.Throws<KeyNotFoundException>(() => assets.Url("no.js")).Message, StringComparison.Ordinal);
}

using TalentRegistry.Server.Assets;
using TalentRegistry.Server.Explorer;

namespace TalentRegistry.Server.Tests.Explorer;

public class ExplorerPageTests
{
    [Fact]
    public void Settings_cannot_end_their_script_element()
    {
        var html = ExplorerPage.Html("Truy vấn <dữ liệu>", "/graphql", [new("query A { a(b: \"</script><script>alert(1)\") }")], new SiteAssets());

        Assert.Contains("<title>Truy v", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<dữ liệu>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("alert(1)\") }", html.Replace("\\u003C", "", StringComparison.Ordinal).Replace("\\u0022", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(2, html.Split("</script>").Length - 1);
    }
}

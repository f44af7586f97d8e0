using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>The pages on which an administrator founds the first agencies by a list.</summary>
public sealed partial class AgencyListPagesTests(PagesServer server) : IClassFixture<PagesServer>
{
    private const string Heading = "Mã,Tên,Loại hình,Lĩnh vực,Cấp chính quyền,Sở hữu,Mã cơ quan cấp trên,Nơi đặt trụ sở,Hoạt động từ ngày\n";

    [Fact]
    public async Task A_list_is_previewed_founded_and_undone()
    {
        var preview = await PreviewAsync("PG-1,Ủy ban,Ủy ban nhân dân,HEALTH,cấp tỉnh,nhà nước,,P11,1/1/2004\nPG-2,Sở Y tế,Sở,HEALTH,cấp tỉnh,nhà nước,PG-1,P11,1/1/2004\n");
        Assert.Contains("Lập 2 cơ quan", preview, StringComparison.Ordinal);
        var fields = FieldsOf(preview);

        string done;
        using (var founded = await server.PostFromAsync("/agencies/load", "/agencies/load/commit", "admin", fields))
done = founded.Headers.Location!.ToString();
        // The browser's "again" finds what was done and does nothing.
        using (var again = await server.PostFromAsync("/agencies/load", "/agencies/load/commit", "admin", fields))
            Assert.Equal(done, again.Headers.Location?.ToString());
        Assert.Contains("PG-2", await ShownAsync(done), StringComparison.Ordinal);
        Assert.Contains("PG-2", await ShownAsync("/agencies"), StringComparison.Ordinal);

        using (var undone = await server.PostFromAsync(done + "/undo", done + "/undo", "admin", ("ground", "Nhầm tệp")))
            Assert.Equal(HttpStatusCode.Redirect, undone.StatusCode);
        Assert.Contains("Đã hoàn tác", await ShownAsync(done), StringComparison.Ordinal);
        Assert.DoesNotContain("PG-2", await ShownAsync("/agencies"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_are_told_by_row_and_nothing_can_be_founded()
    {
        var preview = await PreviewAsync("PG-3,Ủy ban,Ủy ban nhân dân,HEALTH,cấp tỉnh,nhà nước,,P11,1/1/2004\nPG-4,,Sở,HEALTH,cấp tỉnh,nhà nước,PG-9,P11,1/1/2004\n");

        Assert.Contains("1 dòng có lỗi", preview, StringComparison.Ordinal);
        Assert.Contains("Cơ quan cấp trên \"PG-9\" không có ở dòng trên hay trong sổ.", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("/agencies/load/commit", preview, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_was_taken_since_the_preview_is_told()
    {
        var rows = "PG-5,Ủy ban,Ủy ban nhân dân,HEALTH,cấp tỉnh,nhà nước,,P11,1/1/2004\n";
        var sent = new[] { FieldsOf(await PreviewAsync(rows)), FieldsOf(await PreviewAsync(rows)) };
        using (var founded = await server.PostFromAsync("/agencies/load", "/agencies/load/commit", "admin", sent[0]))
            Assert.Equal(HttpStatusCode.Redirect, founded.StatusCode);

        using var refused = await server.PostFromAsync("/agencies/load", "/agencies/load/commit", "admin", sent[1]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Mã \"PG-5\" đã có", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_list_is_refused_and_what_was_not_previewed_too()
    {
        Assert.Contains("Không thấy dòng tiêu đề", await PreviewAsync("", HttpStatusCode.UnprocessableEntity, "Họ tên\nA\n"), StringComparison.Ordinal);
        using var nonsense = await server.PostFromAsync("/agencies/load", "/agencies/load/commit", "admin", ("operation", $"{Guid.NewGuid()}"), ("ground", "x"), ("rows", "[{\"Number\":1,\"Texts\":[\"a\"]}]"));
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
    }

    [Fact]
    public async Task The_template_is_a_list_that_is_recognised()
    {
        using var template = await server.GetAsync("/agencies/load/template", "admin");
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", template.Content.Headers.ContentType?.MediaType);
        // It has its headings and no agency yet.
        Assert.Contains("Không thấy dòng tiêu đề và dòng cơ quan nào", await PreviewAsync("", HttpStatusCode.UnprocessableEntity, await template.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
    }

    private static (string Name, string Value)[] FieldsOf(string preview) =>
    [
        .. Hidden().Matches(preview).Select(field => (Name: field.Groups["name"].Value, field.Groups["value"].Value)).Where(field => field.Name is "operation" or "name" or "ground" or "rows"),
    ];

    private async Task<string> ShownAsync(string address)
    {
        using var shown = await server.GetAsync(address, "admin");
        return WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync());
    }

    private Task<string> PreviewAsync(string rows, HttpStatusCode expected = HttpStatusCode.OK, string? whole = null) => PreviewAsync(rows, expected, Encoding.UTF8.GetBytes(whole ?? Heading + rows));

    private async Task<string> PreviewAsync(string rows, HttpStatusCode expected, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new StringContent("Quyết định 1/QĐ-UBND"), "ground" } };
        form.Add(new ByteArrayContent(content), "file", "co-quan");
        using var answer = await server.PostFromAsync("/agencies/load", "/agencies/load", "admin", form);
        Assert.Equal(expected, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>\w+)" value="(?<value>[^>]*)" />""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();
}

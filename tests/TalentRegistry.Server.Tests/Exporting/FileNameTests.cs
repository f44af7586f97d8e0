using Microsoft.Net.Http.Headers;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Server.Importing;
using TalentRegistry.Server.Pages.Tables;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Exporting;

/// <summary>However a file is named, its header is one line that names it.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class FileNameTests(RunningRegistry registry)
{
    public static TheoryData<string, string> Names => new()
    {
        { "people", "people.csv" },
        { "Danh sách Điện Biên", "Danh sách Điện Biên.csv" },
        { "a\r\nSet-Cookie: x=1", "a__Set-Cookie: x=1.csv" },
        { "a\nb\u0000c\u007f", "a_b_c_.csv" },
        { "\"quoted\"; filename=evil.exe", "\"quoted\"; filename=evil.exe.csv" },
        { "..\\..\\etc/passwd", ".._.._etc_passwd.csv" },
        { "100% của %0d%0a", "100% của %0d%0a.csv" },
        { "=?utf-8?B?YQ==?=", "=?utf-8?B?YQ==?=.csv" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_name_becomes_one_header_with_that_name(string name, string expected)
    {
        var header = TableDownload.DispositionOf(name + ".csv");

        Assert.DoesNotContain(header, char.IsControl);
        Assert.All(header, letter => Assert.InRange(letter, ' ', '~'));
        var read = ContentDispositionHeaderValue.Parse(header);
        Assert.Equal("attachment", read.DispositionType.ToString());
        Assert.Equal(expected, read.FileNameStar.ToString());
        Assert.Equal(2, read.Parameters.Count);
    }

    // The names of lists are the officer's, and come back on the files about them.
    [Theory]
    [InlineData("rejected.csv")]
    [InlineData("rejected.xlsx")]
    [InlineData("preview.csv")]
    [InlineData("preview.xlsx")]
    public async Task A_list_with_a_hostile_name_comes_back_under_one_header(string door)
    {
        var account = (Guid)(await registry.SqlAsync("SELECT id FROM access.account WHERE name = 'hr'"))[0][0]!;
        using var list = new MemoryStream("Họ và tên;Ngày sinh;Giới tính;Đơn vị\nLò Văn A;05/03/1990;Nam;\n"u8.ToArray());
        var upload = await registry.Service<ImportUploads>().KeepAsync(
            account, "Danh sách \"x\"; filename=evil.exe\r\nX-Forged: 1.csv", list, new ImportWish(ImportMode.InsertOrUpdate, null), CancellationToken.None);
        using var client = registry.As("hr");

        using var answer = await client.GetAsync(new Uri($"/import/{upload}/{door}", UriKind.Relative));

        Assert.True(answer.IsSuccessStatusCode);
        Assert.False(answer.Headers.Contains("X-Forged"));
        Assert.False(answer.Content.Headers.Contains("X-Forged"));
        var disposition = answer.Content.Headers.ContentDisposition!;
        Assert.Equal("attachment", disposition.DispositionType);
        Assert.EndsWith(door[door.IndexOf('.', StringComparison.Ordinal)..], disposition.FileNameStar, StringComparison.Ordinal);
        Assert.Contains("Danh sách", disposition.FileNameStar, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("planner", "/supply?format=csv&unit=P11")]
    [InlineData("planner", "/agencies?table=agencies&format=xlsx")]
    [InlineData("hr", "/people?format=csv&q=%0d%0aX-Forged%3a%201")]
    [InlineData("hr", "/import/template.xlsx")]
    [InlineData("admin", "/personal-data?table=fields&format=csv")]
    public async Task Every_file_is_an_attachment_with_a_name(string account, string address)
    {
        using var client = registry.As(account);

        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));

        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.NotEmpty(answer.Content.Headers.ContentDisposition?.FileNameStar ?? "");
        Assert.False(answer.Headers.Contains("X-Forged"));
    }
}

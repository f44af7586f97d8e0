using System.Net;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>An officer corrects a value on the page of the person.</summary>
public sealed class EditPageTests(PagesServer server) : IClassFixture<PagesServer>
{
    private const string Anh = "00000000-0000-0000-0000-0000000000b1";
    private const string Binh = "00000000-0000-0000-0000-0000000000b2";
    private const string Chau = "00000000-0000-0000-0000-0000000000b3";
    private const string Teacher = "00000000-0000-0000-0000-0000000000b4";

    [Fact]
    public async Task A_birth_date_is_corrected_told_and_taken_back()
    {
        using var done = await SendAsync(Anh, "date_of_birth", "1971-05-06");
        var address = done.Headers.Location!.ToString();
        var page = await server.PageAsync(address, "hr");
        var change = address.Split('=')[1];
        using var undone = await server.PostFromAsync(address, $"/people/{Anh}/restore/{change}", "hr", ("version", await VersionAsync(Anh)), ("reason", "Hoàn tác"));

        Assert.StartsWith($"/people/{Anh}?edited=", address, StringComparison.Ordinal);
        Assert.Contains("<dt>Ngày sinh</dt><dd>06/05/1971</dd>", page, StringComparison.Ordinal);
        Assert.Contains("Đã ghi:", page, StringComparison.Ordinal);
        Assert.Contains("đã sửa 1 lần", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, undone.StatusCode);
        Assert.Contains("<dt>Năm sinh</dt><dd>1971</dd>", await server.PageAsync($"/people/{Anh}", "hr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_rule_says_is_told_beside_the_value_and_nothing_is_written()
    {
        using var refused = await SendAsync(Binh, "date_of_birth", "2019-01-01");
        using var trial = await SendAsync(Binh, "full_name", "Lò 123", ("check", "1"));
        using var good = await SendAsync(Binh, "full_name", "Lò Văn Bính", ("check", "1"));
        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("tuổi dưới 15", html, StringComparison.Ordinal);
        Assert.Contains("value=\"2019-01-01\"", html, StringComparison.Ordinal);
        Assert.Contains("isWarning", await trial.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("[]", await good.Content.ReadAsStringAsync());
        Assert.Contains("<h1>Lò Văn Bình</h1>", await server.PageAsync($"/people/{Binh}", "hr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_last_day_is_written_as_people_say_it()
    {
        var posting = await SqlAsync($"SELECT id::text FROM registry.posting WHERE person_id = '{Chau}'");
        var page = await server.PageAsync($"/people/{Chau}?record=posting.{posting}", "hr");
        using var done = await server.PostFromAsync(
            $"/people/{Chau}", $"/people/{Chau}/field", "hr", ("part", "posting"), ("record", posting), ("version", "1"), ("field", "valid_until"), ("value", "2024-12-31"));

        Assert.Contains("Sửa: Viên chức, Bệnh viện đa khoa tỉnh", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal("2025-01-01", await SqlAsync($"SELECT valid_until::text FROM registry.posting WHERE id = '{posting}'"));
    }

    [Fact]
    public async Task The_paper_form_is_filled_from_the_dossier_and_for_officers_of_the_person_alone()
    {
        await SqlAsync($"INSERT INTO registry.association_membership (id, person_id, association, role, valid_from) VALUES (gen_random_uuid(), '{Anh}', 'Công đoàn Việt Nam', 'vice_chair', '2012-04-20') RETURNING id::text");
        await SqlAsync($"INSERT INTO registry.award (id, person_id, kind, title, level, awarded_year) VALUES (gen_random_uuid(), '{Anh}', 'commemorative_medal', 'Kỷ niệm chương Vì sự nghiệp giáo dục', 'ministry', 2015) RETURNING id::text");
        var form = await server.PageAsync($"/people/{Anh}/2c", "hr");
        using var elsewhere = await server.GetAsync($"/people/{Teacher}/2c", "hr");
        using var planner = await server.GetAsync($"/people/{Anh}/2c", "planner");

        Assert.Contains("1) Họ và tên khai sinh: <strong>NGUYỄN THỊ ÁNH</strong>", form, StringComparison.Ordinal);
        Assert.Contains("15.2 Trình độ chuyên môn cao nhất: <strong>Thạc sĩ</strong>", form, StringComparison.Ordinal);
        Assert.Contains("<td>01/2005 - nay</td><td>Viên chức, Bệnh viện đa khoa tỉnh</td>", form, StringComparison.Ordinal);
        Assert.Contains("17) Ngày tham gia tổ chức chính trị - xã hội: <strong>20/04/2012, Công đoàn Việt Nam, Phó chủ tịch hội</strong>", form, StringComparison.Ordinal);
        Assert.Contains("21) Khen thưởng: <strong>Kỷ niệm chương Vì sự nghiệp giáo dục, 2015</strong>", form, StringComparison.Ordinal);
        Assert.Contains("7) Tôn giáo: <strong>…", form, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Forbidden), (elsewhere.StatusCode, planner.StatusCode));
    }

    [Fact]
    public async Task A_version_meanwhile_changed_a_field_that_is_none_and_others_dossiers_are_refused()
    {
        using var stale = await server.PostFromAsync($"/people/{Anh}", $"/people/{Anh}/field", "hr", ("part", "person"), ("record", Anh), ("version", "999"), ("field", "staff_code"), ("value", "X"));
        using var unknown = await SendAsync(Anh, "keeper_id", "x");
        using var elsewhere = await server.PostFromAsync($"/people/{Anh}", $"/people/{Teacher}/field", "hr", ("part", "person"), ("record", Teacher), ("version", "1"), ("field", "staff_code"), ("value", "X"));
        using var planner = await server.PostFromAsync("/targets", $"/people/{Anh}/field", "planner", ("part", "person"), ("record", Anh), ("version", "1"), ("field", "staff_code"), ("value", "X"));

        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.Forbidden),
            (stale.StatusCode, unknown.StatusCode, elsewhere.StatusCode, planner.StatusCode));
        Assert.DoesNotContain("details class=\"edit", await server.PageAsync($"/people/{Anh}", "planner"), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(string person, string field, string value, params (string, string)[] more) => await server.PostFromAsync(
        $"/people/{person}", $"/people/{person}/field", "hr", [("part", "person"), ("record", person), ("version", await VersionAsync(person)), ("field", field), ("value", value), .. more]);

    private Task<string> VersionAsync(string person) => SqlAsync($"SELECT version::text FROM registry.person WHERE id = '{person}'");

    private async Task<string> SqlAsync(string sql)
    {
        await using var command = server.Database.Owner.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}

using System.Net;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>A person's page, with what was changed of the person's record by SQL in the words of an officer's session.</summary>
public sealed class PersonPageTests(PagesServer server) : IClassFixture<PagesServer>, IAsyncLifetime
{
    private const string Anh = "/people/00000000-0000-0000-0000-0000000000b1";
    private const string Binh = "/people/00000000-0000-0000-0000-0000000000b2";
    private const string Teacher = "/people/00000000-0000-0000-0000-0000000000b4";

    public async Task InitializeAsync() => await RunAsync(
        """
        BEGIN;
        DELETE FROM registry.degree WHERE person_id = '00000000-0000-0000-0000-0000000000b1' AND awarded_year = 1994;
        DELETE FROM registry.posting WHERE person_id = '00000000-0000-0000-0000-0000000000b1' AND valid_from < '2005-01-01';
        UPDATE registry.posting SET leadership_rank = NULL, required_level_code = NULL WHERE person_id = '00000000-0000-0000-0000-0000000000b1';
        SELECT set_config('role', 'registry_hr', true), set_config('registry.account', '00000000-0000-0000-0000-0000000000c1', true),
               set_config('history.door', 'test', true), set_config('history.why', 'Quyết định 12/QĐ của <Giám đốc>', true);
        INSERT INTO registry.degree (id, person_id, level_code, institution, study_mode, awarded_year)
          VALUES (gen_random_uuid(), '00000000-0000-0000-0000-0000000000b1', 'E40', 'Trường Đại học Y Hà Nội', 'full_time', 1994);
        INSERT INTO registry.posting (id, person_id, agency_id, valid_from, valid_until, profession_code, position_title, employment_kind, end_reason)
          VALUES (gen_random_uuid(), '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000a1', '1995-09-01', '2003-07-01', 'doctor', 'Bác sĩ điều trị',
                  'contract', 'resignation');
        UPDATE registry.posting SET leadership_rank = 'head', required_level_code = 'E50'
         WHERE person_id = '00000000-0000-0000-0000-0000000000b1' AND valid_until IS NULL;
        COMMIT;
        """);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_officer_sees_who_it_is_and_the_whole_career_in_its_order()
    {
        var page = await server.PageAsync(Anh, account: "hr");

        Assert.Contains("<h1>Nguyễn Thị Ánh</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Năm sinh</dt><dd>1971</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Dân tộc</dt><dd>Kinh</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Số định danh</dt><dd>chưa ghi</dd>", page, StringComparison.Ordinal);
        var places = new[] { "<td class=\"number left\">1994</td>", "01/09/1995</td>", "30/06/2003</td>", "<td class=\"number left\">2000</td>", "01/01/2005</td>" }
            .Select(part => page.IndexOf(part, StringComparison.Ordinal)).ToList();
        Assert.All(places, place => Assert.True(place > 0));
        Assert.Equal([places[0], places[1], places[2], places[3], places[4]], places.Order());
        Assert.Contains("Hợp đồng lao động; kết thúc: Thôi việc", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1993-12-31", "Không có vị trí nào", "Chưa có văn bằng trong hồ sơ", "Chưa có vị trí công tác nào", "21–22")]
    [InlineData("1995-09-01", "Bác sĩ điều trị, Bệnh viện đa khoa tỉnh", "Đại học", "Đang công tác", "23–24")]
    [InlineData("2003-06-30", "Bác sĩ điều trị, Bệnh viện đa khoa tỉnh", "Thạc sĩ", "Đang công tác", "31–32")]
    [InlineData("2003-07-01", "Không có vị trí nào", "Thạc sĩ", "Thôi việc, từ 01/07/2003", "31–32")]
    [InlineData("2025-12-31", "Viên chức, Bệnh viện đa khoa tỉnh", "Thạc sĩ", "Đang công tác", "53–54")]
    public async Task Posting_degree_standing_and_age_are_those_of_the_day_asked_for(string day, string posting, string degree, string standing, string age)
    {
        var page = await server.PageAsync($"{Anh}?asOf={day}", account: "hr");

        Assert.Contains($"<dt>Vị trí chính</dt> <dd>{posting}</dd>", page, StringComparison.Ordinal);
        Assert.Contains($"<dt>Trình độ cao nhất</dt> <dd>{degree}</dd>", page, StringComparison.Ordinal);
        Assert.Contains($"<dt>Tình trạng</dt><dd>{standing}</dd>", page, StringComparison.Ordinal);
        Assert.Contains($"<dt>Tuổi</dt><dd>{age}</dd>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_records_are_those_that_had_begun_by_the_day_and_say_which_hold_then()
    {
        await RunAsync(
            """
            DELETE FROM registry.award WHERE person_id = '00000000-0000-0000-0000-0000000000b1';
            DELETE FROM registry.availability WHERE person_id = '00000000-0000-0000-0000-0000000000b1';
            INSERT INTO registry.award (id, person_id, kind, title, level, awarded_year)
              VALUES (gen_random_uuid(), '00000000-0000-0000-0000-0000000000b1', 'honorary_title', 'Thầy thuốc Ưu tú', 'state', 2010);
            INSERT INTO registry.availability (id, person_id, kind, valid_from, valid_until)
              VALUES (gen_random_uuid(), '00000000-0000-0000-0000-0000000000b1', 'working', '2000-01-01', '2012-01-01'),
                     (gen_random_uuid(), '00000000-0000-0000-0000-0000000000b1', 'overseas', '2012-01-01', NULL);
            """);

        var later = Section(await server.PageAsync($"{Anh}?asOf=2015-01-01", account: "hr"));
        var earlier = Section(await server.PageAsync($"{Anh}?asOf=2005-01-01", account: "hr"));
        var planner = Section(await server.PageAsync(Anh, account: "planner"));
        var csv = await server.PageAsync($"{Anh}?format=csv&table=records", account: "hr");

        Assert.Contains("<th scope=\"row\">Thầy thuốc Ưu tú<span", later, StringComparison.Ordinal);
        Assert.Contains("<td>31/12/2011</td>", later, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">Ở nước ngoài<span", later, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">Đang làm việc</th>", later, StringComparison.Ordinal);
        Assert.DoesNotContain("Thầy thuốc Ưu tú", earlier, StringComparison.Ordinal);
        Assert.Contains("Chưa ghi đến ngày này: học hàm; chứng chỉ;", earlier, StringComparison.Ordinal);
        Assert.Contains("2 mục bắt đầu sau ngày 01/01/2005 không hiện ở đây.", earlier, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">Danh hiệu vinh dự nhà nước<span", planner, StringComparison.Ordinal);
        Assert.DoesNotContain("Thầy thuốc Ưu tú", planner, StringComparison.Ordinal);
        Assert.Contains("Tên: Thầy thuốc Ưu tú; Loại: Danh hiệu vinh dự nhà nước", csv, StringComparison.Ordinal);

        static string Section(string page) => page[page.IndexOf("id=\"records\"", StringComparison.Ordinal)..page.IndexOf("id=\"history\"", StringComparison.Ordinal)];
    }

    [Fact]
    public async Task The_career_has_records_of_all_kinds_in_its_order_and_for_a_planner_without_what_tells_who_it_is()
    {
        using var officers = await server.GetAsync($"{Anh}?format=csv&table=career", account: "hr");
        using var planners = await server.GetAsync($"{Anh}?format=csv&table=career", account: "planner");

        var csv = await officers.Content.ReadAsStringAsync();
        Assert.Contains("Danh hiệu, khen thưởng", csv, StringComparison.Ordinal);
        Assert.Contains("Thầy thuốc Ưu tú", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("Thầy thuốc Ưu tú", await planners.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/people")]
    [InlineData("/")]
    [InlineData(Anh)]
    public async Task A_day_that_the_registry_does_not_tell_of_is_refused_on_every_page_and_in_its_files(string address)
    {
        using var page = await server.GetAsync($"{address}?asOf=2101-01-01", account: "hr");
        using var file = await server.GetAsync($"{address}?asOf=2101-01-01&format=csv&table=career", account: "hr");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (page.StatusCode, file.StatusCode));
        Assert.Contains("Không có số liệu vào ngày 01/01/2101", WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_before_1990_is_refused_at_its_box_and_the_page_still_shows_today()
    {
        using var response = await server.GetAsync($"{Anh}?asOf=1989-12-31", account: "hr");
        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("aria-invalid=\"true\" aria-describedby=\"outside\"", page, StringComparison.Ordinal);
        Assert.Contains("hãy chọn một ngày từ 01/01/1990 đến 31/12/2100", page, StringComparison.Ordinal);
        Assert.Contains("Hiện nay", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_tells_who_when_why_and_each_value_before_and_after()
    {
        var page = await server.PageAsync(Anh, account: "hr");
        var history = page[page.IndexOf("id=\"history\"", StringComparison.Ordinal)..];

        Assert.Contains("Tài khoản hr (cán bộ nhân sự)", history, StringComparison.Ordinal);
        Assert.Contains("Quyết định 12/QĐ của <Giám đốc>", history, StringComparison.Ordinal);
        Assert.Contains("Sửa vị trí công tác<small>Viên chức, Bệnh viện đa khoa tỉnh</small>", history, StringComparison.Ordinal);
        Assert.Contains("<span class=\"visually-hidden\"> đổi thành </span><ins>Thủ trưởng cơ quan</ins>", history, StringComparison.Ordinal);
        Assert.Contains("Trình độ yêu cầu: <del>(trống)</del>", history, StringComparison.Ordinal);
        Assert.Contains("Đến hết ngày: <ins>30/06/2003</ins>", history, StringComparison.Ordinal);
        Assert.Contains("Cơ quan: <ins>Bệnh viện đa khoa tỉnh</ins>", history, StringComparison.Ordinal);
        Assert.DoesNotContain("<Giám đốc>", await (await server.GetAsync(Anh, "hr")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_history_has_pages_and_a_page_past_its_end_says_so()
    {
        await RunAsync(string.Concat(Enumerable.Range(1, 24).Select(n => $"UPDATE registry.person SET staff_code = 'A{n}' WHERE id = '{Binh[^36..]}';")));

        var first = await server.PageAsync(Binh, account: "hr");
        var second = await server.PageAsync($"{Binh}?page=2&asOf=2020-01-01", account: "hr");
        var past = await server.PageAsync($"{Binh}?page=9", account: "hr");

        Assert.Contains("<ins>A24</ins>", first, StringComparison.Ordinal);
        Assert.Contains("Trang 1 / 2", first, StringComparison.Ordinal);
        Assert.Contains($"rel=\"next\" href=\"{Binh}?page=2#history\"", first, StringComparison.Ordinal);
        Assert.DoesNotContain("<ins>A24</ins>", second, StringComparison.Ordinal);
        Assert.Contains("<ins>A4</ins>", second, StringComparison.Ordinal);
        Assert.Contains($"rel=\"prev\" href=\"{Binh}?asOf=2020-01-01&page=1#history\"", second, StringComparison.Ordinal);
        Assert.Contains("Trang này không còn thay đổi nào.", past, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_planner_sees_the_career_but_nothing_that_tells_who_it_is()
    {
        var page = await server.PageAsync(Anh, account: "planner");

        Assert.Contains("<h1>Hồ sơ một người</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Bác sĩ điều trị", page, StringComparison.Ordinal);
        Assert.Contains("<ins>Thủ trưởng cơ quan</ins>", page, StringComparison.Ordinal);
        foreach (var hidden in new[] { "Nguyễn Thị Ánh", "Dân tộc</dt>", "Quê quán</dt>", "Số định danh</dt>", "Quyết định 12/QĐ" })
            Assert.DoesNotContain(hidden, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Teacher, "hr", HttpStatusCode.NotFound)]
    [InlineData("/people/00000000-0000-0000-0000-000000000000", "hr", HttpStatusCode.NotFound)]
    [InlineData("/people/nobody", "planner", HttpStatusCode.NotFound)]
    [InlineData(Anh, "leader", HttpStatusCode.NotFound)]
    [InlineData(Anh, "admin", HttpStatusCode.Forbidden)]
    [InlineData(Anh, "auditor", HttpStatusCode.Forbidden)]
    [InlineData(Anh, null, HttpStatusCode.Unauthorized)]
    [InlineData(Anh + "?asOf=31-12-2020", "hr", HttpStatusCode.BadRequest)]
    [InlineData(Anh + "?format=csv&table=people", "hr", HttpStatusCode.NotFound)]
    [InlineData(Anh + "?format=pdf&table=career", "hr", HttpStatusCode.BadRequest)]
    public async Task Others_do_not_come_this_far(string path, string? account, HttpStatusCode code)
    {
        using var response = await server.GetAsync(path, account);

        Assert.Equal(code, response.StatusCode);
    }

    [Fact]
    public async Task A_record_that_is_not_there_is_answered_with_what_to_do()
    {
        using var response = await server.GetAsync(Teacher, account: "hr");
        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());

        Assert.Contains("Không tìm thấy hồ sơ", page, StringComparison.Ordinal);
        Assert.Contains("hãy tìm lại trong danh sách", page, StringComparison.Ordinal);
        Assert.Contains("name=\"q\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_parts_say_that_they_are_empty()
    {
        await RunAsync(
            """
            BEGIN;
            SET LOCAL history.bulk = 'on';
            INSERT INTO registry.person (id, full_name, birth_year, sex, ethnic_group_code, keeper_id, synthetic)
              VALUES ('00000000-0000-0000-0000-0000000000b9', 'Vừ Thị Mỷ', 1999, 'female', '01', '00000000-0000-0000-0000-0000000000a1', true);
            COMMIT;
            """);

        var page = await server.PageAsync("/people/00000000-0000-0000-0000-0000000000b9", account: "hr");

        Assert.Contains("Hồ sơ chưa ghi văn bằng hay vị trí công tác nào.", page, StringComparison.Ordinal);
        Assert.Contains("Hồ sơ chưa ghi văn bằng nào.", page, StringComparison.Ordinal);
        Assert.Contains("Chưa có vị trí công tác nào", page, StringComparison.Ordinal);
        Assert.Contains("Chưa có thay đổi nào mà bạn được xem", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_look_is_logged_files_too_and_a_refused_one_is_not()
    {
        var before = await LoggedAsync();

        await server.PageAsync(Anh, account: "hr");
        await server.PageAsync($"{Anh}?format=csv&table=career", account: "hr");
        using (await server.GetAsync(Teacher, "hr"))
            Assert.Equal(before + 2, await LoggedAsync());
    }

    [Fact]
    public async Task The_drawing_of_the_career_is_saved_as_a_picture_and_logged_as_the_page_is()
    {
        var page = await server.PageAsync($"{Anh}?asOf=2004-01-01", account: "hr");
        var before = await LoggedAsync();

        using var svg = await server.GetAsync($"{Anh}/career.svg?asOf=2004-01-01", "hr");
        using var png = await server.GetAsync($"{Anh}/career.png", "hr");
        using var planner = await server.GetAsync($"{Anh}/career.svg");
        using var foreign = await server.GetAsync($"{Teacher}/career.svg", "hr");
        using var admin = await server.GetAsync($"{Anh}/career.svg", "admin");
        using var outside = await server.GetAsync($"{Anh}/career.svg?asOf=1900-01-01", "hr");
        var text = await svg.Content.ReadAsStringAsync();

        Assert.Contains($"href=\"{Anh}/career.svg?asOf=2004-01-01\"", page, StringComparison.Ordinal);
        Assert.Contains("Nguyễn Thị Ánh", text, StringComparison.Ordinal);
        Assert.Contains("1. 1994: Đại học, Trường Đại học Y Hà Nội", text, StringComparison.Ordinal);
        Assert.Contains("01/01/2004", text, StringComparison.Ordinal);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], (await png.Content.ReadAsByteArrayAsync())[..4]);
        Assert.DoesNotContain("Nguyễn Thị Ánh", await planner.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.BadRequest), (foreign.StatusCode, admin.StatusCode, outside.StatusCode));
        Assert.Equal(before + 2, await LoggedAsync());
    }

    [Fact]
    public async Task Tables_are_taken_away_as_CSV_and_XLSX_whose_names_do_not_tell_whose_they_are()
    {
        using var csv = await server.GetAsync($"{Anh}?format=csv&table=career", account: "hr");
        using var xlsx = await server.GetAsync($"{Anh}?format=xlsx&table=history", account: "hr", english: true);
        using var memory = new MemoryStream(await xlsx.Content.ReadAsByteArrayAsync());
        using var book = SpreadsheetDocument.Open(memory, false);

        Assert.Equal("career-00000000.csv", csv.Content.Headers.ContentDisposition!.FileName);
        var text = Encoding.UTF8.GetString(await csv.Content.ReadAsByteArrayAsync());
        Assert.Contains("1,1994,,Văn bằng,Đại học,Trường Đại học Y Hà Nội,Chính quy\r\n", text, StringComparison.Ordinal);
        Assert.Contains("2,1995-09-01,2003-06-30,Vị trí chính,Bác sĩ điều trị,Bệnh viện đa khoa tỉnh,", text, StringComparison.Ordinal);
        Assert.Contains(
            book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>(),
            row => row.Elements<Cell>().Select(cell => cell.InnerText).Contains("Quyết định 12/QĐ của <Giám đốc>"));
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(book));
    }

    [Fact]
    public async Task Names_in_the_list_lead_to_the_page() =>
        Assert.Contains($"<a href=\"{Anh}\">Nguyễn Thị Ánh</a>", await server.PageAsync("/people?asOf=2025-12-31", account: "hr"), StringComparison.Ordinal);

    private async Task<long> LoggedAsync()
    {
        await using var command = server.Database.Owner.CreateCommand("SELECT count(*) FROM access.read_log WHERE door = 'page /people/{id}' AND role = 'hr' AND cardinality(person_ids) = 1");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task RunAsync(string sql)
    {
        await using var command = server.Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

using System.Net;
using System.Text.RegularExpressions;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>A search is a condition of the list of people, which is put in order by its headings and narrowed by what people are like.</summary>
public sealed partial class PeopleSearchPagesTests(PagesServer server) : IClassFixture<PagesServer>, IAsyncLifetime
{
    private const int Added = 230;
    private const int All = Added + 3;

    public async Task InitializeAsync()
    {
        // Many share a year, a profession or a degree, and a name now and then; one has left.
        await using var command = server.Database.Owner.CreateCommand(
            $"""
            INSERT INTO reference.field_of_study (code, parent_code, level, name_vi, name_en) VALUES ('09', NULL, 'broad', 'Sức khỏe', 'Health') ON CONFLICT DO NOTHING;
            INSERT INTO registry.person (id, full_name, birth_year, sex, ethnic_group_code, keeper_id, staff_code, synthetic)
              SELECT ('00000000-0000-0000-0001-' || lpad(n::text, 12, '0'))::uuid, 'Vàng A ' || (ARRAY['Páo', 'Sùng', 'Chứ', 'Ðinh', 'Ánh'])[n % 5 + 1], 1975 + n % 7,
                     CASE n % 3 WHEN 0 THEN 'female' ELSE 'male' END, '01', '00000000-0000-0000-0000-0000000000a1', 'VC-' || n, true
                FROM generate_series(1, {Added + 1}) n ON CONFLICT DO NOTHING;
            INSERT INTO registry.degree (id, person_id, level_code, awarded_year, field_code)
              SELECT gen_random_uuid(), id, CASE WHEN birth_year % 2 = 0 THEN 'E40' ELSE 'E50' END, 2001, '09' FROM registry.person p
               WHERE full_name LIKE 'Vàng A %' AND birth_year <> 1981 AND NOT EXISTS (SELECT FROM registry.degree d WHERE d.person_id = p.id);
            INSERT INTO registry.posting (id, person_id, agency_id, valid_from, valid_until, end_reason, profession_code, position_title, employment_kind, leadership_rank)
              SELECT gen_random_uuid(), id, keeper_id, '2006-01-01', CASE WHEN staff_code = 'VC-{Added + 1}' THEN DATE '2015-01-01' END,
                     CASE WHEN staff_code = 'VC-{Added + 1}' THEN 'resignation' END, CASE WHEN birth_year < 1977 THEN 'doctor' ELSE 'teacher_primary' END, 'Viên chức', 'public_employee',
                     CASE WHEN staff_code = 'VC-7' THEN 'head' END
                FROM registry.person p WHERE full_name LIKE 'Vàng A %' AND NOT EXISTS (SELECT FROM registry.posting x WHERE x.person_id = p.id);
            """);
        await command.ExecuteNonQueryAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("born")]
    [InlineData("-born")]
    [InlineData("profession")]
    [InlineData("-profession")]
    [InlineData("agency")]
    [InlineData("-agency")]
    [InlineData("degree")]
    [InlineData("-degree")]
    public async Task Pages_of_a_sorted_list_hold_each_person_once(string sort)
    {
        var people = await IdsOfAllPagesAsync($"/people?asOf=2025-12-31&sort={sort}");
        var narrowed = await IdsOfAllPagesAsync($"/people?asOf=2025-12-31&sort={sort}&sex=male");
        var found = await IdsOfAllPagesAsync($"/people?asOf=2025-12-31&q=vang+a&sort={sort}");

        Assert.Equal((All, All), (people.Count, people.Distinct().Count()));
        Assert.Equal(narrowed, people.Where(narrowed.Contains));
        Assert.InRange(narrowed.Count, 100, All - 1);
        Assert.Equal((Added + 1, Added + 1), (found.Count, found.Distinct().Count()));
    }

    [Theory]
    [InlineData("born", 1)]
    [InlineData("-born", -1)]
    public async Task Rows_stand_in_the_order_that_the_heading_tells(string sort, int sign)
    {
        var page = await server.PageAsync($"/people?asOf=2025-12-31&sort={sort}&column=born", "hr");
        var years = Years().Matches(page).Select(match => int.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();

        Assert.Equal(100, years.Count);
        Assert.Equal(years.OrderBy(year => sign * year), years);
        Assert.Contains($"aria-sort=\"{(sign > 0 ? "ascending" : "descending")}\"><a class=\"sort\" href=\"/people?asOf=2025-12-31&column=born&sort={(sign > 0 ? "-born" : "born")}\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_without_names_have_no_order_by_them()
    {
        var page = await server.PageAsync("/people?asOf=2025-12-31&sort=name");

        Assert.DoesNotContain("Họ và tên</a>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Vàng A", page, StringComparison.Ordinal);
        Assert.Contains("sort=born\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_search_finds_has_the_table_of_the_list_and_the_best_first()
    {
        var page = await server.PageAsync("/people?q=lo+van+binh&asOf=2025-12-31", "hr");
        var columns = await server.PageAsync("/people?q=lo+van+binh&asOf=2025-12-31&column=degree&column=match", "hr");

        Assert.Contains("tìm “lo van binh” <a href=\"/people?asOf=2025-12-31\"", page, StringComparison.Ordinal);
        Assert.Contains("Lò Văn Bình", page, StringComparison.Ordinal);
        Assert.Contains("formaction=\"/people/bulk\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"id\" value=\"00000000-0000-0000-0000-0000000000b2\"", page, StringComparison.Ordinal);
        Assert.Contains("Lưu bộ lọc", page, StringComparison.Ordinal);
        Assert.Contains("cả họ tên", columns, StringComparison.Ordinal);
        Assert.Contains("Đại học", columns, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_is_narrowed_and_finds_those_who_have_left_where_nothing_asks_for_work()
    {
        var left = await server.PageAsync($"/people?q=VC-{Added + 1}&asOf=2025-12-31", "hr");
        var narrowed = await server.PageAsync("/people?q=vang+a&profession=doctor&sex=female&ageTo=50&asOf=2025-12-31", "hr");
        var chief = await server.PageAsync("/people?q=vang+a&rank=head&asOf=2025-12-31", "hr");

        Assert.Contains($"VC-{Added + 1}", left, StringComparison.Ordinal);
        var expected = Enumerable.Range(1, Added).Count(n => n % 7 < 2 && n % 3 == 0);
        Assert.Contains($"<strong>{expected}</strong>", narrowed, StringComparison.Ordinal);
        Assert.Contains("<strong>1</strong>", chief, StringComparison.Ordinal);
        Assert.Contains("Thủ trưởng cơ quan <a href=\"/people?q=vang%20a&asOf=2025-12-31\"", chief, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sex=female&profession=teacher_primary", 5)]
    [InlineData("rank=head", 0)]
    [InlineData("employment=contract", -1)]
    [InlineData("ethnic=01", 7)]
    [InlineData("degree=E50&sort=-born", 3)]
    [InlineData("field=09&ageFrom=50", 1)]
    public async Task Traits_narrow_the_list(string query, int kind)
    {
        var page = await server.PageAsync($"/people?asOf=2025-12-31&{query}", "hr");
        var ages = Enumerable.Range(1, Added).ToList();
        var expected = kind switch
        {
            5 => ages.Count(n => n % 3 == 0 && n % 7 >= 2),
            0 => 1,
            -1 => 0,
            7 => All,
            3 => ages.Count(n => n % 7 is 0 or 2 or 4) + 1,
            _ => ages.Count(n => n % 7 == 0),
        };

        Assert.Contains($"<strong>{expected}</strong>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ethnic_groups_are_for_officers_and_ages_are_numbers()
    {
        using var planner = await server.GetAsync("/people?ethnic=01");
        using var search = await server.GetAsync("/people?q=vang");
        using var age = await server.GetAsync("/people?ageFrom=-1", "hr");
        using var degree = await server.GetAsync("/people?degree=X", "hr");

        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (planner.StatusCode, search.StatusCode, age.StatusCode, degree.StatusCode));
        Assert.DoesNotContain("name=\"ethnic\"", await server.PageAsync("/people"), StringComparison.Ordinal);
        Assert.Contains("name=\"ethnic\"", await server.PageAsync("/people", "hr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_have_what_was_found_in_its_order_with_the_columns_that_were_chosen()
    {
        using var file = await server.GetAsync("/people?q=vang+a&sort=-born&sex=male&asOf=2025-12-31&column=born&column=code&format=csv", "hr");
        using var listed = await server.GetAsync("/people?sort=-born&sex=male&asOf=2025-12-31&column=born&format=csv", "hr");
        var found = (await file.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var lines = (await listed.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var years = lines.Where(line => line.StartsWith("Vàng", StringComparison.Ordinal)).Select(line => line.Split(',')[1].Trim()).ToList();

        Assert.Equal("people-found.csv", file.Content.Headers.ContentDisposition!.FileName);
        Assert.Contains("Họ và tên,Năm sinh,Số hiệu", found[0], StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, Added + 1).Count(n => n % 3 != 0), found.Count(line => line.StartsWith("Vàng A", StringComparison.Ordinal)));
        Assert.Equal(years.OrderDescending(StringComparer.Ordinal), years);
        Assert.Equal(Enumerable.Range(1, Added).Count(n => n % 3 != 0), years.Count);
    }

    [Fact]
    public async Task Those_found_by_a_search_are_selected_for_a_bulk_action_that_is_taken_back()
    {
        var ids = await IdsOfAllPagesAsync("/people?q=vang+a&degree=E40&sex=female&ageTo=48&asOf=2025-12-31");
        (string, string)[] chosen = [.. ids.Take(3).Select(id => ("id", id))];
        var asked = $"/people/bulk?{string.Join('&', chosen.Select(field => $"{field.Item1}={field.Item2}"))}&asOf=2025-12-31&q=vang+a&what=add_award";
        var operation = Guid.CreateVersion7();
        (string, string)[] form =
        [
            ("what", "add_award"), ("award", "merit_certificate"), ("level", "province"), ("title", "Bằng khen người được tìm"), ("year", "2019"), ("reason", "QĐ 21"),
            ("operation", operation.ToString()), .. chosen,
        ];

        var question = await server.PageAsync(asked, "hr");
        using var preview = await server.PostFromAsync(asked, "/people/bulk", "hr", [.. form, ("do", "preview")]);
        var none = await AwardedAsync();
        using var done = await server.PostFromAsync(asked, "/people/bulk", "hr", [.. form, ("do", "commit")]);
        var awarded = await AwardedAsync();
        using var back = await server.PostFromAsync($"/people/bulk/{operation}", $"/people/bulk/{operation}/undo", "hr", ("reason", "Ghi nhầm"));

        Assert.Equal(3, chosen.Length);
        Assert.All(chosen, field => Assert.Contains($"name=\"id\" value=\"{field.Item2}\"", question, StringComparison.Ordinal));
        Assert.Contains("Sẽ ghi cho 3 người", WebUtility.HtmlDecode(await preview.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Empty(none);
        Assert.Equal($"/people/bulk/{operation}", done.Headers.Location?.ToString());
        Assert.Equal(chosen.Select(field => field.Item2).Order(StringComparer.Ordinal), awarded.Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Empty(await AwardedAsync());
    }

    [Theory]
    [InlineData("degree", 1)]
    [InlineData("-degree", -1)]
    public async Task Degrees_stand_in_the_order_of_their_ranks_and_none_is_less_than_any(string sort, int sign)
    {
        var ranks = await RanksAsync();
        foreach (var list in new[] { $"/people?asOf=2025-12-31&sort={sort}", $"/people?q=vang+a&asOf=2025-12-31&sort={sort}" })
        {
            var people = await IdsOfAllPagesAsync(list);
            var found = people.Select(id => ranks.GetValueOrDefault(id)).ToList();

            Assert.Equal(found.OrderBy(rank => sign * rank), found);
            Assert.Equal([0, 40, 50], found.Distinct().Order());
        }
    }

    [Fact]
    public async Task A_narrowed_search_says_where_it_has_looked_at_its_best_matches_only()
    {
        // One more than it looks at, without work: the list of others stays as it is.
        await using (var command = server.Database.Owner.CreateCommand(
            $"""
            INSERT INTO registry.person (id, full_name, birth_year, sex, ethnic_group_code, keeper_id, staff_code, synthetic)
              SELECT ('00000000-0000-0000-0002-' || lpad(n::text, 12, '0'))::uuid, 'Giàng Thị Súa', 1980, CASE WHEN n % 2 = 0 THEN 'female' ELSE 'male' END, '01',
                     '00000000-0000-0000-0000-0000000000a1', 'GT-' || n, true
                FROM generate_series(1, {PageData.MostLookedAt + 1}) n ON CONFLICT DO NOTHING
            """))
            await command.ExecuteNonQueryAsync();

        var narrowed = await server.PageAsync("/people?q=giang+thi+sua&sex=female&asOf=2025-12-31", "hr");
        var sorted = await server.PageAsync("/people?q=giang+thi+sua&sort=born&asOf=2025-12-31", "hr");
        var english = await server.PageAsync("/people?q=giang+thi+sua&sort=born&asOf=2025-12-31&lang=en", "hr");
        var plain = await server.PageAsync("/people?q=giang+thi+sua&asOf=2025-12-31", "hr");
        var few = await server.PageAsync("/people?q=vang+a&sex=female&asOf=2025-12-31", "hr");
        await using (var command = server.Database.Owner.CreateCommand("DELETE FROM registry.person WHERE staff_code = 'GT-1'"))
            await command.ExecuteNonQueryAsync();
        var justAll = await server.PageAsync("/people?q=giang+thi+sua&sort=born&asOf=2025-12-31", "hr");

        const string Note = "Chỉ xét 1.000 người phù hợp nhất với ô tìm, nên có thể còn người khác";
        Assert.Contains(Note, narrowed, StringComparison.Ordinal);
        Assert.Contains(Note, sorted, StringComparison.Ordinal);
        Assert.Contains("<strong>1.000</strong>", sorted, StringComparison.Ordinal);
        Assert.Contains("Only the 1,000 best matches of the search were looked at", english, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"looked-at\"", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"looked-at\"", few, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"looked-at\"", justAll, StringComparison.Ordinal);
        Assert.Contains("<strong>1.000</strong>", justAll, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_person_of_a_page_of_a_search_is_logged_and_nobody_else()
    {
        var before = await LoggedAsync();
        var page = await server.PageAsync("/people?q=vang+a&asOf=2025-12-31", "hr");

        Assert.Contains("<strong>50+</strong>", page, StringComparison.Ordinal);
        Assert.Equal(before + 50, await LoggedAsync());
    }

    [Fact]
    public async Task A_saved_view_keeps_the_search_and_the_order_but_no_citizen_ID()
    {
        using var saved = await server.PostFromAsync("/people", "/people/views", "hr", ("name", "Tìm Vàng"), ("query", "?q=vang+a+1985&sort=-born&sex=male&page=2"), ("share", ""));
        using var secret = await server.PostFromAsync("/people", "/people/views", "hr", ("name", "Tìm số"), ("query", "?q=vang+4839&sex=male"), ("share", ""));

        Assert.Equal("/people?q=vang%20a%201985&sort=-born&sex=male", saved.Headers.Location!.ToString());
        Assert.Equal("/people?sex=male", secret.Headers.Location!.ToString());
    }

    private async Task<List<string>> IdsOfAllPagesAsync(string path)
    {
        var ids = new List<string>();
        for (var number = 1; number < 20; number++)
        {
            var page = await server.PageAsync($"{path}&page={number}", "hr");
            ids.AddRange(Chosen().Matches(page).Select(match => match.Value));
            if (!page.Contains("rel=\"next\"", StringComparison.Ordinal))
                break;
        }

        return ids;
    }

    private async Task<List<string>> AwardedAsync()
    {
        await using var command = server.Database.Owner.CreateCommand("SELECT person_id::text FROM registry.award WHERE title = 'Bằng khen người được tìm'");
        await using var reader = await command.ExecuteReaderAsync();
        var people = new List<string>();
        while (await reader.ReadAsync())
            people.Add(reader.GetString(0));
        return people;
    }

    // 0 where there is no degree; who is not at work is not listed with one.
    private async Task<Dictionary<string, int>> RanksAsync()
    {
        await using var command = server.Database.Owner.CreateCommand(
            """
            SELECT p.person_id::text, coalesce(max(l.rank), 0)::int
              FROM registry.posting p LEFT JOIN registry.degree d ON d.person_id = p.person_id AND d.awarded_year <= 2025 LEFT JOIN reference.degree_level l ON l.code = d.level_code
             WHERE p.valid_until IS NULL GROUP BY p.person_id
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
            ranks[reader.GetString(0)] = reader.GetInt32(1);
        return ranks;
    }

    private async Task<long> LoggedAsync()
    {
        await using var command = server.Database.Owner.CreateCommand("SELECT coalesce(sum(cardinality(person_ids)), 0)::bigint FROM access.read_log WHERE door = 'page /people'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    [GeneratedRegex("(?<=name=\"id\" value=\")[0-9a-f-]{36}(?=\")", RegexOptions.None, 1000)]
    private static partial Regex Chosen();

    [GeneratedRegex("(?<=<td class=\"number\">)[0-9]{4}(?=</td>)", RegexOptions.None, 1000)]
    private static partial Regex Years();
}

using System.Net;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>The officer's first page, and the lists that it leads to.</summary>
public sealed class HomePageTests(PagesServer server) : IClassFixture<PagesServer>, IAsyncLifetime
{
    private const string Old = "00000000-0000-0000-0000-0000000000d1";
    private const string OldElsewhere = "00000000-0000-0000-0000-0000000000d2";
    private static readonly DateOnly Day = new(2025, 6, 30);

    public async Task InitializeAsync() => await RunAsync(
        $"""
        DELETE FROM registry.person WHERE id IN ('{Old}', '{OldElsewhere}');
        DELETE FROM reference.retirement_age;
        INSERT INTO reference.retirement_age (year, sex, regime, months)
          SELECT year, 'female', 'normal', least(664 + 4 * (year - 2021), 720) FROM generate_series(2021, 2035) year
          UNION ALL SELECT year, 'male', 'normal', least(723 + 3 * (year - 2021), 744) FROM generate_series(2021, 2028) year;
        INSERT INTO registry.person (id, full_name, birth_year, date_of_birth, sex, ethnic_group_code, keeper_id, synthetic) VALUES
          ('{Old}', 'Quàng Thị Hưu', 1942, '1942-03-05', 'female', '01', '00000000-0000-0000-0000-0000000000a1', true),
          ('{OldElsewhere}', 'Vì Thị Xa', 1942, '1942-03-05', 'female', '01', '00000000-0000-0000-0000-0000000000a2', true);
        INSERT INTO registry.posting (id, person_id, agency_id, valid_from, profession_code, position_title, employment_kind)
          SELECT gen_random_uuid(), id, keeper_id, '2005-01-01', 'doctor', 'Viên chức', 'public_employee' FROM registry.person WHERE id IN ('{Old}', '{OldElsewhere}');
        """);

    public async Task DisposeAsync() => await RunAsync($"DELETE FROM registry.person WHERE id IN ('{Old}', '{OldElsewhere}')");

    [Fact]
    public async Task Officers_begin_at_home_and_others_with_the_targets()
    {
        using var officer = await server.GetAsync("/", "hr");
        using var asking = await server.GetAsync("/?status=risk", "hr");
        using var planner = await server.GetAsync("/", "planner");
        using var closed = await server.GetAsync("/home", "planner");

        Assert.Equal((HttpStatusCode.Redirect, "/home"), (officer.StatusCode, officer.Headers.Location?.ToString()));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Forbidden), (asking.StatusCode, planner.StatusCode, closed.StatusCode));
        Assert.Contains("Kế hoạch và chỉ tiêu", await server.PageAsync("/targets", "hr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_are_of_own_agencies_and_lead_to_as_many_people()
    {
        var home = await server.PageAsync("/home", "hr");
        var list = await server.PageAsync("/people?list=warned", "hr");

        Assert.Contains("<a href=\"/people?list=warned\"><strong>1</strong> hồ sơ có cảnh báo</a>", home, StringComparison.Ordinal);
        Assert.Contains("<strong>4</strong> người đang công tác", home, StringComparison.Ordinal);
        Assert.Contains("Bệnh viện đa khoa tỉnh", home, StringComparison.Ordinal);
        Assert.DoesNotContain("Trường tiểu học", home, StringComparison.Ordinal);
        Assert.Contains("<strong>1</strong> người trong phạm vi", list, StringComparison.Ordinal);
        Assert.Contains("Quàng Thị Hưu", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Vì Thị Xa", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_very_many_people_the_lists_are_counted_after_the_page()
    {
        server.Configuration["Home:CountedAtOnce"] = "3";
        var home = await server.PageAsync("/home", "hr");
        server.Configuration["Home:CountedAtOnce"] = null;
        var lists = await server.PageAsync("/home/lists", "hr");

        Assert.Contains("data-part=\"/home/lists\"", home, StringComparison.Ordinal);
        Assert.Contains("<strong>4</strong> người đang công tác", home, StringComparison.Ordinal);
        Assert.DoesNotContain("hồ sơ có cảnh báo</a>", home, StringComparison.Ordinal);
        Assert.Contains("<div id=\"part\"><ul class=\"attention\"><li><a href=\"/people?list=warned\"><strong>1</strong> hồ sơ có cảnh báo</a>", lists, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("planner", "/people?list=warned", HttpStatusCode.Forbidden)]
    [InlineData("leader", "/people?list=retiring&format=csv", HttpStatusCode.Forbidden)]
    [InlineData("hr", "/people?list=nothing", HttpStatusCode.NotFound)]
    public async Task Lists_are_for_officers(string account, string path, HttpStatusCode code)
    {
        using var answer = await server.GetAsync(path, account);

        Assert.Equal(code, answer.StatusCode);
    }

    // Women reach 56 years and 8 months in 2025, men 61 years and 3 months (Decree 135/2020/ND-CP, article 4).
    [Theory]
    [InlineData("female", "1968-10-15", "2025-06-30", 1)]
    [InlineData("female", "1968-10-15", "2024-06-30", 0)]
    [InlineData("female", "1969-05-15", "2025-06-30", 0)]
    [InlineData("male", "1964-03-15", "2025-06-30", 1)]
    public async Task Who_reaches_the_age_in_the_year_is_on_the_list_of_retirements(string sex, string born, string day, int people)
    {
        await RunAsync($"UPDATE registry.person SET sex = '{sex}', date_of_birth = '{born}', birth_year = {born[..4]} WHERE id = '{Old}'");

        Assert.Contains($"<strong>{people}</strong> người", await server.PageAsync($"/people?list=retiring&asOf={day}", "hr"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1968-10-15", null, null, "public_employee")]
    [InlineData("1968-10-14", null, null, "public_employee")]
    [InlineData("1967-01-15", null, null, "public_employee")]
    [InlineData("1967-01-15", null, null, "private")]
    [InlineData("1967-01-15", "2020-01-01", "2030-01-01", "public_employee")]
    [InlineData("1967-01-15", "2024-01-01", "2030-01-01", "public_employee")]
    [InlineData("1967-01-15", "2020-01-01", "2025-06-30", "public_employee")]
    public async Task Warnings_are_those_of_the_rule(string born, string? from, string? until, string employment)
    {
        await RunAsync(
            $"""
            UPDATE registry.person SET date_of_birth = '{born}', birth_year = {born[..4]} WHERE id = '{Old}';
            UPDATE registry.posting SET employment_kind = '{employment}' WHERE person_id = '{Old}';
            {(from is null ? "" : $"INSERT INTO registry.working_age_extension (id, person_id, ground, valid_from, valid_until) VALUES (gen_random_uuid(), '{Old}', 'other_ground', '{from}', '{until}');")}
            """);
        var person = new PersonEntry("Quàng Thị Hưu", Sex.Female, Parsed(born), Parsed(born).Year, "01", null, null, null, Guid.Empty, null);
        var posting = new PostingEntry(Guid.Empty, new DateOnly(2005, 1, 1), null, true, "doctor", "Viên chức", null, Data.SnakeCase.Parse<EmploymentKind>(employment), null, null);
        var dossier = new DossierEntries(Guid.Parse(Old), person).With(Guid.NewGuid(), posting);
        if (from is not null)
            dossier = dossier.With(Guid.NewGuid(), new WorkingAgeExtension { Ground = ExtensionGround.OtherGround, ValidFrom = Parsed(from), ValidUntil = Parsed(until!) });

        var warned = new NotPastRetirementAge().Check(dossier, new RuleContext(Day, new HashSet<string>(), new Dictionary<string, LevelStanding>())).Any();

        Assert.Contains($"<strong>{(warned ? 1 : 0)}</strong> người", await server.PageAsync($"/people?list=warned&asOf={Day:yyyy-MM-dd}", "hr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_ends_is_told_of_unless_another_came_after_it()
    {
        await RunAsync($"INSERT INTO registry.certificate (id, person_id, kind, issued_on, valid_until) VALUES (gen_random_uuid(), '{Old}', 'digital_skills', '2020-08-01', '2025-08-01')");
        var ending = await server.PageAsync($"/people?list=certificates&asOf={Day:yyyy-MM-dd}", "hr");
        await RunAsync($"INSERT INTO registry.certificate (id, person_id, kind, issued_on, valid_until) VALUES (gen_random_uuid(), '{Old}', 'digital_skills', '2025-02-01', NULL)");

        Assert.Contains("<strong>1</strong> người", ending, StringComparison.Ordinal);
        Assert.Contains("<strong>0</strong> người", await server.PageAsync($"/people?list=certificates&asOf={Day:yyyy-MM-dd}", "hr"), StringComparison.Ordinal);
    }

    private static DateOnly Parsed(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private async Task RunAsync(string sql)
    {
        await using var command = server.Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

using System.Text.Json;
using TalentRegistry.Data.Plans;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Plans;

public sealed class PlanCatalogueTests(PlansDatabase fixture) : IClassFixture<PlansDatabase>
{
    [Fact]
    public async Task What_is_read_back_is_what_the_files_say()
    {
        var catalogue = await PlanCatalogue.ReadAsync(fixture.Database, CancellationToken.None);

        var reader = new PlanReader(PlanVocabulary.Read(Repository.Path("db", "reference")));
        var documents = Directory.GetFiles(Repository.Path("db", "plans")).Select(file => reader.Read(file).Document!).OrderBy(d => d.Plan.Code, StringComparer.Ordinal).ToList();
        Assert.Equal(documents.Select(d => JsonSerializer.Serialize(d.Plan)), catalogue.Plans.Select(p => JsonSerializer.Serialize(p.Plan)));
        Assert.Equal(documents.Select(d => d.Checksum), catalogue.Plans.Select(p => p.Checksum));
    }

    [Fact]
    public async Task Targets_on_doctors_pharmacists_nurses_and_degree_holders_are_forecast_and_no_others()
    {
        var catalogue = await PlanCatalogue.ReadAsync(fixture.Database, CancellationToken.None);

        Assert.Equal(
            ["DB-06", "DB-07", "DB-08", "HD-01", "HD-02", "HD-04", "KT-01"], catalogue.ForecastTargets.Select(found => found.Target.Code));
    }

    [Fact]
    public async Task Every_other_target_says_what_is_missing_in_both_languages()
    {
        var catalogue = await PlanCatalogue.ReadAsync(fixture.Database, CancellationToken.None);

        var others = catalogue.Targets.Where(found => found.NotYetComputed is not null).ToList();
        Assert.Equal(93, others.Count);
        Assert.All(others, found =>
        {
            Assert.NotEmpty(found.NotYetComputed!.Vi);
            Assert.NotEmpty(found.NotYetComputed.En);
        });
    }

    [Fact]
    public async Task A_target_that_is_counted_but_not_forecast_says_why()
    {
        var catalogue = await PlanCatalogue.ReadAsync(fixture.Database, CancellationToken.None);

        var leaders = catalogue.FindTarget("HD-10")!;
        Assert.True(leaders.Target.Computable);
        Assert.Equal(
            "Counted from the registry; not forecast yet, because the supply model does not yet tell apart kind of employment, level of government, leadership rank, age limits.",
            leaders.NotYetComputed!.En);
    }

    [Theory]
    [InlineData("DB-06", 14, true)]
    [InlineData("DB-06", 13.99, false)]
    [InlineData("HD-01", 85000, false)]
    [InlineData("HD-01", 85001, true)]
    [InlineData("HD-02", 3.5, true)]
    [InlineData("HD-02", 2.5, true)]
    [InlineData("HD-02", 2.4, false)]
    [InlineData("HD-02", 4.4, true)]
    [InlineData("HD-10", 20, true)]
    [InlineData("HD-10", 27, true)]
    [InlineData("HD-10", 14.9, false)]
    [InlineData("KT-01", 9000, null)]
    public async Task Values_are_held_against_the_number_of_the_text_under_the_plans_settings(string code, double value, bool? expected)
    {
        var catalogue = await PlanCatalogue.ReadAsync(fixture.Database, CancellationToken.None);

        Assert.Equal(expected, catalogue.FindTarget(code)!.IsMet(value));
    }

    [Theory]
    [InlineData("HD", "2025-06-30", "P30.1")]
    [InlineData("HD", "2025-07-01", "P31.2")]
    [InlineData("KT", "2025-07-01", "P51.2")]
    [InlineData("DB", "2030-12-31", "P11")]
    [InlineData("LCD", "2025-06-30", null)]
    public async Task A_plan_has_an_owner_for_each_day(string plan, string day, string? owner)
    {
        var catalogue = await PlanCatalogue.ReadAsync(fixture.Database, CancellationToken.None);

        Assert.Equal(owner, catalogue.FindPlan(plan)!.Plan.Scope.OwnerOn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Plans_that_state_no_number_have_no_bound()
    {
        var catalogue = await PlanCatalogue.ReadAsync(fixture.Database, CancellationToken.None);

        Assert.All(catalogue.Targets.Where(found => found.Plan.Code is "KT" or "LC"), found => Assert.Null(found.Target.Bound));
    }

    [Fact]
    public async Task Duties_keep_lead_deadline_and_evidence()
    {
        var catalogue = await PlanCatalogue.ReadAsync(fixture.Database, CancellationToken.None);

        var (plan, duty) = catalogue.FindDuty("HD-40")!.Value;
        Assert.Equal("HD", plan.Code);
        Assert.Equal(new Due(null, Recurrence.Year, null, new DueDay(null, 12, 5)), duty.Due);
        Assert.Equal(new DateOnly(2027, 12, 4), duty.Due!.LastDayIn(2027));
        Assert.Null(catalogue.FindDuty("DB-06"));
    }
}

using System.Diagnostics;
using System.Globalization;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.Tests.Access;
using Xunit.Abstractions;

namespace TalentRegistry.Data.Tests.Agencies;

/// <summary>An agency of 5,000 people goes over by a few statements, not by 5,000.</summary>
public sealed class LargeAgencyTests(PopulatedDatabase registry, ITestOutputHelper output) : IClassFixture<PopulatedDatabase>
{
    private const int People = 5000;

    [Fact]
    public async Task Five_thousand_people_go_over_at_once()
    {
        var operations = new Operations(registry);
        var (large, other) = (registry.Agencies[1].Id, registry.Agencies[2].Id);
        await using (var fill = registry.Database.Owner.CreateCommand(
            $"""
            WITH hired AS (
              INSERT INTO registry.person (id, full_name, birth_year, sex, ethnic_group_code, keeper_id, synthetic)
              SELECT gen_random_uuid(), 'Lò Văn Đông', 1960 + n % 40, 'male', '03', '{large}', true FROM generate_series(1, {People}) n RETURNING id)
            INSERT INTO registry.posting (id, person_id, agency_id, valid_from, profession_code, position_title, employment_kind)
            SELECT gen_random_uuid(), id, '{large}', '2024-01-01', 'nurse', 'Điều dưỡng', 'public_employee' FROM hired
            """))
            await fill.ExecuteNonQueryAsync();
        var (a, b, before) = (await operations.NowAsync(large), await operations.NowAsync(other), await operations.AtAsync(large, Operations.Day));

        var watch = Stopwatch.StartNew();
        var report = await operations.DoAsync((desk, session, edit) => desk.MergeAsync(session, Guid.NewGuid(), [a], b, null, Operations.On(Operations.Day), edit, default));

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.PostingsContinued} postings in {watch.Elapsed.TotalSeconds:0.0} s"));
        Assert.True(before >= People);
        Assert.Equal(before, report.Agencies.Single(agency => agency.AgencyId == large).PeopleBefore);
        Assert.Equal(report.PeopleBefore, report.PeopleAfter);
        Assert.Empty(await HeadcountUpkeep.CompareAsync(registry.Database, default));
    }
}

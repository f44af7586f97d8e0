using TalentRegistry.Data.Indicators;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Tests.Indicators;

/// <summary>A failure prints the seed that repeats it.</summary>
public sealed class IndicatorChangesTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    private static readonly Indicator Everyone = new(IndicatorKind.Count, PeopleFilter.Everyone, null, null, 1);
    private static readonly Indicator Women = new(IndicatorKind.Share, PeopleFilter.Everyone with { Sexes = [TalentRegistry.Domain.People.Sex.Female] }, PeopleFilter.Everyone, null, 100);
    private static readonly IndicatorScope District = new() { Units = [PopulatedDatabase.LeadersDistrict] };
    private static readonly DateOnly Map = new(2025, 6, 30);

    [Fact]
    public async Task Causes_add_up_to_the_change_of_any_indicator_for_every_role()
    {
        var seed = Random.Shared.Next();
        var generator = new IndicatorGenerator(new Random(seed));
        await generator.RecordsAsync(registry.Database);
        var changed = 0L;
        for (var asked = 0; asked < 21; asked++)
        {
            var role = new[] { Role.Planner, Role.Hr, Role.Leader }[asked % 3];
            var question = generator.Question(withEthnicGroups: role == Role.Hr);
            // Most questions are of a few people; each role is asked once about all, so that much changes.
            var (indicator, scope) = asked < 3 ? (Women, IndicatorScope.Everywhere) : (question.Indicators[0] with { After = null }, question.Scope);
            if (indicator.Numerator!.StillThere || indicator.Denominator?.StillThere == true)
                continue;

            var from = question.AsOf.AddDays(-400 - (100 * asked));
            var (before, after) = (await CountAsync(role, indicator, scope, from), await CountAsync(role, indicator, scope, question.AsOf));
            var causes = await IndicatorChanges.CountAsync(registry.Database, PopulatedDatabase.CallerOf(role), indicator, scope, from, question.AsOf, Map, CancellationToken.None);

            Assert.True(
                causes.Sum(cause => cause.Numerator) == after.Numerator - before.Numerator && causes.Sum(cause => cause.Denominator) == (after.Denominator ?? 0) - (before.Denominator ?? 0),
                $"seed {seed}, {asked}, {role}: {string.Join(", ", causes)}; {before} to {after}");
            changed += causes.Sum(cause => Math.Abs(cause.Numerator));
        }

        Assert.True(changed > 30, $"seed {seed}: only {changed} people changed anything.");
    }

    [Fact]
    public async Task Each_cause_is_told_by_what_the_records_say()
    {
        await RunAsync("""
            CREATE TEMP TABLE chosen AS
              SELECT s.person_id, row_number() OVER (ORDER BY s.person_id) AS place, p.id AS posting_id
                FROM registry.career_span s JOIN registry.posting p ON p.person_id = s.person_id AND p.is_main AND p.valid_until IS NULL
                JOIN registry.agency_map m ON m.agency_id = s.agency_id AND m.valid_from <= '2025-06-30' AND (m.valid_until IS NULL OR m.valid_until > '2025-06-30')
               WHERE s.valid_until IS NULL AND s.valid_from < '2026-03-01' AND p.valid_from < '2026-03-01' AND m.district_id = 'D094' ORDER BY 1 LIMIT 6;
            UPDATE registry.posting SET valid_until = '2026-04-01', end_reason = 'retirement' WHERE id = (SELECT posting_id FROM chosen WHERE place = 1);
            UPDATE registry.posting SET valid_until = '2026-04-02', end_reason = 'death' WHERE id = (SELECT posting_id FROM chosen WHERE place = 2);
            UPDATE registry.posting SET valid_until = '2026-04-03', end_reason = 'transfer_out' WHERE id = (SELECT posting_id FROM chosen WHERE place = 3);
            UPDATE registry.posting SET valid_until = '2026-04-04', end_reason = 'resignation' WHERE id = (SELECT posting_id FROM chosen WHERE place = 4);
            UPDATE registry.posting SET valid_until = '2026-04-05', end_reason = NULL WHERE id = (SELECT posting_id FROM chosen WHERE place = 5);
            INSERT INTO registry.posting (id, person_id, agency_id, profession_code, position_title, employment_kind, is_main, valid_from)
              SELECT gen_random_uuid(), c.person_id, (SELECT m.agency_id FROM registry.agency_map m JOIN registry.agency g ON g.id = m.agency_id AND g.valid_from <= '2026-04-05' AND g.valid_until IS NULL
                                                       WHERE m.district_id = 'D096' AND m.valid_from <= '2025-06-30' AND (m.valid_until IS NULL OR m.valid_until > '2025-06-30') LIMIT 1),
                     p.profession_code, p.position_title, p.employment_kind, true, '2026-04-05'
                FROM chosen c JOIN registry.posting p ON p.id = c.posting_id WHERE c.place = 5
            """);

        var causes = await IndicatorChanges.CountAsync(
            registry.Database, PopulatedDatabase.CallerOf(Role.Planner), Everyone, District, new DateOnly(2026, 3, 31), new DateOnly(2026, 4, 5), Map, CancellationToken.None);

        Assert.Equal(-1, Of(ChangeCause.Retired));
        Assert.Equal(-1, Of(ChangeCause.Died));
        Assert.Equal(-2, Of(ChangeCause.MovedOut));
        Assert.Equal(-1, Of(ChangeCause.Left));
        Assert.Equal(0, Of(ChangeCause.Recruited) + Of(ChangeCause.MovedIn) + Of(ChangeCause.Returned));

        long Of(ChangeCause cause) => causes.FirstOrDefault(one => one.Cause == cause)?.Numerator ?? 0;
    }

    private async Task<IndicatorCount> CountAsync(Role role, Indicator indicator, IndicatorScope scope, DateOnly day) => (await IndicatorQuery.CountAsync(
        registry.Database, PopulatedDatabase.CallerOf(role), new IndicatorQuestion([indicator], scope, [], day, Map), CancellationToken.None)).Single().Counts[0];

    private async Task RunAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

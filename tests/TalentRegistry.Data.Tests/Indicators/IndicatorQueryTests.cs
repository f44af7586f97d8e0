using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Data.Plans;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Tests.Indicators;

/// <summary>The statement that counts indicators is held against a plain loop over all records. A failure prints the seed that repeats it.</summary>
public sealed class IndicatorQueryTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    private const int Questions = 60;

    [Fact]
    public async Task Any_indicator_counts_as_a_plain_loop_over_the_records_does_for_every_role()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var generator = new IndicatorGenerator(random);
        await generator.RecordsAsync(registry.Database);
        var oracle = await IndicatorOracle.ReadAsync(registry.Database);
        var visible = new Dictionary<Role, IReadOnlySet<Guid>>();
        foreach (var role in new[] { Role.Planner, Role.Hr, Role.Leader })
            visible[role] = await VisibleAsync(role);

        var (unknown, passed) = (0L, 0L);
        for (var asked = 0; asked < Questions; asked++)
        {
            var role = visible.Keys.ElementAt(asked % 3);
            var question = generator.Question(withEthnicGroups: role == Role.Hr);
            var expected = oracle.Count(question, visible[role]);
            var cells = await IndicatorQuery.CountAsync(registry.Database, PopulatedDatabase.CallerOf(role), question, CancellationToken.None);

            var (right, told) = (Text(expected.Select(pair => (pair.Key, (IReadOnlyList<IndicatorCount>)pair.Value))), Text(cells.Select(cell => (string.Join('/', cell.Keys), cell.Counts))));
            Assert.True(right == told, $"seed {seed}, question {asked}, {role}, {question.AsOf:O} on {question.MapAsOf:O} by {string.Join(',', question.By)}, {question.Scope}\n{string.Join('\n', question.Indicators.Select(IndicatorJson.Write))}\nright: {right}\ntold:  {told}");
            unknown += cells.Sum(cell => cell.Counts.Sum(count => count.Unknown));
            passed += cells.Sum(cell => cell.Counts.Sum(count => count.Numerator));
        }

        Assert.True(unknown > 1000 && passed > 1000, $"seed {seed}: {unknown} unknown and {passed} passed are too few to tell anything.");
    }

    [Fact]
    public async Task The_people_behind_an_indicator_are_exactly_those_it_counts()
    {
        var seed = Random.Shared.Next();
        var generator = new IndicatorGenerator(new Random(seed));
        var oracle = await IndicatorOracle.ReadAsync(registry.Database);
        foreach (var role in new[] { Role.Planner, Role.Hr, Role.Leader })
        {
            await using var session = await registry.SignInAsync(role);
            var visible = await VisibleAsync(role);
            for (var asked = 0; asked < 8; asked++)
            {
                var question = generator.Question(withEthnicGroups: role == Role.Hr);
                var indicator = question.Indicators[0];
                var people = await IndicatorQuery.PeopleBehind(session, indicator, question.Scope, question.AsOf, question.MapAsOf).Select(person => person.Id).ToListAsync();

                Assert.True(oracle.Behind(indicator, question, visible).Order().SequenceEqual(people.Order()), $"seed {seed}, {role}, {IndicatorJson.Write(indicator)}");
            }
        }
    }

    [Theory]
    [InlineData(Role.Planner)]
    [InlineData(Role.Leader)]
    public async Task Ethnic_groups_are_counted_for_officers_only(Role role)
    {
        var minority = new Indicator(IndicatorKind.Count, PeopleFilter.Everyone with { EthnicMinority = true }, null, null, 1);
        await using var session = await registry.SignInAsync(role);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => CountAsync(role, minority));
        Assert.Throws<UnauthorizedAccessException>(() => IndicatorQuery.PeopleBehind(session, minority, IndicatorScope.Everywhere, new DateOnly(2024, 12, 31), new DateOnly(2024, 12, 31)));
    }

    [Theory]
    [InlineData(Role.Admin)]
    [InlineData(Role.Auditor)]
    public async Task Administrators_and_auditors_count_nobody(Role role) => Assert.Equal(PostgresErrorCodes.InsufficientPrivilege,
        (await Assert.ThrowsAsync<PostgresException>(() => CountAsync(role, new Indicator(IndicatorKind.Count, PeopleFilter.Everyone, null, null, 1)))).SqlState);

    private Task<IReadOnlyList<IndicatorCell>> CountAsync(Role role, Indicator indicator) => IndicatorQuery.CountAsync(
        registry.Database, PopulatedDatabase.CallerOf(role), new IndicatorQuestion([indicator], IndicatorScope.Everywhere, [], new DateOnly(2024, 12, 31), new DateOnly(2024, 12, 31)), CancellationToken.None);

    private async Task<IReadOnlySet<Guid>> VisibleAsync(Role role)
    {
        await using var session = await registry.SignInAsync(role);
        return (await session.Context.People.Select(person => person.Id).ToListAsync()).ToHashSet();
    }

    private static string Text(IEnumerable<(string Key, IReadOnlyList<IndicatorCount> Counts)> cells) => string.Join(", ", cells
        .Where(cell => cell.Counts.Any(count => count is not { Numerator: 0, Denominator: null or 0, Unknown: 0 }))
        .OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => $"{cell.Key}={string.Join('|', cell.Counts.Select(count => $"{count.Numerator}/{count.Denominator}?{count.Unknown}"))}"));
}

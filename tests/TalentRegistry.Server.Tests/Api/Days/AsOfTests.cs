using System.Globalization;
using System.Text.Json;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Retirement;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Api.Days;

/// <summary>
/// What the API tells of random days since 1990 is what plain loops over the records find. A failure names its seed and day.
/// </summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class AsOfTests(RunningRegistry registry)
{
    private const string OfPerson = """
        id age isAlive inService hasRetired currentPosting { id profession { code } agency { id } } highestDegree { level { code } }
        degrees { id } postings { id } certificates { id } academicTitles { id } talentRecognitions { id } workingAgeExtensions { id } availabilities { id }
        scienceTasks { id } awards { id } associationMemberships { id } workingAgeExtension { id } availability { id } career { validFrom }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task People_of_a_day_are_those_at_work_with_what_they_were_then(int seed)
    {
        var facts = await RegistryFacts.ReadAsync(registry);
        foreach (var day in facts.Days(seed, 6))
        {
            var at = $"seed {seed}, {day:O}";
            var answer = (await registry.DataAsync("planner", $"query($day: Date) {{ people(asOf: $day, first: 150) {{ totalCount nodes {{ {OfPerson} }} }} }}", new { day })).GetProperty("people");

            Assert.True(facts.People.Count(person => facts.PostingOn(person.Id, day) is not null) == answer.GetProperty("totalCount").GetInt32(), at);
            foreach (var person in answer.GetProperty("nodes").EnumerateArray())
                Check(facts, facts.People.Single(one => one.Id == Key(person)), person, day, at);
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Groups_of_people_are_of_the_day(int seed)
    {
        const string Document = """
            query($day: Date) {
              people(asOf: $day, where: { currentPosting: { profession: { code: { eq: "doctor" } } }, age: { gte: 40 }, highestDegree: { level: { postgraduate: { eq: true } } } }) { totalCount }
              byProfession: peopleAggregate(asOf: $day, by: [{ currentPosting: { by: { profession: { code: VALUE } } } }], first: 1000) { groups { keys count } }
              byLevel: peopleAggregate(asOf: $day, by: [{ highestDegree: { by: { level: { code: VALUE } } } }], first: 1000) { groups { keys count } }
              headcount(asOf: $day, by: [PROFESSION]) { total cells { keys { code } count } } }
            """;
        var facts = await RegistryFacts.ReadAsync(registry);
        var postgraduate = (await registry.SqlAsync("SELECT code FROM reference.degree_level WHERE postgraduate")).Select(row => (string)row[0]!).ToHashSet();
        foreach (var day in facts.Days(seed, 6))
        {
            var at = $"seed {seed}, {day:O}";
            var answer = await registry.DataAsync("planner", Document, new { day });

            var atWork = facts.People.Select(person => (Person: person, facts.PostingOn(person.Id, day)?.Span, Level: facts.HighestLevelOn(person.Id, day))).Where(one => one.Span is not null).ToList();
            var professions = Counted(atWork.Select(one => one.Span!.Kind));
            Same(professions, Groups(answer.GetProperty("byProfession")), at);
            Same(Counted(atWork.Select(one => one.Level ?? "")), Groups(answer.GetProperty("byLevel")), at);
            Same(professions, answer.GetProperty("headcount").GetProperty("cells").EnumerateArray().ToDictionary(
                cell => cell.GetProperty("keys")[0].GetProperty("code").GetString()!, cell => cell.GetProperty("count").GetInt32()), at);
            Assert.Equal(
                atWork.Count(one => one.Span!.Kind == "doctor" && day.Year - one.Person.BirthYear >= 40 && one.Level is { } level && postgraduate.Contains(level)),
                answer.GetProperty("people").GetProperty("totalCount").GetInt32());
        }
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public async Task Records_of_every_kind_are_those_that_held_on_the_day(int seed)
    {
        var facts = await RegistryFacts.ReadAsync(registry);
        var document = $"query($day: Date) {{ {string.Join(' ', RegistryFacts.Kinds.Select(kind =>
            $"{kind.Field}(asOf: $day, first: 40) {{ totalCount nodes {{ id person {{ id isAlive }} }} }} {kind.Field}Aggregate(asOf: $day, by: [{{ {kind.By} }}], first: 1000) {{ groups {{ keys count }} }}"))} }}";
        foreach (var day in facts.Days(seed, 6))
        {
            var answer = await registry.DataAsync("planner", document, new { day });
            foreach (var kind in RegistryFacts.Kinds)
            {
                var at = $"{kind.Field}, seed {seed}, {day:O}";
                var held = facts.Of(kind.Field).Where(span => span.HoldsOn(day)).ToDictionary(span => span.Id);
                var list = answer.GetProperty(kind.Field);

                Assert.True(held.Count == list.GetProperty("totalCount").GetInt32(), at);
                Assert.All(list.GetProperty("nodes").EnumerateArray(), row => Assert.True(held.TryGetValue(Key(row), out var span) && span.Person == Key(row.GetProperty("person")), at));
                Same(Counted(held.Values.Select(span => span.Kind)), Groups(answer.GetProperty(kind.Field + "Aggregate")), at);
            }
        }
    }

    [Fact]
    public async Task The_demonstration_registry_has_records_of_every_kind()
    {
        var facts = await RegistryFacts.ReadAsync(registry);

        Assert.All(RegistryFacts.Kinds, kind => Assert.NotEmpty(facts.Of(kind.Field)));
    }

    [Fact]
    public async Task One_person_is_told_of_by_every_door_as_in_the_list()
    {
        const int Seed = 31;
        var facts = await RegistryFacts.ReadAsync(registry);
        foreach (var day in facts.Days(Seed, 4))
        {
            var listed = (await registry.DataAsync("hr", $"query($day: Date) {{ people(asOf: $day, first: 2) {{ nodes {{ {OfPerson} retiresOn isPastRetirementAge }} }} }}", new { day })).GetProperty("people").GetProperty("nodes");
            foreach (var person in listed.EnumerateArray())
            {
                var id = person.GetProperty("id").GetString();
                var doors = await registry.DataAsync("hr", $$"""
                    query($id: ID!, $day: Date) {
                      person(id: $id, asOf: $day) { {{OfPerson}} retiresOn isPastRetirementAge }
                      node(id: $id, asOf: $day) { ... on Person { {{OfPerson}} retiresOn isPastRetirementAge } }
                      nodes(ids: [$id], asOf: $day) { ... on Person { {{OfPerson}} retiresOn isPastRetirementAge } } }
                    """, new { id, day });

                Assert.True(JsonElement.DeepEquals(person, doors.GetProperty("person")), $"seed {Seed}, {day:O}, {id}");
                Assert.True(JsonElement.DeepEquals(person, doors.GetProperty("node")), $"seed {Seed}, {day:O}, {id}");
                Assert.True(JsonElement.DeepEquals(person, doors.GetProperty("nodes")[0]), $"seed {Seed}, {day:O}, {id}");
                var known = facts.People.Single(one => one.Id == Key(person));
                Check(facts, known, person, day, $"seed {Seed}, {day:O}");
                var sex = known.Sex == "female" ? Sex.Female : Sex.Male;
                var retires = known.Born is { } born ? RetirementRoadmap.Decree135.RetirementDate(born, sex) : RetirementRoadmap.Decree135.RetirementDate(known.BirthYear, sex);
                Assert.Equal(retires.ToString("O", CultureInfo.InvariantCulture), person.GetProperty("retiresOn").GetString());
                Assert.Equal(day > retires, person.GetProperty("isPastRetirementAge").GetBoolean());
            }
        }
    }

    [Fact]
    public async Task Agencies_and_units_are_those_of_the_day()
    {
        const int Seed = 41;
        var facts = await RegistryFacts.ReadAsync(registry);
        foreach (var day in facts.Days(Seed, 8).Append(new DateOnly(2025, 6, 30)).Append(new DateOnly(2025, 7, 1)))
        {
            var answer = await registry.DataAsync(
                "planner", "query($day: Date) { agencies(asOf: $day, first: 5) { totalCount nodes { id state { name } people(first: 3) { totalCount } } } administrativeUnits(asOf: $day) { totalCount } }", new { day });

            Assert.True(facts.Agencies.Count(agency => agency.HoldsOn(day)) == answer.GetProperty("agencies").GetProperty("totalCount").GetInt32(), $"seed {Seed}, {day:O}");
            Assert.True(
                facts.Units.Count(unit => (unit.From is null || unit.From <= day) && (unit.Until is null || unit.Until > day)) == answer.GetProperty("administrativeUnits").GetProperty("totalCount").GetInt32(),
                $"seed {Seed}, {day:O}");
            foreach (var agency in answer.GetProperty("agencies").GetProperty("nodes").EnumerateArray())
            {
                var there = facts.Of("postings").Where(span => span.HoldsOn(day)).Select(span => span.Person).ToHashSet();
                Assert.True(agency.GetProperty("people").GetProperty("totalCount").GetInt32() <= there.Count, $"seed {Seed}, {day:O}");
                Assert.True(agency.GetProperty("state").ValueKind == JsonValueKind.Object, $"seed {Seed}, {day:O}");
                var alone = await registry.DataAsync(
                    "planner", "query($id: ID!, $day: Date) { agency(id: $id, asOf: $day) { id state { name } people(first: 3) { totalCount } } }", new { id = agency.GetProperty("id").GetString(), day });
                Assert.True(JsonElement.DeepEquals(agency, alone.GetProperty("agency")), $"seed {Seed}, {day:O}");
            }
        }
    }

    [Fact]
    public async Task Targets_are_counted_on_the_day()
    {
        const int Seed = 51;
        var facts = await RegistryFacts.ReadAsync(registry);
        var inProvince = (await registry.SqlAsync("SELECT agency_id FROM registry.agency_place(DATE '2025-06-30') WHERE province_id = 'P11'")).Select(row => (Guid)row[0]!).ToHashSet();
        foreach (var day in facts.Days(Seed, 4))
        {
            var answer = await registry.DataAsync(
                "planner", """query($day: Date) { targets(asOf: $day, where: { code: { eq: "DB-06" } }) { nodes { code counted { asOf numerator denominator value } then: counted(asOf: "2024-12-31") { value } progress { year value } } } indicator(define: { yaml: "{ kind: count, numerator: { profession: [doctor] } }" }, scope: { units: ["P11"] }, asOf: $day, mapAsOf: "2025-06-30", by: [DISTRICT]) { total { numerator unknown } cells { numerator } } }""", new { day });

            var target = answer.GetProperty("targets").GetProperty("nodes")[0];
            var counted = target.GetProperty("counted");
            Assert.Equal(day.ToString("O", CultureInfo.InvariantCulture), counted.GetProperty("asOf").GetString());
            Assert.Equal(
                facts.MainPostings.SelectMany(postings => postings).Count(posting => posting.Span.HoldsOn(day) && posting.Span.Kind == "doctor" && inProvince.Contains(posting.Agency)),
                counted.GetProperty("numerator").GetDouble());
            var defined = answer.GetProperty("indicator");
            Assert.Equal(counted.GetProperty("numerator").GetDouble(), defined.GetProperty("total").GetProperty("numerator").GetDouble());
            Assert.Equal(counted.GetProperty("numerator").GetDouble(), defined.GetProperty("cells").EnumerateArray().Sum(cell => cell.GetProperty("numerator").GetDouble()));
            Assert.Equal(counted.GetProperty("numerator").GetDouble() / counted.GetProperty("denominator").GetDouble() * 10_000, counted.GetProperty("value").GetDouble(), 9);
            Assert.Equal(
                target.GetProperty("progress").EnumerateArray().Single(year => year.GetProperty("year").GetInt32() == 2024).GetProperty("value").GetDouble(),
                target.GetProperty("then").GetProperty("value").GetDouble(), 9);
        }
    }

    [Theory]
    [InlineData("people(asOf: $day) { totalCount }", "1989-12-31")]
    [InlineData("headcount(by: [], asOf: $day) { total }", "2101-01-01")]
    [InlineData("headcount(by: [], mapAsOf: $day) { total }", "1900-01-01")]
    [InlineData("awardsAggregate(asOf: $day) { totalCount }", "0001-01-01")]
    [InlineData("people(first: 1) { nodes { age(asOf: $day) } }", "1989-12-31")]
    [InlineData("peopleAggregate(by: [{ currentPosting: { asOf: $day, by: { agency: { code: VALUE } } } }]) { totalCount }", "9999-12-31")]
    public async Task A_day_outside_the_registrys_is_refused_with_the_range_in_both_languages(string field, string day)
    {
        var answer = await registry.AskAsync("planner", $"query($day: Date) {{ {field} }}", new { day });

        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        var told = error.GetProperty("extensions");
        Assert.Equal(("BAD_USER_INPUT", "1990-01-01", "2100-12-31"), (told.GetProperty("code").GetString(), told.GetProperty("from").GetString(), told.GetProperty("to").GetString()));
        Assert.Contains($"tells nothing of {day}: choose a day from 1990-01-01 to 2100-12-31", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("hãy chọn một ngày từ 01/01/1990 đến 31/12/2100", told.GetProperty("messageVi").GetString(), StringComparison.Ordinal);
    }

    private static void Check(RegistryFacts facts, RegistryFacts.FactOfPerson known, JsonElement person, DateOnly day, string at)
    {
        var posting = facts.PostingOn(known.Id, day);
        Assert.True(day.Year - known.BirthYear == person.GetProperty("age").GetInt32(), at);
        Assert.True((known.DeceasedOn is null || known.DeceasedOn > day) == person.GetProperty("isAlive").GetBoolean(), at);
        Assert.True(posting is not null == person.GetProperty("inService").GetBoolean(), at);
        Assert.True((posting is null && facts.Retirements[known.Id].Any(until => until <= day)) == person.GetProperty("hasRetired").GetBoolean(), at);
        Assert.True(posting?.Span.Id == KeyOrNull(person.GetProperty("currentPosting")), at);
        Assert.True(facts.HighestLevelOn(known.Id, day) == (person.GetProperty("highestDegree") is { ValueKind: JsonValueKind.Object } degree ? degree.GetProperty("level").GetProperty("code").GetString() : null), at);
        foreach (var kind in RegistryFacts.Kinds)
        {
            Assert.Equal(
                facts.Of(kind.Field).Where(span => span.Person == known.Id && span.HoldsOn(day)).Select(span => span.Id).Order(),
                person.GetProperty(kind.Field).EnumerateArray().Select(Key).Order());
        }

        var begun = person.GetProperty("career").EnumerateArray().Select(fact => DateOnly.ParseExact(fact.GetProperty("validFrom").GetString()!, "O", CultureInfo.InvariantCulture)).ToList();
        Assert.True(begun.SequenceEqual(begun.Order()) && begun.TrueForAll(from => from <= day), at);
        Assert.True(begun.Count >= RegistryFacts.Kinds.Sum(kind => facts.Of(kind.Field).Count(span => span.Person == known.Id && span.From <= day)), at);
    }

    private static Dictionary<string, int> Counted(IEnumerable<string> kinds) => kinds.GroupBy(kind => kind).ToDictionary(group => group.Key, group => group.Count());

    private static Dictionary<string, int> Groups(JsonElement aggregation) => aggregation.GetProperty("groups").EnumerateArray()
        .ToDictionary(group => group.GetProperty("keys")[0].GetString() ?? "", group => group.GetProperty("count").GetInt32());

    private static void Same(Dictionary<string, int> expected, Dictionary<string, int> found, string at) => Assert.True(
        expected.Count == found.Count && expected.All(one => found.GetValueOrDefault(one.Key) == one.Value),
        $"{at}: {string.Join(", ", expected.Except(found))} is answered as {string.Join(", ", found.Except(expected))}");

    private static Guid Key(JsonElement node) => Guid.Parse(node.GetProperty("id").GetString()!.Split(':')[1]);

    private static Guid? KeyOrNull(JsonElement node) => node.ValueKind == JsonValueKind.Object ? Key(node) : null;
}

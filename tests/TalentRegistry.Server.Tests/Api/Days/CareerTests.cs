using System.Text.Json;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Api.Days;

/// <summary>A whole career in one list.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class CareerTests(RunningRegistry registry)
{
    private static readonly Dictionary<string, string> ListOf = new()
    {
        ["DEGREE"] = "degrees", ["ACADEMIC_TITLE"] = "academicTitles", ["CERTIFICATE"] = "certificates", ["TALENT_RECOGNITION"] = "talentRecognitions", ["AWARD"] = "awards",
        ["ASSOCIATION_MEMBERSHIP"] = "associationMemberships", ["SCIENCE_TASK"] = "scienceTasks", ["POSTING"] = "postings", ["AVAILABILITY"] = "availabilities",
        ["WORKING_AGE_EXTENSION"] = "workingAgeExtensions",
    };

    [Theory]
    [InlineData("planner")]
    [InlineData("hr")]
    public async Task It_has_every_dated_fact_once_with_its_span_and_record_and_ends_with_retirement_and_death(string account)
    {
        var facts = await RegistryFacts.ReadAsync(registry);
        var records = ListOf.Values.ToDictionary(list => list, list => facts.Of(list).ToLookup(span => span.Person));
        var visible = (await registry.DataAsync(account, "{ people(first: 500) { nodes { id } } }")).GetProperty("people").GetProperty("nodes").EnumerateArray().Select(node => Guid.Parse(node.GetProperty("id").GetString()![7..])).ToHashSet();
        // Of each kind, retirement and death those who have it, as far as the account sees them.
        var chosen = ListOf.Values.SelectMany(list => facts.Of(list).Select(span => span.Person).Where(visible.Contains).Take(2))
            .Concat(facts.Retirements.Select(person => person.Key).Where(visible.Contains).Take(3)).Concat(facts.People.Where(person => person.DeceasedOn is not null && visible.Contains(person.Id)).Select(person => person.Id).Take(2))
            .Distinct().ToList();
        Assert.True(chosen.Count > 8);

        foreach (var person in chosen)
        {
            var links = string.Join(' ', ListOf.Keys.Select(kind => $"{LinkOf(kind)} {{ id }}"));
            var career = (await registry.DataAsync(account, $"query($id: ID!) {{ person(id: $id) {{ career {{ kind validFrom validUntil isWholeYear {links} }} }} }}", new { id = $"Person:{person}" }))
                .GetProperty("person").GetProperty("career").EnumerateArray().ToList();

            var expected = ListOf.SelectMany(kind => records[kind.Value][person].Select(span => $"{kind.Key} {span.From:O} {span.Until:O} {span.Id}"))
                .Concat(facts.Retirements[person].Select(day => $"RETIREMENT {day:O}"))
                .Concat(facts.People.Where(one => one.Id == person && one.DeceasedOn is not null).Select(one => $"DEATH {one.DeceasedOn:O}"));
            Assert.Equal(expected.Order(StringComparer.Ordinal), career.Select(Told).Order(StringComparer.Ordinal));
            var days = career.Select(fact => fact.GetProperty("validFrom").GetString()!).ToList();
            Assert.Equal(days.Order(StringComparer.Ordinal), days);
        }
    }

    private static string Told(JsonElement fact)
    {
        var (kind, from) = (fact.GetProperty("kind").GetString()!, fact.GetProperty("validFrom").GetString());
        return ListOf.ContainsKey(kind)
            ? $"{kind} {from} {fact.GetProperty("validUntil").GetString()} {fact.GetProperty(LinkOf(kind)).GetProperty("id").GetString()!.Split(':')[1]}"
            : $"{kind} {from}";
    }

    private static string LinkOf(string kind)
    {
        var words = kind.Split('_').Select(word => word[0] + word[1..].ToLowerInvariant());
        return JsonNamingPolicy.CamelCase.ConvertName(string.Concat(words));
    }
}

using System.Text.Json.Nodes;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Plans;

/// <summary>An indicator as plans.target keeps it: the keys of the plan file, settings already applied.</summary>
internal static class IndicatorJson
{
    public static string Write(Indicator indicator) => new JsonObject
    {
        ["kind"] = SnakeCase.Of(indicator.Kind),
        ["numerator"] = indicator.Numerator is { } people ? Filter(people) : null,
        ["denominator"] = indicator.DenominatorSeries is { } series ? new JsonObject { ["series"] = series }
            : indicator.Denominator is { } whole ? Filter(whole) : null,
        ["per"] = indicator.Per,
    }.ToJsonString();

    public static Indicator Read(string json)
    {
        var node = JsonNode.Parse(json)!;
        var denominator = node["denominator"];
        var series = (string?)denominator?["series"];
        return new Indicator(
            SnakeCase.Parse<IndicatorKind>((string)node["kind"]!), Filter(node["numerator"]), series is null ? Filter(denominator) : null, series,
            (int)node["per"]!);
    }

    private static JsonObject Filter(PeopleFilter filter)
    {
        var node = new JsonObject();
        if (filter.Professions.Count > 0) node["profession"] = List(filter.Professions);
        if (filter.Sectors.Count > 0) node["sector"] = List(filter.Sectors);
        if (filter.DegreeLevelAtLeast is { } level) node["degreeLevelAtLeast"] = level;
        if (filter.EmploymentKinds.Count > 0) node["employmentKind"] = List(filter.EmploymentKinds.Select(SnakeCase.Of));
        if (filter.GovernmentLevels.Count > 0) node["governmentLevel"] = List(filter.GovernmentLevels.Select(SnakeCase.Of));
        if (filter.LeadershipRankAtLeast is { } rank) node["leadershipRankAtLeast"] = SnakeCase.Of(rank);
        if (filter.AgeUnder is { } age) node["ageUnder"] = age;
        return node;
    }

    private static PeopleFilter? Filter(JsonNode? node) => node is null ? null : new PeopleFilter(
        [.. Texts(node["profession"])], [.. Texts(node["sector"])], (string?)node["degreeLevelAtLeast"],
        [.. Texts(node["employmentKind"]).Select(SnakeCase.Parse<EmploymentKind>)],
        [.. Texts(node["governmentLevel"]).Select(SnakeCase.Parse<GovernmentLevel>)],
        (string?)node["leadershipRankAtLeast"] is { } rank ? SnakeCase.Parse<LeadershipRank>(rank) : null, (int?)node["ageUnder"]);

    private static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static IEnumerable<string> Texts(JsonNode? node) => node is null ? [] : node.AsArray().Select(text => (string)text!);
}

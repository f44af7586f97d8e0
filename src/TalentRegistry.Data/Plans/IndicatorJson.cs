using System.Text.Json.Nodes;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Plans;

/// <summary>An indicator as plans.target keeps it: the keys of the plan file, settings already applied. As JSON is YAML, <see cref="PlanReader.ParseIndicator"/> reads it too.</summary>
public static class IndicatorJson
{
    /// <summary>Writes it.</summary>
    public static string Write(Indicator indicator)
    {
        var node = new JsonObject
        {
            ["kind"] = SnakeCase.Of(indicator.Kind),
            ["numerator"] = indicator.Numerator is { } people ? Filter(people) : null,
            ["denominator"] = indicator.DenominatorSeries is { } series ? new JsonObject { ["series"] = series }
                : indicator.Denominator is { } whole ? Filter(whole) : null,
            ["per"] = indicator.Per,
        };
        if (indicator.Over is not CountedOver.Day) node["over"] = SnakeCase.Of(indicator.Over);
        if (indicator.After is { } years) node["after"] = years;
        if (indicator.Among is not CountedAmong.AtWork) node["among"] = SnakeCase.Of(indicator.Among);
        if (indicator.FigureSeries is { } figures) node["figures"] = figures;
        if (indicator.Readings.Count > 0) node["readings"] = List(indicator.Readings);
        return node.ToJsonString();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Indicator Read(string json)
    {
        var node = JsonNode.Parse(json)!;
        var denominator = node["denominator"];
        var series = (string?)denominator?["series"];
        return new Indicator(
            SnakeCase.Parse<IndicatorKind>((string)node["kind"]!), Filter(node["numerator"]), series is null ? Filter(denominator) : null, series,
            (int)node["per"]!)
        {
            Over = Choice<CountedOver>(node["over"]) ?? CountedOver.Day,
            After = (int?)node["after"],
            Among = Choice<CountedAmong>(node["among"]) ?? CountedAmong.AtWork,
            FigureSeries = (string?)node["figures"],
            Readings = Texts(node["readings"]),
        };
    }

    private static JsonObject Filter(PeopleFilter filter)
    {
        var node = new JsonObject();
        Add(node, "profession", filter.Professions);
        Add(node, "sector", filter.Sectors);
        if (filter.DegreeLevelAtLeast is { } level) node["degreeLevelAtLeast"] = level;
        Add(node, "degreeField", filter.DegreeFields);
        Add(node, "studyMode", filter.StudyModes);
        Add(node, "employmentKind", filter.EmploymentKinds);
        Add(node, "governmentLevel", filter.GovernmentLevels);
        if (filter.LeadershipRankAtLeast is { } rank) node["leadershipRankAtLeast"] = SnakeCase.Of(rank);
        if (filter.AgeUnder is { } under) node["ageUnder"] = under;
        if (filter.AgeAtLeast is { } least) node["ageAtLeast"] = least;
        Add(node, "sex", filter.Sexes);
        if (filter.EthnicMinority is { } minority) node["ethnicMinority"] = minority;
        if (filter.Certificates.Count > 0) node["certificate"] = new JsonArray([.. filter.Certificates.Select(Certificate)]);
        Add(node, "academicTitle", filter.AcademicTitles);
        if (filter.Talent is { } talent) node["talent"] = Block(("scheme", Names(talent.Schemes)));
        if (filter.Award is { } award) node["award"] = Block(("kind", Names(award.Kinds)), ("level", Names(award.Levels)));
        if (filter.ScienceTask is { } task) node["scienceTask"] = Task(task);
        if (filter.Membership is { } member) node["membership"] = Block(("association", member.Associations));
        Add(node, "availability", filter.Availabilities);
        Add(node, "agency", filter.Agencies);
        foreach (var area in filter.Areas)
            node[PlanKeys.AreaKeys[area.Kind]] = area.IsIn;
        foreach (var (key, isAsked) in ((string, bool)[])
            [("jobFit", filter.JobFit), ("recruited", filter.Recruited), ("stillThere", filter.StillThere), ("workingAgeExtension", filter.WorkingAgeExtension)])
        {
            if (isAsked) node[key] = true;
        }

        return node;
    }

    private static PeopleFilter? Filter(JsonNode? node) => node is null ? null : new PeopleFilter(
        Texts(node["profession"]), Texts(node["sector"]), (string?)node["degreeLevelAtLeast"],
        Choices<EmploymentKind>(node["employmentKind"]), Choices<GovernmentLevel>(node["governmentLevel"]),
        Choice<LeadershipRank>(node["leadershipRankAtLeast"]), (int?)node["ageUnder"])
    {
        DegreeFields = Texts(node["degreeField"]),
        StudyModes = Choices<StudyMode>(node["studyMode"]),
        AgeAtLeast = (int?)node["ageAtLeast"],
        Sexes = Choices<Sex>(node["sex"]),
        EthnicMinority = (bool?)node["ethnicMinority"],
        Certificates = node["certificate"] is JsonArray certificates ? [.. certificates.Select(Certificate)] : [],
        AcademicTitles = Choices<AcademicRank>(node["academicTitle"]),
        Talent = node["talent"] is { } talent ? new TalentAsked(Choices<TalentScheme>(talent["scheme"])) : null,
        Award = node["award"] is { } award ? new AwardAsked(Choices<AwardKind>(award["kind"]), Choices<RecognitionLevel>(award["level"])) : null,
        ScienceTask = node["scienceTask"] is { } task
            ? new ScienceTaskAsked(
                Choices<TaskRole>(task["role"]), Choices<RecognitionLevel>(task["level"]), Choices<TaskResult>(task["result"]), (bool?)task["applied"])
            : null,
        Membership = node["membership"] is { } member ? new MembershipAsked(Texts(member["association"])) : null,
        Availabilities = Choices<AvailabilityKind>(node["availability"]),
        Agencies = Texts(node["agency"]),
        Areas = [.. PlanKeys.AreaKeys.Where(key => node[key.Value] is not null).Select(key => new AreaAsked(key.Key, (bool)node[key.Value]!))],
        JobFit = node["jobFit"] is not null,
        Recruited = node["recruited"] is not null,
        StillThere = node["stillThere"] is not null,
        WorkingAgeExtension = node["workingAgeExtension"] is not null,
    };

    private static JsonNode Certificate(CertificateAsked certificate)
    {
        var node = Block(("language", certificate.Languages));
        node["kind"] = SnakeCase.Of(certificate.Kind);
        if (certificate.LevelAtLeast is { } level) node["levelAtLeast"] = level;
        return node;
    }

    private static CertificateAsked Certificate(JsonNode? node) =>
        new(SnakeCase.Parse<CertificateKind>((string)node!["kind"]!), (string?)node["levelAtLeast"], Texts(node["language"]));

    private static JsonObject Task(ScienceTaskAsked task)
    {
        var node = Block(("role", Names(task.Roles)), ("level", Names(task.Levels)), ("result", Names(task.Results)));
        if (task.Applied is { } applied) node["applied"] = applied;
        return node;
    }

    private static JsonObject Block(params ReadOnlySpan<(string Key, IReadOnlyList<string> Texts)> lists)
    {
        var node = new JsonObject();
        foreach (var (key, texts) in lists)
            Add(node, key, texts);
        return node;
    }

    private static void Add(JsonObject node, string key, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0) node[key] = List(texts);
    }

    private static void Add<TEnum>(JsonObject node, string key, IReadOnlyList<TEnum> values) where TEnum : struct, Enum => Add(node, key, Names(values));

    private static IReadOnlyList<string> Names<TEnum>(IReadOnlyList<TEnum> values) where TEnum : struct, Enum => [.. values.Select(SnakeCase.Of)];

    private static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static IReadOnlyList<string> Texts(JsonNode? node) => node is null ? [] : [.. node.AsArray().Select(text => (string)text!)];

    private static TEnum? Choice<TEnum>(JsonNode? node) where TEnum : struct, Enum => (string?)node is { } text ? SnakeCase.Parse<TEnum>(text) : null;

    private static IReadOnlyList<TEnum> Choices<TEnum>(JsonNode? node) where TEnum : struct, Enum => [.. Texts(node).Select(SnakeCase.Parse<TEnum>)];
}

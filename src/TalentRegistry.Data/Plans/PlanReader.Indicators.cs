using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Plans;

/// <summary>Indicators: of a target, or written by themselves.</summary>
public sealed partial class PlanReader
{
    private const int MostYearsAfter = 20;

    /// <summary>How an indicator that stands in no plan is read; each is shown beside its number, as a plan's are.</summary>
    public static IReadOnlyList<PlanSetting> UsualSettings { get; } =
    [
        new("age-reference", "31-december", 3, new Bilingual("Tuổi tính tại ngày 31 tháng 12 của năm đếm.", "Age is taken on 31 December of the year of counting.")),
        new("young-age", "35", 4, new Bilingual("Trẻ: từ 35 tuổi trở xuống.", "Young: 35 and under.")),
        new("postgraduate-from", "E50", 7, new Bilingual("Trên đại học: từ thạc sĩ trở lên, kể cả chuyên khoa.", "Postgraduate: master and above, clinical specialists included.")),
        new("talent-leavers", "death-and-lawful-retirement-excluded", 16, new Bilingual(
            "Người đã mất hoặc nghỉ hưu đúng luật không còn trong nhóm theo dõi.", "Who has died or lawfully retired leaves the group that is followed.")),
    ];

    /// <summary>Reads an indicator that stands by itself: the block under <c>indicator</c> of a target.</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="text">YAML.</param>
    public IndicatorReading ParseIndicator(string name, string text)
    {
        var problems = new PlanProblems(name);
        if (RootOf(text, problems) is { } root && PlanBlock.Of(root, "", problems, PlanKeys.Indicator) is { } block)
        {
            var (indicator, _) = ReadIndicator(block, UsualSettings);
            CheckWhole(block, indicator);
            if (problems.Count == 0)
                return new IndicatorReading(indicator, []);
        }

        return new IndicatorReading(null, problems.InOrder);
    }

    private static void CheckWhole(PlanBlock block, Indicator indicator)
    {
        if (indicator.Numerator is null)
            block.Refuse("indicator", "chỉ tiêu computable phải có numerator.", "a computable target needs a numerator.");
        if (indicator.Kind is IndicatorKind.Share or IndicatorKind.Ratio && indicator.Denominator is null && indicator.DenominatorSeries is null)
            block.Refuse("indicator", "chỉ tiêu computable dạng tỷ lệ phải có denominator.", "a computable share or ratio needs a denominator.");
    }

    private (Indicator Indicator, IndicatorKind? Kind) ReadIndicatorOf(PlanBlock target, IReadOnlyList<PlanSetting> settings) =>
        target.Child("indicator", true, PlanKeys.Indicator) is { } block ? ReadIndicator(block, settings) : (NoIndicator, null);

    private static Indicator NoIndicator => new(IndicatorKind.Count, PeopleFilter.Everyone, null, null, 1);

    /// <summary>The indicator, and its kind only if it was stated well: nothing is then held against a kind that nobody wrote.</summary>
    private (Indicator Indicator, IndicatorKind? Kind) ReadIndicator(PlanBlock block, IReadOnlyList<PlanSetting> settings)
    {
        if (block.Choice<IndicatorKind>("kind", required: true) is not { } kind)
            return (NoIndicator, null);

        var per = kind switch { IndicatorKind.Share => 100, IndicatorKind.Ratio => 10_000, _ => 1 };
        if (block.Integer("per", 1, 1_000_000) is { } stated && stated != per)
            block.Refuse("per", $"\"{stated}\" không hợp với {SnakeCase.Of(kind)}: phải là {per} hoặc bỏ.", $"\"{stated}\" does not suit {SnakeCase.Of(kind)}: {per} or nothing.");

        var readings = new List<string>();
        var after = block.Integer("after", 1, MostYearsAfter);
        if (after is not null)
            Read(block, "after", settings, "talent-leavers", readings);
        var people = block.Child("numerator", false, PlanKeys.Filter);
        var whole = block.Child("denominator", false, PlanKeys.Denominator);
        if (kind is IndicatorKind.Count or IndicatorKind.PriorityGroup && block.Has("denominator"))
            block.Refuse("denominator", $"{SnakeCase.Of(kind)} không có mẫu số.", $"{SnakeCase.Of(kind)} has no denominator.");
        if (whole is not null && whole.Has("series") && PlanKeys.Filter.Any(whole.Has))
            whole.Refuse("series", "mẫu số là một chuỗi số liệu hoặc một nhóm người, không phải cả hai.", "a denominator is a series or a group of people, not both.");
        var series = whole?.Code("series", [.. vocabulary.Series]);
        var indicator = new Indicator(
            kind, people is null ? null : ReadFilter(people, settings, readings),
            whole is null || whole.Has("series") ? null : ReadFilter(whole, settings, readings), series, per)
        {
            Over = block.Choice<CountedOver>("over") ?? CountedOver.Day,
            After = after,
            Among = block.Choice<CountedAmong>("among") ?? CountedAmong.AtWork,
            FigureSeries = block.Code("figures", [.. vocabulary.Series]),
        };
        if (indicator.FigureSeries is not null && people is not null)
            block.Refuse("figures", "không đi cùng numerator: một số là đếm được, hoặc là số liệu công bố.", "does not go with numerator: a number is counted, or it is a published figure.");
        CheckWhen(block, people, indicator);
        CheckWhen(block, whole, indicator);
        foreach (var key in block.Texts("readings", [.. settings.Select(setting => setting.Key)]).Where(key => !readings.Contains(key)))
            readings.Add(key);
        return (indicator with { Readings = readings }, kind);
    }

    private static void CheckWhen(PlanBlock block, PlanBlock? people, Indicator indicator)
    {
        if (indicator.Among is CountedAmong.OnFile && (indicator.Over is CountedOver.Year || indicator.After is not null))
            block.Refuse("among", "on_file chỉ đi với over: day và không có after.", "on_file goes with over: day and without after.");
        if (people?.Flag("recruited") == true && indicator.Over is not CountedOver.Year)
            people.Refuse("recruited", "chỉ đi với over: year.", "goes with over: year only.");
        if (people?.Flag("stillThere") == true && indicator.After is null)
            people.Refuse("stillThere", "chỉ đi với after.", "goes with after only.");
    }

    private PeopleFilter ReadFilter(PlanBlock block, IReadOnlyList<PlanSetting> settings, List<string> readings)
    {
        var level = ReadLevel(block, settings, readings);
        var under = block.Integer("ageUnder", 16, 100);
        if (block.Flag("young"))
        {
            if (block.Has("ageUnder"))
                block.Refuse("young", "không đi cùng ageUnder.", "does not go with ageUnder.");
            if (int.TryParse(Read(block, "young", settings, "young-age", readings), System.Globalization.CultureInfo.InvariantCulture, out var highest))
                under = highest + 1;
        }

        foreach (var key in ((string[])["ageUnder", "ageAtLeast", "young"]).Where(block.Has))
            Read(block, key, settings, "age-reference", readings);
        return new PeopleFilter(
            block.Texts("profession", [.. vocabulary.Professions]), block.Texts("sector", [.. vocabulary.Sectors]), level,
            block.Choices<EmploymentKind>("employmentKind"), block.Choices<GovernmentLevel>("governmentLevel"),
            block.Choice<LeadershipRank>("leadershipRankAtLeast"), under)
        {
            AgeAtLeast = block.Integer("ageAtLeast", 16, 100),
            Sexes = block.Choices<Sex>("sex"),
            EthnicMinority = block.Has("ethnicMinority") ? block.Flag("ethnicMinority") : null,
            DegreeFields = block.Texts("degreeField", [.. vocabulary.DegreeFields]),
            StudyModes = block.Choices<StudyMode>("studyMode"),
            Certificates = [.. block.Children("certificate", "kind", PlanKeys.Certificate).Select(each => ReadCertificate(each, settings, readings)).OfType<CertificateAsked>()],
            AcademicTitles = block.Choices<AcademicRank>("academicTitle"),
            JobFit = block.Flag("jobFit"),
            Talent = block.Child("talent", false, PlanKeys.Talent) is { } talent ? new TalentAsked(talent.Choices<TalentScheme>("scheme")) : null,
            Award = block.Child("award", false, PlanKeys.Award) is { } award ? new AwardAsked(award.Choices<AwardKind>("kind"), award.Choices<RecognitionLevel>("level")) : null,
            ScienceTask = block.Child("scienceTask", false, PlanKeys.ScienceTask) is { } task
                ? new ScienceTaskAsked(
                    task.Choices<TaskRole>("role"), task.Choices<RecognitionLevel>("level"), task.Choices<TaskResult>("result"),
                    task.Has("applied") ? task.Flag("applied") : null)
                : null,
            Membership = block.Child("membership", false, PlanKeys.Membership) is { } member ? new MembershipAsked(member.Texts("association")) : null,
            Recruited = block.Flag("recruited"),
            StillThere = block.Flag("stillThere"),
            Availabilities = block.Choices<AvailabilityKind>("availability"),
            WorkingAgeExtension = block.Flag("workingAgeExtension"),
            Agencies = block.Texts("agency"),
            Areas = [.. PlanKeys.AreaKeys.Where(key => block.Has(key.Value)).Select(key => new AreaAsked(key.Key, block.Flag(key.Value)))],
        };
    }

    private string? ReadLevel(PlanBlock block, IReadOnlyList<PlanSetting> settings, List<string> readings)
    {
        string[] ways = [.. ((string[])["degreeLevelAtLeast", "degreeLevelFrom", "postgraduate"]).Where(block.Has)];
        if (ways.Length > 1)
            block.Refuse(ways[^1], $"không đi cùng {ways[0]}.", $"does not go with {ways[0]}.");
        if (block.Flag("postgraduate"))
            return Read(block, "postgraduate", settings, "postgraduate-from", readings);

        return block.Optional("degreeLevelFrom") is { } setting
            ? ReadCode(block, "degreeLevelFrom", settings, setting, vocabulary.DegreeLevels, readings)
            : block.Code("degreeLevelAtLeast", [.. vocabulary.DegreeLevels]);
    }

    private CertificateAsked? ReadCertificate(PlanBlock block, IReadOnlyList<PlanSetting> settings, List<string> readings)
    {
        if (block.Choice<CertificateKind>("kind", required: true) is not { } kind)
            return null;

        IReadOnlyCollection<string> levels = vocabulary.CertificateLevels.TryGetValue(kind, out var known) ? known : [];
        if (block.Has("levelAtLeast") && block.Has("levelFrom"))
            block.Refuse("levelFrom", "không đi cùng levelAtLeast.", "does not go with levelAtLeast.");
        if (block.Has("language") && kind is not CertificateKind.ForeignLanguage)
            block.Refuse("language", "chỉ đi với kind: foreign_language.", "goes with kind: foreign_language only.");
        return new CertificateAsked(
            kind,
            block.Optional("levelFrom") is { } setting ? ReadCode(block, "levelFrom", settings, setting, levels, readings) : block.Code("levelAtLeast", levels),
            block.Texts("language"));
    }

    // A level that the text does not state is a setting of the plan, which the block names.
    private static string? ReadCode(
        PlanBlock block, string key, IReadOnlyList<PlanSetting> settings, string setting, IReadOnlyCollection<string> known, List<string> readings)
    {
        if (Read(block, key, settings, setting, readings) is not { } code)
            return null;
        if (known.Contains(code))
            return code;

        block.Refuse(key, PlanMessages.NotOneOf(code, known));
        return null;
    }

    private static string? Read(PlanBlock block, string key, IReadOnlyList<PlanSetting> settings, string setting, List<string> readings)
    {
        var value = Needed(block, key, settings, setting);
        if (value is not null && !readings.Contains(setting))
            readings.Add(setting);
        return value;
    }
}

/// <summary>What reading an indicator found.</summary>
/// <param name="Indicator">The indicator; null where anything is wrong.</param>
/// <param name="Problems">Everything that is wrong, by line.</param>
public sealed record IndicatorReading(Indicator? Indicator, IReadOnlyList<PlanProblem> Problems);

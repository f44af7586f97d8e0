using TalentRegistry.Data.Plans;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Plans;

public sealed class PlanReaderTests
{
    private static readonly PlanReader Reader = new(PlanVocabulary.Read(Repository.Path("db", "reference")));
    private static readonly string Good = File.ReadAllText(
        Repository.Path("tests", "TalentRegistry.Data.Tests", "Plans", "small-plan.yaml")).ReplaceLineEndings("\n");

    [Fact]
    public void A_good_file_has_no_problems_and_says_what_it_says()
    {
        var reading = Reader.Parse("small-plan.yaml", Good);

        Assert.Empty(reading.Problems);
        var plan = reading.Document!.Plan;
        Assert.Equal(("ZZ", "2024-05", PlanSide.State, 3, 1), (plan.Code, plan.Issued, plan.Side, plan.Targets.Count, plan.Duties.Count));
        Assert.Equal(new TargetBound(Comparator.AtLeast, TargetUnit.PerTenThousand, 14), plan.Targets[0].Bound);
        Assert.Equal(("population", 10_000), (plan.Targets[0].Indicator.DenominatorSeries, plan.Targets[0].Indicator.Per));
        Assert.Equal(new Due(null, Recurrence.Year, 2030, null), plan.Targets[1].Due);
        Assert.False(plan.Targets[2].Computable);
    }

    [Fact]
    public void Postgraduate_means_what_the_plans_setting_says()
    {
        var plan = Reader.Parse("small-plan.yaml", Good.Replace("value: E50", "value: M51", StringComparison.Ordinal)).Document!.Plan;

        Assert.Equal("M51", plan.Targets[1].Indicator.Numerator!.DegreeLevelAtLeast);
    }

    [Theory]
    [MemberData(nameof(RepositoryPlans))]
    public void The_plans_of_the_repository_have_no_problems(string file) =>
        Assert.Empty(Reader.Read(Repository.Path("db", "plans", file)).Problems.Select(problem => problem.ToString()));

    public static TheoryData<string> RepositoryPlans =>
        [.. Directory.GetFiles(Repository.Path("db", "plans"), "*.yaml").Select(path => Path.GetFileName(path)!)];

    // What is changed in the good file, and the one problem that must be told.
    public static TheoryData<string, string, string> BrokenFiles => new()
    {
        { "format: 1", "format: 2", "line 1, column 9, format: \"2\": this build reads format 1 only." },
        { "code: ZZ\n", "code: zz\n", "line 2, column 7, code: \"zz\" must be 2 to 8 capital letters, for example DB." },
        { "en: Trial plan", "en: ", "line 3, column 33, title.en: must not be empty." },
        { "number: null\n", "", "line 1, column 1, number: this key is required and missing." },
        { "issued: 2024-05", "issued: May 2024", "line 5, column 9, issued: \"May 2024\" must be a year, year-month or year-month-day." },
        { "side: state", "side: stat", "line 7, column 7, side: \"stat\" is not in the list. Did you mean \"state\"? Allowed: party, state." },
        { "basis: [Nghị quyết số 45-NQ/TW]", "basis: Nghị quyết số 45-NQ/TW", "line 9, column 8, basis: must be a list." },
        { "basis:", "base:", "line 9, column 1: there is no key \"base\". Did you mean \"basis\"?" },
        { "  unit: P11", "  unit: Điện Biên", "line 12, column 9, scope.unit: \"Điện Biên\" is not the id of an administrative unit; did you mean P11 (Tỉnh Điện Biên)" },
        { "  unit: P11", "  unit: D096", "line 11, column 10, scope.level: D096 (" },
        { "  unit: P11", "  unit: P11\n  within: P11", "line 12, column 9, scope.unit: exactly one of the two is needed" },
        { "  unit: P11", "  unit: P11\n  successor: { unit: P31.2, from: 2025-07-01 }", "line 13, column 35, scope.successor.from: the unit before it (P11) still exists" },
        { "  unit: P11", "  unit: P30.1\n  successor: { unit: P31.2, from: 2025-06-30 }", "scope.successor.from: P31.2 (" },
        { "    value: met", "    value: yes", "line 15, column 12, settings[above-range].value: \"yes\" is not in the list. Allowed: met, not_met." },
        { "value: 31-december", "value: today", "settings[age-reference].value: \"today\" is not in the list. Allowed: 31-december." },
        { "value: E50", "value: E51", "settings[postgraduate-from].value: \"E51\" is not in the list. Did you mean \"E11\"?" },
        { "ambiguity: 7", "ambiguity: seven", "settings[postgraduate-from].ambiguity: \"seven\" is not a whole number from 1 to 99." },
        { "key: age-reference", "key: above-range", "settings[above-range].key: \"above-range\" stands above already." },
        { "code: ZZ-02", "code: ZZ-01", "line 38, column 11, targets[ZZ-01].code: \"ZZ-01\" stands above already." },
        { "code: ZZ-02", "code: DB-02", "line 38, column 11, targets[DB-02].code: \"DB-02\" must be the plan's code, a hyphen and two or three digits, for example ZZ-01." },
        { "    sentence: 14 bác sĩ trên một vạn dân\n", "", "line 27, column 5, targets[ZZ-01].sentence: this key is required and missing." },
        { "kind: ratio", "kind: rate", "line 32, column 13, targets[ZZ-01].indicator.kind: \"rate\" is not in the list. Did you mean \"ratio\"?" },
        { "profession: [doctor]", "profession: [doctors]", "line 33, column 33, targets[ZZ-01].indicator.numerator.profession: \"doctors\" is not in the list. Did you mean \"doctor\"?" },
        { "profession: [doctor]", "profession: [doctor, doctor]", "targets[ZZ-01].indicator.numerator.profession: \"doctor\" stands above already." },
        { "profession: [doctor]", "professions: [doctor]", "line 33, column 20, targets[ZZ-01].indicator.numerator: there is no key \"professions\". Did you mean \"profession\"?" },
        { "series: population", "series: population, profession: [nurse]", "targets[ZZ-01].indicator.denominator.series: a denominator is a series or a group of people, not both." },
        { "series: population", "series: populaton", "targets[ZZ-01].indicator.denominator.series: \"populaton\" is not in the list. Did you mean \"population\"?" },
        { "denominator: { series: population }", "per: 1000\n      denominator: { series: population }", "targets[ZZ-01].indicator.per: \"1000\" does not suit ratio: 10000 or nothing." },
        { "      denominator: { series: population }\n", "", "targets[ZZ-01].indicator: a computable share or ratio needs a denominator." },
        { "value: 14,", "value: mười bốn,", "line 35, column 43, targets[ZZ-01].bound.value: \"mười bốn\" is not a number" },
        { "value: 14,", "value: 1_4,", "targets[ZZ-01].bound.value: \"1_4\" is not a number" },
        { "value: 14, ", "", "targets[ZZ-01].bound.value: this key is required and missing." },
        { "value: 14,", "value: 14, high: 20,", "targets[ZZ-01].bound.high: goes with comparator: between only." },
        { "unit: per_ten_thousand", "unit: percent", "targets[ZZ-01].bound.unit: \"percent\" does not suit indicator.kind ratio: per_ten_thousand." },
        { "value: 14, unit: per_ten_thousand }", "value: 14, unit: per_ten_thousand, tolerance: 1 }", "targets[ZZ-01].bound.tolerance: goes with comparator: about only." },
        { "comparator: at_least, value: 14,", "comparator: about, value: 14,", "targets[ZZ-01].bound.comparator: needs the setting \"about-tolerance\" under settings" },
        { "due: { year: 2030 }", "due: { year: 230 }", "targets[ZZ-01].due.year: \"230\" is not a whole number from 2000 to 2100." },
        { "due: { year: 2030 }", "due: { year: 2030, every: year }", "targets[ZZ-01].due.year: what recurs takes until for its last year, not year." },
        { "due: { year: 2030 }", "due: { }", "targets[ZZ-01].due: needs year, every or before." },
        { "due: { every: year, until: 2030 }", "due: { year: 2030, until: 2030 }", "targets[ZZ-02].due.until: goes with every only." },
        { "low: 15, high: 20", "low: 20, high: 15", "targets[ZZ-02].bound.high: 15 must be above low (20)." },
        { "high: 20", "high: 120", "targets[ZZ-02].bound.unit: 120 is off the scale (percent: 0 to 100)." },
        { "key: above-range", "key: above-rnge", "targets[ZZ-02].bound.comparator: needs the setting \"above-range\" under settings" },
        { "key: age-reference", "key: age", "targets[ZZ-02].indicator.numerator.ageUnder: needs the setting \"age-reference\"" },
        { "postgraduate: true", "postgraduate: có", "targets[ZZ-02].indicator.numerator.postgraduate: \"có\" must be true or false." },
        { "postgraduate: true", "postgraduate: true, degreeLevelAtLeast: E60", "targets[ZZ-02].indicator.numerator.postgraduate: does not go with degreeLevelAtLeast." },
        { "ageUnder: 40", "ageUnder: [40]", "targets[ZZ-02].indicator.numerator.ageUnder: must be a single value" },
        { "    report: level\n", "", "targets[ZZ-03].bound: exactly one of the two is needed: bound where the text states a number, report where it states none." },
        { "kind: count }", "kind: priority_group }\n    bound: { comparator: at_least, value: 1, unit: item }", "targets[ZZ-03].report: exactly one of the two is needed" },
        { "    needs: { vi: Hồ sơ giải thưởng., en: Award records. }\n", "", "targets[ZZ-03].computable: exactly one of the two is needed: computable: true, or needs" },
        { "    needs: { vi: Hồ sơ giải thưởng., en: Award records. }", "    computable: true", "targets[ZZ-03].indicator: a computable target needs a numerator." },
        { "    lead: Sở Nội vụ\n", "", "line 57, column 5, duties[ZZ-04].lead: this key is required and missing." },
        { "before: 12-05", "before: 05/12", "line 62, column 33, duties[ZZ-04].due.before: \"05/12\" must be a date (2024-06-30) or a month-day of every year (12-05)." },
        { "evidence: { vi: Báo cáo đã gửi, en: Report sent }", "evidence: Báo cáo", "duties[ZZ-04].evidence: must be a block of key: value." },
        { "duties:\n", "duties: []\nduties:\n", "line 57, column 1: this is not YAML (Duplicate key duties)" },
        { "basis: [", "basis: [[", "this is not YAML" },
    };

    [Theory]
    [MemberData(nameof(BrokenFiles))]
    public void A_broken_file_is_told_by_line_column_key_and_value(string old, string broken, string expected)
    {
        var at = Good.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The good file does not hold \"{old}\".");

        var reading = Reader.Parse("small-plan.yaml", Good.Remove(at, old.Length).Insert(at, broken));

        Assert.Null(reading.Document);
        var told = reading.Problems.Select(problem => problem.Describe("en")).ToList();
        Assert.True(
            told.Exists(line => line.StartsWith("small-plan.yaml, line ", StringComparison.Ordinal) && line.Contains(expected, StringComparison.Ordinal)),
            $"Expected: {expected}\nTold:\n{string.Join("\n", told)}");
        Assert.All(reading.Problems, problem => Assert.NotEqual(problem.Message.Vi, problem.Message.En));
        // A file of one fault is not buried under faults that follow from it.
        Assert.InRange(reading.Problems.Count, 1, 3);
    }

    [Fact]
    public void All_problems_are_told_at_once_in_the_order_of_the_file()
    {
        var reading = Reader.Parse("small-plan.yaml", Good
            .Replace("before: 12-05", "before: 05/12", StringComparison.Ordinal)
            .Replace("side: state", "side: none", StringComparison.Ordinal)
            .Replace("value: 14,", "value: x,", StringComparison.Ordinal));

        Assert.Equal(["side", "targets[ZZ-01].bound.value", "duties[ZZ-04].due.before"], reading.Problems.Select(problem => problem.Field));
    }

    [Fact]
    public void Problems_are_told_in_Vietnamese_first()
    {
        var reading = Reader.Parse("small-plan.yaml", Good.Replace("profession: [doctor]", "profession: [doctors]", StringComparison.Ordinal));

        Assert.Equal(
            "small-plan.yaml, dòng 33, cột 33, targets[ZZ-01].indicator.numerator.profession: \"doctors\" không có trong danh mục. Ý bạn là \"doctor\"?",
            reading.Problems.Single().ToString());
    }

    [Theory]
    [InlineData("", "the file is empty.")]
    [InlineData("# only a comment\n", "the file is empty.")]
    [InlineData("a: 1\n---\nb: 2\n", "the file holds several YAML documents; a plan is one file.")]
    [InlineData("- a\n- b\n", "must be a block of key: value.")]
    [InlineData("\"unclosed", "this is not YAML (While scanning a quoted scalar, found unexpected end of stream.)")]
    public void What_is_no_plan_at_all_is_told_in_one_problem(string text, string expected) =>
        Assert.Equal(expected, Reader.Parse("x.yaml", text).Problems.Single().Message.En);

    [Fact]
    public void Blocks_nested_without_end_are_refused() =>
        Assert.Equal("blocks are nested too deeply.", Reader.Parse("x.yaml", new string('[', 100_000)).Problems.Single().Message.En);

    [Fact]
    public void Whatever_is_done_to_a_file_is_a_plan_or_problems_and_nothing_else()
    {
        var random = new Random(45);
        string[] pieces = ["", " ", "\n", ":", "- ", "[", "}", "\"", "'", "&a ", "*a", "!!int ", "null", "-1", "1e400", "|", "#", "\t", "é", "\0", "%", "---\n", "? "];
        for (var i = 0; i < 400; i++)
        {
            var text = Good;
            for (var change = 0; change <= i % 3; change++)
            {
                var at = random.Next(text.Length);
                text = text.Remove(at, random.Next(Math.Min(9, text.Length - at))).Insert(at, pieces[random.Next(pieces.Length)]);
            }

            var reading = Reader.Parse("x.yaml", text);

            Assert.True((reading.Document is null) == (reading.Problems.Count > 0), text);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_by_name()
    {
        var refusal = Assert.Throws<OperatorException>(() => Reader.Read("/nowhere/plan.yaml"));

        Assert.StartsWith("The plan file /nowhere/plan.yaml cannot be read: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_another_encoding_is_refused()
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, [0x63, 0x6F, 0xE9, 0x0A]);

        var refusal = Assert.Throws<OperatorException>(() => Reader.Read(path));

        Assert.Equal($"{path} is not a text in UTF-8.", refusal.Message);
        File.Delete(path);
    }
}

using TalentRegistry.Data.Plans;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Plans;

public sealed class PlanFormatDocumentTests
{
    private static readonly string Document = File.ReadAllText(Repository.Path("docs", "plan-format.md")).ReplaceLineEndings("\n");
    private static readonly PlanReader Reader = new(PlanVocabulary.Read(Repository.Path("db", "reference")));

    [Fact]
    public void The_example_of_the_document_is_a_good_plan()
    {
        var from = Document.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        var example = Document[from..Document.IndexOf("```", from, StringComparison.Ordinal)];

        Assert.Empty(Reader.Parse("example.yaml", example).Problems.Select(problem => problem.Describe("en")));
    }

    [Fact]
    public void Every_key_is_documented()
    {
        string[][] blocks =
        [
            PlanKeys.Plan, PlanKeys.Scope, PlanKeys.Successor, PlanKeys.Setting, PlanKeys.Target, PlanKeys.Indicator, PlanKeys.Denominator,
            PlanKeys.Bound, PlanKeys.Due, PlanKeys.Duty,
        ];

        Assert.All(blocks.SelectMany(keys => keys), key => Assert.True(
            Document.Contains($"`{key}", StringComparison.Ordinal) || Document.Contains($"{key}:", StringComparison.Ordinal), key));
    }

    [Fact]
    public void Every_ambiguity_that_a_plan_names_is_in_the_list()
    {
        var named = Directory.GetFiles(Repository.Path("db", "plans")).SelectMany(file => Reader.Read(file).Document!.Plan.Settings);

        Assert.All(named, setting => Assert.Contains($"\n{setting.Ambiguity}. ", Document, StringComparison.Ordinal));
    }
}

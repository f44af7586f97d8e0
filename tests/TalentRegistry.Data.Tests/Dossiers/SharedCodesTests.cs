using TalentRegistry.Data.Importing;
using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Data.Tests.Dossiers;

/// <summary>A mistake has one code and one wording, whether it was imported or typed.</summary>
public sealed class SharedCodesTests
{
    [Fact]
    public void No_problem_of_lists_repeats_a_rule() =>
        Assert.Empty(ProblemKind.All.Select(kind => kind.Code).Intersect(DossierRules.All.Select(rule => rule.Code), StringComparer.Ordinal));

    [Fact]
    public void Every_rule_says_what_would_be_right_and_is_explained_to_users_of_lists()
    {
        var document = File.ReadAllText(Testing.Repository.Path("docs", "import-format.md"));

        Assert.All(DossierRules.All, rule => Assert.NotEmpty(rule.Expected.Vi + rule.Expected.En));
        Assert.All(DossierRules.All, rule => Assert.Contains($"`{rule.Code}`", document, StringComparison.Ordinal));
    }
}

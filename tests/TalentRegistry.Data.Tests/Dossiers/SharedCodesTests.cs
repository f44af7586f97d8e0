using TalentRegistry.Data.Importing;
using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Data.Tests.Dossiers;

/// <summary>A mistake has one code, whether it was imported or typed.</summary>
public sealed class SharedCodesTests
{
    [Fact]
    public void Rules_and_imports_that_share_a_code_are_as_severe()
    {
        var imported = ProblemKind.All.ToDictionary(kind => kind.Code, kind => kind.Severity.ToString());

        var shared = DossierRules.All.Where(rule => imported.ContainsKey(rule.Code)).ToDictionary(rule => rule.Code, rule => rule.Severity.ToString());

        Assert.Equal(
            ["BIRTH_CONTRADICTS", "BIRTH_IMPLAUSIBLE", "CITIZEN_ID_BIRTH_YEAR", "CITIZEN_ID_PROVINCE", "CITIZEN_ID_SEX", "DEGREE_TOO_EARLY",
                "NAME_IMPLAUSIBLE", "POSTING_ENDS_FIRST", "POSTING_TOO_EARLY",
                "STAFF_CODE_TOO_LONG"],
            shared.Keys.Order(StringComparer.Ordinal));
        Assert.All(shared, rule => Assert.Equal(imported[rule.Key], rule.Value));
    }
}

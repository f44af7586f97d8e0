using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.People;

/// <summary>Conditions of the list of people that no list of the registry has words for.</summary>
internal static class PeopleConditions
{
    /// <summary>Sex, ages, rank and employment, those that are asked for.</summary>
    public static IEnumerable<PeopleCondition> Of(PeopleTraits traits)
    {
        if (traits.Sex is { } sex)
            yield return InWords("sex", sex);
        if (traits.AgeFrom is { } from)
            yield return new PeopleCondition("ageFrom", $"từ {from} tuổi", $"aged {from} and over");
        if (traits.AgeTo is { } to)
            yield return new PeopleCondition("ageTo", $"đến {to} tuổi", $"aged {to} and under");
        if (traits.Rank is { } rank)
            yield return InWords("rank", rank);
        if (traits.Employment is { } employment)
            yield return InWords("employment", employment);
    }

    private static PeopleCondition InWords(string parameter, string value) =>
        new(parameter, RecordWords.Value(Language.Vietnamese, value), RecordWords.Value(Language.English, value));
}

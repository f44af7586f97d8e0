using System.Globalization;
using System.Text.Json;
using TalentRegistry.Data;
using TalentRegistry.Domain.Careers;

namespace TalentRegistry.Server.Pages.Models;

/// <summary>What is asked of people themselves, and of their main posting and highest degree on the day; null for anything.</summary>
/// <param name="Sex">male or female.</param>
/// <param name="AgeFrom">Youngest age, by the year of birth.</param>
/// <param name="AgeTo">Highest age, by the year of birth.</param>
/// <param name="EthnicGroup">Code of the ethnic group, which only HR officers may ask for.</param>
/// <param name="Rank">Leadership rank as the database writes it.</param>
/// <param name="Employment">Kind of employment as the database writes it.</param>
/// <param name="Degree">Code of the highest degree.</param>
/// <param name="Field">Broad field of study of the highest degree.</param>
public sealed record PeopleTraits(string? Sex, int? AgeFrom, int? AgeTo, string? EthnicGroup, string? Rank, string? Employment, string? Degree, string? Field)
{
    private const int HighestAge = 120;

    /// <summary>Anybody.</summary>
    public static PeopleTraits None { get; } = new(null, null, null, null, null, null, null, null);

    /// <summary>The names of its parts in addresses.</summary>
    public static IReadOnlyList<string> Parameters { get; } = ["sex", "ageFrom", "ageTo", "ethnic", "rank", "employment", "degree", "field"];

    /// <summary>Whether anybody will do.</summary>
    public bool IsNone => this == None;

    /// <summary>What an address asks for; null where an age is no age, or a word is none of the registry's. An empty part stands for none.</summary>
    public static PeopleTraits? Of(IQueryCollection query)
    {
        string? Given(string name) => query[name].FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        var (sex, rank, employment) = (Given("sex"), Given("rank"), Given("employment"));
        return TryAge(Given("ageFrom"), out var from) && TryAge(Given("ageTo"), out var to) && sex is null or "male" or "female"
            && (rank is null || Enum.GetValues<LeadershipRank>().Any(each => SnakeCase.Of(each) == rank))
            && (employment is null || Enum.GetValues<EmploymentKind>().Any(each => SnakeCase.Of(each) == employment))
            ? new PeopleTraits(sex, from, to, Given("ethnic"), rank, employment, Given("degree"), Given("field"))
            : null;
    }

    /// <summary>As registry.at_work_sorted takes it.</summary>
    /// <param name="day">On which ages are told.</param>
    public string Json(DateOnly day) => JsonSerializer.Serialize(new Dictionary<string, string?>
    {
        ["sex"] = Sex,
        ["born_from"] = (day.Year - AgeTo)?.ToString(CultureInfo.InvariantCulture),
        ["born_until"] = (day.Year - AgeFrom)?.ToString(CultureInfo.InvariantCulture),
        ["ethnic"] = EthnicGroup,
        ["rank"] = Rank,
        ["employment"] = Employment,
        ["degree"] = Degree,
        ["field"] = Field,
    });

    private static bool TryAge(string? text, out int? age)
    {
        age = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return text is null || age is >= 0 and <= HighestAge;
    }
}

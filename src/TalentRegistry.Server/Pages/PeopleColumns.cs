using System.Globalization;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

/// <summary>A column of the list of people that readers may leave out.</summary>
/// <param name="Code">Name in addresses.</param>
/// <param name="Vi">Heading.</param>
/// <param name="En">The same in English.</param>
/// <param name="IsNumber">Whether it is set to the right.</param>
/// <param name="Of">The value of a person: string, int, DateOnly, or null for unknown.</param>
internal sealed record PeopleColumn(string Code, string Vi, string En, bool IsNumber, Func<PageContext, PersonRow, object?> Of)
{
    /// <summary>In addresses: once for each column that is shown; none stands for all.</summary>
    public const string Parameter = "column";

    /// <summary>All columns beside the name, in their order.</summary>
    public static IReadOnlyList<PeopleColumn> All { get; } =
    [
        new("born", "Năm sinh", "Born", true, (_, person) => person.BirthYear),
        new("sex", "Giới tính", "Sex", false, (page, person) => person.Sex == "female" ? page.T("Nữ", "Female") : page.T("Nam", "Male")),
        new("profession", "Nghề", "Profession", false, (page, person) => page.T(person.ProfessionVi, person.ProfessionEn)),
        new("position", "Chức danh", "Position", false, (_, person) => person.Position),
        new("agency", "Cơ quan", "Agency", false, (_, person) => person.Agency),
        new("district", "Huyện", "District", false, (_, person) => person.District),
        new("degree", "Trình độ", "Degree", false, (page, person) => page.Language == Language.Vietnamese ? person.DegreeVi : person.DegreeEn),
        new("since", "Từ ngày", "Since", true, (_, person) => person.Since),
    ];

    /// <summary>The columns that a request asks for; all where it names none that there is.</summary>
    public static IReadOnlyList<PeopleColumn> Chosen(PageContext page)
    {
        var asked = page.Http.Request.Query[Parameter];
        List<PeopleColumn> chosen = [.. All.Where(column => asked.Contains(column.Code))];
        return chosen.Count > 0 ? chosen : All;
    }

    /// <summary>The value as a page writes it.</summary>
    public string? Text(PageContext page, PersonRow person) => Of(page, person) switch
    {
        DateOnly day => LanguageText.Day(day),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}

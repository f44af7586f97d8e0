using System.Globalization;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.People;

namespace TalentRegistry.Server.Pages;

/// <summary>A column of the list of people that readers may leave out.</summary>
/// <param name="Code">Name in addresses.</param>
/// <param name="Vi">Heading.</param>
/// <param name="En">The same in English.</param>
/// <param name="IsNumber">Whether it is set to the right.</param>
/// <param name="Of">The value of a person: string, int, DateOnly, or null for unknown.</param>
internal sealed record PeopleColumn(string Code, string Vi, string En, bool IsNumber, Func<PageContext, PersonRow, object?> Of)
{
    // What a search tells beside the posting; what is read first fits the screen.
    private static readonly string[] FirstOfSearch = ["born", "sex", "code", "position", "agency", "degree", "keeper", "match"];

    /// <summary>In addresses: once for each column that is shown; none stands for all.</summary>
    public const string Parameter = "column";

    /// <summary>All columns beside the name, in their order.</summary>
    public static IReadOnlyList<PeopleColumn> All { get; } =
    [
        new("born", "Năm sinh", "Born", true, (_, person) => person.BirthYear),
        new("sex", "Giới tính", "Sex", false, (page, person) => person.Sex == "female" ? page.T("Nữ", "Female") : page.T("Nam", "Male")),
        new("profession", "Nghề", "Profession", false, (page, person) => page.Language == Language.Vietnamese ? person.ProfessionVi : person.ProfessionEn),
        new("position", "Chức danh", "Position", false, (_, person) => person.Position),
        new("agency", "Cơ quan", "Agency", false, (_, person) => person.Agency),
        new("district", "Huyện", "District", false, (_, person) => person.District),
        new("degree", "Trình độ", "Degree", false, (page, person) => page.Language == Language.Vietnamese ? person.DegreeVi : person.DegreeEn),
        new("since", "Từ ngày", "Since", true, (_, person) => person.Since),
    ];

    private static IReadOnlyList<PeopleColumn> OfSearch { get; } =
    [
        .. All,
        new("code", "Số hiệu", "Staff code", false, (_, person) => person.Hit?.StaffCode),
        new("keeper", "Cơ quan quản lý hồ sơ", "Agency that keeps the dossier", false, (_, person) => person.Hit?.Keeper),
        new("match", "Khớp", "Matches", false, (page, person) => person.Hit is { } hit ? SearchWords.Why(page, hit) : null),
    ];

    /// <summary>The columns that a list may have.</summary>
    /// <param name="isSearch">Whether it is what a search has found.</param>
    public static IReadOnlyList<PeopleColumn> AllOf(bool isSearch) => isSearch ? OfSearch : All;

    /// <summary>The columns that a request asks for; where it names none that there is all, or those of a search that are read first.</summary>
    public static IReadOnlyList<PeopleColumn> Chosen(PageContext page)
    {
        var isSearch = !string.IsNullOrWhiteSpace(page.Http.Request.Query["q"]);
        var asked = page.Http.Request.Query[Parameter];
        List<PeopleColumn> chosen = [.. AllOf(isSearch).Where(column => asked.Contains(column.Code))];
        return chosen.Count > 0 ? chosen : [.. AllOf(isSearch).Where(column => !isSearch || FirstOfSearch.Contains(column.Code))];
    }

    /// <summary>The value as a page writes it.</summary>
    public string? Text(PageContext page, PersonRow person) => Of(page, person) switch
    {
        DateOnly day => LanguageText.Day(day),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}

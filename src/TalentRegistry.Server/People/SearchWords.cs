using TalentRegistry.Data.People;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.People;

/// <summary>What of a record fits a search, in words.</summary>
internal static class SearchWords
{
    /// <summary>All that fits, with commas between.</summary>
    public static string Why(PageContext page, PersonHit person) =>
        string.Join(", ", person.Reasons.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(reason => Word(page, reason)));

    private static string Word(PageContext page, string reason) => reason switch
    {
        "CITIZEN_ID" => page.T("số định danh", "citizen ID"),
        "CITIZEN_ID_PART" => page.T("một phần số định danh", "part of the citizen ID"),
        "STAFF_CODE" => page.T("số hiệu", "staff code"),
        "WHOLE_NAME" => page.T("cả họ tên", "whole name"),
        "MARKS" => page.T("đúng dấu", "with its marks"),
        "WORDS" => page.T("không dấu", "without marks"),
        "BEGINNING" => page.T("đầu từ", "beginning of a word"),
        "SPELLING" => page.T("gần đúng", "similar spelling"),
        "BIRTH_YEAR" => page.T("năm sinh", "year of birth"),
        "AGENCY" => page.T("cơ quan", "agency"),
        _ => reason,
    };
}

using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

/// <summary>What a person's page says of the person, in words.</summary>
internal static class PersonWords
{
    /// <summary>Who it is, as far as the reader may know.</summary>
    /// <param name="language">The reader's.</param>
    /// <param name="head">Who.</param>
    /// <param name="citizenId">The citizen ID as it is to be shown; null where it is not to be, or cannot be read.</param>
    public static IEnumerable<(string Name, string Value)> About(Language language, PersonHead head, string? citizenId = null)
    {
        var unknown = language.In("chưa ghi", "not on file");
        yield return head.BornOn is { } born
            ? (language.In("Ngày sinh", "Date of birth"), LanguageText.Day(born))
            : (language.In("Năm sinh", "Year of birth"), $"{head.BirthYear}");
        yield return (language.In("Giới tính", "Sex"), RecordWords.Value(language, head.Sex));
        if (head.Name is not null)
        {
            yield return (language.In("Dân tộc", "Ethnic group"), head.EthnicGroup ?? unknown);
            yield return (language.In("Quê quán", "Home place"), head.HomePlace ?? unknown);
            yield return (language.In("Số hiệu", "Staff code"), head.StaffCode ?? unknown);
            yield return (language.In("Số định danh", "Citizen ID"), citizenId ?? (head.HasCitizenId == true ? language.In("đã ghi, được mã hóa", "on file, encrypted") : unknown));
        }

        yield return (language.In("Cơ quan quản lý hồ sơ", "Keeper of the dossier"), head.Keeper);
        if (head.DeceasedOn is { } deceased)
            yield return (language.In("Ngày mất", "Died on"), LanguageText.Day(deceased));
    }

    /// <summary>Whether the person worked on a day, or why not.</summary>
    public static string Standing(Language language, PersonPage person, DateOnly day)
    {
        if (person.Head.DeceasedOn <= day)
            return language.In("Đã mất", "Deceased");
        if (person.PostingOn(day) is not null)
            return language.In("Đang công tác", "Working");

        var last = person.Postings.Where(posting => posting.IsMain && posting.Until <= day).MaxBy(posting => posting.Until);
        return last switch
        {
            null => language.In("Chưa có vị trí công tác nào", "No posting yet"),
            { EndReason: { } reason } => $"{RecordWords.Value(language, reason)}, {language.In("từ", "since")} {LanguageText.Day(last.Until!.Value)}",
            _ => language.In($"Không có vị trí công tác từ {LanguageText.Day(last.Until!.Value)}", $"No posting since {LanguageText.Day(last.Until!.Value)}"),
        };
    }

    /// <summary>Age on a day: in full years, or as the two that are possible where the year of birth alone is known.</summary>
    public static string Age(Language language, PersonHead head, DateOnly day)
    {
        var years = day.Year - head.BirthYear;
        if (years < 0)
            return language.In("chưa sinh", "not born yet");
        if (head.BornOn is not { } born)
            return years == 0 ? "0" : $"{years - 1}–{years}";

        return $"{(born.AddYears(years) > day ? years - 1 : years)}";
    }
}

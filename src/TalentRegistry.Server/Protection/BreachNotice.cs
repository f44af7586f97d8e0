using TalentRegistry.Data.Protection;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Protection;

/// <summary>
/// The text by which the authority is told of a breach, and how a breach stands, in words. It holds what the register knows and no more: the form that the authority
/// publishes is filled in from it by hand.
/// </summary>
internal static class BreachNotice
{
    /// <summary>A field as a breach names it.</summary>
    public static string Key(PersonalField field) => $"{field.Relation}.{field.Field}";

    /// <summary>The names of the fields of a breach.</summary>
    public static IReadOnlyList<string> Fields(PageContext page, Breach breach, IReadOnlyList<PersonalField> known) =>
        [.. breach.Facts.Fields.Select(name => known.FirstOrDefault(field => Key(field) == name) is { } field
            ? $"{page.T(field.MeaningVi, field.MeaningEn)} ({PersonalDataPages.Class(page, field.Class)})"
            : name)];

    /// <summary>How it stands with the term of 72 hours.</summary>
    public static string Standing(PageContext page, Breach breach, DateTimeOffset now) => (breach.Facts.NotifiedAt, breach.IsLate(now)) switch
    {
        ({ } at, false) => page.T($"Đã thông báo lúc {PersonHistory.Moment(at)}, trong hạn", $"Told at {PersonHistory.Moment(at)}, in time"),
        ({ } at, true) => page.T($"Đã thông báo lúc {PersonHistory.Moment(at)}, quá hạn 72 giờ", $"Told at {PersonHistory.Moment(at)}, after the 72 hours"),
        (null, true) => page.T("Chưa thông báo, đã quá hạn 72 giờ", "Not told, and the 72 hours are over"),
        (null, false) => page.T($"Chưa thông báo, còn {Hours(breach, now)} giờ", $"Not told, {Hours(breach, now)} hours left"),
    };

    /// <summary>The text.</summary>
    public static string Of(PageContext page, Breach breach, IReadOnlyList<PersonalField> known, DateTimeOffset now)
    {
        var facts = breach.Facts;
        var data = facts.Fields.Count == 0 ? NotKnown(page) : string.Join("; ", Fields(page, breach, known));
        return $"""
            {page.T("THÔNG BÁO VI PHẠM QUY ĐỊNH VỀ BẢO VỆ DỮ LIỆU CÁ NHÂN", "NOTICE OF A BREACH OF THE PROTECTION OF PERSONAL DATA")}
            {page.T("(Luật 91/2025/QH15, Nghị định 356/2025/NĐ-CP)", "(Law 91/2025/QH15, Decree 356/2025/ND-CP)")}

            {page.T("Kính gửi: cơ quan chuyên trách bảo vệ dữ liệu cá nhân (A05)", "To: the authority for the protection of personal data (A05)")}

            {page.T("Phát hiện lúc", "Found at")}: {PersonHistory.Moment(facts.FoundAt)}
            {page.T("Xảy ra lúc", "Happened at")}: {(facts.HappenedAt is { } at ? PersonHistory.Moment(at) : NotKnown(page))}
            {page.T("Hạn thông báo (72 giờ)", "To be told by (72 hours)")}: {PersonHistory.Moment(breach.NotifyBy)}
            {page.T("Điều đã xảy ra", "What happened")}: {facts.What}
            {page.T("Số người có dữ liệu bị ảnh hưởng", "People concerned")}: {(facts.People is { } people ? page.Language.Format(people, 0) : NotKnown(page))}
            {page.T("Họ là ai", "Who they are")}: {facts.Whose ?? NotKnown(page)}
            {page.T("Dữ liệu", "Data")}: {data}
            {page.T("Hậu quả", "Consequence")}: {facts.Consequence ?? NotKnown(page)}
            {page.T("Biện pháp đã thực hiện", "Measures taken")}: {facts.Measures ?? NotKnown(page)}

            {page.T($"Lập lúc {PersonHistory.Moment(now)} từ sổ theo dõi vi phạm. Kiểm tra và chuyển sang mẫu của cơ quan chuyên trách trước khi gửi.", $"Made at {PersonHistory.Moment(now)} from the register of breaches. Check it and put it into the authority's form before it is sent.")}

            """;
    }

    private static int Hours(Breach breach, DateTimeOffset now) => (int)(breach.NotifyBy - now).TotalHours;

    private static string NotKnown(PageContext page) => page.T("chưa rõ", "not known yet");
}

using TalentRegistry.Data.Headcounts;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

/// <summary>How the pages say what was done to agencies and units.</summary>
internal static class AgencyWords
{
    public static string Of(Language language, ReorganisationKind kind) => kind switch
    {
        ReorganisationKind.Create => language.In("Thành lập", "Founded"),
        ReorganisationKind.Rename => language.In("Đổi tên", "Renamed"),
        ReorganisationKind.Reclassify => language.In("Đổi lĩnh vực, loại hình", "Reclassified"),
        ReorganisationKind.Merge => language.In("Sáp nhập", "Merged"),
        ReorganisationKind.Split => language.In("Chia, tách", "Split"),
        ReorganisationKind.Move => language.In("Chuyển", "Moved"),
        _ => language.In("Giải thể", "Closed"),
    };

    public static string Of(Language language, ReorganisationRow operation) => Of(language, operation.Kind)
        + (operation.Subject == ReorganisationSubject.Unit ? language.In(" đơn vị hành chính", " (administrative units)") : "");

    /// <summary>The heading of the page on which it is done.</summary>
    public static string Doing(Language language, ReorganisationKind kind) => kind switch
    {
        ReorganisationKind.Create => language.In("Thành lập đơn vị trực thuộc", "Found an agency below it"),
        ReorganisationKind.Rename => language.In("Đổi tên cơ quan", "Rename an agency"),
        ReorganisationKind.Reclassify => language.In("Đổi lĩnh vực, loại hình, cấp", "Change sector, kind or level"),
        ReorganisationKind.Merge => language.In("Sáp nhập, hợp nhất cơ quan", "Merge agencies"),
        ReorganisationKind.Split => language.In("Chia, tách cơ quan", "Split an agency"),
        ReorganisationKind.Move => language.In("Chuyển cơ quan", "Move an agency"),
        _ => language.In("Giải thể cơ quan", "Close an agency"),
    };

    public static string Of(Language language, ReorganisedPart part) => part switch
    {
        ReorganisedPart.Founded => language.In("Thành lập", "Founded"),
        ReorganisedPart.Changed => language.In("Tiếp tục, có thay đổi", "Goes on, changed"),
        _ => language.In("Kết thúc", "Ends"),
    };

    public static string Of(Language language, GovernmentLevel level) => level switch
    {
        GovernmentLevel.Central => language.In("Trung ương", "Central"),
        GovernmentLevel.Province => language.In("Cấp tỉnh", "Province"),
        GovernmentLevel.District => language.In("Cấp huyện (đến 30/6/2025)", "District (until 30 June 2025)"),
        _ => language.In("Cấp xã", "Commune"),
    };

    /// <summary>Which level; outside the state there is none.</summary>
    public static string LevelOf(Language language, GovernmentLevel? level) => level is { } known ? Of(language, known) : language.In("Ngoài nhà nước", "Outside the state");

    /// <summary>What kinds of bodies are called.</summary>
    public static string KindOf(Language language, string kind) => AgencyKinds.Names.GetValueOrDefault(kind)?.In(language.Tag()) ?? kind;

    public static string Of(Language language, Ownership ownership) => ownership switch
    {
        Ownership.Party => language.In("Đảng, Mặt trận, đoàn thể", "Party, Fatherland Front, mass organisations"),
        Ownership.State => language.In("Cơ quan nhà nước", "State administration"),
        Ownership.Public => language.In("Sự nghiệp công lập, doanh nghiệp nhà nước", "Public service unit or state enterprise"),
        Ownership.Cooperative => language.In("Hợp tác xã", "Cooperative"),
        Ownership.Private => language.In("Tư nhân", "Private"),
        _ => language.In("Hội", "Association"),
    };

    /// <summary>A count as the reader may see it: planners are not told of so few that they would know them.</summary>
    public static string Count(Language language, int? people, bool hidesSmall) => people switch
    {
        null => "",
        > 0 and < SmallCellLimit when hidesSmall => "< 5",
        { } known => language.Format(known, 0),
    };

    /// <summary>The same in a file: null where it is not told.</summary>
    public static int? Told(int? people, bool hidesSmall) => hidesSmall && people is > 0 and < SmallCellLimit ? null : people;

    private const int SmallCellLimit = HeadcountQuery.LeastTold;
}

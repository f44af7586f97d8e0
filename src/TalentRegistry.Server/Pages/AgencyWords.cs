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
        ReorganisationKind.Merge => language.In("Sáp nhập", "Merged"),
        ReorganisationKind.Split => language.In("Chia, tách", "Split"),
        ReorganisationKind.Move => language.In("Chuyển", "Moved"),
        _ => language.In("Giải thể", "Closed"),
    };

    public static string Of(Language language, ReorganisationRow operation) => Of(language, operation.Kind)
        + (operation.Subject == ReorganisationSubject.Unit ? language.In(" đơn vị hành chính", " (administrative units)") : "");

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

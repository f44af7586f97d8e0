using TalentRegistry.Data.Units;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Units;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Units;

/// <summary>How the pages speak of administrative units.</summary>
internal static class UnitWords
{
    public static string Of(Language language, UnitLevel level) => level switch
    {
        UnitLevel.Country => language.In("Cả nước", "Country"),
        UnitLevel.Province => language.In("Cấp tỉnh", "Province"),
        UnitLevel.District => language.In("Cấp huyện", "District"),
        _ => language.In("Cấp xã", "Commune"),
    };

    /// <summary>The heading of the page on which it is done.</summary>
    public static string Doing(Language language, ReorganisationKind kind) => kind switch
    {
        ReorganisationKind.Create => language.In("Thành lập đơn vị cấp xã", "Found a commune"),
        ReorganisationKind.Rename => language.In("Đổi tên đơn vị hành chính", "Rename a unit"),
        ReorganisationKind.Merge => language.In("Nhập đơn vị hành chính", "Merge units"),
        ReorganisationKind.Split => language.In("Chia, tách đơn vị hành chính", "Split a unit"),
        ReorganisationKind.Move => language.In("Chuyển sang tỉnh khác", "Move to another province"),
        _ => language.In("Giải thể đơn vị hành chính", "Close a unit"),
    };

    /// <summary>What can be done to a unit: only provinces have communes to be founded in them, and only communes move.</summary>
    public static IEnumerable<ReorganisationKind> Kinds(UnitLevel level) =>
        UnitOperation.Kinds.Where(kind => kind != (level == UnitLevel.Province ? ReorganisationKind.Move : ReorganisationKind.Create));
}

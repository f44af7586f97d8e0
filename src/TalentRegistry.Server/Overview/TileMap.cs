namespace TalentRegistry.Server.Overview;

/// <summary>
/// Where the districts of the four provinces of the plans lie to each other, up to 30 June 2025: rows from north to south, columns from west to east, each from 1. Compiled by hand from
/// administrative maps; neighbours are near each other as far as a grid of squares allows. Keys are those of db/reference/administrative_unit.csv.
/// </summary>
internal static class TileMap
{
    /// <summary>Columns of the widest of them.</summary>
    public const int Columns = 4;

    private static readonly Dictionary<string, (int Row, int Column)> Places = new(StringComparer.Ordinal)
    {
        // Điện Biên: Mường Nhé, Nậm Pồ, Mường Lay, Tủa Chùa; Mường Chà, Mường Ảng, Tuần Giáo; Điện Biên, Điện Biên Phủ, Điện Biên Đông.
        ["D096"] = (1, 1), ["D103"] = (1, 2), ["D095"] = (1, 3), ["D098"] = (1, 4),
        ["D097"] = (2, 2), ["D102"] = (2, 3), ["D099"] = (2, 4),
        ["D100"] = (3, 1), ["D094"] = (3, 2), ["D101"] = (3, 3),
        // Lai Châu: Mường Tè, Phong Thổ; Nậm Nhùn, Sìn Hồ, Lai Châu, Tam Đường; Tân Uyên; Than Uyên.
        ["D107"] = (1, 1), ["D109"] = (1, 3),
        ["D112"] = (2, 1), ["D108"] = (2, 2), ["D105"] = (2, 3), ["D106"] = (2, 4),
        ["D111"] = (3, 4),
        ["D110"] = (4, 4),
        // Hải Dương: Chí Linh, Kinh Môn; Cẩm Giàng, Hải Dương, Nam Sách, Kim Thành; Bình Giang, Gia Lộc, Tứ Kỳ, Thanh Hà; Thanh Miện, Ninh Giang.
        ["D290"] = (1, 3), ["D292"] = (1, 4),
        ["D295"] = (2, 1), ["D288"] = (2, 2), ["D291"] = (2, 3), ["D293"] = (2, 4),
        ["D296"] = (3, 1), ["D297"] = (3, 2), ["D298"] = (3, 3), ["D294"] = (3, 4),
        ["D300"] = (4, 1), ["D299"] = (4, 2),
        // Kon Tum: Đắk Glei, Tu Mơ Rông; Ngọc Hồi, Đắk Tô, Kon Plông; Sa Thầy, Đắk Hà, Kon Rẫy; Ia H' Drai, Kon Tum.
        ["D610"] = (1, 1), ["D617"] = (1, 2),
        ["D611"] = (2, 1), ["D612"] = (2, 2), ["D613"] = (2, 3),
        ["D616"] = (3, 1), ["D615"] = (3, 2), ["D614"] = (3, 3),
        ["D618"] = (4, 1), ["D608"] = (4, 2),
    };

    /// <summary>The place of each of these districts; null where one of them has none, two would share one, or there is but one: they are then told by name.</summary>
    public static IReadOnlyDictionary<string, (int Row, int Column)>? Of(IReadOnlyCollection<string> units) =>
        units.Count > 1 && units.All(Places.ContainsKey) && units.DistinctBy(unit => Places[unit]).Count() == units.Count
            ? units.ToDictionary(unit => unit, unit => Places[unit], StringComparer.Ordinal)
            : null;
}

using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Pages;

/// <summary>Kinds of agencies (loại hình cơ quan, đơn vị) as pages name them. Lists may hold others, which stand under their own word.</summary>
internal static class AgencyKinds
{
    // Bodies of the Party and the state first, then services, then the economy.
    private static readonly Dictionary<string, (string Vi, string En)> Names = new(StringComparer.Ordinal)
    {
        ["party_committee"] = ("Cấp ủy, cơ quan Đảng", "Party committee"),
        ["mass_organisation"] = ("Mặt trận Tổ quốc, đoàn thể", "Fatherland Front, mass organisation"),
        ["association"] = ("Hội", "Association"),
        ["people_committee"] = ("Ủy ban nhân dân", "People's committee"),
        ["department"] = ("Sở", "Provincial department"),
        ["division"] = ("Phòng", "Division"),
        ["court"] = ("Tòa án nhân dân", "People's court"),
        ["hospital"] = ("Bệnh viện", "Hospital"),
        ["health_centre"] = ("Trung tâm y tế, kiểm soát bệnh tật", "Health centre, disease control"),
        ["health_station"] = ("Trạm y tế", "Health station"),
        ["kindergarten"] = ("Trường mầm non", "Kindergarten"),
        ["primary_school"] = ("Trường tiểu học", "Primary school"),
        ["lower_secondary_school"] = ("Trường trung học cơ sở", "Lower secondary school"),
        ["upper_secondary_school"] = ("Trường trung học phổ thông", "Upper secondary school"),
        ["school"] = ("Trường học", "School"),
        ["university"] = ("Trường đại học, cao đẳng", "University, college"),
        ["research_centre"] = ("Trung tâm nghiên cứu, ứng dụng", "Research centre"),
        ["museum"] = ("Bảo tàng", "Museum"),
        ["newspaper"] = ("Báo, đài phát thanh truyền hình", "Newspaper, broadcaster"),
        ["service_unit"] = ("Đơn vị sự nghiệp khác", "Other public service unit"),
        ["enterprise"] = ("Doanh nghiệp", "Enterprise"),
        ["bank"] = ("Ngân hàng", "Bank"),
        ["cooperative"] = ("Hợp tác xã", "Cooperative"),
        ["self_employed"] = ("Hộ kinh doanh, lao động tự do", "Self-employed"),
    };

    /// <summary>Those known, like beside like, and those in use beside them.</summary>
    public static IEnumerable<(string Code, string Name)> All(Language language, IEnumerable<string> inUse) =>
        Names.Keys.Union(inUse, StringComparer.Ordinal).Select(code => (code, Of(language, code)));

    /// <summary>A kind in words.</summary>
    public static string Of(Language language, string code) => Names.TryGetValue(code, out var name) ? language.In(name.Vi, name.En) : code;
}

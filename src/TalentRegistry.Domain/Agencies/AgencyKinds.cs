using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Domain.Agencies;

/// <summary>Kinds of agencies (loại hình cơ quan, đơn vị) that have a name. Lists may hold others, which stand under their own word.</summary>
public static class AgencyKinds
{
    /// <summary>Names by kind: bodies of the Party and the state first, then services, then the economy.</summary>
    public static IReadOnlyDictionary<string, Bilingual> Names { get; } = new Dictionary<string, Bilingual>(StringComparer.Ordinal)
    {
        ["party_committee"] = new("Cấp ủy, cơ quan Đảng", "Party committee"),
        ["mass_organisation"] = new("Mặt trận Tổ quốc, đoàn thể", "Fatherland Front, mass organisation"),
        ["association"] = new("Hội", "Association"),
        ["people_committee"] = new("Ủy ban nhân dân", "People's committee"),
        ["department"] = new("Sở", "Provincial department"),
        ["division"] = new("Phòng", "Division"),
        ["court"] = new("Tòa án nhân dân", "People's court"),
        ["hospital"] = new("Bệnh viện", "Hospital"),
        ["health_centre"] = new("Trung tâm y tế, kiểm soát bệnh tật", "Health centre, disease control"),
        ["health_station"] = new("Trạm y tế", "Health station"),
        ["kindergarten"] = new("Trường mầm non", "Kindergarten"),
        ["primary_school"] = new("Trường tiểu học", "Primary school"),
        ["lower_secondary_school"] = new("Trường trung học cơ sở", "Lower secondary school"),
        ["upper_secondary_school"] = new("Trường trung học phổ thông", "Upper secondary school"),
        ["school"] = new("Trường học", "School"),
        ["university"] = new("Trường đại học, cao đẳng", "University, college"),
        ["research_centre"] = new("Trung tâm nghiên cứu, ứng dụng", "Research centre"),
        ["museum"] = new("Bảo tàng", "Museum"),
        ["newspaper"] = new("Báo, đài phát thanh truyền hình", "Newspaper, broadcaster"),
        ["service_unit"] = new("Đơn vị sự nghiệp khác", "Other public service unit"),
        ["enterprise"] = new("Doanh nghiệp", "Enterprise"),
        ["bank"] = new("Ngân hàng", "Bank"),
        ["cooperative"] = new("Hợp tác xã", "Cooperative"),
        ["self_employed"] = new("Hộ kinh doanh, lao động tự do", "Self-employed"),
    };

    /// <summary>Those known, like beside like, and those in use beside them.</summary>
    public static IEnumerable<(string Code, Bilingual Name)> All(IEnumerable<string> inUse) =>
        Names.Keys.Union(inUse, StringComparer.Ordinal).Select(code => (code, Names.GetValueOrDefault(code) ?? new(code, code)));
}

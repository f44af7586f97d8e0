using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Headcounts;

/// <summary>Where the names of a dimension's values come from: a reference list, by SQL, or the words below for values that are ours.</summary>
internal static class DimensionNames
{
    private static readonly Dictionary<string, (string Vi, string En)> Words = new(StringComparer.Ordinal)
    {
        [SnakeCase.Of(Sex.Male)] = ("Nam", "Male"),
        [SnakeCase.Of(Sex.Female)] = ("Nữ", "Female"),
        [SnakeCase.Of(EmploymentKind.Cadre)] = ("Cán bộ", "Cadre"),
        [SnakeCase.Of(EmploymentKind.CivilServant)] = ("Công chức", "Civil servant"),
        [SnakeCase.Of(EmploymentKind.PublicEmployee)] = ("Viên chức", "Public employee"),
        [SnakeCase.Of(EmploymentKind.Contract)] = ("Hợp đồng lao động", "Contract"),
        [SnakeCase.Of(EmploymentKind.Private)] = ("Khu vực ngoài nhà nước", "Private"),
        [SnakeCase.Of(EmploymentKind.SelfEmployed)] = ("Lao động tự do", "Self-employed"),
        [SnakeCase.Of(LeadershipRank.DeputyDivisionHead)] = ("Phó trưởng phòng và tương đương", "Deputy division head"),
        [SnakeCase.Of(LeadershipRank.DivisionHead)] = ("Trưởng phòng và tương đương", "Division head"),
        [SnakeCase.Of(LeadershipRank.DeputyHead)] = ("Phó thủ trưởng cơ quan", "Deputy head of agency"),
        [SnakeCase.Of(LeadershipRank.Head)] = ("Thủ trưởng cơ quan", "Head of agency"),
        ["0-24"] = ("Dưới 25 tuổi", "Under 25"),
        ["65+"] = ("Từ 65 tuổi", "65 and over"),
    };

    /// <summary>The reference table of a dimension with its columns of code, Vietnamese and English name; null for values that are ours.</summary>
    public static (string Table, string Code, string Vi, string En)? ListOf(HeadcountDimension by) => by switch
    {
        HeadcountDimension.Sector => ("reference.sector", "code", "name_vi", "name_en"),
        HeadcountDimension.Profession => ("reference.profession", "code", "name_vi", "name_en"),
        HeadcountDimension.DegreeLevel => ("reference.degree_level", "code", "name_vi", "name_en"),
        HeadcountDimension.Field => ("reference.field_of_study", "code", "name_vi", "name_en"),
        // Places and peoples have one name in all languages.
        HeadcountDimension.EthnicGroup => ("reference.ethnic_group", "code", "name", "name"),
        HeadcountDimension.Province or HeadcountDimension.District or HeadcountDimension.Commune => ("reference.administrative_unit", "id", "name", "name"),
        _ => null,
    };

    /// <summary>The key of a value that is ours, or of "unknown or none".</summary>
    public static HeadcountKey Of(HeadcountDimension by, string? code)
    {
        var (vi, en) = code switch
        {
            null when by == HeadcountDimension.LeadershipRank => ("Không giữ chức vụ", "No leadership rank"),
            null when by == HeadcountDimension.DegreeLevel => ("Chưa có văn bằng trong hồ sơ", "No degree on file"),
            null => ("Chưa rõ", "Unknown"),
            _ when Words.TryGetValue(code, out var words) => words,
            _ => ($"{code} tuổi", $"{code} years"),
        };
        return new HeadcountKey(code, vi, en);
    }

    /// <summary>Where a value stands among those of its dimension: ranks from the lowest, all else by code, unknown last.</summary>
    public static string OrderOf(HeadcountDimension by, string? code) => code switch
    {
        null => "~",
        _ when by == HeadcountDimension.LeadershipRank => ((int)SnakeCase.Parse<LeadershipRank>(code)).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ when by == HeadcountDimension.EmploymentKind => ((int)SnakeCase.Parse<EmploymentKind>(code)).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => code,
    };
}

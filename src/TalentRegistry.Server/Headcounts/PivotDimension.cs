using TalentRegistry.Data;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Headcounts;

/// <summary>By what the pivot tells people apart: a dimension of headcounts, or the year.</summary>
/// <param name="By">The dimension; null for the year.</param>
public sealed record PivotDimension(HeadcountDimension? By)
{
    /// <summary>The years up to the day.</summary>
    public static PivotDimension Year { get; } = new((HeadcountDimension?)null);

    /// <summary>All, as the page offers them.</summary>
    public static IReadOnlyList<PivotDimension> All { get; } =
    [
        .. ((HeadcountDimension[])[
            HeadcountDimension.Sector, HeadcountDimension.District, HeadcountDimension.Province, HeadcountDimension.Profession, HeadcountDimension.DegreeLevel, HeadcountDimension.Field,
            HeadcountDimension.Sex, HeadcountDimension.AgeBand, HeadcountDimension.EthnicGroup, HeadcountDimension.LeadershipRank, HeadcountDimension.EmploymentKind,
        ]).Select(by => new PivotDimension(by)),
        Year,
    ];

    /// <summary>Its name in an address.</summary>
    public string Name => By is { } by ? SnakeCase.Of(by) : "year";

    /// <summary>Whether it is the year.</summary>
    public bool IsYear => By is null;

    /// <summary>The dimension of a name; null where there is none.</summary>
    public static PivotDimension? Of(string? name) => All.FirstOrDefault(each => each.Name == name);

    /// <summary>Its name in words.</summary>
    public string In(Language language) => By switch
    {
        HeadcountDimension.Sector => language.In("Lĩnh vực", "Sector"),
        HeadcountDimension.District => language.In("Huyện", "District"),
        HeadcountDimension.Province => language.In("Tỉnh", "Province"),
        HeadcountDimension.Profession => language.In("Nghề", "Profession"),
        HeadcountDimension.DegreeLevel => language.In("Trình độ", "Degree"),
        HeadcountDimension.Field => language.In("Ngành đào tạo", "Field"),
        HeadcountDimension.Sex => language.In("Giới tính", "Sex"),
        HeadcountDimension.AgeBand => language.In("Nhóm tuổi", "Age band"),
        HeadcountDimension.EthnicGroup => language.In("Dân tộc", "Ethnic group"),
        HeadcountDimension.LeadershipRank => language.In("Chức vụ", "Rank"),
        HeadcountDimension.EmploymentKind => language.In("Loại lao động", "Kind of employment"),
        _ => language.In("Năm", "Year"),
    };
}

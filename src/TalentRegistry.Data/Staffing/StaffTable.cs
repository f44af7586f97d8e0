namespace TalentRegistry.Data.Staffing;

/// <summary>Which people a statistical table of number and quality (biểu thống kê số lượng, chất lượng) is about.</summary>
/// <param name="Code">Short name of its sheet.</param>
/// <param name="TitleVi">Title.</param>
/// <param name="Form">The form that its columns follow.</param>
/// <param name="EmploymentKinds">cadre, civil_servant, public_employee.</param>
/// <param name="InCommunes">True: of communes alone; false: of all others; null: wherever they are.</param>
public sealed record StaffTable(string Code, string TitleVi, string Form, IReadOnlyList<string> EmploymentKinds, bool? InCommunes)
{
    /// <summary>The tables that a department hands in, in the order of letter 2114/BNV-CCVC of 2022.</summary>
    public static readonly IReadOnlyList<StaffTable> All =
    [
        new("BM01 Công chức", "BÁO CÁO SỐ LƯỢNG, CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC TỪ CẤP HUYỆN TRỞ LÊN", "BM01/BNV, Thông tư 11/2012/TT-BNV", ["cadre", "civil_servant"], false),
        new("BM02 Cấp xã", "BÁO CÁO SỐ LƯỢNG, CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ", "BM02/BNV, Thông tư 11/2012/TT-BNV", ["cadre", "civil_servant"], true),
        new("Viên chức", "BÁO CÁO SỐ LƯỢNG, CHẤT LƯỢNG VIÊN CHỨC", "Thông tư 07/2019/TT-BNV", ["public_employee"], null),
    ];
}

/// <summary>An agency of a table with its counts.</summary>
/// <param name="Code">Code of the agency.</param>
/// <param name="Name">Its name.</param>
/// <param name="Counts">One for each of <see cref="StaffCounts.All"/>.</param>
public sealed record StaffRow(string Code, string Name, IReadOnlyList<int> Counts);

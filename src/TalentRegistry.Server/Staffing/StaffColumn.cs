using TalentRegistry.Data.Staffing;

namespace TalentRegistry.Server.Staffing;

/// <summary>A numbered column of the statistical forms.</summary>
/// <param name="Path">Its headings from the top; columns with the same beginning stand under one.</param>
/// <param name="Count">The count of <see cref="StaffCounts"/> that fills it; null where the registry does not hold what it asks for.</param>
internal sealed record StaffColumn(IReadOnlyList<string> Path, string? Count)
{
    /// <summary>Levels of headings.</summary>
    public const int Levels = 4;

    /// <summary>
    /// The columns of BM01/BNV (Circular 11/2012/TT-BNV) as two public programs of departments print them; both print those of public employees (viên chức) alike.
    /// The circular's own text was not at hand.
    /// </summary>
    public static readonly IReadOnlyList<StaffColumn> All =
    [
        new(["Tổng số biên chế được giao"], null),
        new(["Tổng số hiện có"], StaffCounts.Total),
        new(["Trong đó", "Nữ"], "women"),
        new(["Trong đó", "Đảng viên"], null),
        new(["Trong đó", "Dân tộc thiểu số"], "minorities"),
        new(["Trong đó", "Tôn giáo"], null),
        new(["Chia theo ngạch", "Chuyên viên cao cấp & TĐ"], null),
        new(["Chia theo ngạch", "Chuyên viên chính & TĐ"], null),
        new(["Chia theo ngạch", "Chuyên viên & TĐ"], null),
        new(["Chia theo ngạch", "Cán sự & TĐ"], null),
        new(["Chia theo ngạch", "Nhân viên"], null),
        new(["Trình độ đào tạo chia theo", "Chuyên môn", "Tiến sĩ"], "doctor"),
        new(["Trình độ đào tạo chia theo", "Chuyên môn", "Thạc sĩ"], "master"),
        new(["Trình độ đào tạo chia theo", "Chuyên môn", "Đại học"], "bachelor"),
        new(["Trình độ đào tạo chia theo", "Chuyên môn", "Cao đẳng"], "college"),
        new(["Trình độ đào tạo chia theo", "Chuyên môn", "Trung cấp"], "intermediate"),
        new(["Trình độ đào tạo chia theo", "Chuyên môn", "Sơ cấp"], "elementary"),
        new(["Trình độ đào tạo chia theo", "Chính trị", "Cử nhân"], "politics_bachelor"),
        new(["Trình độ đào tạo chia theo", "Chính trị", "Cao cấp"], "politics_advanced"),
        new(["Trình độ đào tạo chia theo", "Chính trị", "Trung cấp"], "politics_intermediate"),
        new(["Trình độ đào tạo chia theo", "Chính trị", "Sơ cấp"], "politics_elementary"),
        new(["Trình độ đào tạo chia theo", "Tin học", "Trung cấp trở lên"], "informatics_degree"),
        new(["Trình độ đào tạo chia theo", "Tin học", "Chứng chỉ"], "informatics_certificate"),
        new(["Trình độ đào tạo chia theo", "Ngoại ngữ", "Tiếng Anh", "Đại học trở lên"], null),
        new(["Trình độ đào tạo chia theo", "Ngoại ngữ", "Tiếng Anh", "Chứng chỉ"], "english"),
        new(["Trình độ đào tạo chia theo", "Ngoại ngữ", "Ngoại ngữ khác", "Đại học trở lên"], null),
        new(["Trình độ đào tạo chia theo", "Ngoại ngữ", "Ngoại ngữ khác", "Chứng chỉ"], "other_language"),
        new(["Trình độ đào tạo chia theo", "Chứng chỉ tiếng dân tộc"], null),
        new(["Trình độ đào tạo chia theo", "Quản lý nhà nước", "Chuyên viên cao cấp & TĐ"], "state_principal"),
        new(["Trình độ đào tạo chia theo", "Quản lý nhà nước", "Chuyên viên chính & TĐ"], "state_senior"),
        new(["Trình độ đào tạo chia theo", "Quản lý nhà nước", "Chuyên viên & TĐ"], "state_specialist"),
        new(["Chia theo độ tuổi", "Từ 30 trở xuống"], "to_30"),
        new(["Chia theo độ tuổi", "Từ 31 đến 40"], "to_40"),
        new(["Chia theo độ tuổi", "Từ 41 đến 50"], "to_50"),
        new(["Chia theo độ tuổi", "Từ 51 đến 60", "Tổng số"], "to_60"),
        new(["Chia theo độ tuổi", "Từ 51 đến 60", "Nữ từ 51 đến 55"], "women_to_55"),
        new(["Chia theo độ tuổi", "Từ 51 đến 60", "Nam từ 56 đến 60"], "men_from_56"),
        new(["Chia theo độ tuổi", "Trên tuổi nghỉ hưu"], "over_60"),
        new(["Ngoài biểu: không thuộc cột chuyên môn nào"], StaffCounts.OtherDegree),
    ];

    /// <summary>What is to be known of the columns, in the order in which it is printed under a table.</summary>
    public static readonly IReadOnlyList<string> Notes =
    [
        "Cột tô xám: sổ đăng ký không có dữ liệu này nên để trống, không phải bằng 0: biên chế được giao, đảng viên, tôn giáo, ngạch, bằng đại học ngoại ngữ, chứng chỉ tiếng dân tộc.",
        "Người: có vị trí công tác chính ở cơ quan vào ngày lập, trong phạm vi cơ quan của cán bộ lập biểu. Cán bộ và công chức được đếm chung vì biểu không có cột riêng.",
        "Chuyên môn: bằng cao nhất trong hồ sơ đến năm lập; chuyên khoa cấp I và bác sĩ nội trú tính như thạc sĩ, chuyên khoa cấp II như tiến sĩ, theo danh mục trình độ. Người chưa ghi bằng hoặc dưới sơ cấp ở cột cuối, ngoài biểu, để các cột cộng lại bằng tổng số.",
        "Chính trị, quản lý nhà nước: chứng chỉ cao nhất. Tin học từ trung cấp trở lên: bằng từ trung cấp trở lên ngành công nghệ thông tin và truyền thông; chứng chỉ: người có chứng chỉ mà không có bằng đó. Ngoại ngữ: người có chứng chỉ còn hiệu lực; một người có thể ở cả hai cột.",
        "Tuổi: tròn năm vào ngày lập; chỉ biết năm sinh thì lấy hiệu số năm. \"Trên tuổi nghỉ hưu\": trên 60 tuổi, như khi biểu được ban hành; tuổi nghỉ hưu hiện nay theo Nghị định 135/2020/NĐ-CP cao hơn.",
        "Tên cột theo BM01/BNV như các phần mềm công khai in ra; hãy đối chiếu với biểu đang có hiệu lực trước khi nộp.",
    ];
}

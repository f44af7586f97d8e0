using System.Text;
using TalentRegistry.Data.Demo;
using TalentRegistry.Domain.Names;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Importing;

public sealed class HeadingTests
{
    [Theory]
    [InlineData("HỌ VÀ TÊN", "full_name")]
    [InlineData("Họ  và\ntên", "full_name")]
    [InlineData("Ho va ten", "full_name")]
    [InlineData("HO TEN", "full_name")]
    [InlineData("Họ và tên (chữ in hoa)", "full_name")]
    [InlineData("2. Họ và tên", "full_name")]
    [InlineData("Họ và tên *", "full_name")]
    [InlineData("Họ và tên CBCC, VC", "full_name")]
    [InlineData("Họ tên cán bộ, giáo viên", "full_name")]
    [InlineData("Họ vả tên", "full_name")]
    [InlineData("Ngày, tháng,\nnăm sinh", "date_of_birth")]
    [InlineData("NGÀY THÁNG NĂM SINH", "date_of_birth")]
    [InlineData("Ngay thang nam sinh", "date_of_birth")]
    [InlineData("Ngày tháng\r\nnăm sinh (dd/mm/yyyy)", "date_of_birth")]
    [InlineData("Ngày/ tháng/ năm sinh", "date_of_birth")]
    [InlineData("NĂM SINH", "birth_year")]
    [InlineData("Nam sinh", "birth_year")]
    [InlineData("Giới tính (Nam/Nữ)", "sex")]
    [InlineData("GIOI TINH", "sex")]
    [InlineData("Giới\ntính", "sex")]
    [InlineData("DÂN TỘC", "ethnic_group")]
    [InlineData("Dân tôc", "ethnic_group")]
    [InlineData("Số CCCD/ĐDCN", "citizen_id")]
    [InlineData("Số căn cước/ CCCD", "citizen_id")]
    [InlineData("Số CMND/ CCCD", "citizen_id")]
    [InlineData("SỐ ĐỊNH DANH CÁ NHÂN", "citizen_id")]
    [InlineData("So dinh danh ca nhan", "citizen_id")]
    [InlineData("Số hiệu CBCC", "staff_code")]
    [InlineData("Mã số cán bộ, công chức", "staff_code")]
    [InlineData("Quê quán (xã, huyện, tỉnh)", "home_place")]
    [InlineData("QUÊ QUÁN", "home_place")]
    [InlineData("Que quan", "home_place")]
    [InlineData("Đơn vị công tác", "agency")]
    [InlineData("Cơ quan, đơn vị\nđang công tác", "agency")]
    [InlineData("ĐƠN VỊ", "agency")]
    [InlineData("Chức vụ, chức danh", "position_title")]
    [InlineData("CHỨC VỤ", "position_title")]
    [InlineData("Chức vụ/ Chức danh", "position_title")]
    [InlineData("Chức vụ hiện nay", "position_title")]
    [InlineData("Vị trí việc làm (VTVL)", "position_title")]
    [InlineData("Chức danh nghề nghiệp", "profession")]
    [InlineData("Ngạch/ CDNN", "profession")]
    [InlineData("Ngày bổ nhiệm", "posting_from")]
    [InlineData("Ngày được tuyển dụng", "recruited_on")]
    [InlineData("Ngày tuyển dụng", "recruited_on")]
    [InlineData("Năm tốt nghiệp", "awarded_year")]
    [InlineData("Năm TN", "awarded_year")]
    [InlineData("Trình độ chuyên môn", "degree_level")]
    [InlineData("TRÌNH ĐỘ CHUYÊN MÔN", "degree_level")]
    [InlineData("Trình độ\nCM", "degree_level")]
    [InlineData("15.2- Trình độ chuyên môn cao nhất", "degree_level")]
    [InlineData("Trình độ đào tạo", "degree_level")]
    [InlineData("Chuyên ngành đào tạo", "degree_field")]
    [InlineData("Chuyên ngành ĐT", "degree_field")]
    [InlineData("Cơ sở đào tạo", "institution")]
    [InlineData("Tên cơ sở đào tạo", "institution")]
    [InlineData("Hình thức đào tạo", "study_mode")]
    [InlineData("Hệ đào tạo", "study_mode")]
    [InlineData("Lý luận chính trị", "political_theory")]
    [InlineData("Lí luận chính trị", "political_theory")]
    [InlineData("Trình độ LLCT", "political_theory")]
    [InlineData("Quản lý nhà nước", "state_management")]
    [InlineData("Ngoại ngữ", "foreign_language")]
    [InlineData("Tin học", "informatics")]
    [InlineData("Ngày vào Đảng", "party")]
    [InlineData("Ngày vào Đảng CSVN", "party")]
    [InlineData("Tôn giáo", "religion")]
    [InlineData("Hệ số lương", "salary")]
    [InlineData("Ghi chú", "note")]
    [InlineData("STT", "ordinal")]
    [InlineData("Số\nTT", "ordinal")]
    [InlineData("TT", "ordinal")]
    [InlineData("Hoc vi", "degree_level")]
    [InlineData("Nơi ở hiện nay", "residence")]
    [InlineData("Tình trạng sức khoẻ", "health")]
    [InlineData("Tình trạng sức khỏe", "health")]
    [InlineData("Trình độ theo yêu cầu VTVL", "required_level")]
    [InlineData("Loại hợp đồng", "employment_kind")]
    [InlineData("Biên chế/ Hợp đồng", "employment_kind")]
    public void Headings_are_known_in_the_spellings_of_real_lists(string heading, string field) =>
        Assert.Equal(field, Match([VietnameseText.Clean(heading)]));

    [Theory]
    [InlineData("Ngày sinh", "Nam", "born_male")]
    [InlineData("NTNS", "Nữ", "born_female")]
    [InlineData("Ngày tháng năm sinh", "NAM", "born_male")]
    [InlineData("Năm sinh", "Nu", "born_female")]
    [InlineData("Giới tính", "Nam", "male_mark")]
    [InlineData("Giới", "Nữ", "female_mark")]
    [InlineData("Ngày sinh", "Năm", "birth_year")]
    [InlineData("Ngày sinh", "Tháng", "birth_month")]
    [InlineData("Trình độ chuyên môn", "Thạc sĩ", "degree_mark:E50")]
    [InlineData("Trình độ", "ĐH", "degree_mark:E40")]
    [InlineData("Trình độ CM", "Chuyên ngành", "degree_field")]
    [InlineData("Trình độ đào tạo", "Năm tốt nghiệp", "awarded_year")]
    [InlineData("Quê quán", "Huyện", "home_district")]
    [InlineData("Căn cước công dân", "Số", "citizen_id")]
    [InlineData("CCCD", "Ngày cấp", "id_issued")]
    [InlineData("Lương hiện hưởng", "Hệ số", "salary")]
    [InlineData("Thông tin cá nhân", "Họ và tên", "full_name")]
    public void Headings_below_a_group_mean_what_the_group_makes_of_them(string group, string leaf, string field) =>
        Assert.Equal(field, Match([group, leaf]));

    [Theory]
    [InlineData("Nguyễn Văn An")]
    [InlineData("05/03/1980")]
    [InlineData("Danh sách cán bộ, công chức, viên chức năm 2025")]
    [InlineData("Bệnh viện Đa khoa tỉnh")]
    [InlineData("(1)")]
    public void What_is_no_heading_is_not_taken_for_one(string text) => Assert.Null(Match([text]));

    // Several hundred spellings, each in the ways in which a heading is typed.
    [Fact]
    public void Every_known_heading_is_known_in_capitals_decomposed_broken_into_lines_and_numbered()
    {
        var wrong = new List<string>();
        foreach (var row in CsvTable.Read(Repository.Path("db", "reference", "import"), "heading.csv"))
        {
            var path = row["heading"].Split(" > ");
            if (path.Length == 1 && VietnameseText.Fold(path[0]).Length < 2)
                continue;
            foreach (var form in Forms(path))
                if (Match(form) is var field && field != row["field"])
                    wrong.Add($"{string.Join(" > ", form)}: {field}, not {row["field"]}");
        }

        Assert.Empty(wrong);
    }

    private static IEnumerable<string[]> Forms(string[] path)
    {
        yield return path;
        yield return Array.ConvertAll(path, part => part.ToUpperInvariant());
        yield return Array.ConvertAll(path, part => part.Normalize(NormalizationForm.FormD));
        yield return Array.ConvertAll(path, part => VietnameseText.Clean(part.Replace(" ", " \r\n ", StringComparison.Ordinal)));
        yield return [.. path[..^1], $"{path[^1]} (*)"];
    }

    private static string? Match(string[] path) => Lists.Vocabulary.Headings.Match(path, resembling: true)?.Field.Code;
}

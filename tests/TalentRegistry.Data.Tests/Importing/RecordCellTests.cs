using System.Globalization;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Tests.Importing;

/// <summary>Certificates, academic titles, awards and the other records as the cells of real lists tell them.</summary>
public sealed class RecordCellTests
{
    [Theory]
    [InlineData("Lý luận chính trị", "Cao cấp", "P30")]
    [InlineData("Trình độ LLCT", "CC", "P30")]
    [InlineData("Trình độ LLCT", "TC LLCT (2015)", "P20 2015-01-01")]
    [InlineData("Lý luận chính trị", "Trung cấp LLCT-HC", "P20")]
    [InlineData("Lý luận chính trị", "Cử nhân CT", "P40")]
    [InlineData("Lý luận chính trị", "Cao cấp LLCT; CVC", "P30 | G30")]
    [InlineData("Lý luận chính trị", "Cao cấp LLCT, Học viện CTQG Hồ Chí Minh, 12/05/2019", "P30 2019-05-12 @Học viện CTQG Hồ Chí Minh")]
    [InlineData("Lý luận chính trị", "Chưa qua", "")]
    [InlineData("Lý luận chính trị", "-", "")]
    [InlineData("Cao cấp LLCT", "x", "P30")]
    [InlineData("Lý luận chính trị", "đang học", "!CERTIFICATE_UNKNOWN")]
    [InlineData("Quản lý nhà nước", "CV", "G20")]
    [InlineData("QLNN", "QLNN ngạch chuyên viên chính năm 2018", "G30 2018-01-01")]
    [InlineData("QLNN", "Chuyên viên cao cấp", "G40")]
    [InlineData("QLNN", "Cao cấp LLCT + chuyên viên chính", "P30 | G30")]
    [InlineData("Ngoại ngữ", "B1 Anh, A2 Pháp", "L30 en | L20 fr")]
    [InlineData("Ngoại ngữ", "Tiếng Anh B1 (2020); tiếng Trung bậc 3/6", "L30 en 2020-01-01 | L30 zh vietnam_six_level")]
    [InlineData("Ngoại ngữ", "Anh: B2 VSTEP", "L40 en vietnam_six_level")]
    [InlineData("Tiếng Anh", "B1", "L30 en")]
    [InlineData("Ngoại ngữ", "B1", "L30 en !LANGUAGE_ASSUMED")]
    [InlineData("Ngoại ngữ", "Anh văn B", "L20 en \"Anh văn B\" !LANGUAGE_LEVEL_CONVERTED")]
    [InlineData("Ngoại ngữ", "IELTS 6.5 (2021)", "L40 en \"IELTS 6.5\" 2021-01-01 !LANGUAGE_LEVEL_CONVERTED")]
    [InlineData("Ngoại ngữ", "TOEIC 600", "L30 en \"TOEIC 600\" !LANGUAGE_LEVEL_CONVERTED")]
    [InlineData("Ngoại ngữ", "Đại học ngoại ngữ", "!CERTIFICATE_UNKNOWN")]
    [InlineData("Tin học", "UDCNTTCB", "digital_skills \"Ứng dụng công nghệ thông tin cơ bản\"")]
    [InlineData("Tin học", "ƯDCNTT cơ bản", "digital_skills \"Ứng dụng công nghệ thông tin cơ bản\"")]
    [InlineData("Tin học", "Nâng cao", "digital_skills \"Ứng dụng công nghệ thông tin nâng cao\"")]
    [InlineData("Tin học", "Tin học B", "digital_skills \"Tin học trình độ B\"")]
    [InlineData("Tin học", "B", "digital_skills \"Tin học trình độ B\"")]
    [InlineData("Tin học", "x", "digital_skills")]
    [InlineData("Tin học", "Không", "")]
    [InlineData("Quốc phòng, an ninh", "Đối tượng 3 (2019)", "national_defence \"Đối tượng 3\" 2019-01-01")]
    [InlineData("Chứng chỉ bồi dưỡng", "CDNN giáo viên THCS hạng II; NVSP 2016", "job_title \"CDNN giáo viên THCS hạng II\" | job_title \"NVSP\" 2016-01-01")]
    [InlineData("Chứng chỉ bồi dưỡng", "Bồi dưỡng kiến thức quốc phòng, an ninh", "national_defence \"Bồi dưỡng kiến thức quốc phòng, an ninh\"")]
    [InlineData("Chứng chỉ bồi dưỡng", "Cao cấp LLCT; B1 tiếng Anh; UDCNTTCB", "P30 | L30 en | digital_skills \"Ứng dụng công nghệ thông tin cơ bản\"")]
    public void Certificates(string heading, string cell, string expected)
    {
        var (records, codes) = Read(heading, cell);

        Assert.Equal(expected, InOne(records.Cast<Certificate>().Select(Told), codes));
    }

    [Theory]
    [InlineData("PGS", "AssociateProfessor ?")]
    [InlineData("PGS.TS", "AssociateProfessor ?")]
    [InlineData("Phó Giáo sư (2016); Giáo sư năm 2022", "AssociateProfessor 2016 | Professor 2022")]
    [InlineData("Không", "")]
    [InlineData("TS", "!ACADEMIC_TITLE_UNKNOWN")]
    public void Academic_titles(string cell, string expected)
    {
        var (records, codes) = Read("Học hàm", cell);

        Assert.Equal(expected, string.Join(" | ", records.Cast<AcademicTitle>().Select(title => $"{title.Rank} {(title.IsDated ? title.RecognisedYear : "?")}")) + codes);
    }

    [Fact]
    public void A_title_written_with_the_degree_is_kept_as_well()
    {
        var person = Lists.ReadCsv("Họ và tên;Năm sinh;Giới tính;Trình độ chuyên môn\nLò Văn An;1970;Nam;PGS.TS").Single;

        Assert.Equal(AcademicRank.AssociateProfessor, Assert.IsType<AcademicTitle>(Assert.Single(person.Records)).Rank);
        Assert.Equal("E60", Assert.Single(person.Degrees).LevelCode);
    }

    [Theory]
    [InlineData("CSTĐ cơ sở 2018, 2019", "EmulationTitle Grassroots 2018 CSTĐ cơ sở | EmulationTitle Grassroots 2019 CSTĐ cơ sở")]
    [InlineData("Bằng khen của Bộ Y tế năm 2020; Giấy khen", "MeritCertificate Ministry 2020 Bằng khen của Bộ Y tế | Commendation Grassroots ? Giấy khen")]
    [InlineData("Chiến sĩ thi đua cấp tỉnh", "EmulationTitle Province ? Chiến sĩ thi đua cấp tỉnh")]
    [InlineData("NGƯT (2012)", "HonoraryTitle State 2012 NGƯT")]
    [InlineData("Lao động tiên tiến năm học 2021-2022", "EmulationTitle Grassroots 2022 Lao động tiên tiến")]
    [InlineData("Huân chương Lao động hạng Ba", "Order State ? Huân chương Lao động hạng Ba")]
    [InlineData("Bằng khen", "MeritCertificate Province ? Bằng khen !AWARD_LEVEL_ASSUMED")]
    [InlineData("Hoàn thành tốt nhiệm vụ", "!AWARD_UNKNOWN")]
    [InlineData("không", "")]
    public void Awards(string cell, string expected)
    {
        var (records, codes) = Read("Khen thưởng", cell);

        Assert.Equal(expected, string.Join(' ', new[]
        {
            string.Join(" | ", records.Cast<Award>().Select(award => $"{award.Kind} {award.Level} {(award.IsDated ? award.AwardedYear : "?")} {award.Title}")), codes,
        }.Where(text => text.Length > 0)));
    }

    [Theory]
    [InlineData("Kỷ niệm chương", "Vì sự nghiệp giáo dục (2015)", "CommemorativeMedal Ministry 2015 Kỷ niệm chương Vì sự nghiệp giáo dục")]
    [InlineData("Kỷ niệm chương", "KNC của Bộ Nội vụ năm 2012; x", "CommemorativeMedal Ministry 2012 Kỷ niệm chương của Bộ Nội vụ | CommemorativeMedal Province ? Kỷ niệm chương x !AWARD_LEVEL_ASSUMED")]
    [InlineData("Kỷ niệm chương", "x", "CommemorativeMedal Province ? Kỷ niệm chương !AWARD_LEVEL_ASSUMED")]
    [InlineData("Kỷ niệm chương", "không", "")]
    [InlineData("Khen thưởng", "Kỉ niệm chương Vì sức khỏe nhân dân 2010", "CommemorativeMedal Ministry 2010 Kỷ niệm chương Vì sức khỏe nhân dân")]
    public void Commemorative_medals(string heading, string cell, string expected)
    {
        var (records, codes) = Read(heading, cell);

        Assert.Equal(expected, string.Join(' ', new[]
        {
            string.Join(" | ", records.Cast<Award>().Select(award => $"{award.Kind} {award.Level} {(award.IsDated ? award.AwardedYear : "?")} {award.Title}")), codes,
        }.Where(text => text.Length > 0)));
    }

    [Theory]
    [InlineData("Tiếng dân tộc", "Thái", "minority_language \"Tiếng Thái\"")]
    [InlineData("Tiếng DTTS", "Tiếng Mông (2019); Dao", "minority_language \"Tiếng Mông\" 2019-01-01 | minority_language \"Tiếng Dao\"")]
    [InlineData("Chứng chỉ tiếng dân tộc", "x", "minority_language")]
    [InlineData("Tiếng dân tộc", "Không", "")]
    [InlineData("Ngoại ngữ", "B1 tiếng Anh; tiếng dân tộc Mường", "L30 en | minority_language \"tiếng dân tộc Mường\"")]
    public void Languages_of_minorities_are_certificates(string heading, string cell, string expected) => Certificates(heading, cell, expected);

    [Theory]
    [InlineData("Đoàn thể", "Hội viên Hội Nhà báo Việt Nam (2015)", "Hội Nhà báo Việt Nam OrdinaryMember 2015-01-01")]
    [InlineData("Đoàn thể", "Chủ tịch Hội Luật gia tỉnh, 05/2018 - 06/2023", "Hội Luật gia tỉnh Chair 2018-05-01 2023-07-01")]
    [InlineData("Đoàn thể", "Liên hiệp các Hội Khoa học và Kỹ thuật, uỷ viên BCH, từ năm 2019 đến nay", "Liên hiệp các Hội Khoa học và Kỹ thuật BoardMember 2019-01-01")]
    [InlineData("Đoàn thể", "Đoàn viên, 26/03/1999; Phó Chủ tịch Công đoàn 2010-2015",
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh OrdinaryMember 1999-03-26 | Công đoàn Việt Nam ViceChair 2010-01-01 2016-01-01")]
    [InlineData("Ngày vào Đoàn", "26/03/1999", "Đoàn Thanh niên Cộng sản Hồ Chí Minh OrdinaryMember 1999-03-26")]
    [InlineData("Tổ chức chính trị - xã hội", "Hội LHPN", "!MEMBERSHIP_UNDATED")]
    [InlineData("Đoàn viên", "x", "!MEMBERSHIP_UNDATED")]
    [InlineData("Đoàn thể", "26/03/1999", "!MEMBERSHIP_UNKNOWN")]
    [InlineData("Đoàn thể", "Bí thư Chi bộ (2015)", "!MEMBERSHIP_UNKNOWN")]
    [InlineData("Đoàn thể", "Chủ tịch Hội đồng nhân dân xã (2016)", "!MEMBERSHIP_UNKNOWN")]
    [InlineData("Đoàn thể", "không", "")]
    public void Organisations_are_memberships(string heading, string cell, string expected)
    {
        var (records, codes) = Read(heading, cell);

        Assert.Equal(expected, InOne(records.Cast<AssociationMembership>().Select(Told), codes));
    }

    [Theory]
    [InlineData("Thu hút nhân tài", "Nghị định 140/2017/NĐ-CP (01/09/2019)", "ExcellentGraduate 2019-09-01")]
    [InlineData("Người có tài năng", "140/2017/NĐ-CP, 2018-2022, thôi việc", "ExcellentGraduate 2018-01-01 2023-01-01 LeftService")]
    [InlineData("Người có tài năng", "QĐ số 123/QĐ-UBND ngày 12/05/2020, thu hút của tỉnh", "ProvincialPolicy 2020-05-12 #123/QĐ-UBND")]
    [InlineData("Diện thu hút", "01/07/2021", "ProvincialPolicy 2021-07-01")]
    [InlineData("Người có tài năng", "năm 2025", "PublicServiceTalent 2025-01-01")]
    [InlineData("Nhân tài", "Chính sách khác (2016); Sinh viên tốt nghiệp xuất sắc, từ 05/2019 đến nay", "OtherScheme 2016-01-01 | ExcellentGraduate 2019-05-01")]
    [InlineData("Thu hút", "x", "!TALENT_UNDATED")]
    [InlineData("Thu hút", "Theo Nghị định 179/2024/NĐ-CP", "!TALENT_UNDATED")]
    [InlineData("Nhân tài", "Giỏi việc nước (2019)", "!TALENT_UNKNOWN")]
    [InlineData("Nhân tài", "không", "")]
    public void Recognised_talent(string heading, string cell, string expected)
    {
        var (records, codes) = Read(heading, cell);

        Assert.Equal(expected, InOne(records.Cast<TalentRecognition>().Select(record => $"{record.Scheme} {Days(record)} {record.EndReason}".TrimEnd() + (record.DecisionNumber is { } number ? $" #{number}" : "")), codes));
    }

    [Theory]
    [InlineData("Kéo dài thời gian công tác", "01/03/2025 - 28/02/2027, phó giáo sư, QĐ 12/QĐ-BNV ngày 10/01/2025", "AcademicRank 2025-03-01 2027-03-01 #12/QĐ-BNV")]
    [InlineData("Kéo dài tuổi nghỉ hưu", "từ 03/2024 đến hết 12/2025 (CKII)", "DoctorateOrSpecialist 2024-03-01 2026-01-01")]
    [InlineData("Kéo dài công tác", "2025-2026; 01/01/2027 - 31/12/2027, Nghị định 83/2022/NĐ-CP", "OtherGround 2025-01-01 2027-01-01 | SeniorOffice 2027-01-01 2028-01-01 !RECORD_IN_FUTURE")]
    [InlineData("Kéo dài", "đến 31/12/2026", "!EXTENSION_UNDATED")]
    [InlineData("Kéo dài", "x", "!EXTENSION_UNDATED")]
    [InlineData("Kéo dài", "Chưa", "")]
    public void Extensions_of_working_age(string heading, string cell, string expected)
    {
        var (records, codes) = Read(heading, cell, born: 1963);

        Assert.Equal(expected, InOne(records.Cast<WorkingAgeExtension>().Select(record => string.Create(
            CultureInfo.InvariantCulture, $"{record.Ground} {record.ValidFrom:yyyy-MM-dd} {record.ValidUntil:yyyy-MM-dd}") + (record.DecisionNumber is { } number ? $" #{number}" : "")), codes));
    }

    [Theory]
    [InlineData("Đề tài NCKH", "Chủ nhiệm đề tài cấp tỉnh: Phục tráng giống lúa nếp (2019-2021), xuất sắc", "Principal Province \"Phục tráng giống lúa nếp\" 2019-01-01 2022-01-01 Excellent")]
    [InlineData("Nhiệm vụ KH&CN", "Thành viên dự án cấp bộ 'Bảo tồn cây chè, cây quế', 05/2020 - 06/2023, nghiệm thu đạt, đã ứng dụng",
        "Participant Ministry \"Bảo tồn cây chè, cây quế\" 2020-05-01 2023-07-01 Passed applied")]
    [InlineData("Chủ nhiệm đề tài", "Sổ tay chăm sóc rừng cấp cơ sở (2018)", "Principal Grassroots \"Sổ tay chăm sóc rừng\" 2018-01-01")]
    [InlineData("Đề tài cấp tỉnh", "Thư ký khoa học: Nước sạch vùng cao (2018), đạt", "Secretary Province \"Nước sạch vùng cao\" 2018-01-01 2019-01-01 Passed")]
    [InlineData("NCKH", "Dạy học tích hợp (2020)", "Participant Grassroots \"Dạy học tích hợp\" 2020-01-01 !TASK_ASSUMED")]
    [InlineData("NCKH", "Chủ nhiệm đề tài cấp tỉnh: Nước sạch", "!TASK_UNDATED")]
    [InlineData("NCKH", "Chủ nhiệm đề tài cấp tỉnh (2020)", "!TASK_UNTITLED")]
    [InlineData("NCKH", "x", "!TASK_UNDATED")]
    [InlineData("NCKH", "Không", "")]
    public void Science_and_technology_tasks(string heading, string cell, string expected)
    {
        var (records, codes) = Read(heading, cell);

        Assert.Equal(expected, InOne(records.Cast<ScienceTask>().Select(record => $"{record.Role} {record.Level} \"{record.Title}\" {Days(record)} {record.Result}".TrimEnd() + (record.IsApplied == true ? " applied" : "")), codes));
    }

    [Theory]
    [InlineData("Tình trạng công tác", "Đang làm việc từ 01/09/2012", "Working 2012-09-01")]
    [InlineData("Tình trạng làm việc", "Nghỉ hưu (2024), sẵn sàng cộng tác", "RetiredWilling 2024-01-01")]
    [InlineData("Tình trạng hiện nay", "Đã nghỉ hưu", "Retired 2026-11-21 !AVAILABILITY_SINCE_ASSUMED")]
    [InlineData("Khả năng tham gia", "Đã nghỉ hưu, không tham gia (03/2020)", "Retired 2020-03-01")]
    [InlineData("Tình trạng hiện tại", "Đang ở nước ngoài (Nhật Bản), 2020 - 2024; đang công tác, 2025", "Overseas 2020-01-01 2025-01-01 JP | Working 2025-01-01")]
    [InlineData("Tình trạng công tác", "Đang làm việc ở nước ngoài tại Lào (2021)", "Overseas 2021-01-01 LA")]
    [InlineData("Tình trạng công tác", "Bình thường", "!AVAILABILITY_UNKNOWN")]
    [InlineData("Tình trạng công tác", "x", "!AVAILABILITY_UNKNOWN")]
    [InlineData("Tình trạng công tác", "-", "")]
    public void Availability_of_people(string heading, string cell, string expected)
    {
        var (records, codes) = Read(heading, cell);

        Assert.Equal(expected, InOne(records.Cast<Availability>().Select(record => $"{record.Kind} {Days(record)} {record.CountryCode}".TrimEnd()), codes));
    }

    [Fact]
    public void Lines_within_a_cell_are_parts_of_it()
    {
        var person = Lists.Read(Lists.Xlsx([["Họ và tên", "Năm sinh", "Giới tính", "Ngoại ngữ"], ["Lò Văn An", 1980, "Nam", "Anh B1\nPháp A2"]])).Single;

        Assert.Equal(["L30", "L20"], person.Records.Cast<Certificate>().Select(record => record.LevelCode));
    }

    [Fact]
    public void What_a_list_does_not_date_is_on_file_by_the_day_of_the_list()
    {
        var person = Lists.ReadCsv("Họ và tên;Năm sinh;Giới tính;Tin học\nLò Văn An;1980;Nam;UDCNTTCB").Single;

        var record = Assert.IsType<Certificate>(Assert.Single(person.Records));
        Assert.Equal((Lists.Today, false), (record.IssuedOn, record.IsDated));
        Assert.Null(record.Start().Day);
    }

    private static (IReadOnlyList<DossierRecord> Records, string Codes) Read(string heading, string cell, int born = 1980)
    {
        var row = Assert.Single(Lists.ReadCsv($"Họ và tên;Năm sinh;Giới tính;{heading}\nLò Văn An;{born};Nam;\"{cell}\"").Rows, row => row.Person is not null);
        return (row.Person!.Records, string.Join(' ', row.Problems.Select(problem => $"!{problem.Code}")));
    }

    private static string InOne(IEnumerable<string> records, string codes) => string.Join(' ', new[] { string.Join(" | ", records), codes }.Where(text => text.Length > 0));

    private static string Days(DatedRecord record) => string.Create(CultureInfo.InvariantCulture, $"{record.ValidFrom:yyyy-MM-dd} {record.ValidUntil:yyyy-MM-dd}").TrimEnd();

    private static string Told(AssociationMembership record) => $"{record.Association} {record.Role} {Days(record)}";

    private static string Told(Certificate record) => string.Join(' ', new[]
    {
        record.LevelCode ?? SnakeCase.Of(record.Kind), record.LanguageCode, record.Scale is { } scale ? SnakeCase.Of(scale) : null,
        record.Title is { } title ? $"\"{title}\"" : null, record.IsDated ? record.IssuedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
        record.Issuer is { } issuer ? $"@{issuer}" : null,
    }.Where(text => text is not null));
}

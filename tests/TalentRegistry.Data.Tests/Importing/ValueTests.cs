using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Tests.Importing;

public sealed class ValueTests
{
    [Theory]
    [InlineData("ĐH", "E40")]
    [InlineData("đại học", "E40")]
    [InlineData("ĐẠI HỌC", "E40")]
    [InlineData("Dai hoc", "E40")]
    [InlineData("Cử nhân", "E40")]
    [InlineData("Đại học Sư phạm Toán", "E40")]
    [InlineData("ĐHSP Ngữ văn", "E40")]
    [InlineData("Kỹ sư xây dựng", "E41")]
    [InlineData("Bác sỹ đa khoa", "E42")]
    [InlineData("Dược sĩ đại học", "E43")]
    [InlineData("ThS", "E50")]
    [InlineData("Th.S", "E50")]
    [InlineData("thạc sỹ", "E50")]
    [InlineData("Thạc sĩ Quản lý giáo dục", "E50")]
    [InlineData("Tiến sĩ", "E60")]
    [InlineData("TS.", "E60")]
    [InlineData("BSCKI", "M51")]
    [InlineData("BS CK I", "M51")]
    [InlineData("CKII", "M61")]
    [InlineData("Bác sĩ CK2", "M61")]
    [InlineData("Bác sĩ nội trú", "M52")]
    [InlineData("TC", "E20")]
    [InlineData("Trung cấp", "E20")]
    [InlineData("CĐ", "E30")]
    [InlineData("Cao đẳng sư phạm", "E30")]
    [InlineData("E50", "E50")]
    [InlineData("12/12", null)]
    public void Degree_words_have_levels(string word, string? level) => Assert.Equal(level, Lists.Vocabulary.Words("degree_level").Find(word).Code);

    [Theory]
    [InlineData("Kinh", "01")]
    [InlineData("KINH", "01")]
    [InlineData("H'Mông", "08")]
    [InlineData("HMong", "08")]
    [InlineData("Mông", "08")]
    [InlineData("Mèo", "08")]
    [InlineData("Thái", "03")]
    [InlineData("Thai", "03")]
    [InlineData("Giẻ Triêng", "27")]
    [InlineData("Xê-đăng", "14")]
    [InlineData("Khơ mú", "29")]
    [InlineData("Cao Lan", "15")]
    [InlineData("Jrai", "10")]
    [InlineData("03", "03")]
    [InlineData("Martian", null)]
    public void Ethnic_groups_are_known_by_their_spellings(string word, string? code) => Assert.Equal(code, Lists.Vocabulary.Words("ethnic_group").Find(word).Code);

    [Theory]
    [InlineData("Phó Giám đốc Sở", "deputy_head")]
    [InlineData("Giám đốc", "head")]
    [InlineData("Trưởng phòng Tổ chức", "division_head")]
    [InlineData("P. Trưởng phòng", "deputy_division_head")]
    [InlineData("Phó Hiệu trưởng", "deputy_head")]
    [InlineData("Chuyên viên", "none")]
    public void Ranks_are_told_by_positions(string title, string rank) => Assert.Equal(rank, Lists.Vocabulary.Words("leadership_rank").Find(title).Code);

    [Theory]
    [InlineData("Giáo viên THPT hạng III", "teacher_upper_secondary")]
    [InlineData("GV mầm non", "teacher_kindergarten")]
    [InlineData("Bác sĩ (hạng III)", "doctor")]
    [InlineData("Điều dưỡng hạng IV", "nurse")]
    [InlineData("Chuyên viên chính", "civil_servant")]
    [InlineData("Kế toán viên", "economist_accountant")]
    [InlineData("doctor", "doctor")]
    public void Professions_are_told_by_their_words(string title, string profession) => Assert.Equal(profession, Lists.Vocabulary.Words("profession").Find(title).Code);

    [Theory]
    [InlineData("Xã Mường Nhé, huyện Mường Nhé, tỉnh Điện Biên", "C03160.1", "Whole")]
    [InlineData("xã Mường Nhé - huyện Mường Nhé - Điện Biên", "C03160.1", "Whole")]
    [InlineData("Mường Nhé, Mường Nhé, Điện Biên", "C03160.1", "Whole")]
    [InlineData("MUONG NHE, MUONG NHE, DIEN BIEN", "C03160.1", "Whole")]
    [InlineData("xã Mường Nhé huyện Mường Nhé tỉnh Điện Biên", "C03160.1", "Whole")]
    [InlineData("x. Mường Nhé, H. Mường Nhé, T. Điện Biên", "C03160.1", "Whole")]
    [InlineData("Bản Mường Nhé 1, xã Mường Nhé, huyện Mường Nhé, tỉnh Điện Biên", "C03160.1", "Whole")]
    [InlineData("xã Mường Nhé, tỉnh Điện Biên", "C03160.2", "Whole")]
    [InlineData("huyện Mường Nhé, tỉnh Điện Biên", "D096", "Whole")]
    [InlineData("Điện Biên", "P11", "Whole")]
    [InlineData("Tỉnh Hải Dương", "P30.1", "Whole")]
    [InlineData("Hải Phòng", "P31.2", "Whole")]
    [InlineData("TP. Hà Nội", "P01", "Whole")]
    [InlineData("xã Đại Đồng, huyện Thạch Thất, Hà Nội", "P01", "Whole")]
    [InlineData("xã Không Có Đâu, huyện Mường Nhé, tỉnh Điện Biên", "D096", "Partial")]
    [InlineData("Paris", null, "Unknown")]
    public void Places_are_found_on_both_maps(string text, string? unit, string certainty)
    {
        var (found, how) = Lists.Vocabulary.Places.Find(text);

        Assert.Equal((unit, certainty), (found, how.ToString()));
    }

    [Fact]
    public void A_row_becomes_a_dossier_that_the_loader_takes()
    {
        var person = Lists.ReadCsv(
            "Họ và tên;Ngày sinh;Giới tính;Dân tộc;Số CCCD;Trình độ;Chuyên ngành;Năm tốt nghiệp;Hình thức đào tạo;Chức vụ;Nghề nghiệp;Loại lao động;Từ ngày;Đến ngày;Lý do nghỉ\n"
            + "LÒ THỊ HOA;05/03/1988;Nữ;Thái;011188000123;BSCKI;Nội khoa;2018;Chính quy;Bác sĩ điều trị;Bác sĩ;Viên chức;01/09/2012;31/12/2020;Nghỉ hưu\n").Single;
        var agency = Guid.NewGuid();

        var dossier = person.ToDossier(agency, Guid.NewGuid);

        Assert.Equal(("Lò Thị Hoa", Sex.Female, new DateOnly(1988, 3, 5), "03", agency),
            (dossier.Person.FullName, dossier.Person.Sex, dossier.Person.DateOfBirth, dossier.Person.EthnicGroupCode, dossier.Person.KeeperId));
        Assert.Equal("011188000123", dossier.CitizenId.ToString());
        var degree = Assert.Single(dossier.Degrees);
        Assert.Equal(("M51", "091", 2018, StudyMode.FullTime), (degree.LevelCode, degree.FieldCode, degree.AwardedYear, degree.StudyMode));
        var posting = Assert.Single(dossier.Postings);
        Assert.Equal((new DateOnly(2012, 9, 1), new DateOnly(2021, 1, 1), "doctor", EmploymentKind.PublicEmployee, PostingEnd.Retirement),
            (posting.ValidFrom, posting.ValidUntil, posting.ProfessionCode, posting.EmploymentKind, posting.EndReason));
    }

    [Theory]
    [InlineData("", "05/03/1988", "Nữ", "Kinh", "", "NAME_MISSING")]
    [InlineData("Lò 5", "05/03/1988", "Nữ", "Kinh", "", "NAME_IMPLAUSIBLE")]
    [InlineData("Lò Hoa", "", "Nữ", "Kinh", "", "BIRTH_MISSING")]
    [InlineData("Lò Hoa", "31/02/1988", "Nữ", "Kinh", "", "DATE_IMPOSSIBLE")]
    [InlineData("Lò Hoa", "hôm qua", "Nữ", "Kinh", "", "DATE_UNREADABLE")]
    [InlineData("Lò Hoa", "01/01/2035", "Nữ", "Kinh", "", "DATE_OUT_OF_RANGE")]
    [InlineData("Lò Hoa", "01/01/2020", "Nữ", "Kinh", "", "BIRTH_IMPLAUSIBLE")]
    [InlineData("Lò Hoa", "5/3/88", "Nữ", "Kinh", "", "DATE_TWO_DIGIT_YEAR")]
    [InlineData("Lò Hoa", "3/25/1988", "Nữ", "Kinh", "", "DATE_MONTH_FIRST")]
    [InlineData("Lò Hoa", "03/1988", "Nữ", "Kinh", "", "BIRTH_MONTH_ONLY")]
    [InlineData("Lò Hoa", "32207", "Nữ", "Kinh", "", "DATE_SERIAL")]
    [InlineData("Lò Hoa", "1988", "", "Kinh", "", "SEX_MISSING")]
    [InlineData("Lò Hoa", "1988", "", "Kinh", "011188000123", "SEX_FROM_CITIZEN_ID")]
    [InlineData("Lò Hoa", "1988", "Khác", "Kinh", "", "SEX_UNKNOWN")]
    [InlineData("Lò Hoa", "1988", "Nữ", "", "", "ETHNIC_GROUP_MISSING")]
    [InlineData("Lò Hoa", "1988", "Nữ", "Sao Hỏa", "", "ETHNIC_GROUP_UNKNOWN")]
    [InlineData("Lò Hoa", "1988", "Nữ", "Kinh", "12", "CITIZEN_ID_INVALID")]
    [InlineData("Lò Hoa", "1988", "Nữ", "Kinh", "11188000123", "CITIZEN_ID_ZEROS_RESTORED")]
    [InlineData("Lò Hoa", "1988", "Nữ", "Kinh", "1.12E+10", "CITIZEN_ID_DIGITS_LOST")]
    [InlineData("Lò Hoa", "1988", "Nữ", "Kinh", "040123456", "CITIZEN_ID_OLD_CARD")]
    [InlineData("Lò Hoa", "1988", "Nam", "Kinh", "011188000123", "CITIZEN_ID_SEX")]
    [InlineData("Lò Hoa", "1987", "Nữ", "Kinh", "011188000123", "CITIZEN_ID_BIRTH_YEAR")]
    [InlineData("Lò Hoa", "1988", "Nữ", "Kinh", "099188000123", "CITIZEN_ID_PROVINCE")]
    [InlineData("Lò \ufffd Hoa", "1988", "Nữ", "Kinh", "", "CELL_ENCODING NAME_MISSING")]
    [InlineData("Lò Hoa", "1988", "Nữ", "Kinh", "011188000123", "")]
    public void Each_problem_has_its_code(string name, string birth, string sex, string ethnicGroup, string citizenId, string codes)
    {
        var reading = Lists.ReadCsv($"Họ và tên;Ngày sinh;Giới tính;Dân tộc;Số CCCD\n{name};{birth};{sex};{ethnicGroup};{citizenId}\nĐỗ An;1990;Nam;Kinh;\n");

        Assert.Equal(codes, reading.Codes);
        Assert.All(reading.Rows.SelectMany(row => row.Problems), problem => Assert.Equal((2, true), (problem.Row, problem.Message.Vi.Length > 0 && problem.Expected.En.Length > 0)));
    }

    [Theory]
    [InlineData("BV Đa khoa tỉnh", "BVT")]
    [InlineData("bvt", "BVT")]
    [InlineData("UBND xã Mường Nhé", "UBX")]
    [InlineData("Trường THPT số 1", "AGENCY_AMBIGUOUS")]
    [InlineData("Ai đó", "AGENCY_UNKNOWN")]
    [InlineData("", "AGENCY_MISSING")]
    public void Agencies_are_found_by_code_or_name(string text, string expected)
    {
        var agencies = new AgencyDirectory([new(null, "BVT", "Bệnh viện Đa khoa Tỉnh"), new(null, "UBX", "Ủy ban nhân dân xã Mường Nhé"), new(null, "T1", "Trường THPT số 1"), new(null, "T2", "Trường THPT số 1")]);

        var reading = Lists.ReadCsv($"Họ và tên;Năm sinh;Giới tính;Đơn vị\nLò Hoa;1988;Nữ;{text}\n", Lists.Options with { Agencies = agencies });

        Assert.Equal(expected, reading.People.FirstOrDefault()?.Agency?.Code ?? reading.Codes);
    }

    [Fact]
    public void The_same_citizen_id_twice_is_refused_the_second_time()
    {
        var reading = Lists.ReadCsv("Họ và tên;Năm sinh;Giới tính;CCCD\nLò Hoa;1988;Nữ;011188000123\nLò Hoà;1988;Nữ;011188000123\n");

        Assert.Equal(("CITIZEN_ID_TWICE", "Header Person Rejected"), (reading.Codes, reading.Kinds));
    }
}

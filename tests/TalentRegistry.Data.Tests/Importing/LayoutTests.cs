using TalentRegistry.Data.Importing.Columns;
using TalentRegistry.Data.Importing.Rows;
using TalentRegistry.Data.Importing.Sheets;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Tests.Importing;

/// <summary>Lists as departments lay them out.</summary>
public sealed class LayoutTests
{
    [Fact]
    public void Titles_groups_numbers_sections_totals_and_signatures_are_told_from_people()
    {
        object?[][] rows =
        [
            ["SỞ NỘI VỤ TỈNH ĐIỆN BIÊN", null, null, null, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["DANH SÁCH CÁN BỘ, CÔNG CHỨC NĂM 2025"],
            [],
            ["TT", "Họ và tên", "Ngày sinh", null, "Dân tộc", "Trình độ chuyên môn", null, "Ghi chú"],
            [null, null, "Nam", "Nữ", null, "ThS", "ĐH", null],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
            ["I", "Phòng Tổ chức cán bộ"],
            [1, "NGUYỄN VĂN AN", "05/03/1980", null, "Kinh", null, "x"],
            [2, "Tòng Thị Nụ", null, new DateOnly(1985, 7, 9), "Thái", "x", null],
            ["TT", "Họ và tên", "Ngày sinh", null, "Dân tộc", "Trình độ chuyên môn", null, "Ghi chú"],
            ["II", "Văn phòng Sở"],
            [3, "Cống Văn Tổng", 1979, null, "Cống"],
            [4, "Thiếu Ngày Sinh", null, null, "Kinh"],
            [null, "Tổng cộng: 4 người", 2, 1],
            [],
            [null, null, null, null, "Điện Biên, ngày 05 tháng 12 năm 2025"],
            [null, "Người lập biểu", null, null, "GIÁM ĐỐC"],
            [null, "Lò Thị Lập", null, null, "Nguyễn Văn Đốc"],
        ];

        var reading = Lists.Read(Lists.Xlsx(rows, new MergedRange(4, 5, 0, 0), new(4, 5, 1, 1), new(4, 4, 2, 3), new(4, 5, 4, 4), new(4, 4, 5, 6), new(4, 5, 7, 7)));

        Assert.Equal("ordinal full_name born_male born_female ethnic_group degree_mark:E50 degree_mark:E40 note", reading.Fields);
        Assert.Equal((4, 5), (reading.Plan.HeaderFirst, reading.Plan.HeaderLast));
        Assert.Equal(
            "Title Title Blank Header Header Numbering Section Person Person RepeatedHeader Section Person Rejected Total Blank Signature Signature Signature",
            reading.Kinds);
        Assert.Equal(
            [("Nguyễn Văn An", Sex.Male, 1980, "E40"), ("Tòng Thị Nụ", Sex.Female, 1985, "E50"), ("Cống Văn Tổng", Sex.Male, 1979, "")],
            reading.People.ConvertAll(person => (person.FullName, person.Sex, person.BirthYear, person.Degrees is [var first, ..] ? first.LevelCode : "")));
    }

    [Theory]
    [InlineData("Họ và tên;Năm sinh;Nam;Nữ\nLò An;1980;x;\nLò Hoa;1981;;x\n", "full_name birth_year male_mark female_mark")]
    [InlineData("Họ và tên;Năm sinh;Nữ\nLò An;1980;\nLò Hoa;1981;x\nLò Hà;1981;x\n", "full_name birth_year female_mark")]
    [InlineData("Họ và tên;Nam;Nữ\nLò An;1980;\nLò Hoa;;1981\n", "full_name born_male born_female")]
    [InlineData("Họ và tên;Nam;Nu\nLò An;1/2/1980;\nLò Hoa;;1/2/1981\n", "full_name born_male born_female")]
    [InlineData("STT;Họ đệm;Tên;;Ngày sinh;GT\n1;Lò;An;;1/1/1980;Nam\n2;Lò;Hoa;;1/1/1981;Nữ\n", "ordinal family_name given_name date_of_birth sex")]
    [InlineData("Họ và tên;;Ngày sinh;;;Giới tính\nHọ;Tên;Ngày;Tháng;Năm;\nLò;An;1;2;1980;Nam\nLò;Hoa;1;3;1981;Nữ\n", "family_name given_name birth_day birth_month birth_year sex")]
    public void Sex_and_birth_are_read_in_all_their_layouts(string text, string fields)
    {
        var reading = Lists.ReadCsv(text);

        Assert.Equal(fields, reading.Fields);
        Assert.Equal([("Lò An", Sex.Male, 1980), ("Lò Hoa", Sex.Female, 1981)], reading.People.Take(2).Select(person => (person.FullName, person.Sex, person.BirthYear)));
        Assert.DoesNotContain("Rejected", reading.Kinds, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_tell_what_a_missing_heading_does_not()
    {
        var rows = Enumerable.Range(0, 8).Select(i => $"Lò Văn {(char)('A' + i)}n;198{i};Nam;01108{8}0001{i}{i}".Replace("011088", "0110" + "8" + i, StringComparison.Ordinal));

        var reading = Lists.ReadCsv($"Họ và tên;Năm sinh;Giới tính;\n{string.Join('\n', rows)}\n");

        Assert.Equal("full_name birth_year sex citizen_id", reading.Fields);
        Assert.Equal(RecognisedBy.Content, reading.Plan.Columns[3].By);
    }

    [Fact]
    public void A_heading_that_its_cells_belie_is_not_believed()
    {
        var reading = Lists.ReadCsv("Họ và tên;Năm sinh;Giới tính;CCCD\nLò An;1980;Nam;chưa làm\nLò Hoa;1981;Nữ;đang làm\nLò Hà;1982;Nữ;mất\n");

        Assert.Equal("full_name birth_year sex ?", reading.Fields);
        Assert.Contains(reading.Problems, problem => problem.Code == "COLUMN_TWICE" && problem.Heading == "CCCD");
    }

    [Fact]
    public void The_users_mapping_wins_and_may_name_headings_nobody_knows()
    {
        var mapping = ColumnMapping.Parse(["Cột A=full_name", "Cột B=Năm sinh", "$C=sex", "Dân tộc=-"], Lists.Vocabulary.Fields);

        var reading = Lists.ReadCsv("Cột A;Cột B;???;Dân tộc\nLò An;1980;Nam;Sao Hỏa\n", Lists.Options with { Mapping = mapping });

        Assert.Equal("full_name birth_year sex ?", reading.Fields);
        Assert.Equal("Lò An", reading.Single.FullName);
    }

    [Fact]
    public void Rows_are_all_accounted_for()
    {
        var tally = new Data.Importing.ImportTally();
        var reading = Lists.ReadCsv("DS\n\nHọ và tên;Năm sinh;Giới tính\nLò An;1980;Nam\n;;\nLò;x;Nữ\nTổng cộng;2;\n");

        reading.Rows.ForEach(tally.Add);

        Assert.Equal(7, tally.Read);
        Assert.Equal(tally.Read, tally.Good + tally.Rejected + tally.Others.Values.Sum(kind => kind.Count));
        Assert.Equal((1, 1), (tally.Good, tally.Rejected));
        Assert.Equal([7], tally.Others[RowKind.Total].Rows);
    }

    [Theory]
    [InlineData("Lò An;x;Nam")]
    [InlineData("Giám đốc;;")]
    [InlineData("Lò An;;")]
    public void What_may_be_a_person_is_rejected_and_not_passed_over(string row)
    {
        var reading = Lists.ReadCsv($"Họ và tên;Năm sinh;Giới tính\nLò An;1980;Nam\n{row}\nLò Hoa;1981;Nữ\n");

        Assert.Contains(reading.Kinds.Split(' ')[2], new[] { "Rejected", "Signature" });
        Assert.Equal(2, reading.People.Count);
    }
}

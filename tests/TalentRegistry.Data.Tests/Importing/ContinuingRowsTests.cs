using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Output;
using TalentRegistry.Data.Importing.Sheets;

namespace TalentRegistry.Data.Tests.Importing;

/// <summary>Lists in which a person's degrees, or the postings of a career, stand in several rows.</summary>
public sealed class ContinuingRowsTests
{
    private const string Header = "STT;Họ và tên;Ngày sinh;Giới tính;Dân tộc;Số CCCD;Trình độ;Chuyên ngành;Năm tốt nghiệp;Lý luận chính trị\n";
    private const string Person = "1;Lò Văn Bằng;05/03/1980;Nam;Thái;;Thạc sĩ;Toán học;2012;Trung cấp (2014)\n";

    private const string CareerHeader = "STT;Họ và tên;Ngày sinh;Giới tính;Số CCCD;Đơn vị;Chức vụ;Nghề nghiệp;Loại hợp đồng;Từ ngày;Đến ngày;Trình độ;Năm tốt nghiệp\n";

    public static TheoryData<string, string, string> Layouts => new()
    {
        { "cells of the person left empty", ";;;;;;Đại học;Toán học;2004;\n", "Header Person Continuation" },
        { "the person written again", "1;Lò Văn Bằng;05/03/1980;Nam;Thái;;Đại học;Toán học;2004;Trung cấp (2014)\n", "Header Person Continuation" },
        { "the person written again under another number of the list", "2;Lò Văn Bằng;05/03/1980;Nam;;;Đại học;Toán học;2004;\n", "Header Person Continuation" },
        { "a running number begins somebody whose name is missing", "2;;;;;;Đại học;Toán học;2004;\n", "Header Person Rejected" },
        { "a namesake born on another day", "2;Lò Văn Bằng;06/03/1980;Nam;Thái;;Đại học;Toán học;2004;\n", "Header Person Person" },
        { "a namesake of whom only the year is known", "2;Lò Văn Bằng;1980;Nam;Thái;;Đại học;Toán học;2004;\n", "Header Person Person" },
        { "another ethnic group may be another person", "2;Lò Văn Bằng;05/03/1980;Nam;Mông;;Đại học;Toán học;2004;\n", "Header Person Person" },
        { "the same row twice brings nothing", "2;Lò Văn Bằng;05/03/1980;Nam;Thái;;Thạc sĩ;Toán học;2012;Trung cấp (2014)\n", "Header Person Person" },
        { "after an empty row", ";;;;;;;;;\n;;;;;;Đại học;Toán học;2004;\n", "Header Person Blank Rejected" },
        { "a signature under the list", ";;;;;;Giám đốc;;;\n", "Header Person Signature" },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Only_rows_that_are_surely_about_the_person_above_go_on_about_them(string layout, string row, string kinds)
    {
        Assert.NotEmpty(layout);
        Assert.Equal(kinds, Lists.ReadCsv(Header + Person + row).Kinds);
    }

    [Fact]
    public void All_degrees_and_certificates_of_the_rows_are_the_persons()
    {
        var reading = Lists.ReadCsv(Header + Person + ";;;;;;Đại học;Sư phạm Toán;2004;\n;;;;;;Đại học;Luật;2004;Cao cấp (2019)\n2;Vàng Thị Sau;01/01/1990;Nữ;Thái;;Đại học;Luật;2012;\n");

        Assert.Equal("Header Person Continuation Continuation Person", reading.Kinds);
        Assert.Equal(["E50", "E40", "E40"], reading.People[0].Degrees.Select(degree => degree.LevelCode));
        Assert.Equal(2, reading.People[0].Records.Count);
        Assert.Single(reading.People[1].Degrees);
        Assert.Equal("", reading.Codes);
    }

    [Fact]
    public void Merged_cells_of_the_person_hold_for_the_rows_below()
    {
        var reading = Lists.Read(Lists.Xlsx(
            [
                ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Trình độ", "Năm tốt nghiệp"],
                [1, "Lò Văn Bằng", new DateOnly(1980, 3, 5), "Nam", "Thạc sĩ", 2012],
                [null, null, null, null, "Đại học", 2004],
            ],
            new MergedRange(2, 3, 0, 0), new MergedRange(2, 3, 1, 1), new MergedRange(2, 3, 2, 2), new MergedRange(2, 3, 3, 3)));

        Assert.Equal([2012, 2004], reading.Single.Degrees.Select(degree => degree.AwardedYear!.Value));
    }

    [Fact]
    public void A_fault_in_one_row_sends_all_rows_of_the_person_back_together_and_corrected_they_are_one_person_again()
    {
        var list = Header + Person + ";;;;;;Đại học;Toán học;2104;\n2;Vàng Thị Sau;01/01/1990;Nữ;Thái;;Đại học;Luật;2012;\n";

        var reading = Lists.ReadCsv(list);
        var rejected = Rejected(Lists.Csv(list));
        var again = Lists.Read(new MemoryStream(rejected));
        var corrected = Lists.ReadCsv(System.Text.Encoding.UTF8.GetString(rejected).Replace(";2104;", ";2004;", StringComparison.Ordinal));

        Assert.Equal("Header Rejected Rejected Person", reading.Kinds);
        Assert.Equal("DATE_OUT_OF_RANGE DEGREE_YEAR_MISSING ROWS_TOGETHER", reading.Codes);
        Assert.Equal("Header Rejected Rejected", again.Kinds);
        Assert.Equal(2, corrected.Single.Degrees.Count);
    }

    [Fact]
    public void Rows_that_come_to_stand_together_in_the_list_of_rejected_ones_are_not_taken_for_one_person()
    {
        var rejected = Rejected(Lists.Csv(Header + "1;Lò Văn Bằng;31/02/1980;Nam;Thái;;Thạc sĩ;Toán học;2012;\nI. Phòng Tổ chức;;;;;;;;;\n;;;;;;Đại học;Luật;2004;\n"));

        var again = Lists.ReadCsv(System.Text.Encoding.UTF8.GetString(rejected).Replace(";31/02/1980;Nam", ";28/02/1980;Nam", StringComparison.Ordinal));

        Assert.Equal("Header Person Rejected", again.Kinds);
        Assert.Single(again.Single.Degrees);
    }

    public static TheoryData<string, string, string, string> Careers => new()
    {
        { "cells of the person left empty", ";;;;;Trường Hai;Chuyên viên;Kế toán;Công chức;01/09/2012;;;", "Continuation", "2004-09-01 2012-09-01 Kế toán viên, 2012-09-01  Chuyên viên" },
        { "what is left empty is as above", ";;;;;;;;;01/09/2012;;;", "Continuation", "2004-09-01 2012-09-01 Kế toán viên, 2012-09-01  Kế toán viên" },
        { "the first day of the next written as the last one", ";;;;;;;;;31/08/2012;;;", "Continuation", "2004-09-01 2012-08-31 Kế toán viên, 2012-08-31  Kế toán viên" },
        { "a degree more and no posting", ";;;;;;;;;;;Thạc sĩ;2010", "Continuation", "2004-09-01 2012-09-01 Kế toán viên" },
        { "the posting written again with a degree more", "1;Lò Văn Bằng;05/03/1980;Nam;;Trường Một;Kế toán viên;Kế toán;Viên chức;01/09/2004;31/08/2012;Thạc sĩ;2010", "Continuation", "2004-09-01 2012-09-01 Kế toán viên" },
        { "the person written again at the same agency", "2;Lò Văn Bằng;05/03/1980;Nam;011080000123;Trường Một;Chuyên viên;Kế toán;Viên chức;01/09/2012;;;", "Continuation", "2004-09-01 2012-09-01 Kế toán viên, 2012-09-01  Chuyên viên" },
        { "at another agency a number tells who it is", "2;Lò Văn Bằng;05/03/1980;Nam;011080000123;Trường Hai;Chuyên viên;Kế toán;Viên chức;01/09/2012;;;", "Continuation", "2004-09-01 2012-09-01 Kế toán viên, 2012-09-01  Chuyên viên" },
        { "at another agency it may be a namesake", "2;Lò Văn Bằng;05/03/1980;Nam;;Trường Hai;Chuyên viên;Kế toán;Viên chức;01/09/2012;;;", "Person", "2004-09-01 2012-09-01 Kế toán viên" },
        { "whose number is left out may be a namesake", "2;Lò Văn Bằng;05/03/1980;Nam;;Trường Một;Chuyên viên;Kế toán;Viên chức;01/09/2012;;;", "Person", "2004-09-01 2012-09-01 Kế toán viên" },
        { "another work on the same days may be a namesake's", "2;Lò Văn Bằng;05/03/1980;Nam;;Trường Một;Chuyên viên;Kế toán;Viên chức;01/09/2004;31/08/2012;;", "Person", "2004-09-01 2012-09-01 Kế toán viên" },
    };

    [Theory]
    [MemberData(nameof(Careers))]
    public void A_career_in_rows_is_one_person_with_all_postings(string layout, string row, string kind, string postings)
    {
        Assert.NotEmpty(layout);
        var reading = Lists.ReadCsv($"{CareerHeader}1;Lò Văn Bằng;05/03/1980;Nam;011080000123;Trường Một;Kế toán viên;Kế toán;Viên chức;01/09/2004;31/08/2012;Đại học;2004\n{row}\n");

        Assert.Equal($"Header Person {kind}", reading.Kinds);
        Assert.Equal(postings, string.Join(", ", reading.People[0].Postings.Select(posting => string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{posting.ValidFrom:yyyy-MM-dd} {posting.ValidUntil:yyyy-MM-dd} {posting.PositionTitle}"))));
    }

    [Fact]
    public void Postings_of_several_rows_that_overlap_send_all_of_them_back()
    {
        var reading = Lists.ReadCsv($"{CareerHeader}1;Lò Văn Bằng;05/03/1980;Nam;;Trường Một;Kế toán viên;Kế toán;Viên chức;01/09/2004;;Đại học;2004\n;;;;;;Chuyên viên;;;01/09/2012;;;\n;;;;;;;;;;;Thạc sĩ;2010\n");

        Assert.Equal("Header Rejected Rejected Rejected", reading.Kinds);
        Assert.Equal("POSTINGS_OVERLAP POSTINGS_OVERLAP ROWS_TOGETHER", reading.Codes);
    }

    private static byte[] Rejected(Stream list)
    {
        var file = new MemoryStream();
        using (var sheet = ImportSheet.Open(list, Lists.Vocabulary, Lists.Options))
        using (var writer = new RejectedCsv(file, sheet))
        {
            foreach (var row in sheet.Rows().Where(row => row.IsRejected))
                writer.Write(row);
        }

        return file.ToArray();
    }
}

using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Output;
using TalentRegistry.Data.Importing.Sheets;

namespace TalentRegistry.Data.Tests.Importing;

/// <summary>Lists in which a person's degrees stand in several rows.</summary>
public sealed class ContinuingRowsTests
{
    private const string Header = "STT;Họ và tên;Ngày sinh;Giới tính;Dân tộc;Số CCCD;Trình độ;Chuyên ngành;Năm tốt nghiệp;Lý luận chính trị\n";
    private const string Person = "1;Lò Văn Bằng;05/03/1980;Nam;Thái;;Thạc sĩ;Toán học;2012;Trung cấp (2014)\n";

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

using System.Diagnostics;
using System.Text;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Tests.Backup;

namespace TalentRegistry.Data.Tests.Importing;

[Collection(nameof(MemoryTests))]
public sealed class LongListTests
{
    private static readonly object?[] Header = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Số CCCD", "Quê quán", "Trình độ", "Chuyên ngành", "Năm tốt nghiệp", "Chức vụ", "Loại hợp đồng", "Ngày tuyển dụng"];

    [Fact]
    public void Old_workbooks_are_read()
    {
        var reading = Lists.Read(new MemoryStream(OldWorkbook.Of([Header, .. Rows(300)])));

        Assert.Equal(("xls", 300), (reading.Format, reading.People.Count));
        Assert.All(reading.People, person => Assert.Single(person.Postings));
    }

    // In seconds on a free machine: the bound is for a loaded one. Rates are in docs/decisions/0013.
    [Fact]
    public void A_hundred_thousand_rows_are_read_in_flat_memory()
    {
        var text = new StringBuilder();
        foreach (var row in Rows(100_000).Prepend(Header))
            text.AppendJoin(';', row).Append('\n');
        using var file = Lists.Csv(text.ToString());
        text.Clear();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        var (good, peak) = (0, 0L);

        using var sheet = ImportSheet.Open(file, Lists.Vocabulary, Lists.Options);
        foreach (var row in sheet.Rows())
        {
            if (row.Person is not null && ++good % 20_000 == 0)
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.Equal(100_000, good);
        Assert.InRange(peak, long.MinValue, 40L << 20);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 60);
    }

    [Fact]
    public void Reading_stops_where_the_reader_stops()
    {
        using var file = Lists.Csv("Họ và tên;Năm sinh;Giới tính\n" + string.Concat(Enumerable.Repeat("Lò An;1980;Nam\n", 100_000)));
        using var sheet = ImportSheet.Open(file, Lists.Vocabulary, Lists.Options);

        Assert.Equal(10, sheet.Rows().Take(10).Count());
        Assert.True(file.Position < file.Length / 2);
    }

    public static IEnumerable<object?[]> Rows(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var born = new DateOnly(1965, 1, 1).AddDays(i % 12_000);
            var sex = i % 2 == 0 ? Domain.People.Sex.Male : Domain.People.Sex.Female;
            yield return
            [
                i + 1, $"NGUYỄN {(i % 2 == 0 ? "VĂN" : "THỊ")} {(char)('A' + i % 26)}{(char)('a' + i / 26 % 26)}nh", born.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture), i % 2 == 0 ? "Nam" : "Nữ",
                i % 3 == 0 ? "Kinh" : "Thái", Domain.People.CitizenId.Compose("011", sex, born.Year, i).ToString(), "xã Thanh An, huyện Điện Biên, tỉnh Điện Biên",
                i % 5 == 0 ? "ThS" : "Đại học", "Kế toán", born.Year + 23, "Chuyên viên", "Viên chức", $"01/09/{born.Year + 24}",
            ];
        }
    }
}

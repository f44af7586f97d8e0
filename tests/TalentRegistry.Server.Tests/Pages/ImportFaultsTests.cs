using System.Globalization;
using System.Text;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Server.Importing;
using TalentRegistry.Testing;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>The rows of a list that are not taken, in the list's own columns, with what is wrong in which cell.</summary>
public sealed class ImportFaultsTests
{
    private const string List =
        """
        Họ và tên;Ngày sinh;Giới tính;Ghi chú
        Lò Thị Đúng;12/12/1989;Nữ;a
        Quàng Văn Sai;31/02/1990;Nam;b
        Vừ A Thiếu;01/01/1991;?;c
        Cà Thị Trùng;02/02/1985;Nữ;d

        """;

    [Fact]
    public void A_faulty_cell_is_told_in_its_column_and_the_others_as_they_stand()
    {
        var found = Found(code: null, page: 1);

        Assert.Equal([3, 4, 5], found.Rows.Select(row => row.Number));
        var wrongDay = found.Rows[0];
        Assert.Equal(["Quàng Văn Sai", "31/02/1990", "Nam", "b"], wrongDay.Cells);
        Assert.Equal(["DATE_IMPOSSIBLE"], wrongDay.In(found.Columns.Single(column => column.Heading == "Ngày sinh")).Select(problem => problem.Code));
        Assert.Empty(wrongDay.In(found.Columns[0]));
        Assert.Empty(wrongDay.OfRow(found.Columns));
    }

    [Fact]
    public void What_is_wrong_with_the_whole_row_stands_in_no_cell()
    {
        var found = Found(code: null, page: 1);
        var twice = found.Rows[2];

        Assert.Equal(ImportVerdictKind.Doubtful, twice.Verdict);
        Assert.Equal(["PERSON_LIKE"], twice.OfRow(found.Columns).Select(problem => problem.Code));
        Assert.All(found.Columns, column => Assert.Empty(twice.In(column)));
    }

    [Fact]
    public void Rows_are_chosen_by_the_code_of_their_fault_and_all_codes_are_counted()
    {
        var found = Found("SEX_UNKNOWN", page: 7);

        Assert.Equal([4], found.Rows.Select(row => row.Number));
        Assert.Equal((1, 1, 1), (found.Total, found.Page, found.Pages));
        Assert.Equal(["DATE_IMPOSSIBLE", "PERSON_LIKE", "SEX_UNKNOWN"], found.Codes.Select(code => code.Code));
        Assert.Empty(Found("NO_SUCH_CODE", page: 1).Rows);
    }

    [Fact]
    public void Many_rows_come_in_pages()
    {
        var rows = Enumerable.Range(0, 120).Select(number => string.Create(CultureInfo.InvariantCulture, $"Lò Văn Sai;31/02/{1950 + (number % 40)};Nam;{number}"));
        var list = "Họ và tên;Ngày sinh;Giới tính;Ghi chú\n" + string.Join("\n", rows) + "\n";

        var last = Found(code: null, page: 3, list);

        Assert.Equal((120, 3, 3, 20), (last.Total, last.Page, last.Pages, last.Rows.Count));
        Assert.Equal("119", last.Rows[^1].Cells[3]);
    }

    // Those that can be read are held to be doubtful where they are called so.
    private static ImportFaults Found(string? code, int page, string list = List)
    {
        var found = new FaultsFound(code, page);
        using (var sheet = Open(list))
        {
            foreach (var row in sheet.Rows())
            {
                if (row.IsRejected)
                    found.Add(row);
                else if (row.Person is not null)
                    found.Add(row.Source[0].ToString().Contains("Trùng", StringComparison.Ordinal)
                        ? new ImportVerdict(row.Source.Number, ImportVerdictKind.Doubtful, null, "", ProblemKind.PersonLike, [], [])
                        : new ImportVerdict(row.Source.Number, ImportVerdictKind.New, null, "", null, [], []));
            }
        }

        return found.Read(() => Open(list), CancellationToken.None);
    }

    private static ImportSheet Open(string list) => ImportSheet.Open(
        new MemoryStream(Encoding.UTF8.GetBytes(list)), ImportVocabulary.Read(Repository.Path("db", "reference")), new ImportOptions(new DateOnly(2026, 1, 1)));
}

using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Output;
using TalentRegistry.Data.Importing.Sheets;

namespace TalentRegistry.Data.Tests.Importing;

public sealed class RejectedRowsTests
{
    private static readonly object?[][] List =
    [
        ["DANH SÁCH"],
        ["Họ và tên", "Ngày sinh", null, "Dân tộc", "Ghi chú"],
        [null, "Nam", "Nữ", null, null],
        ["Lò An", "31/02/1980", null, "Sao Hỏa", "=HYPERLINK(\"http://x\")"],
        ["Lò Hoa", null, 1981, "Thái", "-"],
        ["Lò Mai", null, new DateOnly(2025, 1, 1), "Thái", null],
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Only_they_come_back_with_what_is_wrong_and_can_be_read_again(bool xlsx)
    {
        var written = Rejected(xlsx, Lists.Xlsx(List, new MergedRange(2, 2, 1, 2)));

        var again = Lists.Read(new MemoryStream(written));

        Assert.Equal("full_name born_male born_female ethnic_group note import_note import_note import_note import_note import_note import_note import_note", again.Fields);
        Assert.Equal("Header Header Rejected Rejected", again.Kinds);
        var row = again.Rows[2].Source;
        Assert.Equal(
            ["Lò An", "31/02/1980", "", "Sao Hỏa", "=HYPERLINK(\"http://x\")", "4", "Ngày sinh / Nam\nDân tộc", "31/02/1980\nSao Hỏa", "DATE_IMPOSSIBLE\nETHNIC_GROUP_UNKNOWN"],
            Enumerable.Range(0, 9).Select(column => row[column].ToString()));
        Assert.Contains("no such day", row[10].ToString(), StringComparison.Ordinal);
        // The second time nothing grows: the added columns are written over.
        Assert.Equal(again.Plan.Columns.Count, Lists.Read(new MemoryStream(Rejected(xlsx, new MemoryStream(written)))).Plan.Columns.Count);
    }

    [Fact]
    public void Corrected_they_are_taken()
    {
        var written = Lists.Read(new MemoryStream(Rejected(false, Lists.Xlsx(List, new MergedRange(2, 2, 1, 2)))));
        var corrected = string.Join('\n', written.Rows.Select(row => string.Join(';', row.Source.Cells.Select(cell => $"\"{cell.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)}\""))))
            .Replace("\"31/02/1980\";", "\"28/02/1980\";", StringComparison.Ordinal).Replace("\"Sao Hỏa\";", "\"Thái\";", StringComparison.Ordinal).Replace("\"01/01/2025\";\"Thái\"", "\"01/01/1985\";\"Thái\"", StringComparison.Ordinal);

        var again = Lists.ReadCsv(corrected);

        Assert.Equal(["Lò An", "Lò Mai"], again.People.ConvertAll(person => person.FullName));
    }

    [Fact]
    public void No_cell_of_a_text_file_runs_as_a_formula()
    {
        var text = System.Text.Encoding.UTF8.GetString(Rejected(false, Lists.Xlsx(List, new MergedRange(2, 2, 1, 2))));

        Assert.Contains("'=HYPERLINK", text, StringComparison.Ordinal);
        Assert.DoesNotContain(";=", text.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_template_is_a_list_without_people_and_its_examples_are_good()
    {
        var file = new MemoryStream();
        ImportTemplate.Write(file, Lists.Vocabulary);

        var empty = Lists.Read(new MemoryStream(file.ToArray()));
        var examples = Lists.Read(new MemoryStream(file.ToArray()), Lists.Options with { Sheet = "Ví dụ" });

        Assert.DoesNotContain("?", empty.Fields, StringComparison.Ordinal);
        Assert.Empty(empty.Problems);
        Assert.Empty(empty.People);
        Assert.Equal(("", 2), (examples.Codes, examples.People.Count));
        Assert.All(examples.People, person => Assert.Single(person.Postings));
    }

    [Fact]
    public void Every_code_is_explained_to_its_users()
    {
        var document = File.ReadAllText(Testing.Repository.Path("docs", "import-format.md"));

        Assert.All(ProblemKind.All, kind => Assert.Contains($"`{kind.Code}`", document, StringComparison.Ordinal));
        Assert.Equal(ProblemKind.All.Count, ProblemKind.All.Select(kind => kind.Code).Distinct(StringComparer.Ordinal).Count());
    }

    private static byte[] Rejected(bool xlsx, Stream list)
    {
        var file = new MemoryStream();
        using (var sheet = ImportSheet.Open(list, Lists.Vocabulary, Lists.Options))
        using (IRejectedRows writer = xlsx ? new RejectedXlsx(file, sheet) : new RejectedCsv(file, sheet))
        {
            foreach (var row in sheet.Rows().Where(row => row.IsRejected))
                writer.Write(row);
        }

        return file.ToArray();
    }
}

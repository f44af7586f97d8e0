using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Server.Importing;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>A preview as a table: a line for each value that changes and for each reason that keeps a row out.</summary>
public sealed class ImportTableTests
{
    private static readonly ImportTable Table = new(Language.Vietnamese);

    [Fact]
    public void A_changed_row_has_a_line_for_each_value_in_words()
    {
        var lines = Table.Lines(Verdict(ImportVerdictKind.Changed) with
        {
            Differences =
            [
                new ImportDifference("person", "home_unit_id", null, "P11") { AfterName = new Bilingual("Điện Biên", "Điện Biên") },
                new ImportDifference("person", "citizen_id_hash", null, "***"),
                new ImportDifference("degree", null, null, "Đại học, Kế toán, 2012"),
            ],
        }).ToList();

        Assert.Equal(3, lines.Count);
        Assert.All(lines, line => Assert.Equal([7, "Thay đổi", "Lò Văn Xem"], line.Take(3)));
        Assert.Equal(("(trống)", "Điện Biên"), ((string)lines[0][5]!, (string)lines[0][6]!));
        Assert.Equal("đã ghi (không hiển thị)", lines[1][6]);
        Assert.Equal(("Văn bằng", null, null, "Đại học, Kế toán, 2012"), ((string?)lines[2][3], lines[2][4], lines[2][5], (string?)lines[2][6]));
    }

    [Fact]
    public void Every_kind_of_record_that_a_dossier_holds_has_its_own_name()
    {
        var names = Domain.Dossiers.DossierKinds.Entries.Keys
            .Select(part => ImportTable.Record(Language.Vietnamese, System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(part.ToString()))).ToList();

        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(ImportTable.Record(Language.Vietnamese, "person"), names);
    }

    [Fact]
    public void A_row_that_waits_has_a_line_for_each_finding_and_one_that_contradicts_its_reason()
    {
        var finding = new ImportProblem("POSTING_BEFORE_18", ProblemSeverity.Warning, 7, 3, "Từ ngày", "01/01/1999", new Bilingual("Quá trẻ.", "Too young."), new Bilingual("ngày đúng", "the right day"));
        var waiting = Assert.Single(Table.Lines(Verdict(ImportVerdictKind.Unconfirmed) with { Findings = [finding] }));
        var refused = Assert.Single(Table.Lines(Verdict(ImportVerdictKind.Refused) with { Problem = ProblemKind.PersonTwice }));

        Assert.Equal([7, "Chờ xác nhận", "Lò Văn Xem", null, "Từ ngày", null, "01/01/1999", "POSTING_BEFORE_18", "Quá trẻ.", "ngày đúng"], waiting);
        Assert.Equal(("Từ chối", "PERSON_TWICE"), ((string)refused[1]!, (string)refused[7]!));
    }

    [Fact]
    public void A_new_row_has_one_line_as_wide_as_the_heading()
    {
        var line = Assert.Single(Table.Lines(Verdict(ImportVerdictKind.New)));

        Assert.Equal(Table.Head("danh sách.csv").Header.Count, line.Length);
        Assert.Equal("Mới", line[1]);
    }

    private static ImportVerdict Verdict(ImportVerdictKind kind) => new(7, kind, null, "Lò Văn Xem", null, [], []);
}

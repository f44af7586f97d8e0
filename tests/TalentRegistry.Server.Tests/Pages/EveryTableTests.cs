using System.Text.RegularExpressions;
using TalentRegistry.Testing;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>Every table that a page shows can be taken away, from where it stands.</summary>
public sealed partial class EveryTableTests
{
    // Parts of a page whose links stand above them, and the table that these name.
    private static readonly Dictionary<string, (string Page, string Table)> Parts = new(StringComparer.Ordinal)
    {
        ["AtRiskTable"] = ("TargetsView", "targets"),
        ["TargetNumbers"] = ("TargetView", "numbers"),
        ["TargetFlowsTable"] = ("TargetView", "flows"),
        ["TargetAreas"] = ("TargetView", "areas"),
        ["RequestTable"] = ("RequestsView", "requests"),
        ["PersonalFieldTable"] = ("PersonalDataView", "fields"),
        ["PersonCareer"] = ("PersonView", "career"),
        ["PersonDegrees"] = ("PersonView", "degrees"),
        ["PersonRecords"] = ("PersonView", "records"),
    };

    // Tables that ask instead of telling, or tell a few lines of one thing, and why they need not be taken away.
    private static readonly Dictionary<string, string> Forms = new(StringComparer.Ordinal)
    {
        ["Form2CView"] = "a form to be printed; its tables are taken away from the page of the person",
        ["DuplicateView"] = "choices between the values of two dossiers",
        ["RestoreView"] = "what would be changed, to be confirmed",
        ["ImportPreviewView"] = "what would be written, to be decided row by row; rows not taken are a spreadsheet of their own",
        ["BulkPeopleTable"] = "what would be or was changed for several people, to be confirmed or taken back; the history of each is taken away from the page of the person",
        ["ImportFaultsTable"] = "rows of the reader's own file that are not taken, whose links stand above them: the same rows as a spreadsheet",
        ["AgencySplitFields"] = "who goes where in a split, to be decided row by row",
        ["ReorganisationHeads"] = "the few agencies of one operation; all operations are taken away by /export of reorganisations",
        ["UnitSplitFields"] = "what lies in which part of a split, to be decided row by row",
        ["UnitHeads"] = "the few units of one operation, and the agencies in them; all operations are taken away by /export of reorganisations",
        ["AssessmentView"] = "a report to be printed; its table of fields is taken away from the page of personal data",
        ["AgencyListPreviewView"] = "what would be founded by a list that the reader has as a file",
        ["FigureListView"] = "what would be entered of a list that the reader has as a file",
    };

    private static Dictionary<string, string> Components => Directory
        .EnumerateFiles(Repository.Path("src", "TalentRegistry.Server"), "*.razor", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        // What all pages of a folder use names no page.
        .Where(file => Path.GetFileName(file) != "_Imports.razor")
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);

    private static IEnumerable<string> WithTable => Components.Where(file => file.Value.Contains("<table", StringComparison.Ordinal)).Select(file => file.Key).Order(StringComparer.Ordinal);

    public static TheoryData<string> Tables => new(WithTable);

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_has_links_to_a_CSV_and_an_XLSX_of_itself(string component)
    {
        if (Forms.ContainsKey(component))
            return;

        var (page, table) = Parts.GetValueOrDefault(component, (component, ""));
        Assert.Contains(DownloadsOf(Components[page]), each => table.Length == 0 || each == table);
    }

    [Fact]
    public void A_drawing_has_links_to_a_picture_of_itself()
    {
        // Its own links, or those of the page on which it stands. The drawing of a key is a secret, shown once.
        foreach (var (drawing, markup) in Components.Where(file => file.Value.Contains("<svg", StringComparison.Ordinal) && file.Key != "SecondFactorView"))
        {
            var around = Components.Values.Where(page => page.Contains($"<{drawing} ", StringComparison.Ordinal)).Append(markup);
            Assert.Contains(around, each => each.Contains("<PictureLinks ", StringComparison.Ordinal) || each.Contains("<OverviewSaving ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void No_exception_has_outlived_its_table()
    {
        Assert.Empty(Parts.Keys.Concat(Forms.Keys).Except(WithTable));
    }

    private static IEnumerable<string> DownloadsOf(string markup) => Links().Matches(markup).Select(link => link.Groups["table"].Value);

    [GeneratedRegex("<DownloadLinks [^>]*Table=\"(?<table>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();
}

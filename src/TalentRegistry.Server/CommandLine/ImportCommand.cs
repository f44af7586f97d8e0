using System.CommandLine;
using TalentRegistry.Data;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Columns;
using TalentRegistry.Data.Importing.Output;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Importing;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>import check</c> and <c>import template</c>: lists of people as departments have them, before anything is written; and how all import commands read a list.</summary>
internal static class ImportCommand
{
    internal static readonly Argument<FileInfo> ListFile = new("file") { Description = "A list of people: .xlsx, .xls or .csv.", HelpName = "FILE" };
    private static readonly Option<string?> Sheet = new("--sheet") { Description = "Sheet to read; unless given the first one that holds a list.", HelpName = "NAME" };
    internal static readonly Option<FileInfo?> Rejected = new("--out") { Description = "Where to write the rejected rows: .xlsx or .csv.", HelpName = "FILE" };
    private static readonly Option<string[]> Map = new("--map") { Description = "A correction, \"Heading=field\" or \"$C=field\"; - for a column not to be read. May be repeated.", HelpName = "HEADING=FIELD" };
    private static readonly Option<FileInfo?> MapFile = new("--map-file") { Description = "A file with one correction a line.", HelpName = "FILE" };
    private static readonly Option<FileInfo?> Agencies = new("--agencies") { Description = "A .csv with columns code and name: agencies to hold names against.", HelpName = "FILE" };
    private static readonly Option<int> MaxRows = new("--max-rows") { Description = "Most rows that are read.", DefaultValueFactory = _ => new ImportLimits().Rows };
    private static readonly Option<int> MaxColumns = new("--max-columns") { Description = "Most columns that are read.", DefaultValueFactory = _ => new ImportLimits().Columns };
    private static readonly Option<int> MaxMegabytes = new("--max-mb") { Description = "Largest file, in megabytes.", DefaultValueFactory = _ => (int)(new ImportLimits().FileBytes >> 20) };
    private static readonly Option<int> MaxUnpackedMegabytes = new("--max-unpacked-mb") { Description = "Most an .xlsx may unpack to, in megabytes.", DefaultValueFactory = _ => (int)(new ImportLimits().UnpackedBytes >> 20) };
    internal static readonly Option<string> Language = new("--language") { Description = "Language of what is printed: vi or en.", DefaultValueFactory = _ => "vi" };

    /// <summary>How a list is read, whatever becomes of it.</summary>
    internal static IReadOnlyList<Option> ListOptions => [Sheet, Rejected, Map, MapFile, MaxRows, MaxColumns, MaxMegabytes, MaxUnpackedMegabytes, Language];

    public static Command Make()
    {
        Language.AcceptOnlyFromAmong("vi", "en");
        var check = new Command("check", "Read a list and say what was recognised, what is good and what is not; nothing is written to the registry. The exit code is 1 when rows are rejected.")
        {
            ListFile, Agencies,
        };
        foreach (var option in ListOptions)
            check.Add(option);
        check.SetAction((parsed, cancellationToken) => Task.FromResult(Check(parsed, cancellationToken)));

        var target = new Option<FileInfo>("--out") { Description = "File to write: .xlsx.", Required = true, HelpName = "FILE" };
        var template = new Command("template", "Write the workbook to fill in: headings, examples, allowed codes.") { target };
        template.SetAction(parsed =>
        {
            using var file = Create(parsed.GetValue(target)!);
            ImportTemplate.Write(file, ImportVocabulary.Read(RegistryFiles.Reference));
            return 0;
        });
        var import = new Command("import", "Lists of people.") { check, template };
        foreach (var writing in ImportWritingCommand.Make())
            import.Add(writing);
        return import;
    }

    private static int Check(ParseResult parsed, CancellationToken cancellationToken)
    {
        var language = parsed.GetValue(Language)!;
        try
        {
            var vocabulary = ImportVocabulary.Read(RegistryFiles.Reference);
            var options = Options(parsed, vocabulary);
            using var sheet = ImportSheet.Open(Open(parsed.GetValue(ListFile)!), vocabulary, options);
            ImportReport.Recognised(Console.Out, sheet, language);

            var tally = new ImportTally();
            using (var rejected = parsed.GetValue(Rejected) is { } file ? Writer(file, sheet) : null)
            {
                foreach (var row in sheet.Rows())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    tally.Add(row);
                    if (row.IsRejected)
                        rejected?.Write(row);
                }
            }

            ImportReport.Counted(Console.Out, tally, sheet.LaterSheets(), language);
            return tally.Rejected > 0 ? 1 : 0;
        }
        catch (ImportRefusedException refusal)
        {
            Console.Error.WriteLine($"{refusal.Code}: {refusal.Sentence.In(language)}");
            return 1;
        }
    }

    private static ImportOptions Options(ParseResult parsed, ImportVocabulary vocabulary)
    {
        var wish = Wish(parsed, ImportMode.InsertOrUpdate, null);
        return new ImportOptions(VietnamTime.Today(TimeProvider.System))
        {
            Sheet = wish.Sheet,
            Mapping = ColumnMapping.Parse([.. wish.Map], vocabulary.Fields),
            Agencies = parsed.GetValue(Agencies) is { } agencies ? AgencyDirectory.Parse(agencies.Name, string.Join('\n', Lines(agencies))) : null,
            Limits = wish.Limits,
        };
    }

    /// <summary>How the list is to be read.</summary>
    internal static ImportWish Wish(ParseResult parsed, ImportMode mode, string? agency)
    {
        var lines = parsed.GetValue(Map) ?? [];
        return new ImportWish(mode, agency)
        {
            Sheet = parsed.GetValue(Sheet),
            Map = parsed.GetValue(MapFile) is { } file ? [.. Lines(file), .. lines] : lines,
            Limits = new ImportLimits
            {
                Rows = parsed.GetValue(MaxRows),
                Columns = parsed.GetValue(MaxColumns),
                FileBytes = (long)parsed.GetValue(MaxMegabytes) << 20,
                UnpackedBytes = (long)parsed.GetValue(MaxUnpackedMegabytes) << 20,
            },
        };
    }

    private static IRejectedRows Writer(FileInfo file, ImportSheet sheet) =>
        CreateTable(file, out var asCsv) is var target && asCsv ? new RejectedCsv(target, sheet) : new RejectedXlsx(target, sheet);

    /// <summary>The file to which rejected rows go.</summary>
    internal static FileStream CreateTable(FileInfo file, out bool asCsv)
    {
        asCsv = file.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase);
        return asCsv || file.Extension.Equals(".xlsx", StringComparison.OrdinalIgnoreCase)
            ? Create(file) : throw new OperatorException($"{file.Name} is neither .xlsx nor .csv: rejected rows are written as one of these.");
    }

    private static string[] Lines(FileInfo file)
    {
        try
        {
            return File.ReadAllLines(file.FullName);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{file.FullName} cannot be read: {fault.Message}", fault);
        }
    }

    internal static FileStream Open(FileInfo file)
    {
        try
        {
            return new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{file.FullName} cannot be read: {fault.Message}", fault);
        }
    }

    private static FileStream Create(FileInfo file)
    {
        try
        {
            return new FileStream(file.FullName, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{file.FullName} cannot be written: {fault.Message}", fault);
        }
    }
}

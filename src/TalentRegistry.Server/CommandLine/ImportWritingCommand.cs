using System.CommandLine;
using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Columns;
using TalentRegistry.Data.Importing.Output;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>import preview</c>, <c>commit</c>, <c>list</c> and <c>undo</c>: a list on its way into the registry, under an officer's rights.</summary>
internal static class ImportWritingCommand
{
    private const string Door = "command line";
    private static readonly Option<string> As = new("--as") { Description = "Sign-in name of the HR officer in whose name and rights it is done.", Required = true, HelpName = "NAME" };
    private static readonly Option<string?> AgencyOfAll = new("--agency") { Description = "Code of the agency of rows that name none.", HelpName = "CODE" };
    private static readonly Option<ImportMode> Mode = new("--mode") { Description = "Write new people, known people, or both.", DefaultValueFactory = _ => ImportMode.InsertOrUpdate };
    private static readonly Option<int> Show = new("--show") { Description = "Rows told one by one, at most.", DefaultValueFactory = _ => 50 };
    private static readonly Argument<Guid> Import = new("import") { Description = "Identifier of the import, as commit and list print it.", HelpName = "ID" };

    public static IEnumerable<Command> Make()
    {
        yield return OfList("preview", "Hold a list against the registry and say row by row what it would change; nothing is written. The exit code is 1 when rows are not taken.", commits: false);
        yield return OfList("commit", "Write a list into the registry: all of its good rows or, on any fault, none. The exit code is 1 when rows were not taken.", commits: true);

        var list = new Command("list", "The officer's imports, the latest first.") { As };
        list.SetAction((parsed, cancellationToken) => WithOfficerAsync(parsed, async (session, _) =>
        {
            foreach (var past in await PastImport.ListAsync(session, 100, cancellationToken))
                await Console.Out.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{past.Id}  {past.CommittedAt.ToLocalTime():yyyy-MM-dd HH:mm}  +{past.New} ~{past.Changed}  {past.FileName}{(past.UndoneAt is { } at ? $"  (đã hủy · undone {at.ToLocalTime():yyyy-MM-dd HH:mm})" : "")}"));
            return 0;
        }, cancellationToken));
        yield return list;

        var undo = new Command("undo", "Take an import back as a whole, unless something was built on it.") { Import, As };
        undo.SetAction((parsed, cancellationToken) => WithOfficerAsync(parsed, async (session, _) =>
        {
            await PastImport.UndoAsync(session, parsed.GetValue(Import), cancellationToken);
            await session.CommitAsync(cancellationToken);
            await Console.Out.WriteLineAsync("Đã hủy lần nhập. · The import was taken back.");
            return 0;
        }, cancellationToken));
        yield return undo;
    }

    private static Command OfList(string name, string description, bool commits)
    {
        var command = new Command(name, description) { As, AgencyOfAll, Mode, Show };
        foreach (var option in ImportCommand.ListOptions)
            command.Add(option);
        command.Add(ImportCommand.ListFile);
        command.SetAction((parsed, cancellationToken) => WithOfficerAsync(parsed, (session, registry) => RunAsync(parsed, session, registry, commits, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, RegistrySession session, OpenRegistry registry, bool commits, CancellationToken cancellationToken)
    {
        var language = parsed.GetValue(ImportCommand.Language)!;
        var vocabulary = ImportVocabulary.Read(RegistryFiles.Reference);
        var options = ImportCommand.Options(parsed, vocabulary);
        options = options with { Agencies = await AgencyDirectory.ReadAsync(session.Connection, options.Today, cancellationToken) };
        if (parsed.GetValue(AgencyOfAll) is { } code)
            options = options with { Agency = options.Agencies.Find(code) is [var only] ? only : throw new OperatorException($"No single agency has the code or name {code}.") };
        var remembered = await ColumnMemory.ReadAsync(session, options.Agency?.Id, cancellationToken);
        options = options with { Mapping = ColumnMapping.Of(remembered, vocabulary.Fields).With(options.Mapping) };
        using var citizenIds = new CitizenIdLookup(parsed.GetValue(CommonOptions.Data)!, registry.Database);
        var (shown, most) = (0, parsed.GetValue(Show));
        var refused = new Dictionary<int, ProblemKind>();
        try
        {
            ImportCounts counts;
            using (var sheet = ImportSheet.Open(ImportCommand.Open(parsed.GetValue(ImportCommand.ListFile)!), vocabulary, options))
            {
                ImportReport.Recognised(Console.Out, sheet, language);
                counts = commits
                    ? await CommitAsync(parsed, session, citizenIds, sheet, Tell, cancellationToken)
                    : await new ListImport(session, citizenIds).PreviewAsync(sheet, parsed.GetValue(Mode), Tell, null, cancellationToken);
            }

            if (!commits)
                await session.CommitAsync(cancellationToken);
            if (shown > most)
                await Console.Out.WriteLineAsync($"  … {shown - most} {new Bilingual("dòng nữa", "more rows").In(language)}");
            ImportReport.Judged(Console.Out, counts, language);
            if (parsed.GetValue(ImportCommand.Rejected) is { } file)
                WriteRejected(parsed, file, vocabulary, options, refused, cancellationToken);
            return counts.Doubtful + counts.Refused + counts.Rejected > 0 ? 1 : 0;
        }
        catch (ImportRefusedException refusal)
        {
            await Console.Error.WriteLineAsync($"{refusal.Code}: {refusal.Sentence.In(language)}");
            return 1;
        }

        void Tell(ImportVerdict verdict)
        {
            if (verdict.Problem is { } problem)
                refused[verdict.Row] = problem;
            if (++shown <= most)
                ImportReport.Verdict(Console.Out, verdict, language);
        }
    }

    private static async Task<ImportCounts> CommitAsync(
        ParseResult parsed, RegistrySession session, CitizenIdLookup citizenIds, ImportSheet sheet, Action<ImportVerdict> tell, CancellationToken cancellationToken)
    {
        var file = parsed.GetValue(ImportCommand.ListFile)!;
        ImportSource source;
        await using (var bytes = ImportCommand.Open(file))
            source = await ImportSource.ReadAsync(file.Name, bytes, cancellationToken);
        var committed = await new ListImport(session, citizenIds).CommitAsync(sheet, source, parsed.GetValue(Mode), tell, null, cancellationToken);
        // From here on it is done or not done, never unknown.
        await session.CommitAsync(CancellationToken.None);
        if (committed.Id is { } id)
            await Console.Out.WriteLineAsync($"import {id}");
        return committed.Counts;
    }

    private static void WriteRejected(ParseResult parsed, FileInfo to, ImportVocabulary vocabulary, ImportOptions options, Dictionary<int, ProblemKind> refused, CancellationToken cancellationToken)
    {
        using var sheet = ImportSheet.Open(ImportCommand.Open(parsed.GetValue(ImportCommand.ListFile)!), vocabulary, options);
        using var writer = ImportCommand.Writer(to, sheet);
        RowsNotTaken.Write(writer, sheet, refused, cancellationToken);
    }

    private static async Task<int> WithOfficerAsync(ParseResult parsed, Func<RegistrySession, OpenRegistry, Task<int>> work, CancellationToken cancellationToken)
    {
        await using var registry = await OpenRegistry.ForExistingAsync(parsed.GetValue(CommonOptions.Data)!, cancellationToken);
        var account = await new Data.Access.Accounts(registry.Database).NamedAsync(parsed.GetValue(As)!, cancellationToken);
        if (account is not { Role: Role.Hr })
            throw new OperatorException($"No HR officer signs in as {parsed.GetValue(As)}.");

        await using var session = await registry.Database.OpenSessionAsync(new Caller(account.Id, account.Role, Door, "import"), cancellationToken);
        return await work(session, registry);
    }
}

using System.CommandLine;
using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Output;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Importing;
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
    private static readonly Option<string[]> Confirm = new("--confirm") { Description = "Code of a rule whose warnings are confirmed for the whole list. May be repeated.", HelpName = "CODE" };
    private static readonly Option<string[]> Decide = new("--row") { Description = "A decision on a doubtful row: 12=new, or 12= and the key of the person. May be repeated.", HelpName = "ROW=WHO" };
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
                    $"{past.Id}  {past.CommittedAt.ToLocalTime():yyyy-MM-dd HH:mm}  +{past.New} ~{past.Changed}  {past.FileName}{(past.By is { } by ? $"  ({by})" : "")}{(past.UndoneAt is { } at ? $"  (đã hủy · undone {at.ToLocalTime():yyyy-MM-dd HH:mm})" : "")}"));
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
        var command = new Command(name, description) { As, AgencyOfAll, Mode, Show, Confirm, Decide };
        foreach (var option in ImportCommand.ListOptions)
            command.Add(option);
        command.Add(ImportCommand.ListFile);
        command.SetAction((parsed, cancellationToken) => AsOfficerAsync(parsed, (caller, registry) => RunAsync(parsed, caller, registry, commits, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Caller caller, OpenRegistry registry, bool commits, CancellationToken cancellationToken)
    {
        var language = parsed.GetValue(ImportCommand.Language)!;
        var file = parsed.GetValue(ImportCommand.ListFile)!;
        await ImportCommand.Open(file).DisposeAsync();
        var wish = ImportCommand.Wish(parsed, parsed.GetValue(Mode), parsed.GetValue(AgencyOfAll)) with
        {
            Confirmed = parsed.GetValue(Confirm) ?? [], Decisions = (parsed.GetValue(Decide) ?? []).Select(DecisionOf).ToDictionary(),
        };
        using var citizenIds = new CitizenIdLookup(parsed.GetValue(CommonOptions.Data)!, registry.Database);
        var desk = new ImportDesk(registry.Database, citizenIds, TimeProvider.System);
        var (shown, most) = (0, parsed.GetValue(Show));
        var telling = new ImportTelling
        {
            OnSheet = sheet => ImportReport.Recognised(Console.Out, sheet, language),
            OnRow = verdict =>
            {
                if (++shown <= most)
                    ImportReport.Verdict(Console.Out, verdict, language);
                return ValueTask.CompletedTask;
            },
        };
        try
        {
            var (counts, warnings, id) = await StepAsync();
            if (shown > most)
                await Console.Out.WriteLineAsync($"  … {shown - most} {new Bilingual("dòng nữa", "more rows").In(language)}");
            ImportReport.Warned(Console.Out, warnings, language);
            ImportReport.Judged(Console.Out, counts, language);
            if (id is { } import)
                await Console.Out.WriteLineAsync($"import {import}");
            if (parsed.GetValue(ImportCommand.Rejected) is { } rejected)
                await desk.WriteRejectedAsync(caller, file, wish, ImportCommand.CreateTable(rejected, out var asCsv), asCsv, cancellationToken);
            return counts.NotTaken > 0 ? 1 : 0;
        }
        catch (ImportRefusedException refusal)
        {
            await Console.Error.WriteLineAsync($"{refusal.Code}: {refusal.Sentence.In(language)}");
            return 1;
        }

        async Task<(ImportCounts, IReadOnlyList<ImportWarning>, Guid?)> StepAsync()
        {
            if (!commits)
                return await desk.PreviewAsync(caller, file, file.Name, wish, cancellationToken, telling) is var preview ? (preview.Counts, preview.Warnings, null) : default;
            var (committed, warnings) = await desk.CommitAsync(caller, file, file.Name, wish, telling, cancellationToken);
            await registry.Database.NoteCommandAsync("import commit", committed.Id.ToString(), cancellationToken, account: caller.AccountId);
            return (committed.Counts, warnings, committed.Id);
        }
    }

    private static KeyValuePair<int, Guid?> DecisionOf(string text) =>
        text.Split('=') is [var row, var who] && int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? who == "new" ? new(number, null) : Guid.TryParse(who, out var person) ? new(number, person) : throw NoDecision(text)
            : throw NoDecision(text);

    private static OperatorException NoDecision(string text) => new($"\"{text}\" is no decision: ROW=new, or ROW=KEY of one of the people named.");

    private static Task<int> WithOfficerAsync(ParseResult parsed, Func<RegistrySession, OpenRegistry, Task<int>> work, CancellationToken cancellationToken) =>
        AsOfficerAsync(parsed, async (caller, registry) =>
        {
            await using var session = await registry.Database.OpenSessionAsync(caller, cancellationToken);
            return await work(session, registry);
        }, cancellationToken);

    private static async Task<int> AsOfficerAsync(ParseResult parsed, Func<Caller, OpenRegistry, Task<int>> work, CancellationToken cancellationToken)
    {
        await using var registry = await OpenRegistry.ForExistingAsync(parsed.GetValue(CommonOptions.Data)!, cancellationToken);
        var account = await new Data.Access.Accounts(registry.Database).NamedAsync(parsed.GetValue(As)!, cancellationToken);
        if (account is not { Role: Role.Hr })
            throw new OperatorException($"No HR officer signs in as {parsed.GetValue(As)}.");

        return await work(new Caller(account.Id, account.Role, Door, "import"), registry);
    }
}

using System.CommandLine;
using System.Globalization;
using TalentRegistry.Data.History;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>history verify</c>: that nothing in the history of changes was rewritten, taken out or put in.</summary>
internal static class HistoryCommand
{
    public static Command Make()
    {
        var command = new Command("history", "The history of every change of people, degrees, postings and agencies.");
        command.Subcommands.Add(Verify());
        return command;
    }

    private static Command Verify()
    {
        var head = new Option<string?>("--head")
        {
            Description = "A head that an earlier verification printed: the chain must still go through it.",
            HelpName = "POSITION:HASH",
        };
        var command = new Command("verify", "Compute the chain of hashes anew from the first change on; a server may go on working meanwhile.") { head };
        command.SetAction((parsed, cancellationToken) =>
            VerifyAsync(parsed.GetValue(CommonOptions.Data)!, parsed.GetValue(head) is { } known ? ChainHead.Parse(known) : null, cancellationToken));
        return command;
    }

    /// <returns>0 where the chain holds; 1 where it does not.</returns>
    private static async Task<int> VerifyAsync(string dataDirectory, ChainHead? known, CancellationToken cancellationToken)
    {
        await using var registry = await OpenRegistry.ForExistingAsync(dataDirectory, cancellationToken);
        ChainReport? report = null;
        await ConsoleSteps.RunAsync(async console => report = await console.StepAsync("Kiểm tra lịch sử · History", async step =>
        {
            await HistoryChain.ChainAsync(registry.Database, cancellationToken);
            return await HistoryChain.VerifyAsync(registry.Database, known, step, cancellationToken);
        }));

        foreach (var fault in report!.Faults)
            await Console.Error.WriteLineAsync($"{fault.Vietnamese} · {fault.English}");
        if (report.Faults.Count > 0)
        {
            await Console.Error.WriteLineAsync(
                $"Lịch sử KHÔNG toàn vẹn; đúng đến mắt xích {report.Head.Position}. · The history does NOT hold; it does up to link {report.Head.Position}.");
            return 1;
        }

        var count = report.Head.Position.ToString("N0", CultureInfo.InvariantCulture);
        await Console.Out.WriteLineAsync($"{count} thay đổi, chuỗi toàn vẹn. · {count} changes, the chain holds.");
        if (report.Head.Position > 0)
            await Console.Out.WriteLineAsync($"Ghi lại nơi khác để đối chiếu lần sau · Note elsewhere and hold the next one against it: --head {report.Head}");
        return 0;
    }
}

using System.CommandLine;
using System.Globalization;
using TalentRegistry.Data.History;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>history verify</c>: that nothing in the history of changes was rewritten, taken out or put in.</summary>
internal static class HistoryCommand
{
    public static Command Make()
    {
        var command = new Command("history", "The history of every change of people, degrees, postings and agencies, and the logs of reads and events.");
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
            await HistoryChain.SealLogsAsync(registry.Database, cancellationToken);
            return await HistoryChain.VerifyAsync(registry.Database, known, step, cancellationToken);
        }));

        var logsHold = await VerifyLogsAsync(dataDirectory, registry, cancellationToken);
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
        if (report.Erased > 0)
        {
            var erased = report.Erased.ToString("N0", CultureInfo.InvariantCulture);
            await Console.Out.WriteLineAsync($"Trong đó {erased} mục đã xóa nội dung vì hết thời hạn giữ. · Of these {erased} have had their values erased, their term being over.");
        }

        if (report.Head.Position > 0)
            await Console.Out.WriteLineAsync($"Ghi lại nơi khác để đối chiếu lần sau · Note elsewhere and hold the next one against it: --head {report.Head}");
        return logsHold ? 0 : 1;
    }

    // Reads and events, each against the head that the server has noted in its data directory.
    private static async Task<bool> VerifyLogsAsync(string dataDirectory, OpenRegistry registry, CancellationToken cancellationToken)
    {
        var (heads, hold) = (new NotedHeads(dataDirectory), true);
        foreach (var log in new[] { ChainedLog.Reads, ChainedLog.Events })
        {
            var known = heads.Of(log);
            var report = await HistoryChain.VerifyAsync(registry.Database, log, known.Position > 0 ? known : null, null, cancellationToken);
            foreach (var fault in report.Faults)
                await Console.Error.WriteLineAsync($"{log.Name}: {fault.Vietnamese} · {fault.English}");
            var count = report.Head.Position.ToString("N0", CultureInfo.InvariantCulture);
            await (report.Faults.Count == 0
                ? Console.Out.WriteLineAsync($"{count} {log.Vietnamese}, chuỗi toàn vẹn. · {count} {log.English}, the chain holds.")
                : Console.Error.WriteLineAsync($"{log.Name} KHÔNG toàn vẹn; đúng đến mắt xích {count}. · It does NOT hold; it does up to link {count}."));
            hold &= report.Faults.Count == 0;
        }

        return hold;
    }
}

using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.History;
using TalentRegistry.Data.Work;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.Audit;

/// <summary>How a chain stands, as far as this server knows.</summary>
/// <param name="Log">Which.</param>
/// <param name="Head">The last link known to hold.</param>
/// <param name="At">When it was last looked at; null before the first time.</param>
/// <param name="WholeAt">When it was last walked from its beginning to its end and held; null before the first time since the start.</param>
/// <param name="Faults">Where it does not hold.</param>
public sealed record ChainStanding(ChainedLog Log, ChainHead Head, DateTimeOffset? At, DateTimeOffset? WholeAt, IReadOnlyList<ChainFault> Faults);

/// <summary>
/// Verifies the chains: the newest links when the server starts and every quarter of an hour, all of them once after the start. A chain that does not hold is told in
/// the log of the server, in the audit log, by health and on the auditor's page, for as long as it does not.
/// </summary>
public sealed class ChainWatch
{
    /// <summary>Stage of the work that walks along all links.</summary>
    public const string Verifying = "verifying";

    // A start takes no longer than this many links take: a second or two.
    private const int MostLinksAtOnce = 500;
    private readonly RegistryDatabase database;
    private readonly AuditLog audit;
    private readonly TimeProvider clock;
    private readonly ILogger<ChainWatch> log;
    private readonly NotedHeads heads;
    private readonly Dictionary<ChainedLog, ChainStanding> standings;

    /// <param name="options">Where heads are noted.</param>
    /// <param name="database">The registry.</param>
    /// <param name="audit">Where a fault is told.</param>
    /// <param name="clock">The time.</param>
    /// <param name="log">Where a fault is told too.</param>
    public ChainWatch(ServeOptions options, RegistryDatabase database, AuditLog audit, TimeProvider clock, ILogger<ChainWatch> log)
    {
        (this.database, this.audit, this.clock, this.log, heads) = (database, audit, clock, log, new NotedHeads(options.DataDirectory));
        standings = ChainedLog.All.ToDictionary(each => each, each => new ChainStanding(each, ChainHead.Empty, null, null, []));
    }

    /// <summary>All chains as they stand.</summary>
    public IReadOnlyList<ChainStanding> Standings
    {
        get
        {
            lock (standings)
                return [.. standings.Values];
        }
    }

    /// <summary>Whether a chain is known not to hold.</summary>
    public bool IsBroken => Standings.Any(standing => standing.Faults.Count > 0);

    /// <summary>Verifies the links since the noted heads, as many as can be done at once.</summary>
    public async Task VerifyNewestAsync(CancellationToken cancellationToken)
    {
        foreach (var chain in ChainedLog.All)
            await NoteAsync(chain, await HistoryChain.VerifyNewestAsync(database, chain, heads.Of(chain), MostLinksAtOnce, cancellationToken), whole: false);
    }

    /// <summary>Verifies all links of all chains; work of the server that can be watched.</summary>
    public Task<Guid> StartWholeAsync(WorkBoard board, CancellationToken cancellationToken) =>
        board.StartAsync(WorkKind.Verification, null, Verifying, VerifyWholeAsync, cancellationToken);

    internal async Task VerifyWholeAsync(IProgress<WorkStep> steps, CancellationToken cancellationToken)
    {
        for (var i = 0; i < ChainedLog.All.Count; i++)
        {
            var (chain, before) = (ChainedLog.All[i], i * 100);
            var known = heads.Of(chain);
            var report = await HistoryChain.VerifyAsync(
                database, chain, known.Position > 0 ? known : null, new Share(share => steps.Report(new WorkStep(Verifying, before + (long)(share * 100), ChainedLog.All.Count * 100))), cancellationToken);
            await NoteAsync(chain, report, whole: true);
        }
    }

    private async Task NoteAsync(ChainedLog chain, ChainReport report, bool whole)
    {
        bool news;
        lock (standings)
        {
            var (now, last) = (clock.GetUtcNow(), standings[chain]);
            // What the whole walk has found is not forgotten because the newest links hold.
            var faults = whole || report.Faults.Count > 0 ? report.Faults : last.Faults;
            news = faults.Count > 0 && (last.Faults.Count == 0 || last.Faults[0] != faults[0]);
            standings[chain] = last with { Head = report.Head, At = now, WholeAt = whole && faults.Count == 0 ? now : last.WholeAt, Faults = faults };
            if (faults.Count == 0)
                heads.Note(chain, report.Head);
        }

        if (!news)
            return;

        var fault = report.Faults[0];
        log.LogCritical("The chain of {Log} does NOT hold: {Fault} It was tampered with, or the database was exchanged: see docs/security.md", chain.Name, fault.English);
        await audit.WriteAsync(
            new AuditEvent(AuditKind.ChainBroken, null, "server", null, chain.Name, new Dictionary<string, string>
            {
                ["fault"] = SnakeCase.Of(fault.Kind), ["position"] = $"{fault.Position}", ["faults"] = $"{report.Faults.Count}",
            }),
            CancellationToken.None);
    }

    // Progress<T> reports on other threads, out of order.
    private sealed class Share(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}

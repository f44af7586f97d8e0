using System.CommandLine;
using System.Runtime.InteropServices;
using Npgsql;
using TalentRegistry.Data;

namespace TalentRegistry.Server.CommandLine;

/// <summary>The one command line: <c>serve</c> is what runs when no command is named.</summary>
internal static class RegistryCommandLine
{
    /// <summary>All commands.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand("TalentRegistry: a province's intellectuals, their plans' targets, and what is to be expected of them.");
        root.Options.Add(CommonOptions.Data);
        ServeCommand.AddTo(root);
        root.Subcommands.Add(ServeCommand.Make());
        root.Subcommands.Add(AccountCommand.Make());
        root.Subcommands.Add(PlanCommand.Make());
        root.Subcommands.Add(ImportCommand.Make());
        root.Subcommands.Add(SchemaCommand.Make());
        root.Subcommands.Add(ChartCommand.Make());
        root.Subcommands.Add(ReportCommand.Make());
        root.Subcommands.Add(StaffTablesCommand.Make());
        root.Subcommands.Add(ForecastCommand.Make());
        root.Subcommands.Add(BackupCommand.Make());
        root.Subcommands.Add(RestoreCommand.Make());
        root.Subcommands.Add(ArchiveCommand.Make());
        root.Subcommands.Add(HistoryCommand.Make());
        root.Subcommands.Add(DuplicatesCommand.Make());
        root.Subcommands.Add(UnitsCommand.Make());
        root.Subcommands.Add(AgenciesCommand.Make());
        root.Subcommands.Add(AreasCommand.Make());
        root.Subcommands.Add(CitizenIdsCommand.Make());
        root.Subcommands.Add(RetentionCommand.Make());
        return root;
    }

    /// <summary>Runs a command.</summary>
    /// <returns>0; 1 when something must be put right first (one sentence on the error stream); 130 when interrupted.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = Root();
        try
        {
            // The commands end by themselves once cancelled; PostgreSQL may need a while to write its last checkpoint. Listened to before
            // a command begins anything, and never ended from outside: that would leave its PostgreSQL behind.
            using var interrupted = new CancellationTokenSource();
            using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
            using var onTermination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await root.Parse(args).InvokeAsync(invocation, interrupted.Token);

            void Interrupt(PosixSignalContext signal)
            {
                signal.Cancel = true;
                // Not on this thread: what the commands do when they are cancelled may take its time.
                _ = interrupted.CancelAsync();
            }
        }
        catch (OperatorException fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
        // Before what follows: it holds the word of PostgreSQL that it broke off a statement, which it was asked to.
        catch (OperationCanceledException)
        {
            return 130;
        }
        // EF Core wraps what it takes for a fault that passes.
        catch (Exception fault) when ((fault as NpgsqlException ?? fault.InnerException as NpgsqlException) is { } broken)
        {
            await Console.Error.WriteLineAsync($"PostgreSQL refused or broke off: {broken.Message}");
            return 1;
        }
    }
}

using Npgsql;
using Spectre.Console;
using TalentRegistry.Data;
using TalentRegistry.Data.Demo;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Plans;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Data.Reference;
using TalentRegistry.Data.Work;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Startup;

/// <summary>
/// Brings a database to where it can be served: schema, lists, plans, demonstration people into an empty registry. Each step does only
/// what is missing, so a start after the first is quick and a start after a crash goes on where it can.
/// </summary>
internal sealed class Preparation(
    RegistryDatabase database, RegistryNature nature, Data.Access.Accounts accounts, WorkBoard work, Audit.ChainWatch chains)
{
    // Two servers that start on one database take turns.
    private const long LockKey = 0x50726570617265; // "Prepare"

    // Sở Y tế Điện Biên with its hospitals and stations, and the province of Điện Biên.
    private const string DemoHrAgency = "SYT-P11";
    private const string DemoLeaderUnit = "P11";

    /// <summary>Prepares, showing progress on the console.</summary>
    /// <exception cref="OperatorException">A file or the database has to be put right first.</exception>
    public Task RunAsync(ServeOptions options, CancellationToken cancellationToken) =>
        ConsoleSteps.RunAsync(console => RunAsync(options, console, cancellationToken));

    private async Task RunAsync(ServeOptions options, ProgressContext console, CancellationToken cancellationToken)
    {
        await using var turn = await database.Owner.OpenConnectionAsync(cancellationToken);
        await using (var wait = new NpgsqlCommand("SELECT pg_advisory_lock($1)", turn) { Parameters = { new() { Value = LockKey } }, CommandTimeout = 0 })
            await wait.ExecuteNonQueryAsync(cancellationToken);

        await console.StepAsync("Lược đồ, danh mục, kế hoạch · Schema, lists, plans", async step =>
        {
            await Migrator.ApplyAsync(database.Owner, Migrator.Read(RegistryFiles.Migrations), cancellationToken);
            await work.SweepAsync(cancellationToken);
            step.Report(0.4);
            await ReferenceLoader.LoadAsync(database, RegistryFiles.Reference, cancellationToken);
            step.Report(0.7);
            await PlanLoader.LoadAsync(database, RegistryFiles.Plans, RegistryFiles.OwnPlans(options.DataDirectory), cancellationToken);
        });
        if (options.Demo != DemoChoice.None && await IsEmptyAsync(cancellationToken))
            await console.StepAsync("Dữ liệu mô phỏng · Demonstration people", step => LoadDemoAsync(options, step, cancellationToken));

        if (options.Demo != DemoChoice.None && await nature.IsSyntheticAsync(cancellationToken))
            await accounts.CreateDemoAsync(await DemoAgencyAsync(cancellationToken), DemoLeaderUnit, cancellationToken);
        await console.StepAsync("Niêm phong · Seals", _ => chains.VerifyNewestAsync(cancellationToken));
    }

    private async Task LoadDemoAsync(ServeOptions options, IProgress<double> step, CancellationToken cancellationToken)
    {
        var content = await Task.Run(
            () => DemoRegistry.Generate(options.Demo == DemoChoice.Full ? DemoSize.Full : DemoSize.Small, RegistryFiles.Database), cancellationToken);
        using var protector = await CitizenIdProtector.OpenAsync(options.DataDirectory, database, cancellationToken);
        await new BulkLoader(database, protector).LoadAsync(content, new Scaled(step), cancellationToken);
    }

    private async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            "SELECT NOT EXISTS (SELECT FROM registry.agency) AND NOT EXISTS (SELECT FROM registry.person)");
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task<Guid?> DemoAgencyAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand("SELECT id FROM registry.agency WHERE code = $1");
        command.Parameters.Add(new() { Value = DemoHrAgency });
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }

    private sealed class Scaled(IProgress<double> step) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => step.Report(value.Stage switch
        {
            LoadStage.Writing => 0.8 * value.Done / Math.Max(value.Total, value.Done + 1),
            LoadStage.Done => 1,
            _ => 0.8 + (0.2 * value.Done / Math.Max(1, value.Total)),
        });
    }
}

using System.Diagnostics;
using TalentRegistry.Data;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Data.Reference;
using TalentRegistry.Testing;

namespace TalentRegistry.Benchmarks;

/// <summary>
/// Bulk loading as the server does it: an embedded PostgreSQL with durable settings, an empty registry, 150,000 people with
/// 1.4 degrees and 2 postings each. The bar is 20,000 people a second, constraints and statistics included. Then the counts.
/// </summary>
public static class LoadingBenchmark
{
    public static async Task RunAsync(int people, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("talentregistry-loading-").FullName;
        try
        {
            await using var cluster = await EmbeddedPostgres.StartAsync(directory, durable: true, cancellationToken);
            await using var database = new RegistryDatabase(cluster.ConnectionString);
            await Migrator.ApplyAsync(database.Owner, Migrator.Read(Repository.Path("db", "migrations")), cancellationToken);
            await ReferenceLoader.LoadAsync(database, Repository.Path("db", "reference"), cancellationToken);
            using var protector = await CitizenIdProtector.OpenAsync(directory, database, cancellationToken);
            var synthetic = await SyntheticRegistry.ForAsync(database);

            var generating = Stopwatch.StartNew();
            var count = synthetic.Content(people).Dossiers.Count();
            Console.WriteLine($"generating alone: {count / generating.Elapsed.TotalSeconds:N0} people/s");
            var loader = new BulkLoader(database, protector);
            Print("into the empty registry", await loader.LoadAsync(synthetic.Content(people), new Timings(), cancellationToken));
            // Numbers of the first load come again in the second, which is refused: the second goes without.
            var more = synthetic.Content(people / 10, seed: 1000);
            Print("into one that holds people", await loader.LoadAsync(
                more with { Dossiers = more.Dossiers.Select(dossier => dossier with { CitizenId = null }) }, null, cancellationToken));
            await HeadcountBenchmark.RunAsync(database, cancellationToken);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void Print(string what, LoadSummary summary) => Console.WriteLine(
        $"{what}: {summary.People:N0} people, {summary.Degrees:N0} degrees, {summary.Postings:N0} postings in {summary.Elapsed.TotalSeconds:N2} s = {summary.PeoplePerSecond:N0} people/s");

    private sealed class Timings : IProgress<LoadProgress>
    {
        private readonly Stopwatch clock = Stopwatch.StartNew();
        private LoadStage? last;

        public void Report(LoadProgress value)
        {
            if (value.Stage == LoadStage.Checking || value.Stage != last)
                Console.WriteLine($"  {clock.Elapsed.TotalSeconds,6:N2} s  {value.Stage} {value.Done:N0}/{value.Total:N0}");
            last = value.Stage;
        }
    }
}

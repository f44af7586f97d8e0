using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Loading;

namespace TalentRegistry.Data.Demo;

/// <summary>
/// A synthetic registry of Điện Biên, Lai Châu, Hải Dương and Kon Tum: no such people exist. Careers run from 31 December 1989 to
/// <see cref="LastDay"/>; headcounts follow db/reference/published_headcount.csv where it is believable and db/demo/stock_path.csv elsewhere;
/// what is assumed is said in the files of db/demo.
/// </summary>
public static class DemoRegistry
{
    // Against the people that the full registry holds; every headcount is scaled alike.
    private const double SmallScale = 0.024;

    /// <summary>Last day on which something happens; what is open then goes on.</summary>
    public static DateOnly LastDay { get; } = new(2026, 6, 30);

    /// <summary>Generates the registry: the same one on every machine for a size and a seed.</summary>
    /// <param name="size">How large.</param>
    /// <param name="dbFolder">Folder with <c>reference</c> and <c>demo</c>, as db/ of the repository.</param>
    /// <param name="seed">Chooses one of the possible registries.</param>
    /// <returns>Agencies and careers; the dossiers are written out one by one while they are enumerated, each time alike.</returns>
    /// <exception cref="FileNotFoundException">A file is missing under <paramref name="dbFolder"/>.</exception>
    /// <exception cref="InvalidDataException">A file says something that cannot be used; the message names it.</exception>
    public static RegistryContent Generate(DemoSize size, string dbFolder, int seed = 45)
    {
        var given = new DemoAssumptions(dbFolder, seed);
        var careers = Simulate(given, size, seed);
        var writer = new DossierWriter(given, seed);
        return new RegistryContent(given.Tree.ToAgencies(), given.Tree.ToSuccessions(), careers.Length, careers.Select(writer.Write));
    }

    /// <summary>The postings of the same registry as forecasts read them from the database, without it: what the models should find is known here.</summary>
    /// <inheritdoc cref="Generate" path="/param"/>
    public static IReadOnlyList<CareerPosting> Careers(DemoSize size, string dbFolder, int seed = 45)
    {
        var given = new DemoAssumptions(dbFolder, seed);
        return [.. Simulate(given, size, seed).SelectMany(career => career.ToPostings(given, seed))];
    }

    private static Career[] Simulate(DemoAssumptions given, DemoSize size, int seed)
    {
        var byProvince = new List<Career>[given.Provinces.Count];
        // Each province has a random stream of its own, so the order in which they are done changes nothing.
        Parallel.For(0, byProvince.Length, i => byProvince[i] = CareerSimulation.Run(
            given, given.Provinces[i], size == DemoSize.Full ? 1 : SmallScale, SeededRandom.Mix((ulong)seed ^ (ulong)(i + 1) << 32)));
        var careers = byProvince.SelectMany(list => list).ToArray();
        for (var number = 0; number < careers.Length; number++)
            careers[number].Number = number;
        return careers;
    }
}

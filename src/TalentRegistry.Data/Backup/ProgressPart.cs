namespace TalentRegistry.Data.Backup;

/// <summary>A part of some work as it counts in the whole.</summary>
internal sealed class ProgressPart(IProgress<double>? whole, double from, double until) : IProgress<double>
{
    public void Report(double value) => whole?.Report(from + ((until - from) * value));

    /// <summary>The parts that the tables are, by their sizes.</summary>
    public IEnumerable<(RegistryTable Table, IProgress<double> Progress)> Of(IReadOnlyList<RegistryTable> tables)
    {
        // One more for each, so that a hundred empty tables move the bar too.
        double total = tables.Sum(table => table.Size + 1), done = 0;
        foreach (var table in tables)
        {
            var next = done + table.Size + 1;
            yield return (table, new ProgressPart(this, done / total, next / total));
            done = next;
        }
    }
}

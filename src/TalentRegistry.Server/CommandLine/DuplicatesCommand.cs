using System.CommandLine;
using System.Globalization;
using TalentRegistry.Data.Duplicates;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Work;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>duplicates find</c>: records that may be of one person, listed for the officers.</summary>
internal static class DuplicatesCommand
{
    public static Command Make()
    {
        var find = new Command("find", "Compare the records of everyone and list those that may be of one person; what officers have decided stays.");
        find.SetAction((parsed, cancellationToken) => FindAsync(parsed.GetValue(CommonOptions.Data)!, cancellationToken));
        return new Command("duplicates", "Records that may be of one person.") { find };
    }

    private static async Task<int> FindAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        await using var registry = await OpenRegistry.ForExistingAsync(dataDirectory, cancellationToken);
        using var citizenIds = new CitizenIdLookup(dataDirectory, registry.Database);
        DuplicateSearchReport? report = null;
        await ConsoleSteps.RunAsync(async console => report = await console.StepAsync(
            "Tìm hồ sơ trùng · Duplicates", step => new DuplicateSearch(registry.Database, citizenIds).RunAsync(new Steps(step), cancellationToken)));
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{report!.People:N0} hồ sơ, {report.Compared:N0} cặp được so sánh, {report.Found:N0} cặp có thể trùng. · {report.People:N0} records, {report.Compared:N0} pairs compared, {report.Found:N0} listed."));
        return 0;
    }

    private sealed class Steps(IProgress<double> bar) : IProgress<WorkStep>
    {
        public void Report(WorkStep value) => bar.Report(value.Total == 0 ? 0 : (double)value.Done / value.Total);
    }
}

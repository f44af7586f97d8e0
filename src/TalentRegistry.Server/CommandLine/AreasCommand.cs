using System.CommandLine;
using System.Globalization;
using TalentRegistry.Data.Reference;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>areas load FILE</c>: which communes and districts are remote, at the border, or areas of ethnic minorities.</summary>
internal static class AreasCommand
{
    private static readonly Argument<string> File = new("FILE")
    {
        Description = "A .csv with columns unit, kind (remote, border, ethnic_minority), valid_from, valid_until, source; it replaces the list that is there. docs/new-province.md has an example.",
    };

    public static Command Make()
    {
        var load = new Command("load", "Load the classification of areas, all of it or nothing.") { File };
        load.SetAction((parsed, cancellationToken) => LoadAsync(parsed.GetValue(CommonOptions.Data)!, parsed.GetValue(File)!, cancellationToken));
        return new Command("areas", "Remote, border and ethnic minority areas.") { load };
    }

    private static async Task<int> LoadAsync(string dataDirectory, string file, CancellationToken cancellationToken)
    {
        await using var registry = await OpenRegistry.ForExistingAsync(dataDirectory, cancellationToken);
        var (loaded, replaced) = await AreaClassification.LoadAsync(registry.Database, file, cancellationToken);
        var (now, before) = (loaded.ToString(CultureInfo.InvariantCulture), replaced.ToString(CultureInfo.InvariantCulture));
        await registry.Database.NoteCommandAsync("areas load", null, cancellationToken, new Dictionary<string, string> { ["rows"] = now, ["replaced"] = before });
        await Console.Out.WriteLineAsync($"Đã nạp phân loại địa bàn: {now} dòng, thay {before} dòng. · The classification of areas is loaded: {now} rows in place of {before}.");
        return 0;
    }
}

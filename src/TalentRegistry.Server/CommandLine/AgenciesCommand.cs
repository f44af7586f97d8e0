using System.CommandLine;
using System.Globalization;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>agencies load FILE</c>: the agencies with which a registry in earnest begins.</summary>
internal static class AgenciesCommand
{
    private static readonly Argument<string> File = new("FILE")
    {
        Description = "An .xlsx, .xls or .csv with columns code, name, kind, sector, government_level, ownership, parent, seat, valid_from; docs/new-province.md has an example.",
    };

    public static Command Make()
    {
        var load = new Command("load", "Load agencies from a list, all or none. Officers found further ones below them by page.") { File };
        load.SetAction((parsed, cancellationToken) => LoadAsync(parsed.GetValue(CommonOptions.Data)!, parsed.GetValue(File)!, cancellationToken));
        return new Command("agencies", "Agencies.") { load };
    }

    private static async Task<int> LoadAsync(string dataDirectory, string file, CancellationToken cancellationToken)
    {
        await using var registry = await OpenRegistry.ForExistingAsync(dataDirectory, cancellationToken);
        var agencies = await AgencyList.ReadAsync(registry.Database, file, ImportVocabulary.Read(RegistryFiles.Reference), VietnamTime.Today(TimeProvider.System), cancellationToken);
        using var protector = await CitizenIdProtector.OpenAsync(dataDirectory, registry.Database, cancellationToken);
        await new BulkLoader(registry.Database, protector).LoadAsync(new RegistryContent(agencies, [], 0, []), null, cancellationToken);
        var count = agencies.Count.ToString(CultureInfo.InvariantCulture);
        await registry.Database.NoteCommandAsync("agencies load", null, cancellationToken, new Dictionary<string, string> { ["agencies"] = count });
        await Console.Out.WriteLineAsync($"Đã nạp {count} cơ quan, đơn vị. · {count} agencies are loaded.");
        return 0;
    }
}

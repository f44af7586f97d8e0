using System.CommandLine;
using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.People;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>citizen-ids</c>: the keys under which citizen IDs are kept.</summary>
internal static class CitizenIdsCommand
{
    public static Command Make()
    {
        var retire = new Option<bool>("--retire")
        {
            Description = "Make no new key, but take the former ones out of the file: backups made before cannot be read any more without a copy of them.",
        };
        var rotate = new Command("rotate-key", "Put a new key in the place of the one in use, or end a replacement that was broken off; a server may go on working meanwhile.") { retire };
        rotate.SetAction((parsed, cancellationToken) => parsed.GetValue(retire)
            ? RetireAsync(parsed.GetValue(CommonOptions.Data)!, cancellationToken)
            : RotateAsync(parsed.GetValue(CommonOptions.Data)!, cancellationToken));
        var keys = new Command("keys", "List the keys by fingerprint, with the people whose citizen IDs are kept under each.");
        keys.SetAction((parsed, cancellationToken) => ListAsync(parsed.GetValue(CommonOptions.Data)!, cancellationToken));
        return new Command("citizen-ids", "The keys of the citizen IDs.") { rotate, keys };
    }

    private static async Task<int> RotateAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        await using var registry = await OpenRegistry.ForExistingAsync(dataDirectory, cancellationToken);
        KeyReplaced? done = null;
        await ConsoleSteps.RunAsync(async console => done = await console.StepAsync(
            "Thay khóa số định danh · Citizen IDs", step => new CitizenIdKeyReplacement(dataDirectory, registry.Database).RunAsync(step, cancellationToken)));
        await NoteAsync(registry.Database, "rotate-key", new Dictionary<string, string>
        {
            ["key"] = done!.KeyId,
            ["people"] = done.People.ToString(CultureInfo.InvariantCulture),
            ["resumed"] = done.Resumed ? "yes" : "no",
        }, cancellationToken);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Khóa {done.KeyId} đang dùng, {done.People:N0} người. · Key {done.KeyId} is in use, for {done.People:N0} people."));
        await Console.Out.WriteLineAsync(
            "Hãy sao chép lại tệp khóa sang nơi an toàn; khóa cũ còn trong tệp đến khi chạy --retire. · Copy the key file to its safe place again; the former key stays in the file until --retire.");
        return 0;
    }

    private static async Task<int> RetireAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        await using var registry = await OpenRegistry.ForExistingAsync(dataDirectory, cancellationToken);
        var gone = await new CitizenIdKeyReplacement(dataDirectory, registry.Database).RetireAsync(cancellationToken);
        if (gone > 0)
            await NoteAsync(registry.Database, "retire", new Dictionary<string, string> { ["keys"] = gone.ToString(CultureInfo.InvariantCulture) }, cancellationToken);
        await Console.Out.WriteLineAsync(gone == 0
            ? "Không có khóa cũ nào để bỏ. · There is no former key to retire."
            : $"Đã bỏ {gone} khóa cũ khỏi tệp. · {gone} former keys were taken out of the file.");
        return 0;
    }

    private static Task NoteAsync(RegistryDatabase database, string act, IReadOnlyDictionary<string, string> details, CancellationToken cancellationToken) =>
        new AuditLog(database).WriteAsync(new AuditEvent(AuditKind.Command, null, $"command citizen-ids {act}", null, "citizen ID keys", details), cancellationToken);

    private static async Task<int> ListAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        await using var registry = await OpenRegistry.ForExistingAsync(dataDirectory, cancellationToken);
        foreach (var key in await new CitizenIdKeyReplacement(dataDirectory, registry.Database).KeysAsync(cancellationToken))
        {
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{key.Id}  {key.State,-8}  {key.People,9:N0}  {(key.CurrentSince is { } since ? since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "-"),-10}  {(key.InFile ? "" : "not in the file")}"));
        }

        return 0;
    }
}

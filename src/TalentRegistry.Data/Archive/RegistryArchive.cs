using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Npgsql;
using TalentRegistry.Data.Backup;
using TalentRegistry.Data.History;
using TalentRegistry.Data.People;

namespace TalentRegistry.Data.Archive;

/// <summary>How an archive is written.</summary>
/// <param name="File">File to write.</param>
/// <param name="Account">The administrator in whose name: the log of reads has them for everyone in it.</param>
/// <param name="Overwrite">Whether a file of that name may be replaced.</param>
/// <param name="CitizenIds">Opens citizen IDs, which are then in it in clear; null leaves them encrypted.</param>
public sealed record ArchiveOptions(string File, Guid Account, bool Overwrite = false, CitizenIdProtector? CitizenIds = null);

/// <summary>
/// Writes the whole registry to an open, documented file: a CSV for each table and a dictionary of what they mean. It follows the database's
/// catalogue, so that a table that a migration adds is in it. The same registry makes the same bytes.
/// </summary>
public static class RegistryArchive
{
    private const double ShareOfTables = 0.95;
    private const int PeopleOfALoggedRead = 10_000;

    /// <summary>Writes an archive. The file is there when this returns, complete, or not at all.</summary>
    /// <param name="database">The registry; others may go on working.</param>
    /// <param name="options">Where to and how.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it without a file.</param>
    /// <exception cref="OperatorException">The file cannot be written, the disk is full, or the database holds no registry.</exception>
    public static async Task<ArchiveManifest> WriteAsync(
        RegistryDatabase database, ArchiveOptions options, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        await using var file = new UnfinishedFile(options.File, options.Overwrite);
        ArchiveManifest manifest;
        try
        {
            manifest = await WriteAsync(database, options.CitizenIds, file.Stream, new ProgressPart(progress, 0, ShareOfTables), cancellationToken);
            await file.FinishAsync();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw file.Explain(fault);
        }

        // After what is in it, so that it is not in it itself; before anybody can read it.
        await LogAsync(database, options, cancellationToken);
        progress?.Report(1);
        file.Keep();
        return manifest;
    }

    private static async Task<ArchiveManifest> WriteAsync(
        RegistryDatabase database, CitizenIdProtector? citizenIds, Stream file, ProgressPart progress, CancellationToken cancellationToken)
    {
        await using var snapshot = await RegistrySnapshot.OpenAsync(database, cancellationToken);
        await using var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        var entries = new ArchiveEntries(archive);
        await entries.WriteAsync(ArchiveEntries.ReadMe, ArchiveReadMe.Text.ReplaceLineEndings("\n"), cancellationToken);
        var tables = new List<BackedUpTable>(snapshot.Tables.Count);
        foreach (var (table, part) in progress.Of(snapshot.Tables))
        {
            var entry = new BackedUpTable(table.Schema, table.Name, table.Columns, new TableContent(0, 0, ""));
            var content = await entries.WriteAsync(
                entry.EntryIn(TableForm.Csv), stream => TableText.ReadAsync(snapshot.Connection, table, stream, part, cancellationToken, TableForm.Csv), cancellationToken);
            tables.Add(entry with { Content = content });
        }

        if (citizenIds is not null)
            await entries.WriteAsync(ArchiveEntries.CitizenIds, stream => WriteCitizenIdsAsync(snapshot.Connection, citizenIds, stream, cancellationToken), cancellationToken);
        var dictionary = await DataDictionary.ReadAsync(snapshot.Connection, cancellationToken);
        await entries.WriteAsync(ArchiveEntries.Dictionary, dictionary, cancellationToken);
        await entries.WriteAsync(ArchiveEntries.DictionaryTable, DataDictionary.ToCsv(dictionary), cancellationToken);
        var manifest = new ArchiveManifest(
            ArchiveManifest.CurrentFormat, (await HeadAsync(snapshot.Connection, cancellationToken)).ToString(), citizenIds is not null,
            await snapshot.MigrationsAsync(cancellationToken), tables, await snapshot.SequencesAsync(cancellationToken));
        await entries.WriteAsync(ArchiveEntries.Manifest, manifest, cancellationToken);
        await entries.EndAsync(cancellationToken);
        return manifest;
    }

    private static async Task<TableContent> WriteCitizenIdsAsync(
        NpgsqlConnection connection, CitizenIdProtector citizenIds, Stream to, CancellationToken cancellationToken)
    {
        using var sum = TableForm.Csv.Sum();
        await PutAsync("person_id,citizen_id\n");
        await using var command = new NpgsqlCommand("SELECT id, citizen_id_cipher FROM registry.person WHERE citizen_id_cipher IS NOT NULL ORDER BY id", connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var person = reader.GetGuid(0);
            await PutAsync(string.Create(CultureInfo.InvariantCulture, $"{person},{citizenIds.Reveal(person, reader.GetFieldValue<byte[]>(1))}\n"));
        }

        return sum.Content();

        async ValueTask PutAsync(string line)
        {
            var bytes = Encoding.UTF8.GetBytes(line);
            sum.Append(bytes);
            await to.WriteAsync(bytes, cancellationToken);
        }
    }

    private static async Task<ChainHead> HeadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT position, encode(hash, 'hex') FROM history.link ORDER BY position DESC LIMIT 1", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new ChainHead(reader.GetInt64(0), reader.GetString(1)) : ChainHead.Empty;
    }

    private static async Task LogAsync(RegistryDatabase database, ArchiveOptions options, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            """
            INSERT INTO access.read_log (account_id, role, door, purpose, person_ids)
            SELECT $1, 'admin', 'archive export', $2, array_agg(id)
              FROM (SELECT id, row_number() OVER (ORDER BY id) / $3 AS part FROM registry.person) person GROUP BY part
            """);
        command.CommandTimeout = 0;
        command.Parameters.Add(new() { Value = options.Account });
        command.Parameters.Add(new() { Value = options.CitizenIds is null ? "the whole registry" : "the whole registry, with citizen IDs in clear" });
        command.Parameters.Add(new() { Value = PeopleOfALoggedRead });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

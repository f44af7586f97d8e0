using System.Buffers.Binary;
using System.Text.Json;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Loading;
using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Data.Importing.Writing;

/// <summary>
/// A list that was held against the registry, in a file until it is committed: its ground and counts, then each temporary table that the writing reads, as PostgreSQL
/// copies it, of the rows that are to be written. Personal data as in the list, citizen IDs encrypted; the file belongs where the list itself waits.
/// </summary>
internal static class CheckedList
{
    private const int Chunk = 1 << 16;

    private static readonly string[] Staged = ["person", "degree", "posting"];

    private const string Rows = "SELECT row FROM pg_temp.verdict WHERE kind IN ('new', 'changed')";

    // Name, columns with their types, and which rows of it are of people who are written.
    private static readonly (string Name, string Columns, string Kept)[] Decided =
    [
        ("verdict", "row integer, staged_id uuid, person_id uuid, kind text, problem text", $"row IN ({Rows})"),
        ("difference", "row integer, part integer, record text, record_id uuid, field text, before text, after text", $"row IN ({Rows})"),
        ("degree_step", "row integer, person_id uuid, staged_id uuid, kept_id uuid", $"row IN ({Rows})"),
        ("posting_step", "row integer, person_id uuid, staged_id uuid, kept_id uuid, ended_id uuid, \"overlaps\" bigint", $"row IN ({Rows})"),
        ("record_step", "record text, row integer, person_id uuid, staged_id uuid, kept_id uuid, ended_id uuid", $"row IN ({Rows})"),
    ];

    private static IEnumerable<(string Name, string Columns, string Making, string Kept)> Tables(IReadOnlyList<StagedRecord> kinds) =>
        Staged.Concat(kinds.Select(kind => kind.Table)).Select(table => (
                $"staged_{table}", ColumnsOf(table), $"CREATE TEMP TABLE staged_{table} ON COMMIT DROP AS SELECT {ColumnsOf(table)} FROM registry.{table} WITH NO DATA",
                $"{(table == "person" ? "id" : "person_id")} IN (SELECT staged_id FROM pg_temp.verdict WHERE kind IN ('new', 'changed'))"))
            .Concat(Decided.Select(table => (table.Name, "*", $"CREATE TEMP TABLE {table.Name} ({table.Columns}) ON COMMIT DROP", table.Kept)));

    /// <summary>Keeps what a preview has left in the session's temporary tables.</summary>
    public static async Task KeepAsync(RegistrySession session, Stream to, CheckGround ground, ImportCounts counts, IReadOnlyList<ImportWarning> warnings, IReadOnlyList<StagedRecord> kinds, CancellationToken cancellationToken)
    {
        await WriteAsync(to, JsonSerializer.SerializeToUtf8Bytes(new Head(ground, counts, warnings, [.. kinds.Select(kind => kind.Part)])), cancellationToken);
        var buffer = new byte[Chunk];
        foreach (var (name, columns, _, kept) in Tables(kinds))
        {
            await using var copy = await session.Connection.BeginRawBinaryCopyAsync($"COPY (SELECT {columns} FROM pg_temp.{name} WHERE {kept}) TO STDOUT (FORMAT binary)", cancellationToken);
            for (int read; (read = await copy.ReadAsync(buffer, cancellationToken)) > 0;)
                await WriteAsync(to, buffer.AsMemory(0, read), cancellationToken);
            await WriteAsync(to, ReadOnlyMemory<byte>.Empty, cancellationToken);
        }

        await to.FlushAsync(cancellationToken);
    }

    /// <summary>Puts the tables back if the check still stands; its counts, warnings and kinds of records, or null where the list must be checked again and nothing was done.</summary>
    public static async Task<(ImportCounts Counts, IReadOnlyList<ImportWarning> Warnings, IReadOnlyList<StagedRecord> Kinds)?> TakeAsync(
        RegistrySession session, Stream from, CheckGround now, CancellationToken cancellationToken)
    {
        var buffer = new byte[Chunk];
        var (ground, counts, warnings, told) = JsonSerializer.Deserialize<Head>((await ReadAsync(from, buffer, cancellationToken)).Span)!;
        if (!await ground.StandsAsync(session, now, cancellationToken))
            return null;

        var kinds = StagedRecord.Of(told);
        await session.RunAsync($"SET LOCAL statement_timeout = 0; {string.Join("; ", Tables(kinds).Select(table => table.Making))}", cancellationToken);
        foreach (var (name, _, _, _) in Tables(kinds))
        {
            await using var copy = await session.Connection.BeginRawBinaryCopyAsync($"COPY pg_temp.{name} FROM STDIN (FORMAT binary)", cancellationToken);
            while (await ReadAsync(from, buffer, cancellationToken) is { Length: > 0 } chunk)
                await copy.WriteAsync(chunk, cancellationToken);
        }

        await session.RunAsync(string.Join("; ", Tables(kinds).Select(table => $"ANALYZE pg_temp.{table.Name}")), cancellationToken);
        return (counts, warnings, kinds);
    }

    private static string ColumnsOf(string table) => CopyTarget.Tables.Single(known => known.Name == table).Columns;

    // Each part behind its length; an empty one ends a table.
    private static async Task WriteAsync(Stream to, ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        await to.WriteAsync(length, cancellationToken);
        await to.WriteAsync(part, cancellationToken);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream from, byte[] buffer, CancellationToken cancellationToken)
    {
        await from.ReadExactlyAsync(buffer.AsMemory(0, sizeof(int)), cancellationToken);
        var part = buffer.AsMemory(0, BinaryPrimitives.ReadInt32LittleEndian(buffer));
        await from.ReadExactlyAsync(part, cancellationToken);
        return part;
    }

    private sealed record Head(CheckGround Ground, ImportCounts Counts, IReadOnlyList<ImportWarning> Warnings, HashSet<DossierPart> Told);
}

using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Work;
using TalentRegistry.Domain.Duplicates;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Duplicates;

/// <summary>What a search came to.</summary>
/// <param name="People">Records held against each other.</param>
/// <param name="Compared">Pairs compared.</param>
/// <param name="Found">Pairs listed.</param>
/// <param name="TooLarge">Blocks that were too large to be compared; other keys stand in for them.</param>
/// <param name="Model">The weights.</param>
public sealed record DuplicateSearchReport(int People, long Compared, int Found, int TooLarge, LinkageModel Model);

/// <summary>
/// Looks for records that may be of one person, among everyone in the registry, and lists them in <c>duplicates.pair</c>. Works as the owner, as agencies do not
/// see each other's dossiers; who is shown a pair is decided by the policies. Citizen IDs are read in clear for the comparison alone.
/// </summary>
/// <param name="database">The registry.</param>
/// <param name="citizenIds">Reads citizen IDs; without their key they are left out.</param>
public sealed class DuplicateSearch(RegistryDatabase database, CitizenIdLookup citizenIds)
{
    /// <summary>Pairs less probable than this are not listed.</summary>
    public const double LeastProbability = 0.1;

    /// <summary>Stage of work: reading people.</summary>
    public const string Reading = "reading_people";

    /// <summary>Stage of work: comparing and weighing.</summary>
    public const string Comparing = "comparing";

    /// <summary>Stage of work: writing the list.</summary>
    public const string Listing = "listing";

    /// <summary>Searches. Pairs on which nobody has decided are listed anew; decisions stay.</summary>
    /// <param name="steps">Told how far it is.</param>
    /// <param name="cancellationToken">Ends it; the list stays as it was.</param>
    public async Task<DuplicateSearchReport> RunAsync(IProgress<WorkStep>? steps, CancellationToken cancellationToken)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        steps?.Report(new WorkStep(Reading, 0, 100));
        var (ids, records, pairs, tooLarge) = await SnapshotAsync(connection, steps, cancellationToken);
        var linkage = new Linkage(records);
        var (model, vectors, bits) = linkage.Weigh(pairs, steps is null ? null : new Part(steps), cancellationToken);
        var found = Enumerable.Range(0, pairs.Length).Where(i => model.Probability(bits[i]) >= LeastProbability).ToList();
        steps?.Report(new WorkStep(Listing, 95, 100));
        // By itself: an officer may decide on a pair meanwhile, which a snapshot taken before could only run into.
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ListAsync(connection, found.Select(i => (
            ids[Linkage.First(pairs[i])], ids[Linkage.Second(pairs[i])], model.Probability(bits[i]), ReasonsOf(model, vectors[i], linkage.NameFrequency(pairs[i], vectors[i])))), cancellationToken);
        await NoteAsync(connection, model, ids.Count, pairs.Length, found.Count, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new DuplicateSearchReport(ids.Count, pairs.Length, found.Count, tooLarge, model);
    }

    // Blocks name records by their place among all: both must see the same people.
    private async Task<(List<Guid> Ids, List<ComparedRecord> Records, long[] Pairs, int TooLarge)> SnapshotAsync(
        NpgsqlConnection connection, IProgress<WorkStep>? steps, CancellationToken cancellationToken)
    {
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var (ids, records) = await ReadAsync(connection, cancellationToken);
        steps?.Report(new WorkStep(Reading, 15, 100));
        var (pairs, tooLarge) = await DuplicateBlocks.ReadAsync(connection, ids.Count, cancellationToken);
        steps?.Report(new WorkStep(Comparing, 30, 100));
        return (ids, records, pairs, tooLarge);
    }

    private async Task<(List<Guid> Ids, List<ComparedRecord> Records)> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var (ids, records) = (new List<Guid>(), new List<ComparedRecord>());
        bool? hasKey = null;
        await using var command = new NpgsqlCommand(DuplicateBlocks.People, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = reader.GetGuid(0);
            CitizenId? citizenId = null;
            if (!reader.IsDBNull(6) && hasKey != false)
            {
                citizenId = await citizenIds.RevealAsync(id, reader.GetFieldValue<byte[]>(6), cancellationToken);
                hasKey ??= citizenId is not null;
            }

            ids.Add(id);
            records.Add(new ComparedRecord(
                reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<DateOnly>(2), reader.GetInt16(3), SnakeCase.Parse<Sex>(reader.GetString(4)),
                reader.IsDBNull(5) ? null : reader.GetString(5), citizenId));
        }

        return (ids, records);
    }

    private static string ReasonsOf(LinkageModel model, ComparisonVector vector, double nameFrequency)
    {
        var said = new List<string>();
        for (var field = ComparedField.Name; field <= ComparedField.CitizenId; field++)
        {
            if (vector[field] is not { } level)
                continue;
            var weight = model.Weight(field, level) + (field == ComparedField.Name ? model.NameRarity((NameAgreement)level, nameFrequency) : 0);
            said.Add(string.Create(CultureInfo.InvariantCulture, $"{SnakeCase.Of(field)}:{level}:{weight:0.0}"));
        }

        return string.Join(' ', said);
    }

    private static async Task ListAsync(
        NpgsqlConnection connection, IEnumerable<(Guid One, Guid Other, double Probability, string Reasons)> found, CancellationToken cancellationToken)
    {
        await using (var make = new NpgsqlCommand(
            "CREATE TEMP TABLE found (one_id uuid, other_id uuid, probability double precision, reasons text) ON COMMIT DROP", connection))
            await make.ExecuteNonQueryAsync(cancellationToken);
        await using (var copy = await connection.BeginBinaryImportAsync("COPY pg_temp.found FROM STDIN (FORMAT binary)", cancellationToken))
        {
            foreach (var (one, other, probability, reasons) in found)
            {
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(one, cancellationToken);
                await copy.WriteAsync(other, cancellationToken);
                await copy.WriteAsync(probability, cancellationToken);
                await copy.WriteAsync(reasons, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await using var list = new NpgsqlCommand(
            """
            ANALYZE pg_temp.found;
            DELETE FROM duplicates.pair p
             WHERE p.state = 'open' AND NOT EXISTS (SELECT FROM pg_temp.found f WHERE least(f.one_id, f.other_id) = p.one_id AND greatest(f.one_id, f.other_id) = p.other_id);
            INSERT INTO duplicates.pair AS known (one_id, other_id, probability, reasons)
              SELECT least(one_id, other_id), greatest(one_id, other_id), probability, reasons FROM pg_temp.found f
               WHERE (SELECT count(*) FROM registry.person p WHERE p.id IN (f.one_id, f.other_id)) = 2
              ON CONFLICT (one_id, other_id) DO UPDATE SET probability = excluded.probability, reasons = excluded.reasons WHERE known.state = 'open'
            """, connection) { CommandTimeout = 0 };
        await list.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task NoteAsync(
        NpgsqlConnection connection, LinkageModel model, int people, long compared, int found, CancellationToken cancellationToken)
    {
        await using var note = new NpgsqlCommand(
            "INSERT INTO duplicates.search (people, compared, found, prior, matching, random) VALUES ($1, $2, $3, $4, $5, $6)", connection);
        note.Parameters.Add(new() { Value = people });
        note.Parameters.Add(new() { Value = compared });
        note.Parameters.Add(new() { Value = found });
        note.Parameters.Add(new() { Value = model.Prior });
        note.Parameters.Add(new() { Value = JsonSerializer.Serialize(model.MatchingShares), NpgsqlDbType = NpgsqlDbType.Jsonb });
        note.Parameters.Add(new() { Value = JsonSerializer.Serialize(model.RandomShares), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await note.ExecuteNonQueryAsync(cancellationToken);
    }

    private sealed class Part(IProgress<WorkStep> steps) : IProgress<double>
    {
        public void Report(double value) => steps.Report(new WorkStep(Comparing, 30 + (long)(value * 65), 100));
    }
}

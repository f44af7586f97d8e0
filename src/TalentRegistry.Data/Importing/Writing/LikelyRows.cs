using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Duplicates;
using TalentRegistry.Domain.Duplicates;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Importing.Writing;

/// <summary>Weighs the candidates of all rows as records are weighed for duplicates, and keeps the probable ones in pg_temp.alike.</summary>
internal static class LikelyRows
{
    /// <summary>Compares; a few microseconds a candidate.</summary>
    public static async Task WeighAsync(RegistrySession session, CancellationToken cancellationToken)
    {
        int people;
        await using (var size = session.Command("SELECT count(*)::int FROM pg_temp.kept"))
            people = (int)(await size.ExecuteScalarAsync(cancellationToken))!;
        var model = await LikelySame.ModelAsync(session, people, cancellationToken);
        await session.RunAsync(RowVerdicts.Likely, cancellationToken);
        var likely = new List<(int Row, Guid Staged, Guid Person, bool IsExact, bool IsSame, double Probability)>();
        await using (var command = session.Command(RowVerdicts.Compared))
        {
            command.CommandTimeout = 0;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var (told, kept) = (Record(reader, 3), Record(reader, 8));
                var (isSame, probability) = (reader.GetBoolean(14), model.Probability(told, kept, reader.GetInt32(13), people));
                if (isSame || probability >= Newcomers.AskedFrom)
                    likely.Add((reader.GetInt32(0), reader.GetGuid(1), reader.GetGuid(2), RecordComparison.Names(told, kept) == NameAgreement.Exact, isSame, probability));
            }
        }

        await using var import = await session.Connection.BeginBinaryImportAsync(
            "COPY pg_temp.alike (row, staged_id, person_id, is_exact, is_same, probability) FROM STDIN (FORMAT binary)", cancellationToken);
        foreach (var (row, staged, person, isExact, isSame, probability) in likely)
        {
            await import.StartRowAsync(cancellationToken);
            await import.WriteAsync(row, NpgsqlDbType.Integer, cancellationToken);
            await import.WriteAsync(staged, NpgsqlDbType.Uuid, cancellationToken);
            await import.WriteAsync(person, NpgsqlDbType.Uuid, cancellationToken);
            await import.WriteAsync(isExact, NpgsqlDbType.Boolean, cancellationToken);
            await import.WriteAsync(isSame, NpgsqlDbType.Boolean, cancellationToken);
            await import.WriteAsync(probability, NpgsqlDbType.Double, cancellationToken);
        }

        await import.CompleteAsync(cancellationToken);
    }

    private static ComparedRecord Record(NpgsqlDataReader reader, int first) => new(
        reader.GetString(first), reader.IsDBNull(first + 1) ? null : reader.GetFieldValue<DateOnly>(first + 1), reader.GetInt16(first + 2),
        SnakeCase.Parse<Sex>(reader.GetString(first + 3)), reader.IsDBNull(first + 4) ? null : reader.GetString(first + 4), null);
}

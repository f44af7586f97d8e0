using System.Text.Json;
using NpgsqlTypes;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Duplicates;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Duplicates;

/// <summary>Somebody on file who may be the person that is being registered.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="FullName">Name as it is kept. Personal data: not for logs.</param>
/// <param name="Born">Day of birth, or year where only that is known.</param>
/// <param name="Agency">Name of the agency that keeps the dossier.</param>
/// <param name="Probability">That they are one person, 0 to 1.</param>
internal sealed record LikelyPerson(Guid PersonId, string FullName, string Born, string Agency, double Probability);

/// <summary>Holds one person against those on file within the officer's scope, by the weights of duplicates.</summary>
internal static class LikelySame
{
    // Of one name, or born in one year: every other error of one person leaves one of the two.
    private const string Candidates =
        """
        SELECT p.id, p.full_name, p.date_of_birth, p.birth_year, p.sex, p.home_unit_id, g.name, count(*) OVER (PARTITION BY p.folded_name)::int
          FROM registry.person p JOIN registry.agency g ON g.id = p.keeper_id
         WHERE p.folded_name = reference.fold($1) OR p.birth_year = $2
        """;

    /// <summary>The weights as the last search estimated them, or as they are thought before one.</summary>
    public static async Task<LinkageModel> ModelAsync(RegistrySession session, int people, CancellationToken cancellationToken)
    {
        await using var command = session.Command("SELECT matching::text, random::text, prior FROM duplicates.search ORDER BY ended_at DESC LIMIT 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var learned = await reader.ReadAsync(cancellationToken)
            ? new LinkageModel(JsonSerializer.Deserialize<double[][]>(reader.GetString(0))!, JsonSerializer.Deserialize<double[][]>(reader.GetString(1))!, reader.GetDouble(2))
            : null;
        return Newcomers.Model(learned, people);
    }

    /// <summary>Who of those on file is most probably the same; null where nobody reaches <see cref="Newcomers.AskedFrom"/>. Other citizen IDs tell people apart.</summary>
    public static async Task<LikelyPerson?> FindAsync(RegistrySession session, PersonEntry person, CancellationToken cancellationToken)
    {
        // As the planner knows it: to count everybody would take longer than to compare.
        await using var size = session.Command("SELECT greatest(reltuples, 0)::int FROM pg_catalog.pg_class WHERE oid = 'registry.person'::regclass");
        var people = (int)(await size.ExecuteScalarAsync(cancellationToken))!;
        var model = await ModelAsync(session, people, cancellationToken);
        var sought = new ComparedRecord(person.FullName, person.DateOfBirth, person.BirthYear, person.Sex, person.HomeUnitId, null);
        await using var command = session.Command($"{Candidates}{(person.CitizenId is null ? "" : " AND p.citizen_id_hash IS NULL")}");
        command.Parameters.Add(new() { Value = person.FullName });
        command.Parameters.Add(new() { Value = (short)Math.Clamp(person.BirthYear, 0, 9999), NpgsqlDbType = NpgsqlDbType.Smallint });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        LikelyPerson? best = null;
        while (await reader.ReadAsync(cancellationToken))
        {
            DateOnly? born = reader.IsDBNull(2) ? null : reader.GetFieldValue<DateOnly>(2);
            var kept = new ComparedRecord(reader.GetString(1), born, reader.GetInt16(3), SnakeCase.Parse<Sex>(reader.GetString(4)), reader.IsDBNull(5) ? null : reader.GetString(5), null);
            var probability = model.Probability(sought, kept, reader.GetInt32(7), people);
            if (probability >= Newcomers.AskedFrom && probability > (best?.Probability ?? 0))
                best = new LikelyPerson(
                    reader.GetGuid(0), reader.GetString(1), born?.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture) ?? $"{reader.GetInt16(3)}", reader.GetString(6), probability);
        }

        return best;
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Data.Dossiers;

/// <summary>A dossier as it stands, held against others who would change it until the session ends.</summary>
/// <param name="Entries">What it says.</param>
/// <param name="Versions">Versions of the person and of all other records by key.</param>
internal sealed record StoredDossier(DossierEntries Entries, ImmutableDictionary<Guid, int> Versions)
{

    /// <summary>How rows of tables become entries.</summary>
    internal static readonly JsonSerializerOptions Columns = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static readonly string AllRecords = string.Join(" UNION ALL ", DossierKinds.Entries.Keys.Select(SnakeCase.Of).Select(table =>
        $"SELECT '{table}', t.id, t.version, to_jsonb(t)::text FROM registry.{table} t WHERE t.person_id = $1"));

    /// <summary>Tables of all records of a dossier, the person's among them.</summary>
    public static string[] Tables { get; } = [.. Enum.GetValues<DossierPart>().Select(SnakeCase.Of)];

    /// <summary>Reads a dossier and locks its person: changes of one dossier follow each other, whichever of its records they are of.</summary>
    /// <returns>Null if the caller's agencies keep none of that key.</returns>
    public static async Task<StoredDossier?> LockAsync(RegistrySession session, Guid personId, CitizenIdLookup citizenIds, CancellationToken cancellationToken)
    {
        await using (var locking = session.Command("SELECT id FROM registry.person WHERE id = $1 FOR UPDATE"))
        {
            locking.Parameters.Add(new() { Value = personId });
            if (await locking.ExecuteScalarAsync(cancellationToken) is null)
                return null;
        }

        var person = await session.Context.People.SingleAsync(p => p.Id == personId, cancellationToken);
        var citizenId = person.CitizenIdCipher is { } cipher ? await citizenIds.RevealAsync(personId, cipher, cancellationToken) : null;
        var (records, versions) = await RecordsAsync(session, personId, cancellationToken);
        return new StoredDossier(
            new DossierEntries(personId, EntryOf(person, citizenId)) { Records = records }, versions.SetItem(personId, person.Version));
    }

    // One question for all kinds, whose columns are the entries' properties.
    private static async Task<(ImmutableDictionary<Guid, DossierEntry> Records, ImmutableDictionary<Guid, int> Versions)> RecordsAsync(
        RegistrySession session, Guid personId, CancellationToken cancellationToken)
    {
        var (records, versions) = (ImmutableDictionary.CreateBuilder<Guid, DossierEntry>(), ImmutableDictionary.CreateBuilder<Guid, int>());
        await using var command = session.Command(AllRecords);
        command.Parameters.Add(new() { Value = personId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var kind = DossierKinds.Entries[SnakeCase.Parse<DossierPart>(reader.GetString(0))];
            records.Add(reader.GetGuid(1), (DossierEntry)JsonSerializer.Deserialize(reader.GetString(3), kind, Columns)!);
            versions.Add(reader.GetGuid(1), reader.GetInt32(2));
        }

        return (records.ToImmutable(), versions.ToImmutable());
    }

    /// <summary>Whose record it is; null if it is of none whose dossier the caller's agencies keep.</summary>
    /// <param name="session">The caller's.</param>
    /// <param name="part">Kind of the record.</param>
    /// <param name="id">Key of the record.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Guid?> OwnerAsync(RegistrySession session, DossierPart part, Guid id, CancellationToken cancellationToken)
    {
        await using var command = session.Command($"SELECT person_id FROM registry.{SnakeCase.Of(part)} WHERE id = $1");
        command.Parameters.Add(new() { Value = id });
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }

    /// <summary>What rules know beside the dossier.</summary>
    public static async Task<RuleContext> ContextAsync(RegistrySession session, DateOnly today, CancellationToken cancellationToken)
    {
        var levels = await session.Context.DegreeLevels.Where(level => level.UniversityOrAbove != null)
            .ToDictionaryAsync(level => level.Code, level => new LevelStanding(level.Rank, level.UniversityOrAbove == true, level.Postgraduate == true), cancellationToken);
        var provinces = await session.Context.Units
            .Where(unit => unit.Level == UnitLevel.Province && (unit.ValidFrom == null || unit.ValidFrom <= DistrictMap.LastDay)
                           && (unit.ValidUntil == null || unit.ValidUntil > DistrictMap.LastDay))
            .Select(unit => unit.Code).ToListAsync(cancellationToken);
        return new RuleContext(today, provinces.ToHashSet(), levels);
    }

    /// <summary>Who changed a record last, when, and the record as it was in a version, as far as the history knows.</summary>
    public static async Task<(string? By, DateTimeOffset? At, JsonElement? Read)> LastChangeAsync(
        RegistrySession session, Guid person, DossierPart part, Guid id, int version, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            """
            WITH own AS MATERIALIZED (
              SELECT id, coalesce(account_name, operation) AS by, at, before FROM history.change WHERE person_id = $4 AND table_name = $1 AND record_id = $2)
            SELECT by, at, (SELECT before FROM own WHERE (before ->> 'version')::int = $3 ORDER BY id LIMIT 1) FROM own ORDER BY id DESC LIMIT 1
            """);
        command.Parameters.Add(new() { Value = SnakeCase.Of(part) });
        command.Parameters.Add(new() { Value = id.ToString() });
        command.Parameters.Add(new() { Value = version });
        command.Parameters.Add(new() { Value = person });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1), reader.IsDBNull(2) ? null : JsonElement.Parse(reader.GetString(2)))
            : (null, null, null);
    }

    private static PersonEntry EntryOf(Person person, CitizenId? citizenId) => new(
        person.FullName, person.Sex, person.DateOfBirth, person.BirthYear, person.EthnicGroupCode, person.HomeUnitId, person.StaffCode, citizenId,
        person.KeeperId, person.DeceasedOn);
}

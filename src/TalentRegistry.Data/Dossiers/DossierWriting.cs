using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Data.Dossiers;

/// <summary>The statements that write records, under the rights of the session. A record is written whole.</summary>
internal static class DossierWriting
{
    public static Task InsertAsync(
        this RegistrySession session, Guid id, PersonEntry person, ProtectedCitizenId? citizenId, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO registry.person
              (id, full_name, date_of_birth, birth_year, sex, ethnic_group_code, home_unit_id, staff_code, keeper_id, deceased_on, citizen_id_cipher, citizen_id_hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """, [.. Values(id, person), Bytes(citizenId?.Cipher), Bytes(citizenId?.Hash)], cancellationToken);

    /// <summary>Writes a person; the citizen ID only where it is given.</summary>
    public static async Task UpdateAsync(
        this RegistrySession session, Guid id, PersonEntry person, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            UPDATE registry.person
               SET full_name = $2, date_of_birth = $3, birth_year = $4, sex = $5, ethnic_group_code = $6, home_unit_id = $7, staff_code = $8, keeper_id = $9,
                   deceased_on = $10
             WHERE id = $1
            """, Values(id, person), cancellationToken);

    /// <summary>Writes a person with another citizen ID, or none.</summary>
    public static Task UpdateAsync(
        this RegistrySession session, Guid id, PersonEntry person, ProtectedCitizenId? citizenId, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            UPDATE registry.person
               SET full_name = $2, date_of_birth = $3, birth_year = $4, sex = $5, ethnic_group_code = $6, home_unit_id = $7, staff_code = $8, keeper_id = $9,
                   deceased_on = $10, citizen_id_cipher = $11, citizen_id_hash = $12
             WHERE id = $1
            """, [.. Values(id, person), Bytes(citizenId?.Cipher), Bytes(citizenId?.Hash)], cancellationToken);

    /// <summary>Writes a new record of any kind beside the person.</summary>
    public static Task InsertAsync(this RegistrySession session, Guid id, Guid personId, DossierEntry entry, CancellationToken cancellationToken)
    {
        var columns = EntryColumns.Of(entry.GetType());
        return session.ExecuteAsync(
            $"""
            INSERT INTO registry.{SnakeCase.Of(entry.Part)} (id, person_id, {EntryColumns.Names(entry.GetType())})
            VALUES ($1, $2, {string.Join(", ", columns.Select((_, i) => $"${i + 3}"))})
            """, [Key(id), Key(personId), .. Values(entry)], cancellationToken);
    }

    /// <summary>Writes a record of any kind beside the person again, whole.</summary>
    public static Task UpdateAsync(this RegistrySession session, Guid id, DossierEntry entry, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"""
            UPDATE registry.{SnakeCase.Of(entry.Part)}
               SET {string.Join(", ", EntryColumns.Of(entry.GetType()).Select((column, i) => $"{column.Name} = ${i + 2}"))}
             WHERE id = $1
            """, [Key(id), .. Values(entry)], cancellationToken);

    /// <summary>Removes a record of any kind beside the person.</summary>
    public static Task DeleteAsync(this RegistrySession session, DossierPart part, Guid id, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"DELETE FROM registry.{SnakeCase.Of(part)} WHERE id = $1", [Key(id)], cancellationToken);

    private static IEnumerable<NpgsqlParameter> Values(DossierEntry entry) =>
        EntryColumns.Of(entry.GetType()).Select(column => new NpgsqlParameter { Value = column.Of(entry) ?? DBNull.Value, NpgsqlDbType = column.Type });

    private static IReadOnlyList<NpgsqlParameter> Values(Guid id, PersonEntry person) =>
    [
        Key(id), Text(person.FullName), Day(person.DateOfBirth), Number(person.BirthYear), Text(SnakeCase.Of(person.Sex)), Text(person.EthnicGroupCode),
        Text(person.HomeUnitId), Text(person.StaffCode), Key(person.KeeperId), Day(person.DeceasedOn),
    ];

    private static NpgsqlParameter Key(Guid value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Uuid };

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Day(DateOnly? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date };

    private static NpgsqlParameter Number(int value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Integer };

    private static NpgsqlParameter Bytes(byte[]? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea };

    private static async Task ExecuteAsync(this RegistrySession session, string sql, IReadOnlyList<NpgsqlParameter> values, CancellationToken cancellationToken)
    {
        await using var command = session.Command(sql);
        foreach (var value in values)
            command.Parameters.Add(value);
        // The record has been read and locked before: what is not there now is a fault of ours, and nothing is to be committed.
        if (await command.ExecuteNonQueryAsync(cancellationToken) is var written and not 1)
            throw new InvalidOperationException($"One record was to be written, but {written} were.");
    }
}

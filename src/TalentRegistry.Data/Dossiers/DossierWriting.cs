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

    public static Task InsertAsync(this RegistrySession session, Guid id, Guid personId, DegreeEntry degree, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO registry.degree (id, level_code, field_code, institution, country_code, awarded_year, study_mode, verified_on, person_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, [.. Values(id, degree), Key(personId)], cancellationToken);

    public static Task UpdateAsync(this RegistrySession session, Guid id, DegreeEntry degree, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            UPDATE registry.degree
               SET level_code = $2, field_code = $3, institution = $4, country_code = $5, awarded_year = $6, study_mode = $7, verified_on = $8
             WHERE id = $1
            """, Values(id, degree), cancellationToken);

    public static Task InsertAsync(this RegistrySession session, Guid id, Guid personId, PostingEntry posting, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO registry.posting
              (id, agency_id, valid_from, valid_until, is_main, profession_code, position_title, leadership_rank, employment_kind, end_reason, required_level_code,
               person_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """, [.. Values(id, posting), Key(personId)], cancellationToken);

    public static Task UpdateAsync(this RegistrySession session, Guid id, PostingEntry posting, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            UPDATE registry.posting
               SET agency_id = $2, valid_from = $3, valid_until = $4, is_main = $5, profession_code = $6, position_title = $7, leadership_rank = $8,
                   employment_kind = $9, end_reason = $10, required_level_code = $11
             WHERE id = $1
            """, Values(id, posting), cancellationToken);

    /// <summary>Removes a degree or a posting.</summary>
    public static Task DeleteAsync(this RegistrySession session, string table, Guid id, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"DELETE FROM registry.{table} WHERE id = $1", [Key(id)], cancellationToken);

    private static IReadOnlyList<NpgsqlParameter> Values(Guid id, DegreeEntry degree) =>
    [
        Key(id), Text(degree.LevelCode), Text(degree.FieldCode), Text(degree.Institution), Text(degree.CountryCode), Number(degree.AwardedYear),
        Text(degree.StudyMode is { } mode ? SnakeCase.Of(mode) : null), Day(degree.VerifiedOn),
    ];

    private static IReadOnlyList<NpgsqlParameter> Values(Guid id, PostingEntry posting) =>
    [
        Key(id), Key(posting.AgencyId), Day(posting.ValidFrom), Day(posting.ValidUntil), new() { Value = posting.IsMain }, Text(posting.ProfessionCode),
        Text(posting.PositionTitle), Text(posting.LeadershipRank is { } rank ? SnakeCase.Of(rank) : null), Text(SnakeCase.Of(posting.EmploymentKind)),
        Text(posting.EndReason is { } reason ? SnakeCase.Of(reason) : null), Text(posting.RequiredLevelCode),
    ];

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

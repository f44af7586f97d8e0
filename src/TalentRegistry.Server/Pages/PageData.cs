using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Server.Pages;

/// <summary>
/// What the pages show, read from PostgreSQL under the reader's own rights: nothing here decides who may see what beyond not asking
/// for what a role has no grant on.
/// </summary>
public sealed partial class PageData(RegistryDatabase database)
{
    /// <summary>Whether the role may see forecasts; the auditor, who sees the log of reads, and people who see their own record may not.</summary>
    public static bool SeesForecasts(Role role) => role is not (Role.Auditor or Role.Person);

    /// <summary>Whether the role may see people, with or without their names.</summary>
    public static bool SeesPeople(Role role) => role is Role.Hr or Role.Planner or Role.Leader;

    // PostgreSQL cannot tell the type of a null by itself.
    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };

    private static NpgsqlParameter Texts(IReadOnlyList<string>? values) => new()
    {
        Value = (object?)values?.ToArray() ?? DBNull.Value,
        NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text,
    };

    private static NpgsqlParameter Key(Guid? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid };
}

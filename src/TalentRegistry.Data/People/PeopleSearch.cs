using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Data.People;

/// <summary>What to look for.</summary>
/// <param name="Text">A name in any order, with or without accents, with a year of birth if liked; part of a staff code, three characters or more; or a citizen ID.</param>
/// <param name="AgencyId">Only dossiers kept by this agency or one below it; null for all. With it the text may be empty.</param>
/// <param name="CitizenIdHash">By <see cref="CitizenIdLookup.SoughtAsync"/>; null where the text has no citizen ID in it.</param>
/// <param name="Most">How many people at most, 1 or more.</param>
/// <param name="Skip">How many of the best to leave out, for pages after the first; together with <paramref name="Most"/> no more than <see cref="PeopleSearch.Reach"/>.</param>
public sealed record SearchedPeople(string Text, Guid? AgencyId, byte[]? CitizenIdHash, int Most, int Skip = 0);

/// <summary>A person found, as the list of people shows them.</summary>
/// <param name="Id">Whose record.</param>
/// <param name="Name">Full name.</param>
/// <param name="BirthYear">Year of birth.</param>
/// <param name="Sex">male or female.</param>
/// <param name="StaffCode">Staff code; null where none is on file.</param>
/// <param name="Keeper">Agency that keeps the dossier.</param>
/// <param name="Rank">As <see cref="Views.PersonFound.Rank"/>.</param>
/// <param name="Reasons">As <see cref="Views.PersonFound.Reasons"/>.</param>
/// <param name="KeeperId">That agency.</param>
public sealed record PersonHit(Guid Id, string Name, int BirthYear, string Sex, string? StaffCode, string Keeper, float Rank, string Reasons, Guid KeeperId);

/// <summary>People by name, staff code or citizen ID, for HR officers: docs/decisions/0017.</summary>
public static class PeopleSearch
{
    /// <summary>How far down its list a search can be followed: who finds more people than that has said too little to find anybody.</summary>
    public const int Reach = 10_000;

    /// <summary>
    /// The people within the caller's scope whom the text means, best first; the reading is the caller's to log. On a connection that keeps its plans: to plan
    /// the parts of a search anew takes as long as most searches.
    /// </summary>
    /// <exception cref="PostgresException">The caller's role may not see names.</exception>
    public static async Task<IReadOnlyList<PersonHit>> SearchPeopleAsync(
        this RegistryDatabase database, Caller caller, SearchedPeople sought, CancellationToken cancellationToken)
    {
        var statement = new NpgsqlBatchCommand(
            """
            SELECT p.id, p.full_name, p.birth_year::int, p.sex, p.staff_code, a.name, f.rank, f.reasons, a.id
              FROM registry.search_people($1, $2, $3, $4) f
              JOIN registry.person p ON p.id = f.person_id
              JOIN registry.agency a ON a.id = p.keeper_id
             WHERE f.place > $5
             ORDER BY f.place
            """);
        statement.Parameters.Add(new() { Value = sought.Text });
        statement.Parameters.Add(new() { Value = (object?)sought.AgencyId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        statement.Parameters.Add(new() { Value = (object?)sought.CitizenIdHash ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea });
        statement.Parameters.Add(new() { Value = Math.Min(sought.Skip + sought.Most, Reach) });
        statement.Parameters.Add(new() { Value = (long)sought.Skip });
        var found = new List<PersonHit>();
        await database.RunAsync(
            caller,
            [statement],
            (_, row) => found.Add(new PersonHit(
                row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4), row.GetString(5), row.GetFloat(6),
                row.GetString(7), row.GetGuid(8))),
            cancellationToken);
        return found;
    }

    /// <summary>Notes in the log of reads that somebody looks for people by the last digits of a citizen ID; committed with the session.</summary>
    /// <param name="session">The caller's.</param>
    /// <param name="caller">Who looks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task LogSearchByDigitsAsync(this RegistrySession session, Caller caller, CancellationToken cancellationToken) => session.RunAsync(
        "INSERT INTO access.read_log (account_id, role, door, purpose, person_ids) VALUES (access.current_account(), $1, 'search by last digits of a citizen ID', $2, '{}')",
        cancellationToken, SnakeCase.Of(caller.Role), caller.Purpose);
}

using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Duties;
using TalentRegistry.Data.Protection;
using TalentRegistry.Domain.Protection;
using TalentRegistry.Domain.Sync;

namespace TalentRegistry.Data.Sync;

/// <summary>What an agency has to pass on.</summary>
/// <param name="AgencyId">The agency that keeps the dossiers.</param>
/// <param name="AgencyCode">Its code.</param>
/// <param name="AgencyName">Its name.</param>
/// <param name="People">People with changes that have not been sent.</param>
/// <param name="Signed">Those of them all of whose changes are in a package that is signed and not sent yet.</param>
/// <param name="Late">Those whose oldest change is past its last day.</param>
/// <param name="Changes">Changes in all.</param>
/// <param name="OldestChange">Day of the oldest.</param>
/// <param name="DueOn">Its last day.</param>
public sealed record SyncClockOfAgency(
    Guid AgencyId, string AgencyCode, string AgencyName, long People, long Signed, long Late, long Changes, DateOnly OldestChange, DateOnly DueOn);

/// <summary>A package that was signed off.</summary>
/// <param name="Id">Its key.</param>
/// <param name="AgencyName">Of which agency, as it was called then.</param>
/// <param name="People">How many people.</param>
/// <param name="Changes">How many changes.</param>
/// <param name="Digest">SHA-256 of the file, in hexadecimal digits.</param>
/// <param name="SignedAt">When.</param>
/// <param name="SignedBy">Who signed.</param>
/// <param name="SentOn">When it was carried over; null until then.</param>
/// <param name="SentBy">Who said so.</param>
/// <param name="SentNote">What was said about it.</param>
/// <param name="HasFile">Whether the file can be had: not while somebody in it is restricted, nor once somebody in it was erased.</param>
public sealed record SyncPackage(
    Guid Id, string AgencyName, int People, long Changes, string Digest, DateTimeOffset SignedAt, string? SignedBy, DateOnly? SentOn, string? SentBy, string? SentNote,
    bool HasFile);

/// <summary>What waits to be passed on, and what went, under the rights of the session.</summary>
public static class SyncReading
{
    private const string Packages =
        """
        SELECT k.id, k.agency_name, k.people, k.changes, encode(k.digest, 'hex'), k.signed_at, k.account_name, s.sent_on, s.account_name, s.note,
               EXISTS (SELECT FROM sync.package_file f WHERE f.package_id = k.id)
          FROM sync.package k LEFT JOIN sync.sending s ON s.package_id = k.id
        """;

    /// <summary>The term as it is set, over the days off of the registry.</summary>
    public static async Task<SyncTerm> SyncTermAsync(this RegistrySession session, CancellationToken cancellationToken)
    {
        var days = await session.ListAsync("SELECT working_days FROM sync.setting", row => row.GetInt16(0), cancellationToken);
        var holidays = await session.HolidaysAsync(cancellationToken);
        return new SyncTerm(days[0], new WorkingCalendar(holidays.Select(holiday => holiday.Day).ToHashSet()));
    }

    /// <summary>Agencies with something to pass on, the most urgent first.</summary>
    public static async Task<IReadOnlyList<SyncClockOfAgency>> SyncClockAsync(this RegistrySession session, DateOnly today, CancellationToken cancellationToken)
    {
        var term = await session.SyncTermAsync(cancellationToken);
        return await session.ListAsync(
            """
            SELECT a.id, a.code, a.name, count(*), count(*) FILTER (WHERE w.unsigned = 0), count(*) FILTER (WHERE w.oldest <= $1), sum(w.changes)::bigint, min(w.oldest)
              FROM sync.waiting() w JOIN registry.agency a ON a.id = w.agency_id
             GROUP BY a.id ORDER BY min(w.oldest), a.name
            """,
            row => new SyncClockOfAgency(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetFieldValue<DateOnly>(7),
                term.DueFor(row.GetFieldValue<DateOnly>(7))),
            cancellationToken, term.NewestLateDay(today));
    }

    /// <summary>Packages of the caller's agencies, the newest first; 200 at most.</summary>
    public static Task<IReadOnlyList<SyncPackage>> PackagesAsync(this RegistrySession session, CancellationToken cancellationToken) =>
        session.ListAsync($"{Packages} ORDER BY k.signed_at DESC LIMIT 200", Of, cancellationToken);

    /// <summary>A package with the people in it; null where there is none that the caller may see.</summary>
    public static async Task<(SyncPackage Package, IReadOnlyList<(Guid Id, string? Name)> People)?> PackageAsync(this RegistrySession session, Guid id, CancellationToken cancellationToken)
    {
        if (await session.ListAsync($"{Packages} WHERE k.id = $1", Of, cancellationToken, id) is not [var package])
            return null;

        var people = await session.ListAsync(
            "SELECT m.person_id, p.full_name FROM sync.package_person m LEFT JOIN registry.person p ON p.id = m.person_id WHERE m.package_id = $1 ORDER BY p.given_name, p.full_name, m.person_id",
            row => (row.GetGuid(0), row.IsDBNull(1) ? null : row.GetString(1)), cancellationToken, id);
        return (package, people);
    }

    /// <summary>The bytes that were signed; null where there are none that the caller may have.</summary>
    public static async Task<byte[]?> PackageContentAsync(this RegistrySession session, Guid id, CancellationToken cancellationToken) =>
        await session.ListAsync("SELECT content FROM sync.package_file WHERE package_id = $1", row => row.GetFieldValue<byte[]>(0), cancellationToken, id) is [var content] ? content : null;

    private static SyncPackage Of(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetInt64(3), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5), row.IsDBNull(6) ? null : row.GetString(6),
        row.IsDBNull(7) ? null : row.GetFieldValue<DateOnly>(7), row.IsDBNull(8) ? null : row.GetString(8), row.IsDBNull(9) ? null : row.GetString(9),
        row.GetBoolean(10));
}

using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Data.Agencies;

/// <summary>An agency as an operation finds it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Code">Code.</param>
/// <param name="Name">Present name.</param>
/// <param name="Kind">Kind of body.</param>
/// <param name="SectorCode">Sector.</param>
/// <param name="GovernmentLevel">Level of government.</param>
/// <param name="Ownership">Who owns or runs it.</param>
/// <param name="ParentId">The agency above it at present.</param>
/// <param name="ValidFrom">First day of its life.</param>
/// <param name="ValidUntil">First day after its life.</param>
/// <param name="Synthetic">Whether it is generated.</param>
/// <param name="ChangedOn">Day from which name, parent, kind, sector and level are what they are; PostgreSQL looks after later seats.</param>
/// <param name="SeatId">Where it sits on the day of the operation; null where it has no seat then.</param>
/// <param name="IsInScope">Whether the caller stands for it.</param>
internal sealed record StoredAgency(
    Guid Id, string Code, string Name, string Kind, string SectorCode, GovernmentLevel? GovernmentLevel, Ownership Ownership, Guid? ParentId,
    DateOnly ValidFrom, DateOnly? ValidUntil, bool Synthetic, DateOnly ChangedOn, string? SeatId, bool IsInScope)
{
    /// <summary>Whether it lives on a day and on the day before: what ends or changes on a day was there before.</summary>
    public bool LivesBefore(DateOnly day) => ValidFrom < day && (ValidUntil is not { } end || end > day);

    /// <summary>Reads agencies by key; unknown ones are left out.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="ids">Which.</param>
    /// <param name="day">Day of the operation.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Dictionary<Guid, StoredAgency>> ReadAsync(
        RegistrySession session, IReadOnlyCollection<Guid> ids, DateOnly day, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            """
            SELECT a.id, a.code, a.name, a.kind, a.sector_code, a.government_level, a.ownership, a.parent_id, a.valid_from, a.valid_until, a.synthetic,
                   greatest(a.valid_from, (SELECT max(f.valid_until) FROM registry.agency_former f WHERE f.agency_id = a.id),
                            (SELECT max(c.valid_until) FROM registry.agency_former_class c WHERE c.agency_id = a.id)),
                   (SELECT s.unit_id FROM registry.agency_seat s
                     WHERE s.agency_id = a.id AND s.valid_from <= $2 AND (s.valid_until > $2 OR s.valid_until IS NULL)),
                   EXISTS (SELECT FROM access.scoped_agency s
                            WHERE s.account_id = access.current_account() AND s.agency_id = a.id AND s.until > current_date)
              FROM registry.agency a WHERE a.id = ANY ($1)
            """);
        command.Parameters.Add(new() { Value = ids.ToArray() });
        command.Parameters.Add(new() { Value = day });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<Guid, StoredAgency>();
        while (await row.ReadAsync(cancellationToken))
        {
            found.Add(row.GetGuid(0), new StoredAgency(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4),
                row.IsDBNull(5) ? null : SnakeCase.Parse<GovernmentLevel>(row.GetString(5)), SnakeCase.Parse<Ownership>(row.GetString(6)),
                row.IsDBNull(7) ? null : row.GetGuid(7), row.GetFieldValue<DateOnly>(8), row.IsDBNull(9) ? null : row.GetFieldValue<DateOnly>(9), row.GetBoolean(10),
                row.GetFieldValue<DateOnly>(11), row.IsDBNull(12) ? null : row.GetString(12), row.GetBoolean(13)));
        }

        return found;
    }
}

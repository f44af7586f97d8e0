using Npgsql;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Data.Units;

/// <summary>What an operation did to a unit, or would do.</summary>
/// <param name="UnitId">Key of the unit.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name since.</param>
/// <param name="Part">What becomes of it.</param>
/// <param name="PeopleBefore">Main postings on the day in it and all below it, as if nothing had happened.</param>
/// <param name="PeopleAfter">Main postings on the day in it and all below it.</param>
public sealed record ReorganisedUnitReport(string UnitId, string Code, string Name, ReorganisedPart Part, int PeopleBefore, int PeopleAfter);

/// <summary>An agency whose seat lies in another unit since, or that was placed by the declared weights.</summary>
/// <param name="AgencyId">Key of the agency.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="FromId">Unit before.</param>
/// <param name="ToId">Unit since.</param>
/// <param name="ByWeight">Whether it was placed by the declared weights.</param>
/// <param name="People">Main postings there on the day.</param>
public sealed record ReseatedAgencyReport(Guid AgencyId, string Code, string Name, string FromId, string ToId, bool ByWeight, int People);

/// <summary>What an operation on administrative units did, or would do.</summary>
/// <param name="Id">Key of the operation; null in a preview.</param>
/// <param name="Kind">What is done.</param>
/// <param name="EffectiveOn">First day on which it holds.</param>
/// <param name="PeopleBefore">Main postings on the day at agencies that sit in units that end or are split, as if nothing had happened.</param>
/// <param name="PeopleAfter">The same after it: never another number.</param>
/// <param name="Units">The units concerned, by code, those that end first.</param>
/// <param name="Agencies">Where the agencies sit since, by code.</param>
/// <param name="Warnings">What is to be confirmed before it is done; empty once it is.</param>
public sealed record UnitReport(
    Guid? Id, ReorganisationKind Kind, DateOnly EffectiveOn, int PeopleBefore, int PeopleAfter, IReadOnlyList<ReorganisedUnitReport> Units,
    IReadOnlyList<ReseatedAgencyReport> Agencies, IReadOnlyList<ReorganisationFinding> Warnings)
{
    /// <summary>An operation as it is recorded.</summary>
    /// <param name="connection">An administrator's, or the owner's.</param>
    /// <param name="id">Which; it must be recorded.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<UnitReport> ReadAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        var units = new List<ReorganisedUnitReport>();
        await ReadAsync(
            """
            SELECT u.id, u.code, u.name, p.part, p.people_before, p.people_after
              FROM registry.reorganised_unit p JOIN reference.administrative_unit u ON u.id = p.unit_id WHERE p.reorganisation_id = $1
             ORDER BY p.part = 'founded', u.code, u.id
            """, row => units.Add(new(
                row.GetString(0), row.GetString(1), row.GetString(2), SnakeCase.Parse<ReorganisedPart>(row.GetString(3)), row.GetInt32(4), row.GetInt32(5))));
        var agencies = new List<ReseatedAgencyReport>();
        await ReadAsync(
            """
            SELECT a.id, a.code, a.name, s.from_id, s.to_id, s.by_weight, s.people
              FROM registry.reseated_agency s JOIN registry.agency a ON a.id = s.agency_id WHERE s.reorganisation_id = $1 ORDER BY a.code, s.from_id
            """, row => agencies.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetBoolean(5), row.GetInt32(6))));
        UnitReport? report = null;
        await ReadAsync("SELECT kind, effective_on, people_before, people_after FROM registry.reorganisation WHERE id = $1", row => report = new UnitReport(
            id, SnakeCase.Parse<ReorganisationKind>(row.GetString(0)), row.GetFieldValue<DateOnly>(1), row.GetInt32(2), row.GetInt32(3), units, agencies, []));
        return report ?? throw new InvalidOperationException($"There is no operation {id}.");

        async Task ReadAsync(string sql, Action<NpgsqlDataReader> onRow)
        {
            await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = id } } };
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                onRow(reader);
        }
    }
}

using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Data.Agencies;

/// <summary>What an operation did to an agency, or would do.</summary>
/// <param name="AgencyId">Key of the agency; of one that is not yet founded, a key that nobody keeps.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name since.</param>
/// <param name="Part">What becomes of it.</param>
/// <param name="Version">Its version since.</param>
/// <param name="PeopleBefore">Main postings there on the day, as if nothing had happened.</param>
/// <param name="PeopleAfter">Main postings there on the day.</param>
public sealed record ReorganisedAgencyReport(Guid AgencyId, string Code, string Name, ReorganisedPart Part, int Version, int PeopleBefore, int PeopleAfter);

/// <summary>What an operation on agencies did, or would do.</summary>
/// <param name="Id">Key of the operation; null in a preview.</param>
/// <param name="Kind">What is done.</param>
/// <param name="EffectiveOn">First day on which it holds.</param>
/// <param name="People">People whose postings go over or end.</param>
/// <param name="PostingsContinued">Postings that go on at a successor.</param>
/// <param name="PostingsEnded">Postings that end for good.</param>
/// <param name="Dossiers">Dossiers that another agency keeps since.</param>
/// <param name="PeopleBefore">Main postings on the day at the agencies concerned, as if nothing had happened.</param>
/// <param name="PeopleAfter">The same after it.</param>
/// <param name="Agencies">The agencies concerned, by code.</param>
/// <param name="Warnings">What is to be confirmed before it is done; empty once it is.</param>
public sealed record ReorganisationReport(
    Guid? Id, ReorganisationKind Kind, DateOnly EffectiveOn, int People, int PostingsContinued, int PostingsEnded, int Dossiers, int PeopleBefore,
    int PeopleAfter, IReadOnlyList<ReorganisedAgencyReport> Agencies, IReadOnlyList<ReorganisationFinding> Warnings)
{
    /// <summary>An operation as it is recorded.</summary>
    /// <param name="session">Anybody's who has signed in.</param>
    /// <param name="id">Which; it must be recorded.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ReorganisationReport> ReadAsync(RegistrySession session, Guid id, CancellationToken cancellationToken)
    {
        var agencies = new List<ReorganisedAgencyReport>();
        await using (var parts = session.Command(
            """
            SELECT a.id, a.code, a.name, p.part, a.version, p.people_before, p.people_after
              FROM registry.reorganised_agency p JOIN registry.agency a ON a.id = p.agency_id WHERE p.reorganisation_id = $1 ORDER BY a.code
            """))
        {
            parts.Parameters.Add(new() { Value = id });
            await using var row = await parts.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                agencies.Add(new ReorganisedAgencyReport(
                    row.GetGuid(0), row.GetString(1), row.GetString(2), SnakeCase.Parse<ReorganisedPart>(row.GetString(3)), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6)));
            }
        }

        await using var command = session.Command(
            """
            SELECT kind, effective_on, people, postings_continued, postings_ended, dossiers, people_before, people_after
              FROM registry.reorganisation WHERE id = $1
            """);
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new ReorganisationReport(
            id, SnakeCase.Parse<ReorganisationKind>(reader.GetString(0)), reader.GetFieldValue<DateOnly>(1), reader.GetInt32(2), reader.GetInt32(3),
            reader.GetInt32(4), reader.GetInt32(5), reader.GetInt32(6), reader.GetInt32(7), agencies, []);
    }
}

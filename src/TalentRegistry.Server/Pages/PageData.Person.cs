using TalentRegistry.Data.Access;
using TalentRegistry.Data.Protection;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    /// <summary>A person's record, logged as read; null when the caller may not see that person or there is none.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="offset">How many changes of the history to leave out from the newest, 0 or more.</param>
    /// <param name="limit">How many changes at most.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">The person's request that the officer deals with, by which a restricted record is seen; null for none.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<PersonPage?> PersonAsync(Guid id, int offset, int limit, Caller caller, Guid? request, CancellationToken cancellationToken) =>
        SeesPeople(caller.Role) || caller.Role == Role.Person
            ? await InSessionAsync(caller, async session =>
            {
                if (request is { } handled)
                    await session.HandleRequestAsync(handled, cancellationToken);
                return await PersonAsync(session, id, PersonParts.All, offset, limit, cancellationToken);
            }, cancellationToken)
            : null;

    /// <summary>The same within a session that the caller commits, with no more of the record than is asked for.</summary>
    internal static async Task<PersonPage?> PersonAsync(RegistrySession session, Guid id, PersonParts parts, int offset, int limit, CancellationToken cancellationToken)
    {
        if (await HeadAsync(session, id, cancellationToken) is not { } head)
            return null;

        var person = new PersonPage(
            head,
            parts.HasFlag(PersonParts.Postings) ? await PostingsAsync(session, id, cancellationToken) : [],
            parts.HasFlag(PersonParts.Degrees) ? await DegreesAsync(session, id, cancellationToken) : [],
            parts.HasFlag(PersonParts.Records) ? await RecordsAsync(session, id, cancellationToken) : new RecordList([], new ReferenceNames([])),
            parts.HasFlag(PersonParts.History) ? await ChangesAsync(session, id, offset, limit, cancellationToken) : new ChangePage(0, 0, [], new ReferenceNames([])));
        await session.LogReadAsync([id], cancellationToken);
        return person;
    }

    private static async Task<PersonHead?> HeadAsync(RegistrySession session, Guid id, CancellationToken cancellationToken) =>
        (await HeadsAsync(session, [id], cancellationToken)).SingleOrDefault();

    private static Task<List<PersonHead>> HeadsAsync(RegistrySession session, Guid[] ids, CancellationToken cancellationToken)
    {
        var identity = session.Role is Role.Hr or Role.Person
            ? """
              p.full_name, p.date_of_birth, (SELECT e.name FROM reference.ethnic_group e WHERE e.code = p.ethnic_group_code),
                     (SELECT concat_ws(', ', u.name, above.name) FROM reference.administrative_unit u
                        LEFT JOIN reference.administrative_unit above ON above.id = u.parent_id WHERE u.id = p.home_unit_id),
                     p.staff_code, p.citizen_id_hash IS NOT NULL
              """
            : $"{(session.SeesNames ? "p.full_name" : "NULL::text")}, NULL::date, NULL::text, NULL::text, NULL::text, NULL::boolean";
        return session.ReadAsync(
            $"""
            SELECT {identity}, p.birth_year::int, p.sex, a.name, p.deceased_on, p.id
              FROM registry.person p JOIN registry.agency a ON a.id = p.keeper_id WHERE p.id = ANY ($1)
            """,
            row => new PersonHead(
                row.GetGuid(10), row.Text(0), row.Day(1), row.Text(2), row.Text(3), row.Text(4), row.IsDBNull(5) ? null : row.GetBoolean(5),
                row.GetInt32(6), row.GetString(7), row.GetString(8), row.Day(9)),
            cancellationToken,
            ids);
    }

    private static Task<List<PersonPosting>> PostingsAsync(RegistrySession session, Guid id, CancellationToken cancellationToken) => session.ReadAsync(
        """
        SELECT p.id, a.name, p.valid_from, p.valid_until, p.is_main, r.name_vi, r.name_en, p.position_title, p.leadership_rank, p.employment_kind,
               p.end_reason, l.name_vi, l.name_en
          FROM registry.posting p
          JOIN registry.agency a ON a.id = p.agency_id
          JOIN reference.profession r ON r.code = p.profession_code
          LEFT JOIN reference.degree_level l ON l.code = p.required_level_code
         WHERE p.person_id = $1
         ORDER BY p.valid_from, NOT p.is_main, p.id
        """,
        row => new PersonPosting(
            row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.Day(3), row.GetBoolean(4), row.GetString(5), row.GetString(6),
            row.GetString(7), row.Text(8), row.GetString(9), row.Text(10), row.Text(11), row.Text(12)),
        cancellationToken,
        id);

    private static Task<List<PersonDegree>> DegreesAsync(RegistrySession session, Guid id, CancellationToken cancellationToken) => session.ReadAsync(
        """
        SELECT g.id, l.name_vi, l.name_en, l.rank::int, l.scheme IN ('education', 'clinical_specialist'), f.name_vi, f.name_en, g.institution,
               g.country_code, g.awarded_year::int, g.study_mode, g.verified_on
          FROM registry.degree g
          JOIN reference.degree_level l ON l.code = g.level_code
          LEFT JOIN reference.field_of_study f ON f.code = g.field_code
         WHERE g.person_id = $1
         ORDER BY g.awarded_year, l.rank, g.id
        """,
        row => new PersonDegree(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetBoolean(4), row.Text(5), row.Text(6), row.Text(7), row.GetString(8),
            row.GetInt32(9), row.Text(10), row.Day(11)),
        cancellationToken,
        id);
}

using TalentRegistry.Data.Access;
using TalentRegistry.Data.People;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    /// <summary>How many of a search's best matches are looked at where it is narrowed or put in another order.</summary>
    public const int MostLookedAt = 1000;

    private const string Nowhere = "(SELECT NULL::uuid AS agency_id, NULL::text AS commune_id, NULL::text AS district_id, NULL::text AS province_id)";

    // What the search found is narrowed and put in order here, under the reader's rights. $3 are the keys, the best first.
    private static string SearchedSql(PeopleQuestion question) =>
        $"""
        WITH found AS (
          SELECT o.id AS person_id, o.full_name, o.given_name, o.birth_year, o.sex, p.profession_code, p.position_title, p.valid_from, a.name AS agency, l.rank AS degree_rank,
                 coalesce(x.district_id, x.commune_id) AS place_id
            FROM registry.person o
            LEFT JOIN registry.posting p ON p.person_id = o.id AND p.is_main AND p.valid_from <= $1 AND (p.valid_until IS NULL OR p.valid_until > $1)
            LEFT JOIN registry.career_span s ON s.person_id = o.id AND s.valid_from <= $1 AND (s.valid_until IS NULL OR s.valid_until > $1)
            LEFT JOIN reference.degree_level l ON l.code = s.level_code
            LEFT JOIN registry.agency a ON a.id = p.agency_id
            LEFT JOIN {(question.ShowsPlace || question.UnitId is not null ? $"registry.agency_place({MapOfUnit})" : Nowhere)} x ON x.agency_id = a.id
           WHERE o.id = ANY ($3) AND ($4::text IS NULL OR p.profession_code = $4) AND ($7 OR $6::uuid IS NULL OR o.keeper_id = $6) AND {AtAskedPlace}
             AND ($8->>'sex' IS NULL OR o.sex = $8->>'sex')
             AND ($8->>'born_from' IS NULL OR o.birth_year >= ($8->>'born_from')::integer) AND ($8->>'born_until' IS NULL OR o.birth_year <= ($8->>'born_until')::integer)
             AND ($8->>'ethnic' IS NULL OR o.ethnic_group_code = $8->>'ethnic')
             AND ($8->>'rank' IS NULL OR s.leadership_rank = $8->>'rank') AND ($8->>'employment' IS NULL OR s.employment_kind = $8->>'employment')
             AND ($8->>'degree' IS NULL OR s.level_code = $8->>'degree') AND ($8->>'field' IS NULL OR s.field_code = $8->>'field'))
        SELECT {Columns(names: true)}, count(*) OVER ()::int FROM found f ORDER BY {SearchedOrder(question.Sort)} OFFSET $9 LIMIT $10
        """;

    // Texts of this file alone; none is the reader's.
    private static string SearchedOrder(PeopleSort? sort)
    {
        var way = sort is { IsDescending: true } ? "DESC NULLS LAST" : "NULLS LAST";
        return (sort?.By switch
        {
            "name" => $"f.given_name COLLATE reference.vietnamese {way}, f.full_name COLLATE reference.vietnamese {way}, ",
            "born" => $"f.birth_year {way}, ",
            "profession" => $"(SELECT r.name_vi FROM reference.profession r WHERE r.code = f.profession_code) COLLATE reference.vietnamese {way}, ",
            "agency" => $"f.agency COLLATE reference.vietnamese {way}, ",
            // As in the list: no degree is less than any.
            "degree" => $"coalesce(f.degree_rank, 0) {way}, ",
            _ => "",
        }) + "array_position($3, f.person_id)";
    }

    /// <summary>
    /// A page of the people whom a search means. The search itself, which is on a connection that keeps its plans, finds one more than the page or, where there is something to narrow or put in
    /// order, the best <see cref="MostLookedAt"/>; the rows are then read as those of any list, and logged.
    /// </summary>
    private async Task<PeopleList?> SearchedAsync(PeopleQuestion question, PeopleSought sought, int offset, int limit, Caller caller, CancellationToken cancellationToken)
    {
        var isNarrowed = question.NarrowsSearch;
        var (skipped, most) = question.Only is not null ? (0, PeopleSearch.Reach) : isNarrowed ? (0, MostLookedAt + 1) : (offset, limit + 1);
        var hits = await database.SearchPeopleAsync(caller, new SearchedPeople(sought.Text, question.AgencyId, sought.CitizenIdHash, most, skipped), cancellationToken);
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        if (await ConditionsAsync(session, question, cancellationToken) is not { } conditions || await BehindAsync(session, question, cancellationToken) is not { } behind)
            return null;

        var keys = hits.Take(isNarrowed ? most - 1 : limit).Select(hit => hit.Id).ToArray();
        if (behind.People is { } among)
            keys = [.. keys.Intersect(among)];
        var total = 0;
        var people = keys.Length == 0 ? [] : await session.ReadAsync(
            SearchedSql(question), row => (total = row.GetInt32(11), Row: Person(row)).Row, cancellationToken,
            [.. Parameters(question, new Behind(keys)), Json(question), isNarrowed ? offset : 0, limit]);
        // Beyond the last page nobody tells how many there are.
        if (isNarrowed && offset > 0 && keys.Length > 0 && people.Count == 0)
            return await SearchedAsync(question, sought, 0, limit, caller, cancellationToken);

        var hit = hits.ToDictionary(each => each.Id);
        foreach (var shown in people.Chunk(PeopleLoggedAtOnce))
            await session.LogReadAsync([.. shown.Select(person => person.Id)], cancellationToken);
        var list = await WithChoicesAsync(session, new PeopleList(
            question, conditions, isNarrowed ? total : offset + people.Count, offset, [.. people.Select(person => person with { Hit = hit[person.Id] })], WithNames: true, [], []), cancellationToken);
        await session.CommitAsync(cancellationToken);
        return list with
        {
            PageSize = PeopleView.SearchedPageSize,
            HasMore = !isNarrowed && hits.Count > limit,
            LookedAt = isNarrowed && question.Only is null && hits.Count > MostLookedAt ? MostLookedAt : null,
        };
    }
}

using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.People;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    // More are looked for by name.
    private const int MostInABranch = 500;

    /// <summary>What stands right below an agency or a unit on a day; at the top for none. Agencies of officers and leaders are those in their scope.</summary>
    /// <param name="subject">Agencies or units.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="under">Below which; null for the top.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public Task<TreeBranch> BranchAsync(TreeSubject subject, DateOnly asOf, string? under, Caller caller, CancellationToken cancellationToken) => InSessionAsync(
        caller, session => BranchAsync(session, subject, asOf, under, text: null, caller.Role, cancellationToken), cancellationToken);

    /// <summary>Those whose code or name, former ones of agencies too, holds a text, without regard to accents and case.</summary>
    public Task<TreeBranch> FoundInTreeAsync(TreeSubject subject, DateOnly asOf, string text, Caller caller, CancellationToken cancellationToken) => InSessionAsync(
        caller, session => BranchAsync(session, subject, asOf, under: null, text, caller.Role, cancellationToken), cancellationToken);

    /// <summary>What a field to pick from a tree means: what was picked, unless another text was typed over it.</summary>
    /// <param name="subject">Agencies or units.</param>
    /// <param name="asOf">The day of the tree.</param>
    /// <param name="id">What was picked.</param>
    /// <param name="text">What stands in the field; null where only <paramref name="id"/> was sent.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public Task<TreeChoice> TreeChoiceAsync(TreeSubject subject, DateOnly asOf, string? id, string? text, Caller caller, CancellationToken cancellationToken) => InSessionAsync(
        caller,
        async session =>
        {
            var picked = id is null ? null : await LabelAsync(session, subject, id, cancellationToken);
            if (text is null || text == picked)
                return picked is null ? TreeChoice.None : new TreeChoice(id, picked, [], IsUnknown: false);
            if (text.Length == 0)
                return TreeChoice.None;

            var found = (await BranchAsync(session, subject, asOf, under: null, text, caller.Role, cancellationToken)).Nodes;
            // A code or a whole label that fits is meant, whatever else holds the same letters.
            var meant = found.Where(node => string.Equals(node.Code, text, StringComparison.OrdinalIgnoreCase) || node.Label == text).ToList();
            // Without a script the choice among several comes with the text that means them all.
            return (meant.Count == 1 ? meant : found.Where(node => node.Id == id).ToList() is { Count: 1 } chosen ? chosen : found) switch
            {
                [var one] => new TreeChoice(one.Id, one.Label, [], IsUnknown: false),
                var several => new TreeChoice(null, text, several, several.Count == 0),
            };
        },
        cancellationToken);

    private static async Task<string?> LabelAsync(RegistrySession session, TreeSubject subject, string id, CancellationToken cancellationToken) => (await session.ReadAsync(
        subject == TreeSubject.Agency
            ? "SELECT a.code || ' · ' || a.name FROM registry.agency a WHERE a.id::text = $1"
            : "SELECT u.code || ' · ' || u.name FROM reference.administrative_unit u WHERE u.id = $1",
        row => row.GetString(0), cancellationToken, id)).SingleOrDefault();

    private static async Task<TreeBranch> BranchAsync(
        RegistrySession session, TreeSubject subject, DateOnly asOf, string? under, string? text, Role role, CancellationToken cancellationToken)
    {
        var nodes = await session.ReadAsync(
            subject == TreeSubject.Agency ? AgencyBranch(role) : UnitBranch(role),
            row => new TreeNode(
                row.GetString(0), row.GetString(1), row.GetString(2), row.Text(3), row.GetInt32(4), row.Int(5), row.Day(6), row.Day(7)),
            cancellationToken, asOf, Text(under), Text(text), MostInABranch + 1);
        return new TreeBranch([.. nodes.Take(MostInABranch)], nodes.Count > MostInABranch);
    }

    private static string HeadsOf(string agencies) => $"heads AS MATERIALIZED (SELECT h.agency_id, h.people FROM registry.at_work_by_agency($1, NULL, {agencies}, NULL) h)";

    // Heads are counted where somebody looks: of the top of the tree everybody's, of a branch those at its agencies.
    private static string AgencyBranch(Role role) =>
        $"""
        WITH RECURSIVE listed AS MATERIALIZED (
          SELECT s.agency_id, s.name, s.parent_id, a.code, a.valid_from, a.valid_until FROM registry.agency_state s JOIN registry.agency a ON a.id = s.agency_id
           WHERE s.valid_from <= $1 AND (s.valid_until > $1 OR s.valid_until IS NULL)
             {(role is Role.Hr or Role.Leader ? "AND EXISTS (SELECT FROM access.scoped_agency c WHERE c.agency_id = s.agency_id AND c.until > current_date)" : "")}),
        shown AS MATERIALIZED (
          SELECT l.* FROM listed l
           WHERE CASE WHEN $3 IS NOT NULL THEN strpos(lower(l.code), lower($3)) > 0 OR strpos(reference.fold(l.name), reference.fold($3)) > 0 OR l.code || ' · ' || l.name = $3
                        OR EXISTS (SELECT FROM registry.agency_former f WHERE f.agency_id = l.agency_id AND strpos(reference.fold(f.name), reference.fold($3)) > 0)
                      WHEN $2 IS NOT NULL THEN l.parent_id::text = $2
                      ELSE l.parent_id IS NULL OR l.parent_id NOT IN (SELECT agency_id FROM listed) END
           ORDER BY l.name COLLATE reference.vietnamese, l.code LIMIT $4),
        below (top, id) AS (
          SELECT agency_id, agency_id FROM shown
          UNION SELECT b.top, l.agency_id FROM below b JOIN listed l ON l.parent_id = b.id),
        {(SeesPeople(role) ? HeadsOf("CASE WHEN $2 IS NOT NULL OR $3 IS NOT NULL THEN ARRAY(SELECT id FROM below) END") + ", sums AS MATERIALIZED (SELECT b.top, sum(h.people)::int AS people FROM below b JOIN heads h ON h.agency_id = b.id GROUP BY b.top)," : "")}
        children AS (SELECT parent_id, count(*)::int AS n FROM listed GROUP BY parent_id)
        SELECT s.agency_id::text, s.code, s.name, (SELECT n.name FROM listed n WHERE n.agency_id = s.parent_id), coalesce(c.n, 0),
               {(SeesPeople(role) ? "coalesce(u.people, 0)" : "NULL::int")}, s.valid_from, s.valid_until
          FROM shown s LEFT JOIN children c ON c.parent_id = s.agency_id {(SeesPeople(role) ? "LEFT JOIN sums u ON u.top = s.agency_id" : "")}
         ORDER BY s.name COLLATE reference.vietnamese, s.code
        """;

    // By the index of the map, and not by all places of the day: an officer's people are at a few agencies.
    private const string PeopleByUnit =
        """
        SELECT e.id, sum(h.people)::int AS people
          FROM heads h JOIN registry.agency_map m ON m.agency_id = h.agency_id AND m.valid_from <= $1 AND (m.valid_until > $1 OR m.valid_until IS NULL)
          CROSS JOIN LATERAL unnest(ARRAY[m.commune_id, m.district_id, m.province_id]) e (id)
         WHERE e.id IS NOT NULL GROUP BY e.id
        """;

    // People by unit are told to officers, who see each of them; others are told them where small numbers are hidden together (docs/decisions/0034).
    private static string UnitBranch(Role role) =>
        $"""
        WITH listed AS MATERIALIZED (
          SELECT u.* FROM reference.administrative_unit u WHERE u.level <> 'country' AND daterange(u.valid_from, u.valid_until) @> $1),
        seated AS MATERIALIZED (
          SELECT DISTINCT e.id FROM registry.agency_place($1) w CROSS JOIN LATERAL unnest(ARRAY[w.commune_id, w.district_id, w.province_id]) e (id) WHERE e.id IS NOT NULL),
        shown AS MATERIALIZED (
          SELECT l.*, l.id IN (SELECT e.id FROM seated e) AS is_used FROM listed l
           WHERE CASE WHEN $3 IS NOT NULL THEN l.code = $3 OR l.id = $3 OR strpos(reference.fold(l.name), reference.fold($3)) > 0 OR l.code || ' · ' || l.name = $3
                      WHEN $2 IS NOT NULL THEN l.parent_id = $2
                      ELSE l.level = 'province' END
           ORDER BY is_used DESC, l.name COLLATE reference.vietnamese, l.code LIMIT $4),
        {(role == Role.Hr ? HeadsOf("NULL") + ", sums AS MATERIALIZED (" + PeopleByUnit + ")," : "")}
        children AS (SELECT parent_id, count(*)::int AS n FROM listed GROUP BY parent_id)
        SELECT s.id, s.code, s.name, (SELECT n.name FROM listed n WHERE n.id = s.parent_id), coalesce(c.n, 0),
               {(role == Role.Hr ? "coalesce(u.people, 0)" : "NULL::int")}, s.valid_from, s.valid_until
          FROM shown s LEFT JOIN children c ON c.parent_id = s.id {(role == Role.Hr ? "LEFT JOIN sums u ON u.id = s.id" : "")}
         ORDER BY s.is_used DESC, s.name COLLATE reference.vietnamese, s.code
        """;
}

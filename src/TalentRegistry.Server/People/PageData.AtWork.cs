using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    /// <summary>How many are at work at each agency on a day whom the caller may see; at all agencies where none are given.</summary>
    private static async Task<Dictionary<Guid, int>> HeadsAsync(RegistrySession session, DateOnly day, CancellationToken cancellationToken) =>
        (await session.ReadAsync(
            "SELECT h.agency_id, h.people FROM registry.at_work_by_agency($1, NULL, NULL, NULL) h", row => KeyValuePair.Create(row.GetGuid(0), row.GetInt32(1)), cancellationToken, day)).ToDictionary();

    private static async Task<AtWork> AtWorkAsync(RegistrySession session, PeopleQuestion question, Behind behind, CancellationToken cancellationToken)
    {
        var agencies = question is { UnitId: null, SectorCode: null, AgencyId: null } ? null : (await session.ReadAsync(
            $"""
            SELECT coalesce(array_agg(a.id), ARRAY[]::uuid[])
              FROM registry.agency a LEFT JOIN registry.agency_place({MapOfUnit}) x ON x.agency_id = a.id
             WHERE ($6::uuid IS NULL OR a.id = $6 OR ($7 AND a.id IN (SELECT below FROM registry.agencies_below(ARRAY[$6], $1) below))) AND {AtAskedPlace}
            """,
            row => row.GetFieldValue<Guid[]>(0), cancellationToken, Parameters(question, behind))).Single();
        // By traits the agencies of a page are not looked up first.
        var heads = !question.Traits.IsNone ? [] : await session.ReadAsync(
            """
            SELECT h.agency_id, a.name, h.people FROM registry.at_work_by_agency($1, $2, $3, $4) h JOIN registry.agency a ON a.id = h.agency_id
             ORDER BY a.name COLLATE reference.vietnamese
            """,
            row => new Heads(row.GetGuid(0), row.GetString(1), row.GetInt32(2)), cancellationToken, question.AsOf, Text(question.ProfessionCode), Keys(agencies), Keys(behind.People));
        var total = question.Traits.IsNone ? heads.Sum(each => each.People) : (await session.ReadAsync(
            "SELECT registry.at_work_wanted($1, $2, $3, $4, $5)", row => row.GetInt32(0), cancellationToken,
            question.AsOf, Text(question.ProfessionCode), Keys(agencies), Keys(behind.People), Json(question))).Single();
        return new AtWork(session, question, behind, agencies, heads, total);
    }

    private static NpgsqlParameter Json(PeopleQuestion question) => new() { Value = question.Traits.Json(question.AsOf), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb };

    private static bool IsSorted(PeopleQuestion question) => question.Sort is not null || !question.Traits.IsNone;

    private static NpgsqlParameter Keys(Guid[]? keys) =>
        new() { Value = (object?)keys ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Uuid };

    private sealed record Heads(Guid AgencyId, string Name, int People);

    /// <summary>People at work, counted by agency in the order of the agencies' names; a page of them is looked up by itself (docs/decisions/0075).</summary>
    private sealed record AtWork(RegistrySession Session, PeopleQuestion Question, Behind Behind, Guid[]? Agencies, IReadOnlyList<Heads> Heads, int Total)
    {
        /// <summary>Keys of a page's people; in their order where the list is in an order of its own or narrowed by traits, else in none.</summary>
        public async Task<Guid[]> PageAsync(int offset, int limit, CancellationToken cancellationToken)
        {
            if (limit == 0 || offset >= Total)
                return [];
            if (IsSorted(Question))
                return await SortedAsync(offset, limit, cancellationToken);
            if (Session.SeesNames)
                return await KeysAsync("at_work_by_name", Agencies, offset, limit, cancellationToken);

            // Agencies of one name stand together.
            var before = 0;
            var at = new List<Guid>();
            int? skipped = null;
            foreach (var named in Heads.GroupBy(each => each.Name))
            {
                var people = named.Sum(each => each.People);
                if (before < offset + limit && before + people > offset)
                {
                    skipped ??= offset - before;
                    at.AddRange(named.Select(each => each.AgencyId));
                }

                before += people;
            }

            return await KeysAsync("at_work_by_birth", [.. at], skipped ?? 0, limit, cancellationToken);
        }

        private async Task<Guid[]> SortedAsync(int offset, int limit, CancellationToken cancellationToken)
        {
            var sort = Question.Sort ?? new PeopleSort(Session.SeesNames ? "name" : "agency", IsDescending: false);
            return [.. await Session.ReadAsync(
                "SELECT key FROM registry.at_work_sorted($1, $2, $3, $4, $5, $6, $7, $8, $9) key", row => row.GetGuid(0), cancellationToken,
                Question.AsOf, Text(Question.ProfessionCode), Keys(Agencies), Keys(Behind.People), Json(Question), sort.By, sort.IsDescending, offset, limit)];
        }

        private async Task<Guid[]> KeysAsync(string function, Guid[]? agencies, int skipped, int taken, CancellationToken cancellationToken) =>
            [.. await Session.ReadAsync(
                $"SELECT key FROM registry.{function}($1, $2, $3, $4, $5, $6) key", row => row.GetGuid(0), cancellationToken,
                Question.AsOf, Text(Question.ProfessionCode), Keys(agencies), Keys(Behind.People), skipped, taken)];
    }
}

using System.Globalization;
using Npgsql;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Data.Headcounts;

/// <summary>
/// Answers questions about ethnic groups of those who may not read them row by row: from the one table that is kept for them, or not at
/// all. That table tells areas, years and groups apart, so questions by anything else are not answered: every answer is a sum of numbers that the caller
/// could read one by one, and no two answers tell more together than the table does (docs/decisions/0034).
/// </summary>
internal static class ToldEthnicGroups
{
    // How many years that have ended are counted when nothing is counted yet.
    private const int Years = 5;

    private const string NotTold =
        "Dân tộc chỉ được cho biết theo tỉnh và huyện, không kèm điều kiện nào khác. · Ethnic groups are told by province and district, with no other condition.";

    /// <summary>Answers from the table. Years that have ended and are not counted yet are counted first.</summary>
    /// <param name="database">The database.</param>
    /// <param name="caller">A planner or a leader.</param>
    /// <param name="question">The question.</param>
    /// <param name="foreignUnits">Names the units of the filter that are not on the map asked for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The answer, its cells in no order.</returns>
    /// <exception cref="ArgumentException">A unit of the filter does not exist on the map asked for.</exception>
    public static async Task<Headcount> AnswerAsync(
        RegistryDatabase database, Caller caller, HeadcountQuestion question, NpgsqlBatchCommand foreignUnits, CancellationToken cancellationToken)
    {
        await CountAsync(database, cancellationToken);
        var rows = new List<Row>();
        string? foreign = null;
        await database.RunAsync(caller, [foreignUnits, Rows(question)], (statement, row) =>
        {
            if (statement == 1)
                rows.Add(Row.Of(row));
            else
                foreign = row.IsDBNull(0) ? null : row.GetString(0);
        }, cancellationToken);
        if (foreign is not null)
            throw new ArgumentException($"Not on the map of {question.MapAsOf:yyyy-MM-dd}: {foreign}.", nameof(question));
        if (rows.Count == 0 || !IsTold(question) || !question.Filter.Units.All(unit => rows.Any(row => row.Province.Code == unit || row.District.Code == unit)))
            return new Headcount(question, [], null, new Suppression(database.LeastTold, null, NotTold));

        var cells = rows.GroupBy(row => string.Join('\u001f', question.By.Select(by => row.Key(by).Code)))
            .Select(cell => Cell([.. question.By.Select(by => cell.First().Key(by))], cell));
        return new Headcount(
            question,
            [.. cells],
            question.Filter.EthnicGroups.Count > 0 ? Cell([], rows).Count : rows.DistinctBy(row => row.Area).Sum(row => row.People),
            new Suppression(rows[0].Least, new DateOnly(rows[0].Year, 12, 31), InBands(rows[0].Least)));
    }

    /// <summary>Counts the years that have ended and are not counted yet, once and for good.</summary>
    public static async Task CountAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            """
            SELECT registry.publish_ethnic_counts($1, ended.year - $2 + 1, ended.year)
              FROM (SELECT extract(year FROM current_date)::int - 1 AS year) ended
             WHERE NOT EXISTS (SELECT FROM registry.ethnic_set s WHERE s.year = ended.year)
            """);
        command.Parameters.Add(new() { Value = database.LeastTold });
        command.Parameters.Add(new() { Value = Years });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string InBands(int least) => string.Create(CultureInfo.InvariantCulture,
        $"Số người dưới {least} được ẩn, số khác là giá trị giữa của khoảng rộng {least}; đếm vào ngày 31 tháng 12, nơi ít người đến hoặc đi thì giữ số của năm trước. · Counts below {least} are hidden, others are the middle of a band {least} wide; counted on 31 December, and kept from an earlier year where few came or left.");

    private static bool IsTold(HeadcountQuestion question) =>
        question.By.All(by => by is HeadcountDimension.EthnicGroup or HeadcountDimension.District or HeadcountDimension.Province)
        && question.Filter is { IncludeDescendants: true, Agencies.Count: 0, Sexes.Count: 0, AgeAtLeast: null, People: var people }
        && people is { Professions.Count: 0, Sectors.Count: 0, EmploymentKinds.Count: 0, GovernmentLevels.Count: 0, DegreeLevelAtLeast: null, LeadershipRankAtLeast: null, AgeUnder: null };

    // What is hidden is left out of sums: a sum tells what its parts tell, and nothing else.
    private static HeadcountCell Cell(IReadOnlyList<HeadcountKey> keys, IEnumerable<Row> rows)
    {
        var told = rows.Sum(row => row.Told ?? 0);
        return new HeadcountCell(keys, told > 0 ? told : null, told == 0);
    }

    // Every group of the list at every place, whether it is told there or not: which rows there are tells nothing.
    private static NpgsqlBatchCommand Rows(HeadcountQuestion question) => new(
        """
        SELECT p.id, p.name, d.id, d.name, g.code, g.name, n.people, s.people, e.area_id, e.year, s.width
          FROM registry.ethnic_set e
          JOIN registry.ethnic_set s ON s.area_id = e.area_id AND s.year = coalesce(e.counted_year, e.year)
          CROSS JOIN reference.ethnic_group g
          LEFT JOIN registry.ethnic_count n ON n.area_id = e.area_id AND n.year = e.counted_year AND n.ethnic_group_code = g.code
          LEFT JOIN registry.area_map w ON w.area_id = e.area_id AND w.valid_from <= $2 AND (w.valid_until > $2 OR w.valid_until IS NULL)
          LEFT JOIN reference.administrative_unit d ON d.id = w.district_id
          LEFT JOIN reference.administrative_unit p ON p.id = w.province_id
         WHERE e.year = (SELECT max(year) FROM registry.ethnic_set WHERE make_date(year, 12, 31) <= $1)
           AND (cardinality($3) = 0 OR w.district_id = ANY ($3) OR w.province_id = ANY ($3)) AND (cardinality($4) = 0 OR g.code = ANY ($4))
        """)
    {
        Parameters =
        {
            new NpgsqlParameter<DateOnly> { TypedValue = question.AsOf }, new NpgsqlParameter<DateOnly> { TypedValue = question.MapAsOf },
            new NpgsqlParameter<string[]> { TypedValue = [.. question.Filter.Units] }, new NpgsqlParameter<string[]> { TypedValue = [.. question.Filter.EthnicGroups] },
        },
    };

    private sealed record Row(HeadcountKey Province, HeadcountKey District, HeadcountKey Group, int? Told, int People, int Area, int Year, int Least)
    {
        public static Row Of(NpgsqlDataReader row) => new(
            Unit(row, 0, HeadcountDimension.Province), Unit(row, 2, HeadcountDimension.District), new HeadcountKey(row.GetString(4), row.GetString(5), row.GetString(5)),
            row.IsDBNull(6) ? null : row.GetInt32(6), row.GetInt32(7), row.GetInt16(8), row.GetInt16(9), row.GetInt16(10));

        public HeadcountKey Key(HeadcountDimension by) => by switch
        {
            HeadcountDimension.Province => Province,
            HeadcountDimension.District => District,
            _ => Group,
        };

        private static HeadcountKey Unit(NpgsqlDataReader row, int column, HeadcountDimension by) => row.IsDBNull(column)
            ? DimensionNames.Of(by, null)
            : new HeadcountKey(row.GetString(column), row.GetString(column + 1), row.GetString(column + 1));
    }
}

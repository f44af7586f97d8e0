using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Views;

namespace TalentRegistry.Data.Forecasts;

/// <summary>What became of a flag between two forecasts.</summary>
public enum FlagChangeKind
{
    /// <summary>Mới cảnh báo: it was none.</summary>
    Raised,

    /// <summary>Hết cảnh báo: it is none.</summary>
    Lowered,

    /// <summary>Nặng hơn.</summary>
    Worse,

    /// <summary>Nhẹ hơn, chưa hết.</summary>
    Better,

    /// <summary>Không còn được dự báo: the later forecast says nothing of it.</summary>
    Gone,

    /// <summary>Giữ nguyên: only because it was raised before, its probability has not yet fallen far enough.</summary>
    Held,
}

/// <summary>Why a flag is another.</summary>
public enum FlagChangeCause
{
    /// <summary>Số liệu: other data went in, as a newer year or entries since.</summary>
    Data,

    /// <summary>Mô hình: another version of the programme or other settings.</summary>
    Model,

    /// <summary>Both are others; what each did cannot be told.</summary>
    DataAndModel,

    /// <summary>Độ trễ: the flag stands as high as it does only because it was raised before.</summary>
    Hysteresis,

    /// <summary>One of the forecasts is of an earlier version, which did not keep what it was made from.</summary>
    Unknown,
}

/// <summary>A flag that one forecast has otherwise than another.</summary>
/// <param name="Basis">What the requirement rests on.</param>
/// <param name="TargetCode">Target whose ratio is the requirement; null on the basis of current staffing.</param>
/// <param name="UnitId">District or province on the map of 30 June 2025.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="SectorCode">Sector.</param>
/// <param name="SectorVi">Its name.</param>
/// <param name="SectorEn">The same in English.</param>
/// <param name="ProfessionCode">Profession; null for the whole sector.</param>
/// <param name="ProfessionVi">Its name.</param>
/// <param name="ProfessionEn">The same in English.</param>
/// <param name="Year">31 December of this year.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Cause">Why.</param>
/// <param name="SeverityBefore">In the earlier forecast; null where it said nothing.</param>
/// <param name="Severity">In the later one; null where it says nothing.</param>
/// <param name="ProbabilityBefore">Share of the earlier one's draws that fell short, 0 to 1.</param>
/// <param name="ProbabilityShort">Share of the later one's.</param>
/// <param name="GapBefore">Mean of requirement less supply in the earlier one, in people.</param>
/// <param name="ExpectedGap">The same in the later one.</param>
/// <param name="Driver">What the gap comes from above all; null where none is expected.</param>
/// <param name="FirstYear">First year flagged SHORTAGE or SEVERE in the later one; null where none is.</param>
public sealed record FlagChange(
    ShortageBasis Basis, string? TargetCode, string UnitId, string UnitName, string SectorCode, string SectorVi, string SectorEn,
    string? ProfessionCode, string? ProfessionVi, string? ProfessionEn, int Year, FlagChangeKind Kind, FlagChangeCause Cause,
    Severity? SeverityBefore, Severity? Severity, double? ProbabilityBefore, double? ProbabilityShort, double? GapBefore, double? ExpectedGap,
    ShortageDriver? Driver, int? FirstYear);

/// <summary>What two forecasts say of a target in its plan's unit for the year it is due.</summary>
/// <param name="TargetCode">Target, as DB-06.</param>
/// <param name="Year">The year that is due, or the last that was forecast before it.</param>
/// <param name="ValueBefore">Median of the earlier forecast; null where it said nothing.</param>
/// <param name="Value">Median of the later one.</param>
/// <param name="Low80">The 10 % quantile of the later one.</param>
/// <param name="High80">The 90 % quantile of the later one.</param>
/// <param name="ProbabilityMissedBefore">Share of the earlier one's draws that miss it, 0 to 1.</param>
/// <param name="ProbabilityMissed">Share of the later one's.</param>
public sealed record TargetForecastChange(
    string TargetCode, int Year, double? ValueBefore, double? Value, double? Low80, double? High80, double? ProbabilityMissedBefore, double? ProbabilityMissed);

/// <summary>A forecast that was computed.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="ComputedAt">When it was done.</param>
/// <param name="BaseDate">Last day of the jump-off year: stocks are counted at its end.</param>
/// <param name="HorizonYears">Years forecast after the jump-off year.</param>
/// <param name="Draws">Draws behind every quantile.</param>
/// <param name="Seconds">How long the computing took.</param>
/// <param name="Seed">Seed of the draws.</param>
/// <param name="CodeVersion">Version of the programme with a mark of the build of its models; null in forecasts of earlier versions, as what follows.</param>
/// <param name="DataHash">Hash of the data that went in.</param>
/// <param name="Settings">Settings of the models, as JSON.</param>
/// <param name="ResultHash">Hash of every figure that came out: the same forecast made again has the same.</param>
/// <param name="BeforeId">The forecast that it replaced; null for the first.</param>
public sealed record ForecastRunInfo(
    Guid Id, DateTimeOffset ComputedAt, DateOnly BaseDate, int HorizonYears, int Draws, double Seconds, long Seed, string? CodeVersion, string? DataHash, string? Settings,
    string? ResultHash, Guid? BeforeId);

/// <summary>Of the flags that were given such a probability, how many came true.</summary>
/// <param name="Basis">What the requirement rests on.</param>
/// <param name="Low">Least probability, 0 to 1.</param>
/// <param name="High">Greatest.</param>
/// <param name="Flags">How many were given one between.</param>
/// <param name="CameTrue">How many of them came true.</param>
/// <param name="MeanProbability">Mean of what they were given; where forecasts are calibrated, about as many of them came true.</param>
public sealed record FlagReliability(ShortageBasis Basis, double Low, double High, int Flags, int CameTrue, double MeanProbability);

/// <summary>Forecasts held against each other, under the caller's rights: a leader is told of own units.</summary>
public static class ForecastChanges
{
    private const string RunColumns = "id, computed_at, base_date, horizon_years::int, draws, seconds, seed, code_version, data_hash, settings::text, result_hash, before_id";

    /// <summary>The latest forecasts, newest first.</summary>
    public static Task<List<ForecastRunInfo>> LatestForecastsAsync(this RegistrySession session, int most, CancellationToken cancellationToken) =>
        session.ReadAsync($"SELECT {RunColumns} FROM forecast.run ORDER BY computed_at DESC LIMIT $1", Run, cancellationToken, most);

    /// <summary>A forecast; null where there is none of this id.</summary>
    public static async Task<ForecastRunInfo?> FindForecastAsync(this RegistrySession session, Guid id, CancellationToken cancellationToken) =>
        (await session.ReadAsync($"SELECT {RunColumns} FROM forecast.run WHERE id = $1", Run, cancellationToken, id)).SingleOrDefault();

    /// <summary>Flags that changed, the gravest first: by severity now, then by the gap.</summary>
    /// <param name="session">Whose rights hold.</param>
    /// <param name="earlier">The earlier forecast.</param>
    /// <param name="later">The later one.</param>
    /// <param name="kinds">Of these kinds only; none for all.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="skip">How many to leave out, for pages after the first.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static Task<List<FlagChange>> FlagChangesAsync(
        this RegistrySession session, Guid earlier, Guid later, IReadOnlyCollection<FlagChangeKind> kinds, int most, int skip, CancellationToken cancellationToken) => session.ReadAsync(
        """
        SELECT x.basis, x.target_code, x.unit_id, u.name, x.sector_code, c.name_vi, c.name_en, x.profession_code, r.name_vi, r.name_en, x.year::int, x.kind, x.cause,
               x.severity_before, x.severity, x.probability_before, x.probability_short, x.gap_before, x.expected_gap, x.driver, x.first_year::int
          FROM forecast.changes_between($1, $2) x
          JOIN reference.administrative_unit u ON u.id = x.unit_id
          JOIN reference.sector c ON c.code = x.sector_code
          LEFT JOIN reference.profession r ON r.code = x.profession_code
         WHERE $3::text[] = '{}' OR x.kind = ANY ($3)
         ORDER BY x.kind = 'held', forecast.severity_rank(x.severity) DESC, coalesce(x.expected_gap, x.gap_before) DESC, x.id
         LIMIT $4 OFFSET $5
        """,
        row => new FlagChange(
            SnakeCase.Parse<ShortageBasis>(row.GetString(0)), row.Text(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6),
            row.Text(7), row.Text(8), row.Text(9), row.GetInt32(10), SnakeCase.Parse<FlagChangeKind>(row.GetString(11)), SnakeCase.Parse<FlagChangeCause>(row.GetString(12)),
            Of<Severity>(row, 13), Of<Severity>(row, 14), row.Double(15), row.Double(16), row.Double(17), row.Double(18), Of<ShortageDriver>(row, 19),
            row.IsDBNull(20) ? null : row.GetInt32(20)),
        cancellationToken,
        earlier,
        later,
        kinds.Select(SnakeCase.Of).ToArray(),
        most,
        skip);

    /// <summary>How many flags changed, by kind; kinds without any are left out.</summary>
    public static async Task<IReadOnlyDictionary<FlagChangeKind, long>> FlagChangeCountsAsync(
        this RegistrySession session, Guid earlier, Guid later, CancellationToken cancellationToken) => (await session.ReadAsync(
        "SELECT kind, count(*) FROM forecast.changes_between($1, $2) GROUP BY kind",
        row => (Kind: SnakeCase.Parse<FlagChangeKind>(row.GetString(0)), Count: row.GetInt64(1)),
        cancellationToken,
        earlier,
        later)).ToDictionary(row => row.Kind, row => row.Count);

    /// <summary>Of the flags that forecasts before the newest would have raised with such a probability, how many came true.</summary>
    public static Task<List<FlagReliability>> ReliabilityAsync(this RegistrySession session, CancellationToken cancellationToken) => session.ReadAsync(
        "SELECT basis, low, high, flags, came_true, mean_probability FROM forecast.reliability WHERE run_id = (SELECT id FROM forecast.current_run) ORDER BY basis DESC, low",
        row => new FlagReliability(SnakeCase.Parse<ShortageBasis>(row.GetString(0)), row.GetDouble(1), row.GetDouble(2), row.GetInt32(3), row.GetInt32(4), row.GetDouble(5)),
        cancellationToken);

    /// <summary>Targets of which the two say something, by code.</summary>
    public static Task<List<TargetForecastChange>> TargetChangesAsync(this RegistrySession session, Guid earlier, Guid later, CancellationToken cancellationToken) => session.ReadAsync(
        """
        WITH said AS (
          SELECT DISTINCT ON (x.run_id, t.code) x.run_id, t.code, x.year, x.value, x.low80, x.high80, x.probability_missed
            FROM plans.current_target t
            JOIN plans.current_plan p ON p.id = t.plan_id
            JOIN forecast.target_path x ON x.target_code = t.code AND x.unit_id = coalesce(p.unit_id, p.within_unit_id)
           WHERE x.run_id IN ($1, $2) AND x.is_forecast AND x.year <= coalesce(t.due_year, t.until_year, 9999)
           ORDER BY x.run_id, t.code, x.year DESC),
        was AS (SELECT * FROM said WHERE run_id = $1),
        now AS (SELECT * FROM said WHERE run_id = $2)
        SELECT code, coalesce(now.year, was.year)::int, was.value, now.value, now.low80, now.high80, was.probability_missed, now.probability_missed
          FROM was FULL JOIN now USING (code)
         ORDER BY code
        """,
        row => new TargetForecastChange(
            row.GetString(0), row.GetInt32(1), row.Double(2), row.Double(3), row.Double(4), row.Double(5), row.Double(6), row.Double(7)),
        cancellationToken,
        earlier,
        later);

    private static ForecastRunInfo Run(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateOnly>(2), row.GetInt32(3), row.GetInt32(4), row.GetDouble(5), row.GetInt64(6),
        row.Text(7), row.Text(8), row.Text(9), row.Text(10), row.IsDBNull(11) ? null : row.GetGuid(11));

    private static T? Of<T>(NpgsqlDataReader row, int column)
        where T : struct, Enum => row.IsDBNull(column) ? null : SnakeCase.Parse<T>(row.GetString(column));
}

using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Indicators;

/// <summary>Why somebody is counted on one of two days and not on the other; each person has one cause.</summary>
public enum ChangeCause
{
    /// <summary>Their first main posting in the registry began after the first day (tuyển dụng).</summary>
    Recruited,

    /// <summary>They worked elsewhere on the first day (chuyển đến).</summary>
    MovedIn,

    /// <summary>They had worked before, but not on the first day, or were put on file (trở lại).</summary>
    Returned,

    /// <summary>They work elsewhere on the last day, or were transferred out of the province (chuyển đi).</summary>
    MovedOut,

    /// <summary>They retired (nghỉ hưu).</summary>
    Retired,

    /// <summary>They died (từ trần).</summary>
    Died,

    /// <summary>They left for another reason, or none is recorded (thôi việc).</summary>
    Left,

    /// <summary>They were there on both days, with another highest degree (nâng trình độ).</summary>
    DegreeUpgraded,

    /// <summary>They were there on both days, in another post, agency or employment (đổi vị trí).</summary>
    PostChanged,

    /// <summary>They were there on both days in the same post with the same degree: age, a certificate or another record tells (hồ sơ khác).</summary>
    RecordsChanged,

    /// <summary>The published series that is the base changed, as the population; a cause of nobody's (mẫu số thay đổi).</summary>
    BaseSeries,
}

/// <summary>People who came into the counts less those who went out of them, for one cause.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Numerator">Change of the numerator.</param>
/// <param name="Denominator">Change of the base, where people are the base; else 0.</param>
public sealed record CauseCount(ChangeCause Cause, long Numerator, long Denominator);

/// <summary>Tells the change of an indicator between two days apart by cause: the causes add up to the change, to the person.</summary>
public static class IndicatorChanges
{
    /// <summary>Counts under the caller's rights. Where somebody stands outside the caller's scope the caller cannot see: they have returned or left.</summary>
    /// <param name="database">The registry.</param>
    /// <param name="caller">Whose rights.</param>
    /// <param name="indicator">What is counted; not of a group that is looked at again after some years.</param>
    /// <param name="scope">Where.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="mapAsOf">Places are told by the map of this day on both days.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <exception cref="UnauthorizedAccessException">The indicator asks for ethnic groups and the caller is no HR officer.</exception>
    public static async Task<IReadOnlyList<CauseCount>> CountAsync(
        RegistryDatabase database, Caller caller, Indicator indicator, IndicatorScope scope, DateOnly from, DateOnly to, DateOnly mapAsOf, CancellationToken cancellationToken)
    {
        if (indicator.IsSensitive && caller.Role is not Role.Hr)
            throw new UnauthorizedAccessException("People are counted by ethnic group for HR officers only.");

        var causes = new List<CauseCount>();
        await database.RunAsync(
            caller, [Statement(indicator, scope, from, to, mapAsOf)],
            (_, row) => causes.Add(new CauseCount((ChangeCause)row.GetInt32(0), row.GetInt64(1), indicator.Denominator is null ? 0 : row.GetInt64(2))), cancellationToken);
        return [.. causes.Where(cause => cause is not { Numerator: 0, Denominator: 0 }).OrderBy(cause => cause.Cause)];
    }

    private static NpgsqlBatchCommand Statement(Indicator indicator, IndicatorScope scope, DateOnly from, DateOnly to, DateOnly mapAsOf)
    {
        var arguments = new StatementArguments();
        var (past, present) = (People(from), People(to));
        var (first, last) = (arguments.Add(from), arguments.Add(to));
        return arguments.Statement($"""
            WITH past AS ({past}),
            present AS ({present}),
            pair AS (
              SELECT person_id, b.person_id IS NOT NULL AS was, a.person_id IS NOT NULL AS stays,
                     coalesce((a.passes AND a.within)::int, 0) - coalesce((b.passes AND b.within)::int, 0) AS numerator,
                     coalesce(a.within::int, 0) - coalesce(b.within::int, 0) AS denominator,
                     a.level_code IS DISTINCT FROM b.level_code AS other_level,
                     (a.agency_id, a.profession_code, a.leadership_rank, a.employment_kind) IS DISTINCT FROM (b.agency_id, b.profession_code, b.leadership_rank, b.employment_kind) AS other_post
                FROM past b FULL JOIN present a USING (person_id))
            SELECT CASE
                     WHEN p.was AND p.stays THEN CASE WHEN p.other_level THEN {(int)ChangeCause.DegreeUpgraded} WHEN p.other_post THEN {(int)ChangeCause.PostChanged} ELSE {(int)ChangeCause.RecordsChanged} END
                     WHEN p.stays THEN CASE WHEN then_at.at_work THEN {(int)ChangeCause.MovedIn} WHEN began.began > {first} THEN {(int)ChangeCause.Recruited} ELSE {(int)ChangeCause.Returned} END
                     WHEN now_at.at_work OR ended.end_reason = 'transfer_out' THEN {(int)ChangeCause.MovedOut}
                     WHEN ended.end_reason = 'retirement' THEN {(int)ChangeCause.Retired}
                     WHEN ended.end_reason = 'death' THEN {(int)ChangeCause.Died}
                     ELSE {(int)ChangeCause.Left} END,
                   sum(p.numerator), sum(p.denominator)
              FROM pair p
              CROSS JOIN LATERAL (SELECT min(c.valid_from) AS began FROM registry.career_span c WHERE c.person_id = p.person_id) began
              CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM registry.career_span c WHERE c.person_id = p.person_id AND c.valid_from <= {first} AND (c.valid_until IS NULL OR c.valid_until > {first})) AS at_work) then_at
              CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM registry.career_span c WHERE c.person_id = p.person_id AND c.valid_from <= {last} AND (c.valid_until IS NULL OR c.valid_until > {last})) AS at_work) now_at
              LEFT JOIN (SELECT DISTINCT ON (g.person_id) g.person_id, g.end_reason FROM registry.posting g
                          WHERE g.is_main AND g.valid_until > {first} AND g.valid_until <= {last} + 1
                          ORDER BY g.person_id, g.valid_until DESC) ended ON ended.person_id = p.person_id
             WHERE p.numerator <> 0 OR p.denominator <> 0
             GROUP BY 1
            """);

        string People(DateOnly day)
        {
            var sql = new IndicatorSql(IndicatorSlot.Of(indicator), [indicator], new PeopleAsked(scope, day, mapAsOf), isPlaced: false, arguments);
            var (within, passes) = (sql.Base(indicator), sql.Numerator(indicator));
            return $"SELECT s.person_id, s.agency_id, s.profession_code, s.leadership_rank, s.employment_kind, s.level_code, coalesce({within}, false) AS within, coalesce({passes}, false) AS passes {sql.From()}";
        }
    }
}

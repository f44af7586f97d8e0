using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Duties;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Targets;

namespace TalentRegistry.Data.Targets;

/// <summary>What is to be decided on a target.</summary>
/// <param name="Id">Key of the step.</param>
/// <param name="Code">The target.</param>
/// <param name="Version">How many steps the caller has read.</param>
/// <param name="Kind">What is decided.</param>
/// <param name="FromUnitId">Whose part it is about.</param>
/// <param name="EffectiveOn">First day on which it holds.</param>
/// <param name="Parts">Who answers since.</param>
/// <param name="Ground">Number and date of the decision: 1 to 300 characters.</param>
public sealed record StepDraft(
    Guid Id, string Code, int Version, TargetStepKind Kind, string FromUnitId, DateOnly EffectiveOn, IReadOnlyList<TargetPart> Parts, string Ground);

/// <summary>A number that is to be kept as reported.</summary>
/// <param name="Id">Key.</param>
/// <param name="Code">The target.</param>
/// <param name="PlanId">The version of the plan by which it was computed.</param>
/// <param name="Value">The number and what is behind it; its place in the row of reports, and who kept it, the database tells.</param>
public sealed record ReportDraft(Guid Id, string Code, long PlanId, ReportedValue Value);

/// <summary>Steps and reports of targets, each added to what is there, under the rights of the session: planners.</summary>
public static class TargetDeciding
{
    private const int LongestGround = 300;
    private const int MostParts = 200;
    private const string BeforePreview = "before_target_preview";

    /// <summary>Decides something on a target, or tells what would come of it.</summary>
    /// <param name="session">A planner's.</param>
    /// <param name="draft">What is decided.</param>
    /// <param name="isPreview">Whether all of it is taken back at the end.</param>
    /// <param name="language">In which a refusal is told.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The target after it.</returns>
    /// <exception cref="TargetNotFoundException">There is no such target.</exception>
    /// <exception cref="StaleTargetException">Another step came first.</exception>
    /// <exception cref="TargetRefusedException">Something speaks against it.</exception>
    public static async Task<TargetDossier> DecideAsync(this RegistrySession session, StepDraft draft, bool isPreview, string language, CancellationToken cancellationToken)
    {
        var before = await session.TargetAsync(draft.Code, draft.Version, language, cancellationToken);
        Check(draft, before, language);
        if (isPreview)
            await session.RunAsync($"SAVEPOINT {BeforePreview}", cancellationToken);
        await session.WriteAsync(
            draft.Id, before, draft.Kind, draft.FromUnitId, draft.EffectiveOn, draft.Parts, null, draft.Ground.Trim(), language, cancellationToken);
        var after = (await TargetReading.ReadAsync(session.Connection, [draft.Code], cancellationToken))[draft.Code];
        if (isPreview)
            await session.RunAsync($"ROLLBACK TO SAVEPOINT {BeforePreview}", cancellationToken);
        return after;
    }

    /// <summary>Takes the last step that stands back by a further one; refused once something was reported on it.</summary>
    /// <param name="session">A planner's.</param>
    /// <param name="id">Key of the step.</param>
    /// <param name="code">The target.</param>
    /// <param name="version">How many steps the caller has read.</param>
    /// <param name="ground">Why: 1 to 300 characters.</param>
    /// <param name="language">In which a refusal is told.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TargetNotFoundException">There is no such target.</exception>
    /// <exception cref="StaleTargetException">Another step came first.</exception>
    /// <exception cref="TargetRefusedException">There is nothing to take back, or something was built on it.</exception>
    public static async Task TakeBackAsync(this RegistrySession session, Guid id, string code, int version, string ground, string language, CancellationToken cancellationToken)
    {
        var before = await session.TargetAsync(code, version, language, cancellationToken);
        CheckGround(ground, language);
        if (before.Last is not { } last)
            throw new TargetRefusedException("NOTHING_TO_TAKE_BACK", "input.version", new("Không có bước nào để rút.", "There is no step to take back."), language);
        await session.WriteAsync(id, before, TargetStepKind.TakenBack, null, null, [], last.Id, ground.Trim(), language, cancellationToken);
    }

    /// <summary>Keeps a number as it was reported.</summary>
    /// <param name="session">A planner's.</param>
    /// <param name="draft">The number.</param>
    /// <param name="language">In which a refusal is told.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TargetRefusedException">The occasion is missing or too long.</exception>
    public static async Task ReportAsync(this RegistrySession session, ReportDraft draft, string language, CancellationToken cancellationToken)
    {
        var value = draft.Value;
        if (value.Occasion.Trim() is not { Length: > 0 and <= LongestGround } occasion)
            throw new TargetRefusedException("OCCASION_LENGTH", "input.occasion", new("Ghi báo cáo nào: 1 đến 300 ký tự.", "Say in which report: 1 to 300 characters."), language);

        await session.RunAsync(
            """
            INSERT INTO plans.target_report (id, target_code, plan_id, occasion, as_of, map_as_of, unit_id, numerator, denominator, denominator_status, unknown, value, value_at_most, is_met, settings)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            """, cancellationToken,
            draft.Id, draft.Code, draft.PlanId, occasion, value.AsOf, value.MapAsOf, value.UnitId, value.Numerator, Given(value.Denominator, NpgsqlDbType.Double),
            Given(value.DenominatorStatus is { } status ? SnakeCase.Of(status) : null, NpgsqlDbType.Text), value.Unknown, value.Value, value.ValueAtMost, Given(value.IsMet, NpgsqlDbType.Boolean),
            Given(JsonSerializer.Serialize(value.Settings), NpgsqlDbType.Jsonb));
    }

    private static async Task<TargetDossier> TargetAsync(this RegistrySession session, string code, int version, string language, CancellationToken cancellationToken)
    {
        if ((await TargetReading.ReadAsync(session.Connection, [code], cancellationToken)).GetValueOrDefault(code) is not { } target)
            throw new TargetNotFoundException(language);
        return target.Version == version ? target : throw new StaleTargetException(version, target.Version, language);
    }

    private static void Check(StepDraft draft, TargetDossier before, string language)
    {
        CheckGround(draft.Ground, language);
        var fits = draft.Kind switch
        {
            TargetStepKind.Assigned => draft.Parts is [{ AgencyId: not null, UnitId: var unit }] && unit == draft.FromUnitId,
            TargetStepKind.Carried => draft.Parts is [var heir] && heir.UnitId != draft.FromUnitId,
            TargetStepKind.Shared => draft.Parts.Count is >= 2 and <= MostParts && draft.Parts.DistinctBy(part => part.UnitId).Count() == draft.Parts.Count,
            TargetStepKind.Closed => draft.Parts.Count == 0,
            _ => false,
        };
        if (!fits)
        {
            throw Refused(
                "PARTS", "Giao: nêu một cơ quan của đơn vị đang giữ; chuyển: một đơn vị khác; chia: từ hai đơn vị khác nhau; kết thúc: không nêu đơn vị nào.",
                "To assign, name an agency of the unit that has it; to carry, one other unit; to share, two or more units, each once; to close, none.");
        }

        if (draft.Parts.Any(part => part.Weight is <= 0 or >= 1e12m))
            throw Refused("WEIGHTS", "Tỷ lệ của mỗi phần phải lớn hơn 0.", "Each weight is more than 0.");
        if (before.On(draft.EffectiveOn).Holders.All(holder => holder.UnitId != draft.FromUnitId))
            throw new TargetRefusedException("NOT_A_HOLDER", "input.fromUnitId", new("Đơn vị này không giữ phần nào của chỉ tiêu vào ngày đó.", "This unit has no part of the target on that day."), language);

        var step = new TargetStep(draft.Id, draft.Version + 1, draft.Kind, draft.FromUnitId, draft.EffectiveOn, draft.Parts, null, draft.Ground);
        if (before.On(draft.EffectiveOn).After(step).Holders.Any(holder => holder.Share < TargetCourse.SmallestShare))
            throw Refused("SHARE_TOO_SMALL", "Có phần nhỏ hơn một phần vạn của chỉ tiêu.", "A part would be less than a ten-thousandth of the target.");

        TargetRefusedException Refused(string code, string vi, string en) => new(code, "input.parts", new Bilingual(vi, en), language);
    }

    private static void CheckGround(string ground, string language)
    {
        if (ground.Trim().Length is 0 or > LongestGround)
            throw new TargetRefusedException("GROUND_LENGTH", "input.ground", new("Ghi số, ngày quyết định: 1 đến 300 ký tự.", "Give number and date of the decision: 1 to 300 characters."), language);
    }

    private static async Task WriteAsync(
        this RegistrySession session, Guid id, TargetDossier target, TargetStepKind kind, string? from, DateOnly? on, IReadOnlyList<TargetPart> parts, Guid? takesBack, string ground,
        string language, CancellationToken cancellationToken)
    {
        try
        {
            await session.RunAsync(
                """
                INSERT INTO plans.target_step (id, target_code, number, kind, from_unit_id, effective_on, unit_ids, agency_ids, weights, takes_back_id, ground, plan_id)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                """, cancellationToken,
                id, target.Target.Code, target.Version + 1, SnakeCase.Of(kind), Given(from, NpgsqlDbType.Text), Given(on, NpgsqlDbType.Date), parts.Select(part => part.UnitId).ToArray(),
                parts.Select(part => part.AgencyId).ToArray(), parts.Select(part => part.Weight).ToArray(), Given(takesBack, NpgsqlDbType.Uuid), ground, target.PlanId);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Between the reading and the writing: whoever comes again reads what came first.
            throw new StaleTargetException(target.Version, target.Version + 1, language);
        }
        catch (PostgresException fault) when (Refusals.TryGetValue(fault.ConstraintName ?? "", out var refusal))
        {
            throw new TargetRefusedException(refusal.Code, refusal.Path, refusal.Message, language);
        }
    }

    private static readonly Dictionary<string, (string Code, string Path, Bilingual Message)> Refusals = new(StringComparer.Ordinal)
    {
        ["target_step_built_on"] = ("REPORTED_SINCE", "input.version", new("Đã có số liệu được báo cáo sau bước này nên không rút được.", "A number was reported since; the step cannot be taken back.")),
        ["target_step_in_order"] = ("CHANGED_LATER", "input.effectiveOn", new("Đã có một bước vào ngày muộn hơn.", "A step of a later day was decided already.")),
        ["target_step_units"] = ("UNIT_NOT_THERE", "input.parts", new("Có đơn vị không tồn tại vào ngày đó.", "A unit is not there on that day.")),
        ["target_step_agencies"] = ("AGENCY_NOT_THERE", "input.parts", new("Có cơ quan không tồn tại vào ngày đó.", "An agency is not there on that day.")),
    };

    private static NpgsqlParameter Given(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}

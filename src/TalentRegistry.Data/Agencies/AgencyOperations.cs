using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Names;
using static TalentRegistry.Data.Agencies.ReorganisationRules;

namespace TalentRegistry.Data.Agencies;

/// <summary>
/// Operations on agencies by officers (docs/decisions/0023): each is one dated operation in the caller's session, which whoever called commits. Postings, dossiers
/// and scopes go over with it, and it is recorded with its legal ground. A preview does the same and takes it back.
/// </summary>
/// <param name="clock">Tells the day.</param>
public sealed partial class AgencyOperations(TimeProvider clock)
{
    private const string BeforePreview = "before_preview";

    private static readonly Dictionary<ReorganisationKind, string> Words = new()
    {
        [ReorganisationKind.Create] = "Thành lập", [ReorganisationKind.Rename] = "Đổi tên", [ReorganisationKind.Reclassify] = "Đổi lĩnh vực, loại hình", [ReorganisationKind.Merge] = "Sáp nhập",
        [ReorganisationKind.Split] = "Chia, tách", [ReorganisationKind.Move] = "Chuyển", [ReorganisationKind.Close] = "Giải thể",
    };

    private DateOnly Today => VietnamTime.Today(clock);

    private static ReorganisationPlan PlanOf(Guid id, ReorganisationKind kind, ReorganisationTerms terms) =>
        new() { Id = id, Kind = kind, On = terms.EffectiveOn, Ground = terms.LegalGround.Trim() };

    // What an operation names must be there, in the caller's scope, and unchanged since.
    private static async Task<Dictionary<Guid, StoredAgency>> NamedAsync(
        RegistrySession session, ReorganisationPlan plan, IReadOnlyList<(AgencyVersion Agency, string Path)> named, IEnumerable<Guid?> others,
        List<ReorganisationFinding> findings, CancellationToken cancellationToken)
    {
        var ids = named.Select(n => n.Agency.Id).Concat(others.OfType<Guid>()).Distinct().ToList();
        var agencies = await StoredAgency.ReadAsync(session, ids, plan.On, cancellationToken);
        foreach (var (agency, path) in named)
        {
            findings.AddRange(OfAgency(agencies.GetValueOrDefault(agency.Id), agency.Id, path, plan));
            plan.Expect(agency);
        }

        foreach (var twice in named.GroupBy(n => n.Agency.Id).Where(same => same.Count() > 1))
            findings.Add(Refused("AGENCY_TWICE", twice.Last().Path, twice.Key, "Một cơ quan được nêu hai lần.", "An agency is named twice."));
        return agencies;
    }

    // What a new agency leaves open is as with the agency that it comes from.
    private static void Found(
        ReorganisationPlan plan, Guid id, NewAgency agency, StoredAgency? origin, Dictionary<Guid, StoredAgency> known, string path, List<ReorganisationFinding> findings)
    {
        var (name, code) = (VietnameseText.Clean(agency.Name), agency.Code.Trim());
        var parent = agency.ParentId ?? origin?.ParentId;
        if (name is not { Length: > 0 })
            findings.Add(Missing($"{path}.name"));
        if (code.Length == 0)
            findings.Add(Missing($"{path}.code"));
        if ((agency.Kind ?? origin?.Kind) is not { Length: > 0 } kind || (agency.SectorCode ?? origin?.SectorCode) is not { } sector
            || (agency.SeatId ?? origin?.SeatId) is not { } seat || (agency.Ownership ?? origin?.Ownership) is not { } ownership)
        {
            findings.Add(Missing($"{path}.{(agency.Kind is null ? "kind" : agency.SectorCode is null ? "sectorCode" : agency.SeatId is null ? "seatId" : "ownership")}"));
            return;
        }

        if (parent is { } above)
            findings.AddRange(OfParent(known.GetValueOrDefault(above), above, plan.On, mayBeOutOfScope: above == origin?.ParentId));
        var synthetic = origin?.Synthetic ?? (parent is { } id2 && known.GetValueOrDefault(id2) is { Synthetic: true });
        plan.Found.Add(new(id, code, name ?? "", kind, sector, agency.GovernmentLevel ?? origin?.GovernmentLevel, ownership, parent, seat, synthetic));
    }

    private static ReorganisationFinding Missing(string path) => Refused("VALUE_MISSING", path, null, "Thiếu giá trị này.", "This value is needed.");

    private async Task<ReorganisationReport> RunAsync(
        RegistrySession session, ReorganisationPlan plan, ReorganisationTerms terms, List<ReorganisationFinding> findings, EditTerms edit, CancellationToken cancellationToken)
    {
        findings.InsertRange(0, OfTerms(terms, Today));
        findings.AddRange(await OfPlanAsync(session, plan, cancellationToken));
        RefuseErrors(findings, edit);
        await session.ExplainChangesAsync(
            string.Join(": ", new[] { Words[plan.Kind], plan.Ground, edit.Why }.Where(text => !string.IsNullOrWhiteSpace(text))), cancellationToken);
        // An agency of thousands takes longer on a busy server than a request is otherwise given.
        await session.RunAsync("SET LOCAL statement_timeout = 0", cancellationToken);
        if (terms.IsPreview)
            await session.RunAsync($"SAVEPOINT {BeforePreview}", cancellationToken);
        await WriteAsync(session, plan, edit, cancellationToken);
        var report = await ReorganisationReport.ReadAsync(session, plan.Id, cancellationToken);
        if (report.PostingsEnded > 0)
        {
            findings.Add(Doubted(
                "PEOPLE_LEAVE", "input", null, string.Create(CultureInfo.InvariantCulture, $"{report.PostingsEnded} vị trí công tác kết thúc, không chuyển đến cơ quan nào."),
                string.Create(CultureInfo.InvariantCulture, $"{report.PostingsEnded} postings end and go on nowhere.")));
        }

        var open = findings.Where(finding => !edit.Confirmed.Contains(finding.Code, StringComparer.Ordinal)).ToList();
        if (terms.IsPreview)
        {
            await session.RunAsync($"ROLLBACK TO SAVEPOINT {BeforePreview}", cancellationToken);
            return report with { Id = null, Warnings = open };
        }

        return open.Count == 0 ? report : throw Told(open, edit);
    }

    private static void RefuseErrors(List<ReorganisationFinding> findings, EditTerms edit)
    {
        var errors = findings.Where(finding => finding.Severity == FindingSeverity.Error).ToList();
        if (errors.Count > 0)
            throw Told(errors, edit);
    }

    private static AggregateException Told(IEnumerable<ReorganisationFinding> findings, EditTerms edit) =>
        new(findings.Select(finding => new ReorganisationRefusedException(finding, edit)));

    private static async Task WriteAsync(RegistrySession session, ReorganisationPlan plan, EditTerms edit, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = session.Command("SELECT registry.reorganise($1)::text");
            command.CommandTimeout = 0;
            command.Parameters.Add(new() { Value = plan.ToJson(), NpgsqlDbType = NpgsqlDbType.Jsonb });
            await RefuseAsync(session, JsonElement.Parse((string)(await command.ExecuteScalarAsync(cancellationToken))!), edit, cancellationToken);
        }
        catch (PostgresException fault) when (OfDatabase(fault) is { } finding)
        {
            throw Told([finding], edit);
        }
    }

    private static async Task RefuseAsync(RegistrySession session, JsonElement answer, EditTerms edit, CancellationToken cancellationToken)
    {
        if (answer.TryGetProperty("stale", out var stale))
        {
            var first = stale[0];
            var (by, at) = await LastChangeAsync(session, first.GetProperty("id").GetGuid(), cancellationToken);
            throw new StaleRecordException(first.GetProperty("sent").GetInt32(), first.GetProperty("current").GetInt32(), by, at, [], edit);
        }

        var findings = new List<ReorganisationFinding>();
        if (answer.TryGetProperty("left", out var left) && left.GetInt32() > 0)
        {
            findings.Add(Refused(
                "PEOPLE_LEFT_OVER", "input", null, string.Create(CultureInfo.InvariantCulture, $"{left.GetInt32()} vị trí công tác chưa có nơi đến."),
                string.Create(CultureInfo.InvariantCulture, $"{left.GetInt32()} postings have nowhere to go.")));
        }

        if (answer.TryGetProperty("strangers", out var strangers) && strangers.GetArrayLength() > 0)
        {
            findings.Add(Refused(
                "PEOPLE_NOT_THERE", "input.parts.personIds", null,
                string.Create(CultureInfo.InvariantCulture, $"{strangers.GetArrayLength()} người được nêu không làm việc tại cơ quan này vào ngày đó: {strangers[0].GetString()}."),
                string.Create(CultureInfo.InvariantCulture, $"{strangers.GetArrayLength()} of the people named do not work there on that day: {strangers[0].GetString()}.")));
        }

        if (answer.TryGetProperty("late", out var late))
        {
            findings.Add(Refused(
                "POSTINGS_BEGIN_LATER", "input.effectiveOn", null, string.Create(CultureInfo.InvariantCulture, $"{late.GetInt32()} vị trí công tác bắt đầu từ ngày đó trở đi."),
                string.Create(CultureInfo.InvariantCulture, $"{late.GetInt32()} postings there begin on that day or later.")));
        }

        if (findings.Count > 0)
            throw Told(findings, edit);
    }

    private static ReorganisationFinding? OfDatabase(PostgresException fault) => fault.ConstraintName switch
    {
        "reorganise_in_scope" => Refused("OUT_OF_SCOPE", "input", null, "Thao tác vượt ra ngoài phạm vi của bạn.", "It reaches past your scope."),
        "agency_under_itself" => Refused("AGENCY_UNDER_ITSELF", "input.parentId", null, "Cơ quan không thể trực thuộc chính nó hoặc đơn vị dưới nó.", "An agency cannot stand under itself or one below it."),
        "agency_changed_later" or "one_seat_at_a_time" => Refused("CHANGED_LATER", "input.effectiveOn", null, "Đã có thay đổi sau ngày đó.", "There was a later change."),
        "agency_above_lives" => Refused("PARENT_NOT_THERE", "input.parentId", null, "Cơ quan cấp trên không hoạt động vào ngày đó.", "The agency above is not there on that day."),
        "posting_within_agency" => Refused("AGENCY_NOT_THERE", "input", null, "Cơ quan tiếp nhận không hoạt động suốt thời gian đó.", "The receiving agency is not there all that time."),
        "agency_code_key" => Refused("CODE_TAKEN", "input.code", null, "Mã đã dùng cho một cơ quan khác.", "Another agency has that code."),
        "agency_sector_code_fkey" => Refused("CODE_UNKNOWN", "input.sectorCode", null, "Không có mã lĩnh vực này.", "There is no such sector."),
        _ => null,
    };

    private static async Task<(string? By, DateTimeOffset? At)> LastChangeAsync(RegistrySession session, Guid agency, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            "SELECT coalesce(account_name, operation), at FROM history.change WHERE table_name = 'agency' AND record_id = $1 AND person_id IS NULL ORDER BY id DESC LIMIT 1");
        command.Parameters.Add(new() { Value = agency.ToString() });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? (row.IsDBNull(0) ? null : row.GetString(0), row.GetFieldValue<DateTimeOffset>(1)) : (null, null);
    }
}

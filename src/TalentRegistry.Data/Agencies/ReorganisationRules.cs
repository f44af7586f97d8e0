using System.Globalization;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Agencies;

/// <summary>What speaks against an operation before it is tried. PostgreSQL holds what must hold once more.</summary>
internal static class ReorganisationRules
{
    /// <summary>Longer ago than this many days is asked about: people were paid, counted and reported otherwise since.</summary>
    public const int LongAgoInDays = 366;

    public static ReorganisationFinding Refused(string code, string path, Guid? agency, string vi, string en) =>
        new(code, FindingSeverity.Error, path, agency, new Bilingual(vi, en));

    public static ReorganisationFinding Doubted(string code, string path, Guid? agency, string vi, string en) =>
        new(code, FindingSeverity.Warning, path, agency, new Bilingual(vi, en));

    /// <summary>The day and the ground.</summary>
    public static IEnumerable<ReorganisationFinding> OfTerms(ReorganisationTerms terms, DateOnly today)
    {
        if (terms.EffectiveOn > today && !terms.IsPreview)
        {
            yield return Refused(
                "EFFECTIVE_IN_FUTURE", "input.effectiveOn", null, "Chưa đến ngày có hiệu lực: chỉ ghi nhận từ ngày đó, trước đó có thể xem trước.",
                "It is not in force yet: record it on that day or later; it may be previewed before.");
        }

        if (terms.LegalGround.Trim().Length is 0 or > 300)
        {
            yield return Refused(
                "LEGAL_GROUND_MISSING", "input.legalGround", null, "Phải nêu căn cứ (số, ngày quyết định), không quá 300 ký tự.",
                "Name the decision by number and date, in 300 characters at most.");
        }

        if (terms.EffectiveOn < today.AddDays(-LongAgoInDays))
        {
            yield return Doubted(
                "LONG_AGO", "input.effectiveOn", null, "Ngày có hiệu lực đã qua hơn một năm: số liệu đã báo cáo từ đó sẽ thay đổi.",
                "It took effect more than a year ago: figures reported since will change.");
        }
    }

    /// <summary>An agency that the operation names.</summary>
    /// <param name="agency">The agency; null where there is none of that key.</param>
    /// <param name="id">Its key.</param>
    /// <param name="path">Where it is named.</param>
    /// <param name="plan">The operation. What was founded in a wrong sector is put right from its first day.</param>
    public static IEnumerable<ReorganisationFinding> OfAgency(StoredAgency? agency, Guid id, string path, ReorganisationPlan plan)
    {
        var day = plan.On;
        if (agency is not { IsInScope: true })
            yield return Refused("OUT_OF_SCOPE", path, id, "Cơ quan này không có hoặc ngoài phạm vi của bạn.", "There is no such agency in your scope.");
        else if (!agency.LivesBefore(day) && !(plan.Kind == ReorganisationKind.Reclassify && agency.ValidFrom == day))
        {
            yield return Refused(
                "AGENCY_NOT_THERE", path, id, string.Create(CultureInfo.InvariantCulture, $"{agency.Name} không hoạt động vào ngày {day:dd/MM/yyyy}."),
                string.Create(CultureInfo.InvariantCulture, $"{agency.Name} is not there on {day:yyyy-MM-dd} and the day before."));
        }
        else if (agency.ChangedOn > day)
        {
            yield return Refused(
                "CHANGED_LATER", path, id, string.Create(CultureInfo.InvariantCulture, $"{agency.Name} đã có thay đổi sau ngày đó, từ {agency.ChangedOn:dd/MM/yyyy}."),
                string.Create(CultureInfo.InvariantCulture, $"{agency.Name} was changed later, on {agency.ChangedOn:yyyy-MM-dd}."));
        }
    }

    /// <summary>Who would stand above.</summary>
    public static IEnumerable<ReorganisationFinding> OfParent(StoredAgency? parent, Guid id, DateOnly day, bool mayBeOutOfScope)
    {
        if (parent is null || (!parent.IsInScope && !mayBeOutOfScope))
            yield return Refused("OUT_OF_SCOPE", "input.parentId", id, "Cơ quan cấp trên không có hoặc ngoài phạm vi của bạn.", "There is no such agency above in your scope.");
        else if (parent.ValidFrom > day || parent.ValidUntil <= day)
            yield return Refused("PARENT_NOT_THERE", "input.parentId", id, $"{parent.Name} không hoạt động vào ngày đó.", $"{parent.Name} is not there on that day.");
    }

    /// <summary>Seats that do not exist on the day, codes that are taken, names that are taken below the same agency.</summary>
    public static async Task<List<ReorganisationFinding>> OfPlanAsync(RegistrySession session, ReorganisationPlan plan, CancellationToken cancellationToken)
    {
        var found = new List<ReorganisationFinding>();
        await using var command = session.Command(
            """
            SELECT 'seat', n.id, n.seat FROM unnest($1::uuid[], $2::text[]) n (id, seat)
             WHERE NOT EXISTS (SELECT FROM reference.administrative_unit u
                                WHERE u.id = n.seat AND u.level <> 'country' AND daterange(u.valid_from, u.valid_until) @> $3)
            UNION ALL
            SELECT 'code', n.id, n.code FROM unnest($4::uuid[], $5::text[]) n (id, code) WHERE EXISTS (SELECT FROM registry.agency a WHERE a.code = n.code)
            UNION ALL
            SELECT 'name', n.id, n.name FROM unnest($6::uuid[], $7::text[], $8::uuid[]) n (id, name, parent)
             WHERE EXISTS (SELECT FROM registry.agency a
                            WHERE a.id <> n.id AND a.id <> ALL ($9) AND a.parent_id IS NOT DISTINCT FROM n.parent
                              AND reference.fold(a.name) = reference.fold(n.name) AND (a.valid_until > $3 OR a.valid_until IS NULL))
            """);
        var named = plan.Found.Select(n => (n.Id, n.Name, n.Parent)).Concat(plan.States.Select(n => (n.Id, n.Name, n.Parent))).ToList();
        var seated = plan.Found.Select(n => (n.Id, n.Seat)).Concat(plan.Seats.Select(n => (n.Id, Seat: n.Unit))).ToList();
        foreach (object value in new object[]
        {
            seated.Select(n => n.Id).ToArray(), seated.Select(n => n.Seat).ToArray(), plan.On, plan.Found.Select(n => n.Id).ToArray(), plan.Found.Select(n => n.Code).ToArray(),
            named.Select(n => n.Id).ToArray(), named.Select(n => n.Name).ToArray(), named.Select(n => n.Parent).ToArray(), plan.Close.ToArray(),
        })
            command.Parameters.Add(new() { Value = value });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var (agency, value) = (row.GetGuid(1), row.GetString(2));
            found.Add(row.GetString(0) switch
            {
                "seat" => Refused("SEAT_NOT_ON_MAP", "input.seatId", agency, $"Không có đơn vị hành chính {value} vào ngày đó.", $"There is no unit {value} on the map of that day."),
                "code" => Refused("CODE_TAKEN", "input.code", agency, $"Mã {value} đã dùng cho một cơ quan khác.", $"Another agency has the code {value}."),
                _ => Doubted("NAME_TAKEN", "input.name", agency, $"Đã có cơ quan tên \"{value}\" cùng cấp trên.", $"Under the same agency there is one named \"{value}\" already."),
            });
        }

        return found;
    }
}

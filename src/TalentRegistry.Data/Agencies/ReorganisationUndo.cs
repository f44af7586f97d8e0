using System.Globalization;
using System.Text.Json;
using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using static TalentRegistry.Data.Agencies.ReorganisationRules;

namespace TalentRegistry.Data.Agencies;

/// <summary>Takes an operation on agencies or units back as a whole (docs/decisions/0025): refused once something is built upon it.</summary>
public static class ReorganisationUndo
{
    private static readonly Dictionary<string, (string Vi, string En)> Reasons = new(StringComparer.Ordinal)
    {
        ["UNDONE_ALREADY"] = ("Đã được hoàn tác", "It is undone already"),
        ["NOT_KEPT"] = ("Được ghi nhận trước khi có chức năng hoàn tác", "It was recorded before operations could be undone"),
        ["LATER_OPERATION"] = ("Có việc sắp xếp sau đó trên các đơn vị này: hãy hoàn tác việc sau trước", "The same were reorganised later: undo that first"),
        ["POSTINGS_CHANGED"] = ("Vị trí công tác đã được sửa từ đó", "Postings were changed since"),
        ["DOSSIERS_CHANGED"] = ("Hồ sơ đã chuyển cơ quan quản lý từ đó", "Dossiers went to another agency since"),
        ["SEATS_CHANGED"] = ("Trụ sở đã thay đổi từ đó", "Seats were changed since"),
        ["UNITS_CHANGED"] = ("Đơn vị hành chính đã thay đổi từ đó", "Units were changed since"),
        ["AGENCIES_CHANGED"] = ("Cơ quan đã thay đổi từ đó", "Agencies were changed since"),
        ["POSTINGS_SINCE"] = ("Đã có người vào cơ quan mới", "People were posted to the new agency since"),
        ["DOSSIERS_SINCE"] = ("Đã có hồ sơ mới ở cơ quan mới", "The new agency keeps dossiers that came since"),
        ["AGENCIES_SINCE"] = ("Đã có cơ quan trực thuộc cơ quan mới", "Agencies were put under the new one since"),
        ["SEATS_SINCE"] = ("Đã có cơ quan đặt trụ sở tại đơn vị mới", "Agencies were seated in the new unit since"),
        ["SCOPES_SINCE"] = ("Đã giao phạm vi trên cơ quan hoặc đơn vị mới", "Accounts were given the new agency or unit since"),
        ["BUILT_UPON"] = ("Dữ liệu khác đã dựa vào đó", "Other records rest upon it"),
    };

    /// <summary>Undoes an operation.</summary>
    /// <param name="session">An officer's who stands for all the agencies concerned; of an operation on units an administrator's.</param>
    /// <param name="id">Which.</param>
    /// <param name="ground">Why, 1 to 300 characters; kept with the operation and in the history.</param>
    /// <param name="edit">What is said beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="AggregateException">Of <see cref="ReorganisationRefusedException"/>: something was built upon it.</exception>
    public static async Task UndoAsync(RegistrySession session, Guid id, string ground, EditTerms edit, CancellationToken cancellationToken)
    {
        if (ground.Trim().Length is 0 or > 300)
            throw Told([Refused("LEGAL_GROUND_MISSING", "input.ground", null, "Phải nêu lý do, không quá 300 ký tự.", "Say why, in 300 characters at most.")], edit);

        await session.ExplainChangesAsync($"Hoàn tác: {ground.Trim()}", cancellationToken);
        try
        {
            await using var command = session.Command("SELECT registry.undo_reorganisation($1, $2, NULL)::text");
            command.Parameters.Add(new() { Value = id });
            command.Parameters.Add(new() { Value = ground.Trim() });
            var answer = JsonElement.Parse((string)(await command.ExecuteScalarAsync(cancellationToken))!);
            if (answer.TryGetProperty("refused", out var refused))
                throw Told([.. refused.EnumerateArray().Select(OfReason)], edit);
        }
        catch (PostgresException fault) when (fault.ConstraintName == "reorganise_in_scope")
        {
            throw Told([Refused("OUT_OF_SCOPE", "input.id", null, "Không có việc sắp xếp này trong phạm vi của bạn.", "There is no such operation in your scope.")], edit);
        }
    }

    private static ReorganisationFinding OfReason(JsonElement reason)
    {
        var (code, count, example) = (reason.GetProperty("code").GetString()!, reason.GetProperty("count").GetInt32(), reason.GetProperty("example").GetString());
        var (vi, en) = Reasons[code];
        var beside = example is null ? string.Create(CultureInfo.InvariantCulture, $" ({count}).") : string.Create(CultureInfo.InvariantCulture, $" ({count}: {example}).");
        return Refused(code, "input.id", null, vi + beside, en + beside);
    }

    private static AggregateException Told(IEnumerable<ReorganisationFinding> findings, EditTerms edit) =>
        new(findings.Select(finding => new ReorganisationRefusedException(finding, edit)));
}

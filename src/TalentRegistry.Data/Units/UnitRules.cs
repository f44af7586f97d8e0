using System.Globalization;
using System.Text.Json;
using Npgsql;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Domain.Agencies;
using static TalentRegistry.Data.Agencies.ReorganisationRules;

namespace TalentRegistry.Data.Units;

/// <summary>What PostgreSQL says against an operation on units, in words.</summary>
internal static class UnitRules
{
    public static IEnumerable<ReorganisationFinding> OfAnswer(ReorganisationKind kind, JsonElement answer)
    {
        if (answer.TryGetProperty("left", out var left) && left.GetArrayLength() > 0)
        {
            var (count, first) = (left.GetArrayLength(), left[0].GetString());
            yield return kind is ReorganisationKind.Close
                ? Refused(
                    "UNIT_NOT_EMPTY", "input.id", null, string.Create(CultureInfo.InvariantCulture, $"Còn {count} cơ quan có trụ sở tại đây, như {first}: hãy sáp nhập hoặc chuyển trụ sở trước."),
                    string.Create(CultureInfo.InvariantCulture, $"{count} agencies sit there, as {first}: merge it, or move them first."))
                : Refused(
                    "AGENCIES_LEFT_OVER", "input.parts", null, string.Create(CultureInfo.InvariantCulture, $"{count} cơ quan chưa có nơi đến, như {first}: nêu tên hoặc khai tỷ lệ."),
                    string.Create(CultureInfo.InvariantCulture, $"{count} agencies have nowhere to go, as {first}: name them or declare weights."));
        }

        if (answer.TryGetProperty("strangers", out var strangers) && strangers.GetArrayLength() > 0)
        {
            yield return Refused(
                "AGENCIES_NOT_THERE", "input.parts.agencyIds", null,
                string.Create(CultureInfo.InvariantCulture, $"{strangers.GetArrayLength()} cơ quan được nêu không có trụ sở tại đây: {strangers[0].GetString()}."),
                string.Create(CultureInfo.InvariantCulture, $"{strangers.GetArrayLength()} of the agencies named do not sit there: {strangers[0].GetString()}."));
        }
    }

    public static ReorganisationFinding? OfDatabase(PostgresException fault) => fault.ConstraintName switch
    {
        "unit_there" => Refused(
            "UNIT_NOT_THERE", "input", null, $"Đơn vị hành chính {fault.Detail} không có vào ngày đó và ngày trước đó, hoặc không phải cấp tỉnh, cấp xã.",
            $"Unit {fault.Detail} is not there on that day and the day before, or is neither a province nor a commune."),
        "unit_changed_later" => Refused("CHANGED_LATER", "input.effectiveOn", null, $"Đơn vị {fault.Detail} đã có thay đổi từ ngày đó trở đi.", $"Unit {fault.Detail} was changed on that day or later."),
        "unit_children_left" => Refused("CHILDREN_LEFT_OVER", "input.parts.childIds", null, $"Đơn vị {fault.Detail} chưa có cấp trên mới.", $"Unit {fault.Detail} would stand under nothing."),
        "unit_above_lives" => Refused("PARENT_NOT_THERE", "input.parentId", null, "Tỉnh cấp trên không có vào ngày đó.", "The province above is not there on that day."),
        "units_of_one_province" => Refused(
            "TWO_PROVINCES", "input", null, "Các đơn vị thuộc hai tỉnh: hãy chuyển trước rồi mới sáp nhập.", "The units lie in two provinces: move first, then merge."),
        "heads_add_up" => Refused("HEADS_DO_NOT_ADD_UP", "input", null, $"Số người không khớp: {fault.MessageText}.", $"The people do not add up: {fault.MessageText}."),
        "one_unit_per_code_at_a_time" or "administrative_unit_pkey" => Refused("CODE_TAKEN", "input.code", null, "Mã đang dùng cho một đơn vị khác.", "Another unit has that code at that time."),
        "administrative_unit_parent_id_fkey" => Refused("PARENT_NOT_THERE", "input.parentId", null, "Không có tỉnh cấp trên này.", "There is no such province."),
        "one_seat_at_a_time" => Refused("CHANGED_LATER", "input.effectiveOn", null, "Trụ sở của một cơ quan đã thay đổi sau ngày đó.", "The seat of an agency was changed later."),
        "reorganise_in_scope" => Refused("OUT_OF_SCOPE", "input", null, "Thao tác vượt ra ngoài phạm vi của bạn.", "It reaches past your scope."),
        _ => null,
    };
}

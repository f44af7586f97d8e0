using System.Text.Json;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Audit;

/// <summary>The auditor's list in words.</summary>
internal static class AuditWords
{
    private static readonly Dictionary<string, (string Vi, string En)> Kinds = new(StringComparer.Ordinal)
    {
        ["read"] = ("Xem hồ sơ", "Read"),
        ["change"] = ("Thay đổi dữ liệu", "Change"),
        ["sign_in"] = ("Đăng nhập", "Sign-in"),
        ["sign_out"] = ("Đăng xuất", "Sign-out"),
        ["failed_sign_in"] = ("Đăng nhập không được", "Failed sign-in"),
        ["lockout"] = ("Khóa đăng nhập", "Lockout"),
        ["export"] = ("Tải dữ liệu", "Export"),
        ["refusal"] = ("Bị từ chối", "Refused attempt"),
        ["throttled"] = ("Yêu cầu quá dày", "Held back"),
        ["configuration"] = ("Cấu hình, tài khoản", "Configuration"),
        ["breach"] = ("Sổ vi phạm dữ liệu", "Register of breaches"),
        ["command"] = ("Lệnh vận hành", "Command"),
        ["chain_verified"] = ("Kiểm tra niêm phong", "Seals verified"),
        ["chain_broken"] = ("Niêm phong bị phá", "Seal broken"),
    };

    /// <summary>A kind; one without words stands for itself.</summary>
    public static string Kind(Language language, string kind) => Kinds.TryGetValue(kind, out var words) ? language.In(words.Vi, words.En) : kind.Replace('_', ' ');

    /// <summary>How something has ended.</summary>
    public static string Outcome(Language language, AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Done => language.In("đã làm", "done"),
        AuditOutcome.Refused => language.In("bị từ chối", "refused"),
        _ => language.In("niêm phong bị phá", "seal broken"),
    };

    /// <summary>Details as "name: value", joined; what is not JSON as it is.</summary>
    public static string Details(string? details)
    {
        if (details is not ['{', ..])
            return details ?? "";

        try
        {
            using var json = JsonDocument.Parse(details);
            return string.Join("; ", json.RootElement.EnumerateObject().Select(each => $"{each.Name}: {each.Value}"));
        }
        catch (JsonException)
        {
            return details;
        }
    }

    /// <summary>What a chain is of.</summary>
    public static string Of(Language language, ChainStanding standing) => language.In(standing.Log.Vietnamese, standing.Log.English);
}

using System.Globalization;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;

namespace TalentRegistry.Server.Pages;

/// <summary>Accounts in words.</summary>
internal static class AccountWords
{
    public static string Of(PageContext page, Role role) => role switch
    {
        Role.Hr => page.T("Cán bộ nhân sự", "HR officer"),
        Role.Planner => page.T("Chuyên viên kế hoạch", "Planner"),
        Role.Leader => page.T("Lãnh đạo", "Leader"),
        Role.Admin => page.T("Quản trị viên", "Administrator"),
        Role.Auditor => page.T("Kiểm toán viên", "Auditor"),
        _ => page.T("Người trong sổ", "Person of the registry"),
    };

    public static string Of(PageContext page, AccountState state) => state switch
    {
        AccountState.Open => page.T("Đang dùng", "Open"),
        AccountState.Invited => page.T("Đã mời, chưa đặt mật khẩu", "Invited, no password yet"),
        AccountState.Locked => page.T("Khóa tạm", "Locked"),
        _ => page.T("Đã đóng", "Closed"),
    };

    public static string Of(PageContext page, TokenScope scope) => scope switch
    {
        TokenScope.Read => page.T("đọc", "read"),
        TokenScope.Write => page.T("ghi", "write"),
        _ => page.T("tải tệp", "export"),
    };

    public static string Of(PageContext page, SessionKind kind) => kind == SessionKind.Page ? page.T("trình duyệt", "browser") : page.T("chương trình", "program");

    /// <summary>A moment in the time of Vietnam; empty for none.</summary>
    public static string Moment(DateTimeOffset? at) => at is { } moment ? VietnamTime.At(moment).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture) : "";
}

using TalentRegistry.Data.Access;

namespace TalentRegistry.Server.Pages.Tables;

internal static partial class PageTables
{
    public static TableSheet Accounts(PageContext page, IReadOnlyList<AccountRow> accounts) => new(
        "accounts",
        page.T("Tài khoản", "Accounts"),
        Notes(page),
        [
            page.T("Tên đăng nhập", "User name"), page.T("Tên hiển thị", "Name shown"), page.T("Vai trò", "Role"), page.T("Tình trạng", "State"), page.T("Khóa tạm đến", "Locked until"),
            page.T("Phạm vi", "Scope"), page.T("Xác thực hai lớp", "Second factor"), page.T("Gắn với hồ sơ một người", "Belongs to a person's record"), page.T("Tạo lúc", "Made"), page.T("Đăng nhập gần nhất", "Last sign-in"),
        ],
        [.. accounts.Select(account => new object?[]
        {
            account.Name, account.DisplayName, AccountWords.Of(page, account.Role), AccountWords.Of(page, account.State), AccountWords.Moment(account.LockedUntil),
            string.Join("; ", account.Scopes), account.HasSecondFactor, account.HasPerson, AccountWords.Moment(account.CreatedAt), AccountWords.Moment(account.LastSignIn),
        })]);
}

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

    public static TableSheet Sessions(PageContext page, string account, IReadOnlyList<AccountSession> sessions) => new(
        "sign-ins",
        page.T($"Các phiên đăng nhập của {account}", $"Sign-ins of {account}"),
        Notes(page),
        [page.T("Đăng nhập lúc", "Signed in"), page.T("Dùng gần nhất", "Last used"), page.T("Hết hạn", "Expires"), page.T("Từ", "From"), page.T("Bằng", "By"), page.T("Chương trình", "Program")],
        [.. sessions.Select(session => new object?[]
        {
            AccountWords.Moment(session.MadeAt), AccountWords.Moment(session.UsedAt), AccountWords.Moment(session.ExpiresAt), session.Address, AccountWords.Of(page, session.Kind), session.Client,
        })]);

    public static TableSheet Tokens(PageContext page, IReadOnlyList<PersonalToken> tokens) => new(
        "access-tokens",
        page.T("Khóa truy cập cho chương trình", "Access tokens for programs"),
        Notes(page),
        [page.T("Tên", "Name"), page.T("Để", "For"), page.T("Tạo lúc", "Made"), page.T("Dùng gần nhất", "Last used"), page.T("Hết hạn", "Expires")],
        [.. tokens.Select(token => new object?[]
        {
            token.Name, string.Join(", ", token.Scopes.Select(scope => AccountWords.Of(page, scope))), AccountWords.Moment(token.MadeAt), AccountWords.Moment(token.UsedAt), AccountWords.Moment(token.ExpiresAt),
        })]);
}

using TalentRegistry.Data;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Accounts.Provider;

/// <summary>Why somebody who comes back from the identity provider is not signed in.</summary>
internal enum ProviderRefusal
{
    /// <summary>The provider cannot be asked.</summary>
    Unreachable,

    /// <summary>This browser began no such sign-in, too long ago, or it was finished already.</summary>
    State,

    /// <summary>The provider, or the person there, said no.</summary>
    Declined,

    /// <summary>The provider does not take the code: it was used already, or is not of this sign-in.</summary>
    Code,

    /// <summary>The ID token is none, or is not signed by a key of the provider.</summary>
    Signature,

    /// <summary>It is another provider's.</summary>
    Issuer,

    /// <summary>It is for another server.</summary>
    Audience,

    /// <summary>It has run out, or is not good yet.</summary>
    Expired,

    /// <summary>It was made for another sign-in.</summary>
    Nonce,

    /// <summary>It does not say who somebody is.</summary>
    Subject,

    /// <summary>No account is this person's.</summary>
    Unknown,

    /// <summary>The account is closed.</summary>
    Closed,

    /// <summary>The account is locked for a while.</summary>
    Locked,

    /// <summary>The invitation is not good any more, or the person has another account.</summary>
    Invitation,
}

/// <summary>Somebody who comes from the identity provider is not signed in.</summary>
internal sealed class ProviderRefusedException(ProviderRefusal why, Exception? cause = null) : Exception(SnakeCase.Of(why), cause)
{
    /// <summary>Why not.</summary>
    public ProviderRefusal Why => why;

    /// <summary>The account that was meant, where one was.</summary>
    public Guid? Account { get; init; }

    /// <summary>Who it is at the provider, told to that person alone.</summary>
    public string? Subject { get; init; }

    /// <summary>What to do about it.</summary>
    public string In(PageContext page, string provider) => Why switch
    {
        ProviderRefusal.Unreachable => page.T(
            $"Không liên lạc được với {provider}. Hãy thử lại sau ít phút, hoặc dùng mật khẩu nếu có.", $"{provider} does not answer. Try again in some minutes, or use your password if you have one."),
        ProviderRefusal.State => page.T(
            "Lần đăng nhập này đã quá 10 phút, đã xong, hoặc bắt đầu ở trình duyệt khác. Hãy bấm nút đăng nhập lần nữa.", "This sign-in is older than 10 minutes, is done, or began in another browser. Press the button once more."),
        ProviderRefusal.Declined => page.T($"{provider} không xác nhận bạn. Hãy thử lại và đồng ý ở đó.", $"{provider} did not vouch for you. Try again, and agree there."),
        ProviderRefusal.Unknown => page.T(
            $"{provider} đã xác nhận bạn, nhưng chưa có tài khoản nào ở đây gắn với bạn. Hãy gửi mã dưới đây cho quản trị viên.", $"{provider} vouches for you, but no account here is yours yet. Send the text below to an administrator."),
        ProviderRefusal.Closed => page.T("Tài khoản gắn với bạn đã đóng. Hãy hỏi quản trị viên.", "Your account is closed. Ask an administrator."),
        ProviderRefusal.Locked => page.T(
            "Tài khoản của bạn đang bị khóa tạm vì nhiều lần nhập sai. Hãy thử lại sau, hoặc xin quản trị viên mở khóa.", "Your account is locked for a while after too many wrong attempts. Try again later, or ask an administrator to unlock it."),
        ProviderRefusal.Invitation => page.T(
            "Lời mời không còn hiệu lực, hoặc bạn đã có tài khoản khác. Hãy xin quản trị viên lời mời mới.", "The invitation is not good any more, or another account is yours already. Ask an administrator for a new one."),
        _ => page.T(
            $"Câu trả lời của {provider} không hợp lệ ({Message}). Hãy thử lại; nếu vẫn vậy, báo quản trị viên.", $"The answer of {provider} is not valid ({Message}). Try again; if it stays so, tell an administrator."),
    };
}

using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Access;

/// <summary>A password that is not taken, and why.</summary>
public sealed class PasswordRefusedException(PasswordFault fault) : OperatorException(EnglishOf(fault))
{
    /// <summary>What speaks against it.</summary>
    public PasswordFault Fault => fault;

    /// <summary>The reason in Vietnamese.</summary>
    public string MessageVi => fault switch
    {
        PasswordFault.Length => $"Mật khẩu phải có từ {PasswordRules.LeastLength} đến {PasswordRules.MostLength} ký tự.",
        PasswordFault.HoldsName => "Mật khẩu không được chứa tên tài khoản hoặc tên của bạn.",
        PasswordFault.Repeats => "Mật khẩu chỉ lặp lại vài ký tự.",
        _ => "Mật khẩu quá dễ đoán: chỉ là dãy phím, dãy số hoặc một từ mà ai cũng thử trước.",
    };

    private static string EnglishOf(PasswordFault fault) => fault switch
    {
        PasswordFault.Length => $"The password must have {PasswordRules.LeastLength} to {PasswordRules.MostLength} characters.",
        PasswordFault.HoldsName => "The password must not contain the account's name or yours.",
        PasswordFault.Repeats => "The password only repeats a few characters.",
        _ => "The password is too easy to guess: a row of keys or digits, or a word that everyone tries first.",
    };
}

using TalentRegistry.Domain.Access;

namespace TalentRegistry.Domain.Tests.Access;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("a long password", null)]
    [InlineData("con trâu đi trước", null)]
    [InlineData("%&!?#*(~^+=|", null)]
    [InlineData("ngắn quá", PasswordFault.Length)]
    [InlineData("mật khẩu của Lò Văn Bình", PasswordFault.HoldsName)]
    [InlineData("mat khau cua lovanbinh", PasswordFault.HoldsName)]
    [InlineData("binh.hr rất dài và lạ", PasswordFault.HoldsName)]
    [InlineData("aaaaaaaaaaaaaaaa", PasswordFault.Repeats)]
    [InlineData("ab1!ab1!ab1!ab1!", PasswordFault.Repeats)]
    [InlineData("123456789012", PasswordFault.Obvious)]
    [InlineData("Matkhau@123456", PasswordFault.Obvious)]
    [InlineData("qwertyuiop1234", PasswordFault.Obvious)]
    [InlineData("Passw0rd!Passw0rd", PasswordFault.Obvious)]
    [InlineData("zyxwvutsrqpo", PasswordFault.Obvious)]
    public void A_password_is_taken_unless_it_is_short_or_easily_guessed(string password, PasswordFault? expected)
    {
        Assert.Equal(expected, PasswordRules.FaultOf(password, "binh.hr", "lovanbinh", "Lò Văn Bình"));
    }

    [Fact]
    public void Longer_than_256_characters_is_refused() => Assert.Equal(PasswordFault.Length, PasswordRules.FaultOf(string.Concat(Enumerable.Range(0, 90).Select(i => $"{i:x}zk"))));
}

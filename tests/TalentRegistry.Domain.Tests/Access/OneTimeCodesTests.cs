using System.Text;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Domain.Tests.Access;

public sealed class OneTimeCodesTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, for SHA-1; its codes have eight digits, of which these are the last six.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_RFC(long seconds, string expected)
    {
        Assert.Equal(expected, OneTimeCodes.CodeOf(Secret, OneTimeCodes.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void The_step_of_the_moment_and_its_neighbours_are_taken(int off, bool taken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = OneTimeCodes.StepAt(now) + off;

        Assert.Equal(taken ? step : null, OneTimeCodes.StepOf(Secret, OneTimeCodes.CodeOf(Secret, step), now, null));
    }

    [Fact]
    public void No_step_is_taken_twice_nor_one_before_it()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = OneTimeCodes.StepAt(now);

        Assert.Null(OneTimeCodes.StepOf(Secret, OneTimeCodes.CodeOf(Secret, step), now, step));
        Assert.Null(OneTimeCodes.StepOf(Secret, OneTimeCodes.CodeOf(Secret, step - 1), now, step));
        Assert.Equal(step + 1, OneTimeCodes.StepOf(Secret, OneTimeCodes.CodeOf(Secret, step + 1), now, step));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    public void What_is_no_code_fits_nothing(string code) => Assert.Null(OneTimeCodes.StepOf(Secret, code, DateTimeOffset.FromUnixTimeSeconds(59), null));

    // RFC 4648, section 10, without padding.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_is_that_of_the_RFC(string text, string expected) => Assert.Equal(expected, OneTimeCodes.Base32(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(10, 32)]
    [InlineData(11, 60)]
    [InlineData(1000, 60)]
    public void A_lock_doubles_from_a_minute_to_an_hour(int failures, int minutes) => Assert.Equal(TimeSpan.FromMinutes(minutes), Lockout.After(failures));
}

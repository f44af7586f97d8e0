using System.Globalization;
using TalentRegistry.Domain.Dates;

namespace TalentRegistry.Domain.Tests.Dates;

/// <summary>The day by which everything that says "today" goes.</summary>
public sealed class VietnamTimeTests
{
    [Theory]
    [InlineData("2025-06-30T16:59:59Z", "2025-06-30")]
    [InlineData("2025-06-30T17:00:00Z", "2025-07-01")]
    [InlineData("2025-07-01T06:59:59Z", "2025-07-01")]
    public void A_day_begins_at_midnight_in_Viet_Nam_wherever_the_server_stands(string moment, string day) =>
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), VietnamTime.Today(new Stopped(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture))));

    private sealed class Stopped(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Access;

/// <summary>PostgreSQL and the server go by the same day.</summary>
public sealed class TodayTests(TestDatabase registry) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task The_current_date_of_every_connection_is_that_of_Viet_Nam()
    {
        var before = VietnamTime.Today(TimeProvider.System);
        await using var owner = registry.Database.Owner.CreateCommand("SELECT current_date, current_setting('TimeZone')");
        await using var reader = await owner.ExecuteReaderAsync();
        await reader.ReadAsync();
        await using var session = await registry.Database.OpenSessionAsync(new Caller(Guid.NewGuid(), Role.Planner, "test", "test"), CancellationToken.None);
        await using var request = session.Command("SELECT current_date");
        var days = new[] { reader.GetFieldValue<DateOnly>(0), await request.ExecuteScalarAsync() };

        Assert.Equal(VietnamTime.PostgresZone, reader.GetString(1));
        Assert.All(days, day => Assert.True(before == (DateOnly)day! || VietnamTime.Today(TimeProvider.System) == (DateOnly)day));
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Exporting;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Tests.Exporting;

public class ExportLimitsTests
{
    [Theory]
    [InlineData(Role.Planner, 10, false)]
    [InlineData(Role.Planner, 11, true)]
    [InlineData(Role.Hr, 200_000, false)]
    [InlineData(Role.Hr, 200_001, true)]
    public void More_rows_than_the_role_may_take_are_refused(Role role, int rows, bool refused)
    {
        using var limits = Limits();

        Assert.Equal(refused, limits.RefusalOf(role, rows, Language.Vietnamese) is not null);
    }

    [Fact]
    public async Task The_seventh_file_at_once_is_to_be_asked_for_later_and_the_next_one_is_made()
    {
        using var limits = Limits();
        var end = new TaskCompletionSource();
        var making = Enumerable.Range(0, 6).Select(_ => limits.MakeAsync(Context(), () => end.Task)).ToList();
        var late = Context();
        await limits.MakeAsync(late, () => throw new InvalidOperationException("It was made."));
        Assert.Equal((StatusCodes.Status429TooManyRequests, "30"), (late.Response.StatusCode, late.Response.Headers.RetryAfter.ToString()));

        end.SetResult();
        await Task.WhenAll(making);
        var made = false;
        await limits.MakeAsync(Context(), () => Task.FromResult(made = true));
        Assert.True(made);
    }

    private static ExportLimits Limits() =>
        new(new ConfigurationBuilder().AddInMemoryCollection([new("Export:MaxRows:planner", "10")]).Build());

    private static DefaultHttpContext Context() => new() { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
}

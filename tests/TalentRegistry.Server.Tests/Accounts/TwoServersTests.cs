using System.Net;
using Microsoft.AspNetCore.Http;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Accounts;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Accounts;

/// <summary>What is true of an account on one server is true on another of the same database.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class TwoServersTests(RunningRegistry registry)
{
    [Fact]
    public async Task Wrong_passwords_are_counted_together_and_lock_and_unlock_on_both()
    {
        await using var second = await registry.BesideAsync();
        using var here = await AccountHolder.MakeAsync(registry);
        using var there = here.At(second.Address);
        for (var i = 0; i < Lockout.FirstLocking; i++)
            Assert.Contains("failed=1", await (i % 2 == 0 ? here : there).SignInAsync("wrong"), StringComparison.Ordinal);

        Assert.Contains("failed=1", await here.SignInAsync(), StringComparison.Ordinal);
        Assert.Contains("failed=1", await there.SignInAsync(), StringComparison.Ordinal);
        Assert.Equal(Lockout.FirstLocking, (await registry.SqlAsync($"SELECT failures FROM access.account WHERE id = '{here.Id}'"))[0][0]);

        await second.Service<AccountAdministration>().UnlockAsync(here.Id, default);
        Assert.Equal("/", await here.SignInAsync());
        Assert.Equal("/", await there.SignInAsync());
    }

    [Fact]
    public async Task Guesses_at_both_at_once_are_no_more_than_those_at_one()
    {
        await using var second = await registry.BesideAsync();
        using var holder = await AccountHolder.MakeAsync(registry);
        Data.Access.Accounts[] servers = [registry.Service<Data.Access.Accounts>(), second.Service<Data.Access.Accounts>()];

        var found = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => servers[i % 2].SignInAsync(holder.Name, $"guess {i}", default)));

        Assert.All(found, Assert.Null);
        Assert.Equal(Lockout.FirstLocking, (await registry.SqlAsync($"SELECT failures FROM access.account WHERE id = '{holder.Id}'"))[0][0]);
        Assert.Null(await servers[1].SignInAsync(holder.Name, AccountHolder.Password, default));
    }

    [Fact]
    public async Task A_sign_in_ended_on_one_is_over_on_the_other_when_its_word_has_run_out()
    {
        await using var second = await registry.BesideAsync();
        using var here = await AccountHolder.MakeAsync(registry);
        await here.SignInAsync();
        using var there = here.At(second.Address);
        Assert.Equal(HttpStatusCode.OK, await there.StatusAsync("/account"));

        await here.SendAsync("/account", "/auth/sign-out");

        // What the database said is believed for three seconds.
        await Task.Delay(TimeSpan.FromSeconds(3.2));
        Assert.Equal(HttpStatusCode.Redirect, await there.StatusAsync("/account"));
    }

    [Fact]
    public async Task Ending_what_one_account_has_signed_in_asks_nothing_again_about_others()
    {
        using var ended = await AccountHolder.MakeAsync(registry);
        using var other = await AccountHolder.MakeAsync(registry);
        var still = new StillSignedIn(registry.Service<AccountSessions>(), new StandingClock());
        var (endeds, others) = (await WindowAsync(ended.Id), await WindowAsync(other.Id));
        Assert.True(await still.MayGoOnAsync(endeds, default));
        Assert.True(await still.MayGoOnAsync(others, default));
        // Behind its back: what it still believes of each shows whom it asks about again.
        await registry.SqlAsync($"UPDATE access.session SET ended_at = now() WHERE account_id IN ('{ended.Id}', '{other.Id}')");

        still.Forget(ended.Id);

        Assert.False(await still.MayGoOnAsync(endeds, default));
        Assert.True(await still.MayGoOnAsync(others, default));
    }

    private async Task<HttpContext> WindowAsync(Guid id)
    {
        var account = (await registry.Service<Data.Access.Accounts>().FindAsync(id, default))!;
        var session = await registry.Service<AccountSessions>().BeginAsync(id, SessionKind.Page, null, null, default);
        return new DefaultHttpContext { User = RegistryClaims.PrincipalOf(account, session!.Value, "test") };
    }

    private sealed class StandingClock : TimeProvider
    {
        private readonly DateTimeOffset now = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => now;
    }
}

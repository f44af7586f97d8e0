using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using TalentRegistry.GraphQL.Tests.Oracle;
using Xunit.Abstractions;

namespace TalentRegistry.GraphQL.Tests.Http;

/// <summary>The audits that graphql-http makes of a server, over a real connection.</summary>
public sealed class ServerAuditTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_audit_of_the_draft_passes()
    {
        await using var app = HttpServer.Build(builder => builder.WebHost.UseUrls("http://127.0.0.1:0"));
        await app.StartAsync();

        var audits = JsonElement.Parse(await Reference.Ask("audit.mjs", app.Urls.Single() + "/graphql"));

        // "MUST accept …", "SHOULD use …", "MAY …": the first word is the level.
        var levels = audits.EnumerateArray().ToLookup(a => a.GetProperty("name").GetString()!.Split(' ')[0]);
        foreach (var level in levels)
        {
            output.WriteLine($"{level.Key}: {level.Count(IsPassed)} of {level.Count()} pass");
            foreach (var audit in level)
                output.WriteLine($"  {audit.GetProperty("status")} {audit.GetProperty("id")} {audit.GetProperty("name")} {audit.GetProperty("reason")}");
        }

        Assert.Equal(["MAY", "MUST", "SHOULD"], levels.Select(l => l.Key).Order(StringComparer.Ordinal));
        Assert.True(audits.GetArrayLength() > 40, "The audits are not those that were expected.");
        Assert.All(audits.EnumerateArray(), audit => Assert.True(IsPassed(audit), audit.ToString()));
    }

    private static bool IsPassed(JsonElement audit) => audit.GetProperty("status").GetString() == "ok";
}

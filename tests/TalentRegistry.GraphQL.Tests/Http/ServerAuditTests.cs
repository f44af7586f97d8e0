using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using TalentRegistry.GraphQL.Tests.Oracle;

namespace TalentRegistry.GraphQL.Tests.Http;

/// <summary>The audits that graphql-http makes of a server, over a real connection.</summary>
public sealed class ServerAuditTests
{
    [Fact]
    public async Task Every_audit_of_the_draft_passes()
    {
        await using var app = HttpServer.Build(builder => builder.WebHost.UseUrls("http://127.0.0.1:0"));
        await app.StartAsync();

        var audits = JsonElement.Parse(await Reference.Ask("audit.mjs", app.Urls.Single() + "/graphql"));

        var failed = audits.EnumerateArray()
            .Where(a => a.GetProperty("status").GetString() != "ok")
            .Select(a => $"{a.GetProperty("status")} {a.GetProperty("id")}: {a.GetProperty("name")} {a.GetProperty("reason")}");
        Assert.True(audits.GetArrayLength() > 40, "The audits are not those that were expected.");
        Assert.Empty(failed);
    }
}

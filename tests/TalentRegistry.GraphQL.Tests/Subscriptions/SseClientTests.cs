using System.Text.Json;
using TalentRegistry.GraphQL.Tests.Oracle;

namespace TalentRegistry.GraphQL.Tests.Subscriptions;

/// <summary>The client that the protocol's authors wrote.</summary>
public sealed class SseClientTests
{
    [Fact]
    public async Task The_reference_client_subscribes_asks_is_refused_and_leaves()
    {
        await using var server = await NewsServer.Start();

        var came = JsonElement.Parse(await Reference.Ask("events.mjs", server.Address.ToString()));

        Assert.Equal("""[{"data":{"counted":1}},{"data":{"counted":2}},{"data":{"counted":3}}]""", came.GetProperty("counted").GetRawText());
        Assert.Equal("""[{"data":{"paper":"Nhân Dân"}}]""", came.GetProperty("once").GetRawText());
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", came.GetProperty("refused")[0].GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(2, came.GetProperty("left").GetArrayLength());
    }
}

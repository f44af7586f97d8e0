using System.Net;
using System.Net.Http.Json;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Accounts;

/// <summary>Somebody of the registry comes to the own record and to no other door.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class OwnRecordOnlyTests(RunningRegistry registry)
{
    [Theory]
    [InlineData("/people")]
    [InlineData("/agencies")]
    [InlineData("/supply")]
    [InlineData("/targets/DB-06")]
    [InlineData("/targets/DB-06/chart.svg")]
    [InlineData("/duplicates")]
    [InlineData("/import")]
    [InlineData("/graphql?query={plans{code}}")]
    [InlineData("/export?documentId=x")]
    [InlineData("/members")]
    public async Task Other_doors_are_closed(string address)
    {
        using var client = registry.As("person");

        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_first_page_leads_to_the_own_record()
    {
        using var client = registry.As("person");

        using var answer = await client.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal((HttpStatusCode.Redirect, "/me"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task Files_are_not_made_for_them_either()
    {
        using var client = registry.As("person");

        using var answer = await client.PostAsJsonAsync(new Uri("/export", UriKind.Relative), new { format = "csv", query = "{ people { nodes { birthYear } } }" });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_account_of_the_demonstration_belongs_to_one_person_of_the_officer_s()
    {
        var rows = await registry.SqlAsync(
            "SELECT p.synthetic FROM access.account a JOIN registry.person p ON p.id = a.person_id JOIN registry.agency g ON g.id = p.keeper_id WHERE a.name = 'person' AND g.code = 'SYT-P11'");

        Assert.Equal([true], rows.Select(row => row[0]));
    }
}

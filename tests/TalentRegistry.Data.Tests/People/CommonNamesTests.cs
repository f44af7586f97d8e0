using TalentRegistry.Data.Access;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Access;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.People;

/// <summary>Twenty-four thousand people with few names, so that the order of names is walked and not every one of them ranked.</summary>
public sealed class PeopleOfCommonNames : ReferenceDatabase
{
    public static readonly Guid Officer = new(1, 0, 0, new byte[8]);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await RunAsync(
            """
            INSERT INTO registry.agency (id, code, name, kind, sector_code, ownership, valid_from)
              VALUES ('0000000a-0000-0000-0000-000000000000', 'OWN', 'OWN', 'office', (SELECT min(code) FROM reference.sector), 'state', '1990-01-01');
            INSERT INTO registry.person (id, full_name, birth_year, sex, ethnic_group_code, keeper_id)
              SELECT gen_random_uuid(), name, 1980, 'female', '01', '0000000a-0000-0000-0000-000000000000'
                FROM (SELECT (ARRAY['Nguyễn', 'Nguyễn', 'Phan'])[1 + i % 3] || ' ' || (ARRAY['Thị', 'Thị Thùy', 'Đức', 'Thị Thùy'])[1 + i / 3 % 4] || ' '
                             || (ARRAY['An', 'Bình', 'Dung', 'Dũng', 'Hoa', 'Lan', 'Phan', 'Thúy', 'Thùy', 'Vân'])[1 + i / 12 % 10] AS name
                        FROM generate_series(1, 24000) i) named;
            INSERT INTO access.account (id, name, display_name, role, password_hash) VALUES ('00000001-0000-0000-0000-000000000000', 'officer', 'Officer', 'hr', 'none');
            INSERT INTO access.scope (account_id, agency_id) VALUES ('00000001-0000-0000-0000-000000000000', '0000000a-0000-0000-0000-000000000000');
            """);
        await RunAsync("VACUUM ANALYZE registry.person");
    }

    private async Task RunAsync(string sql)
    {
        await using var command = Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

public sealed class CommonNamesTests(PeopleOfCommonNames people) : IClassFixture<PeopleOfCommonNames>
{
    [Theory]
    [InlineData("thuy thi nguyen", "{thuy,thi,nguyen}", "CASE split_part(folded_name, ' ', -1) WHEN 'nguyen' THEN 0 WHEN 'thuy' THEN 1 ELSE 2 END")]
    [InlineData("nguyen thi thuy", "{thuy,thi,nguyen}", "CASE WHEN folded_name = 'nguyen thi thuy' THEN 0 WHEN split_part(folded_name, ' ', -1) = 'thuy' THEN 1 ELSE 2 END")]
    [InlineData("Phan", "{=phan}", "CASE split_part(folded_name, ' ', -1) WHEN 'phan' THEN 0 ELSE 1 END")]
    [InlineData("duc nguyen", "{duc,nguyen}", "NULL::int")]
    [InlineData("nguyen duc du", "{nguyen,duc}", "CASE WHEN starts_with(split_part(folded_name, ' ', -1), 'du') THEN 0 ELSE 1 END")]
    public async Task Walk_through_the_order_of_names_gives_the_list_that_ranking_everybody_gives(string text, string words, string given)
    {
        var expected = new List<Guid>();
        await using (var command = people.Database.Owner.CreateCommand(
            $"SELECT id FROM registry.person WHERE search_words @> '{words}' ORDER BY {given}, given_name, full_name, id LIMIT 600"))
        {
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                expected.Add(reader.GetGuid(0));
        }

        Assert.Equal(expected[..20], await FoundAsync(text, 20, 0));
        Assert.Equal(expected[580..600], await FoundAsync(text, 20, 580));
    }

    private async Task<IEnumerable<Guid>> FoundAsync(string text, int most, int skip) =>
        (await people.Database.SearchPeopleAsync(new Caller(PeopleOfCommonNames.Officer, Role.Hr, "test", "test"), new SearchedPeople(text, null, null, most, skip), CancellationToken.None))
        .Select(person => person.Id);
}

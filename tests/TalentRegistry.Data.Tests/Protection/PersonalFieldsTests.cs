using TalentRegistry.Data.Protection;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Protection;

public sealed class PersonalFieldsTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    // What tells which record it is, or that it is made up, and nothing of anybody.
    private static readonly string[] Technical = ["id", "person_id", "version", "synthetic"];

    [Fact]
    public async Task Every_column_that_is_kept_of_people_has_its_purpose_ground_and_term()
    {
        await using var command = registry.Database.Owner.CreateCommand(
            """
            SELECT c.relname || '.' || a.attname, EXISTS (SELECT FROM protection.personal_field f WHERE f.relation = c.relname AND f.field = a.attname)
              FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             WHERE c.relnamespace = 'registry'::regnamespace AND c.relkind = 'r' AND a.attname <> ALL ($1)
               AND (c.relname = 'person' OR a.attname = 'person_ids' OR EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = c.oid AND o.attname = 'person_id' AND NOT o.attisdropped))
            """);
        command.Parameters.Add(new() { Value = Technical });
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<(string Name, bool IsKnown)>();
        while (await reader.ReadAsync())
            columns.Add((reader.GetString(0), reader.GetBoolean(1)));

        Assert.Contains(("person.full_name", true), columns);
        // A new column of a person's record comes with its entry in protection.personal_field, by the migration that makes it.
        Assert.Empty(columns.Where(column => !column.IsKnown).Select(column => column.Name));
    }

    [Fact]
    public async Task Who_may_see_a_value_follows_from_the_grants()
    {
        await using var session = await registry.SignInAsync(Role.Auditor);
        var fields = await session.PersonalFieldsAsync(CancellationToken.None);
        var name = fields.Single(field => field is { Relation: "person", Field: "full_name" });

        Assert.Equal(["hr", "leader_named", "person"], name.Readers);
        Assert.Empty(fields.Single(field => field is { Relation: "ethnic_set", Field: "person_ids" }).Readers);
        Assert.Equal("Họ, tên đệm và tên", name.MeaningVi);
        Assert.Equal("sensitive", fields.Single(field => field is { Relation: "person", Field: "ethnic_group_code" }).Class);
        await using (var grant = registry.Database.Owner.CreateCommand("GRANT SELECT (full_name) ON registry.person TO registry_leader"))
            await grant.ExecuteNonQueryAsync();
        try
        {
            await using var later = await registry.SignInAsync(Role.Auditor);
            Assert.Contains("leader", (await later.PersonalFieldsAsync(CancellationToken.None)).Single(field => field is { Relation: "person", Field: "full_name" }).Readers);
        }
        finally
        {
            await using var revoke = registry.Database.Owner.CreateCommand("REVOKE SELECT (full_name) ON registry.person FROM registry_leader");
            await revoke.ExecuteNonQueryAsync();
        }
    }

    [Theory]
    [InlineData(Role.Admin)]
    [InlineData(Role.Auditor)]
    public async Task An_assessment_tells_numbers_to_those_who_may_see_no_person(Role role)
    {
        await using var session = await registry.SignInAsync(role);

        var told = await session.AssessAsync(new DateOnly(2026, 3, 2), CancellationToken.None);

        Assert.Equal(PopulatedDatabase.PeopleCount, told.Measures["people"]);
        Assert.NotNull(told.LastHoliday);
    }
}

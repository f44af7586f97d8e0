using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Tests.Api.Days;

/// <summary>Every root field answers "on which day?", or says why it does not.</summary>
public sealed class RootFieldDayTests
{
    private static readonly ObjectType Query = Schema().QueryType;

    public static TheoryData<string> Fields => [.. Query.Fields.Keys];

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_root_field_has_a_day_that_is_checked_or_a_reason_why_not(string field)
    {
        var takesDay = Query.Fields[field].Arguments.ContainsKey("asOf");

        Assert.True(
            takesDay ? RootFieldDay.Checked.ContainsKey(field) : RootFieldDay.Without.ContainsKey(field),
            takesDay
                ? $"Query.{field} takes a day, but nothing holds its answers against the records: add it to RootFieldDay.Checked and to its test."
                : $"Query.{field} takes no day: give it an argument \"asOf\", or say in RootFieldDay.Without why it has none.");
        Assert.True(!takesDay || Query.Fields[field].Arguments["asOf"].Rule is not null, $"Query.{field} takes any day: mark its parameter [AsOf].");
    }

    [Fact]
    public void Nothing_is_named_that_is_not_there() =>
        Assert.Empty(RootFieldDay.Checked.Keys.Concat(RootFieldDay.Without.Keys).Except(Query.Fields.Keys));

    // A day inside rows is the day of what they stand in, and one of those that the registry tells of.
    [Fact]
    public void Every_day_inside_rows_comes_from_around_and_keeps_to_the_range()
    {
        var arguments = Schema().Types.Values.OfType<ObjectType>().Where(type => type.Name != Query.Name)
            .SelectMany(type => type.Fields.Values, (type, field) => (Place: $"{type.Name}.{field.Name}", Argument: field.Arguments.GetValueOrDefault("asOf")))
            .Where(found => found.Argument is not null).ToList();

        Assert.True(arguments.Count > 25);
        Assert.All(arguments, found => Assert.True(found.Argument!.IsFromAround && found.Argument.Rule is not null, found.Place));
    }

    private static Schema Schema()
    {
        using var services = new ServiceCollection().AddRegistryGraphQL().BuildServiceProvider();
        return services.GetRequiredService<Schema>();
    }
}

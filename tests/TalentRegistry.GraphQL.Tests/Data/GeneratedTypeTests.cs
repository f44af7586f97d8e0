namespace TalentRegistry.GraphQL.Tests.Data;

public sealed class GeneratedTypeTests(SchoolServer server) : IClassFixture<SchoolServer>
{
    [Theory]
    [InlineData("type PupilsConnection {")]
    [InlineData("type PupilsEdge {")]
    [InlineData("edges: [PupilsEdge!]")]
    [InlineData("nodes: [Pupil!]")]
    [InlineData("totalCount: Int!")]
    [InlineData("pageInfo: PageInfo!")]
    [InlineData("input PupilFilterInput {")]
    [InlineData("and: [PupilFilterInput!]")]
    [InlineData("nickname: StringOperationFilterInput")]
    [InlineData("teacher: TeacherFilterInput")]
    [InlineData("marks: ListFilterInputTypeOfMarkFilterInput")]
    [InlineData("house: HouseOperationFilterInput")]
    [InlineData("input PupilSortInput @oneOf {")]
    [InlineData("teacher: TeacherSortInput")]
    [InlineData("enum SortEnumType {")]
    public void Types_are_named_as_callers_of_HotChocolate_know_them(string line) =>
        Assert.Contains(line, server.Sdl, StringComparison.Ordinal);

    [Theory]
    [InlineData("marksSince: ")]
    [InlineData("greeting: ")]
    public void What_is_computed_with_arguments_or_in_code_is_not_filtered_by(string field)
    {
        var filter = server.Sdl[server.Sdl.IndexOf("input PupilFilterInput", StringComparison.Ordinal)..];

        Assert.DoesNotContain(field, filter[..filter.IndexOf('}', StringComparison.Ordinal)], StringComparison.Ordinal);
    }
}

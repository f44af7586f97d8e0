using System.Globalization;
using System.Security.Claims;
using TalentRegistry.Testing;

namespace TalentRegistry.GraphQL.Tests.Data.Sql;

/// <summary>JSON made in the database is, letter by letter, what is made of the values that EF Core reads.</summary>
public sealed class BothWaysTests(SchoolServer server) : IClassFixture<SchoolServer>
{
    private static readonly HashSet<string> Roots = ["pupils", "allPupils", "pupil", "teachers"];

    // Resolved in C#, so that a document with them is answered by EF Core in any case; one test asks for them on purpose.
    private static readonly HashSet<string> InCode = ["Pupil.greeting", "Pupil.initial"];

    private static readonly Claim Secrets = new("sees", PupilType.Secrets);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Drawn_documents_have_the_same_answer(int seed)
    {
        var (answered, madeInDatabase) = (0, 0);
        for (var i = 0; i < 100; i++)
        {
            var document = new RowDocument(server.Schema, (seed * 1000) + i, Values(), Roots, InCode).Draw();

            var expected = await server.AskProviderAsync(document, null, Secrets);
            var answer = await server.AskAsync(document, null, Secrets);

            // EF Core itself has no way to send a list of keys of a type of their own that may be null.
            if (expected.Failure is System.Reflection.TargetInvocationException { InnerException: MissingMethodException })
                continue;

            Assert.True(
                expected.Json.ToJsonString() == answer.Json.ToJsonString(),
                $"seed {seed}, {i}: {document}\nexpected {expected.Json.ToJsonString()}\n{expected.Failure}\nbut was  {answer.Json.ToJsonString()}\n{answer.Failure}\n{string.Join("\n", answer.Sql)}");
            answered += expected.Error is null ? 1 : 0;
            madeInDatabase += answer.Sql is [var sql] && sql.Contains("concat(", StringComparison.Ordinal) ? 1 : 0;
        }

        // What is left is counts without rows and null in a condition, which EF Core answers.
        Assert.True(answered > 50 && madeInDatabase > 0.8 * answered, $"Of {answered} documents that are not refused only {madeInDatabase} were answered by the database itself.");
    }

    [Theory]
    [InlineData("{ allPupils { greeting marks { value } } }")]
    [InlineData("{ allPupils { fullName secret } }")]
    [InlineData("""{ allPupils(where: { secret: { eq: "s1" } }) { id } }""")]
    [InlineData("{ allPupils(order: [{ secret: ASC }]) { id } }")]
    [InlineData("{ notes(first: 3, order: [{ stars: DESC }]) { nodes { id text stars } totalCount } }")]
    [InlineData("{ everyPair { subject } }")]
    [InlineData("{ allPupils(where: { teacher: null }) { id } }")]
    [InlineData("{ allPupils { marks(where: { value: { gt: null } }) { id } } }")]
    [InlineData("{ pupils(first: 201) { nodes { id } } }")]
    [InlineData("""{ pupils(after: "x") { nodes { id } } }""")]
    public async Task What_the_database_cannot_answer_alone_is_answered_as_ever(string document)
    {
        var expected = await server.AskProviderAsync(document);
        var answer = await server.AskAsync(document);

        Assert.Equal(expected.Json.ToJsonString(), answer.Json.ToJsonString());
    }

    private Dictionary<string, string[]> Values() => new(StringComparer.Ordinal)
    {
        ["String"] = [.. new[] { "Toán", "Văn", "An", "Ưng", "%", "_", "\\", "'", "\"", "é", "LC", "Lai Châu", "Nguyễn", "an_1", "😀" }.Select(Quoted)],
        ["Int"] = ["0", "1", "2", "3", "5", "2001", "2002", "-1"],
        ["Float"] = ["0", "1", "0.3333333333333333", "2.5", "-1"],
        ["Decimal"] = ["150", "150.5", "151.0", "0"],
        ["Long"] = ["1", "2"],
        ["Date"] = ["\"2020-09-02\"", "\"2024-01-15\"", "\"2001-01-01\""],
        ["DateTime"] = ["\"2024-01-01T00:02:00Z\"", "\"2024-01-01T07:03:00+07:00\""],
        ["ID"] = [.. server.Pupils.Take(5).Select(p => Quoted(p.Id.Value.ToString()))],
        ["UUID"] = [.. server.Pupils.Take(5).Select(p => Quoted(p.Id.Value.ToString())), .. server.Teachers.Select(t => Quoted(t.Id.ToString()))],
    };

    private static string Quoted(string text) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
}

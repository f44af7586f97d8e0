using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TalentRegistry.GraphQL.Tests.Data.Sql;

/// <summary>
/// A case is a document with its approved answer and its approved SQL beside it, in the folder Cases. To approve what a change has made of
/// them, run these tests with the environment variable APPROVE_SQL set to 1 and look at the difference in the files before it is committed.
/// </summary>
public sealed partial class ApprovedSqlTests(SchoolServer server) : IClassFixture<SchoolServer>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Names() =>
        new(Directory.EnumerateFiles(Folder(), "*.graphql").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_answer_and_its_SQL_are_as_approved(string name)
    {
        var answer = await server.AskAsync(await File.ReadAllTextAsync(Path.Combine(Folder(), name + ".graphql")));

        await Approved(name + ".json", answer.Json.ToJsonString(Indented));
        await Approved(name + ".sql", Lines(answer.OnlySql));
    }

    private static async Task Approved(string file, string actual)
    {
        var path = Path.Combine(Folder(), file);
        if (Environment.GetEnvironmentVariable("APPROVE_SQL") == "1")
            await File.WriteAllTextAsync(path, actual + "\n");

        Assert.Equal(File.Exists(path) ? (await File.ReadAllTextAsync(path)).TrimEnd('\n') : "(nothing is approved yet)", actual);
    }

    // A clause a line, for whoever reads the difference.
    private static string Lines(string sql) => Clause().Replace(sql, "\n");

    [GeneratedRegex(" (?=(?:FROM|LEFT JOIN|WHERE|ORDER BY|LIMIT) )", RegexOptions.None, 1000)]
    private static partial Regex Clause();

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Cases");
}

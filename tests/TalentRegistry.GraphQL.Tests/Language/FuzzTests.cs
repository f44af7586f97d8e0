using System.Diagnostics;
using System.Security.Cryptography;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.Tests.Oracle.Drawing;
using TalentRegistry.GraphQL.Tests.Validation;
using Xunit.Abstractions;

namespace TalentRegistry.GraphQL.Tests.Language;

/// <summary>
/// Whatever is sent gets a tree or a syntax error, and a tree its verdict, in bounded time and memory. A few seconds each run;
/// <c>FUZZ_SECONDS=600 nice dotnet test tests/TalentRegistry.GraphQL.Tests --filter Fuzz</c> looks for ten minutes.
/// <c>FUZZ_SEED</c> repeats a run.
/// </summary>
public class FuzzTests(ITestOutputHelper output)
{
    /// <summary>
    /// Of reading: a token is a struct, a node some eighty bytes, and the shortest field is two characters; reading stops at its
    /// limit of tokens. The rest is the lists that grow.
    /// </summary>
    public static long MostBytesToRead(int characters) => 64 * 1024 + (400L * characters);

    /// <summary>
    /// Of validating: what is kept for each node, and what comparing fields may cost at its limit of comparisons, whatever the
    /// length of the document.
    /// </summary>
    public static long MostBytesToValidate(int characters) => (48L * 1024 * 1024) + (2_000L * characters);

    [Fact]
    public void Nothing_that_is_sent_crashes_hangs_or_fills_the_memory()
    {
        var seed = DrawnDocuments.Setting("FUZZ_SEED", RandomNumberGenerator.GetInt32(int.MaxValue));
        var seconds = DrawnDocuments.Setting("FUZZ_SECONDS", 3);
        var fuzzer = new Fuzzer(
            seed, [DrawnDocuments.Schema(ComparedSchema.Examples), DrawnDocuments.Schema(ComparedSchema.Registry)],
            [.. Corpus.Documents.Select(d => d.Text), .. SyntaxCorpus.Texts, .. LimitTests.HostileDocuments.Select(row => (string)row[1])]);
        WarmUp();

        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started).TotalSeconds < seconds)
        {
            if (fuzzer.Step() is { } fault)
                Assert.Fail($"FUZZ_SEED={seed}, document {fuzzer.Runs}: {fault}");
        }

        output.WriteLine(
            $"Seed {seed}: {fuzzer.Runs} documents in {seconds} s, of which {fuzzer.Parsed} were read; {fuzzer.Outcomes} outcomes, {fuzzer.Kept} kept; "
            + $"slowest {fuzzer.Slowest.TotalMilliseconds:0.0} ms; reading took at most {fuzzer.MostBytesToRead:0} bytes a character, validating at most {fuzzer.MostBytesToValidate / 1024} KiB.");
        Assert.True(fuzzer.Runs > seconds, $"Only {fuzzer.Runs} documents in {seconds} s.");
    }

    // What is slow for the first time only.
    private static void WarmUp()
    {
        foreach (var text in LimitTests.HostileDocuments.Select(row => (string)row[1]).Concat(Corpus.Documents.Select(d => d.Text)))
        {
            for (var i = 0; i < 3; i++)
            {
                if (Parser.TryParse(text, out var document, out _))
                    GraphQL.Validation.DocumentValidator.Validate(Corpus.Schema, document);
            }
        }
    }
}

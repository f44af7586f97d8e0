namespace TalentRegistry.EndToEnd.CommandLine;

/// <summary>The registry of one machine leaves as an archive and is the same registry on another.</summary>
public sealed class ArchiveTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("talentregistry-archive-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_imported_from_an_archive_has_the_same_archive_and_an_unbroken_history()
    {
        var (first, second, file, again) = (await DemoData.CopyToAsync(In("first")), In("second"), In("registry.zip"), In("again.zip"));

        AssertSaid(1, "No administrator signs in as hr", await ServerProgram.RunAsync(["archive", "export", "--out", file, "--as", "hr", "--data", first]));
        AssertSaid(0, "rows, history up to", await ServerProgram.RunAsync(["archive", "export", "--out", file, "--as", "admin", "--data", first]));
        AssertSaid(0, "compared with the archive, all equal", await ServerProgram.RunAsync(["archive", "import", file, "--data", second]));
        AssertSaid(0, "", await ServerProgram.RunAsync(["history", "verify", "--data", second]));
        AssertSaid(0, "rows, history up to", await ServerProgram.RunAsync(["archive", "export", "--out", again, "--as", "admin", "--data", second]));
        AssertSaid(1, "", await ServerProgram.RunAsync(["archive", "import", file, "--data", second]));

        Assert.Equal(Parts(file), Parts(again));
    }

    // Each archive is noted in the logs once it is made, so that the next tells of the one before.
    private static IEnumerable<string> Parts(string file)
    {
        using var archive = System.IO.Compression.ZipFile.OpenRead(file);
        return [.. archive.Entries.Where(entry => !TellsOfReads(entry.FullName)).Select(entry =>
        {
            using var content = entry.Open();
            return $"{entry.FullName} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content))}";
        })];
    }

    private static bool TellsOfReads(string entry) =>
        entry.Contains("access.read_log", StringComparison.Ordinal) || entry.Contains("access.log_", StringComparison.Ordinal) || entry.Contains("access.audit_event", StringComparison.Ordinal)
        || entry.EndsWith("manifest.json", StringComparison.Ordinal) || entry.EndsWith("SHA256SUMS", StringComparison.Ordinal);

    private static void AssertSaid(int exit, string words, (int Exit, string Output) said)
    {
        Assert.Contains(words, said.Output, StringComparison.Ordinal);
        Assert.True(exit == said.Exit, said.Output);
    }

    private string In(string name) => Path.Combine(folder.FullName, name);
}

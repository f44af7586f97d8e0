namespace TalentRegistry.Data.Tests;

/// <summary>A copy of a folder of data files in which a test changes some text; removed with the test.</summary>
internal sealed class ChangedFolder : IDisposable
{
    public ChangedFolder(string original)
    {
        foreach (var file in Directory.GetFiles(original))
            File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("talentregistry-folder-").FullName;

    public void Change(string file, string old, string changed)
    {
        var path = System.IO.Path.Combine(Path, file);
        var text = File.ReadAllText(path);
        // The text begins a line or stands inside one; the first place is meant. A change that changes nothing tests nothing.
        var at = text.IndexOf("\n" + old, StringComparison.Ordinal) is >= 0 and var line ? line + 1 : text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} does not hold \"{old}\".");
        File.WriteAllText(path, text.Remove(at, old.Length).Insert(at, changed));
    }

    public void Append(string file, string row) => File.AppendAllText(System.IO.Path.Combine(Path, file), row + "\n");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

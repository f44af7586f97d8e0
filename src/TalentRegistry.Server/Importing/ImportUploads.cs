using System.Text.Json;
using System.Text.RegularExpressions;

namespace TalentRegistry.Server.Importing;

/// <summary>A list that was uploaded and is not yet committed.</summary>
/// <param name="Id">By what it is found again.</param>
/// <param name="Name">Name of the file.</param>
public sealed record WaitingUpload(Guid Id, string Name);

/// <summary>
/// Lists that were uploaded and are not yet committed: a file each and how it is to be read, in a folder that only the server's user may enter, gone
/// after a day or when they are committed. An upload belongs to the account that made it.
/// </summary>
/// <param name="dataDirectory">Folder of the server's own files.</param>
/// <param name="clock">The time.</param>
internal sealed partial class ImportUploads(string dataDirectory, TimeProvider clock)
{
    /// <summary>Most uploads of an account that wait; the oldest goes when another comes.</summary>
    public const int MostOfAnAccount = 5;

    private const string WishSuffix = ".json";

    // Two keys of 32 digits with a dash after each.
    private const int NameStart = 66;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private readonly string _folder = Path.Combine(Path.GetFullPath(dataDirectory), "uploads");

    /// <summary>Keeps a file.</summary>
    /// <returns>By what it is found again.</returns>
    public async Task<Guid> KeepAsync(Guid account, string fileName, Stream content, ImportWish wish, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(_folder);
        else
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Sweep(account);
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var path = Path.Combine(_folder, $"{account:N}-{id:N}-{NameOf(fileName)}");
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            await content.CopyToAsync(file, cancellationToken);
        }
        catch
        {
            File.Delete(path);
            throw;
        }

        Keep(account, id, wish);
        return id;
    }

    /// <summary>Keeps how an upload is to be read from now on.</summary>
    public void Keep(Guid account, Guid upload, ImportWish wish) =>
        File.WriteAllBytes(WishPath(account, upload), JsonSerializer.SerializeToUtf8Bytes(wish));

    /// <summary>The file of an upload, its name, and how it is to be read; null if the account has no such upload any more.</summary>
    public (FileInfo File, string Name, ImportWish Wish)? Find(Guid account, Guid upload)
    {
        var start = $"{account:N}-{upload:N}-";
        return Files(start).FirstOrDefault() is { } file && File.Exists(WishPath(account, upload))
            ? (file, file.Name[start.Length..], JsonSerializer.Deserialize<ImportWish>(File.ReadAllBytes(WishPath(account, upload)))!)
            : null;
    }

    /// <summary>Uploads of an account that are neither committed nor a day old, the newest first.</summary>
    public IReadOnlyList<WaitingUpload> Waiting(Guid account)
    {
        var oldest = (clock.GetUtcNow() - Kept).UtcDateTime;
        return
        [
            .. Files($"{account:N}-").Where(file => file.LastWriteTimeUtc >= oldest && file.Name.Length > NameStart && file.Name[NameStart - 1] == '-')
                .OrderByDescending(file => file.Name, StringComparer.Ordinal)
                .Select(file => new WaitingUpload(Guid.ParseExact(file.Name[33..65], "N"), file.Name[NameStart..])),
        ];
    }

    /// <summary>Whether there is such an upload of somebody else.</summary>
    public bool IsOfAnother(Guid account, Guid upload) => Files($"*-{upload:N}-").Any(file => !file.Name.StartsWith($"{account:N}-", StringComparison.Ordinal));

    /// <summary>Where the check of an upload is kept until it is committed; there may be none.</summary>
    public FileInfo CheckOf(Guid account, Guid upload) => new(Path.Combine(_folder, $"{account:N}-{upload:N}.checked"));

    /// <summary>Forgets an upload.</summary>
    public void Forget(Guid account, Guid upload)
    {
        foreach (var file in Files($"{account:N}-{upload:N}"))
            file.Delete();
    }

    private string WishPath(Guid account, Guid upload) => Path.Combine(_folder, $"{account:N}-{upload:N}{WishSuffix}");

    private void Sweep(Guid account)
    {
        var oldest = (clock.GetUtcNow() - Kept).UtcDateTime;
        foreach (var file in Files("").Where(file => file.LastWriteTimeUtc < oldest)
            .Concat(Files($"{account:N}-").GroupBy(UploadOf, StringComparer.Ordinal).OrderByDescending(upload => upload.Key, StringComparer.Ordinal)
                .Skip(MostOfAnAccount - 1).SelectMany(upload => upload)))
            file.Delete();

        static string UploadOf(FileInfo file) => file.Name[..(32 + 1 + 32)];
    }

    private IEnumerable<FileInfo> Files(string start) =>
        Directory.Exists(_folder) ? new DirectoryInfo(_folder).EnumerateFiles($"{start}*") : [];

    // What a browser sends is not trusted to be a name and nothing else.
    private static string NameOf(string fileName)
    {
        var name = NoName().Replace(Path.GetFileName(fileName.Replace('\\', '/')), "_");
        return name.Length == 0 ? "_" : name[Math.Max(0, name.Length - 100)..];
    }

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}._ ()-]", RegexOptions.None, 1000)]
    private static partial Regex NoName();
}

using System.Collections.Frozen;
using System.Security.Cryptography;

namespace TalentRegistry.Server.Assets;

/// <summary>
/// The bundled scripts, styles and typeface, held in memory (3 MB) with their Brotli copies. Their addresses carry a hash of
/// their content, so browsers may keep them for a year and still see a new version at once.
/// </summary>
public sealed class SiteAssets
{
    private readonly FrozenDictionary<string, SiteAsset> files;

    /// <summary>Reads every file of a folder, by default the <c>assets</c> beside the program.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder is missing: the program was copied without it.</exception>
    public SiteAssets(string? folder = null)
    {
        folder ??= Path.Combine(AppContext.BaseDirectory, "assets");
        files = Directory.EnumerateFiles(folder)
            .Where(path => !path.EndsWith(".br", StringComparison.Ordinal))
            .ToFrozenDictionary(path => Path.GetFileName(path), SiteAsset.Read, StringComparer.Ordinal);
    }

    /// <summary>The address of an asset for a page: <c>/assets/site.css?v=1f0c…</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such asset.</exception>
    public string Url(string name) => files.TryGetValue(name, out var asset)
        ? $"/assets/{name}?v={asset.Version}"
        : throw new KeyNotFoundException($"There is no asset '{name}'; there are {string.Join(", ", files.Keys.Order(StringComparer.Ordinal))}.");

    internal SiteAsset? Find(string name) => files.GetValueOrDefault(name);
}

internal sealed record SiteAsset(string ContentType, string Version, byte[] Content, byte[]? Brotli)
{
    public static SiteAsset Read(string path)
    {
        var content = File.ReadAllBytes(path);
        return new(
            TypeOf(Path.GetExtension(path)),
            Convert.ToHexStringLower(SHA256.HashData(content))[..12],
            content,
            File.Exists(path + ".br") ? File.ReadAllBytes(path + ".br") : null);
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".woff2" => "font/woff2",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}

using System.Text.RegularExpressions;
using TalentRegistry.Data.Demo;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>How far a written place was found.</summary>
internal enum PlaceCertainty
{
    /// <summary>Every part of it that the lists could hold.</summary>
    Whole,

    /// <summary>Only the units at its end.</summary>
    Partial,

    /// <summary>Several units are called so.</summary>
    Ambiguous,

    /// <summary>Nothing of it.</summary>
    Unknown,
}

/// <summary>
/// Finds units by their written path, "xã Mường Nhé, huyện Mường Nhé, tỉnh Điện Biên", on the map of June 2025 and on the one that
/// followed; kinds may be shortened (H., TX, TP) or left out. Where both maps fit, a path with a district is of the old one.
/// </summary>
internal sealed partial class PlaceDirectory
{
    private readonly Dictionary<string, List<Place>> children = new(StringComparer.Ordinal);
    private readonly List<Place> provinces = [];
    private readonly KnownAnswers<(string? UnitId, PlaceCertainty Certainty)> known;

    private PlaceDirectory() => known = new(most: 50_000, Search);

    /// <summary>Reads administrative_unit.csv.</summary>
    public static PlaceDirectory Read(string referenceFolder)
    {
        var directory = new PlaceDirectory();
        foreach (var row in CsvTable.Read(referenceFolder, "administrative_unit.csv"))
        {
            var place = new Place(
                row["id"], VietnameseText.Fold(row["name"]), VietnameseText.Fold(row["short_name"]), VietnameseText.FoldKeepingAccents(row["short_name"]), row["valid_until"] == "");
            if (row["parent_id"] == "")
            {
                directory.provinces.Add(place);
                continue;
            }

            if (!directory.children.TryGetValue(row["parent_id"], out var below))
                directory.children.Add(row["parent_id"], below = []);
            below.Add(place);
        }

        return directory;
    }

    /// <summary>Finds a place.</summary>
    /// <returns>Its unit; null with <see cref="PlaceCertainty.Ambiguous"/> and <see cref="PlaceCertainty.Unknown"/>.</returns>
    public (string? UnitId, PlaceCertainty Certainty) Find(string text) => known.Find(text);

    private (string? UnitId, PlaceCertainty Certainty) Search(string text)
    {
        var clean = VietnameseText.Clean(text);
        if (clean.IndexOfAny([',', ';']) < 0 && !clean.Contains(" - ", StringComparison.Ordinal))
            clean = BeforeKind().Replace(clean, ", ");
        var parts = Between().Split(clean).Where(part => part.Trim(' ', '.').Length > 0).Select(part => new Part(part)).ToList();
        while (parts.Count > 1 && parts[^1].Folded is "viet nam" or "vn")
            parts.RemoveAt(parts.Count - 1);
        if (parts.Count == 0)
            return (null, PlaceCertainty.Unknown);

        var ends = new List<Found>();
        foreach (var province in Fitting(provinces, parts[^1]))
            ends.Add(Descend(province, parts, parts.Count - 1));
        // The province may be left out, or a unit called like one may stand for its district.
        if (ends.Count == 0 || parts.Count == 1 && !parts[0].Folded.StartsWith("tinh ", StringComparison.Ordinal) && ends.Count == 0)
            foreach (var province in provinces.Where(province => children.ContainsKey(province.Id)))
                if (Descend(province, parts, parts.Count) is { } below && below.Place != province)
                    ends.Add(below);
        if (ends.Count == 0)
            return (null, PlaceCertainty.Unknown);

        var deepest = ends.Max(end => end.Left.Count(part => !part.IsHamlet) * -1);
        var best = ends.Where(end => -end.Left.Count(part => !part.IsHamlet) == deepest).ToList();
        if (best.Count > 1 && best.Exists(end => end.Place.Lives))
            best.RemoveAll(end => !end.Place.Lives);
        if (best.Select(end => end.Place.Id).Distinct(StringComparer.Ordinal).Skip(1).Any())
            return (null, PlaceCertainty.Ambiguous);
        if (best[0].Many)
            return (best[0].Place.Id, PlaceCertainty.Partial);

        // Of most provinces the lists hold no units below: what stands before is then not looked for.
        var whole = deepest == 0 || !children.ContainsKey(best[0].Place.Id) && provinces.Contains(best[0].Place);
        return (best[0].Place.Id, whole ? PlaceCertainty.Whole : PlaceCertainty.Partial);
    }

    /// <summary>Follows the parts before <paramref name="end"/> down from a unit as far as they are found.</summary>
    private Found Descend(Place unit, List<Part> parts, int end)
    {
        var left = new List<Part>();
        var many = false;
        for (var i = end - 1; i >= 0; i--)
        {
            var below = children.TryGetValue(unit.Id, out var direct) ? direct : [];
            var fitting = Fitting(below, parts[i]);
            // A commune of the old map may be written without its district.
            if (fitting.Count == 0)
                fitting = Fitting(below.SelectMany(district => children.TryGetValue(district.Id, out var communes) ? communes : []), parts[i]);
            // The old and the new map share a province that did not change: its districts ended, its communes go on.
            if (fitting.Count > 1 && fitting.Exists(place => place.Lives) && i == 0)
                fitting.RemoveAll(place => !place.Lives && place.Folded == fitting.First(other => other.Lives).Folded);
            if (fitting.Count > 1 && i > 0)
                fitting = [.. fitting.OrderByDescending(place => children.ContainsKey(place.Id))];
            if (fitting.Count == 0)
                left.Add(parts[i]);
            else if (fitting.Count > 1 && i == 0)
                many = true;
            else
                unit = fitting[0];
        }

        return new Found(unit, left, many);
    }

    private static List<Place> Fitting(IEnumerable<Place> places, Part part)
    {
        var fitting = places.Where(place => place.Folded == part.Folded || place.Short == part.Folded || part.Bare is { } bare && place.Short == bare).ToList();
        if (fitting.Count < 2)
            return fitting;
        // With the kind, then with accents: "xã Thanh An" is not the town of that name, Lạng Sơn not Làng Son.
        if (fitting.FindAll(place => place.Folded == part.Folded) is { Count: > 0 } sameKind)
            fitting = sameKind;
        return fitting.FindAll(place => place.Accented == part.Accented) is { Count: > 0 } sameTones ? sameTones : fitting;
    }

    private sealed record Place(string Id, string Folded, string Short, string Accented, bool Lives);

    private sealed record Found(Place Place, List<Part> Left, bool Many);

    private sealed partial class Part
    {
        public Part(string text)
        {
            var full = VietnameseText.Fold(text);
            var kind = Kind().Match(full);
            Bare = kind.Success ? full[kind.Length..] : null;
            Folded = kind.Success && Whole(kind.Value.Trim()) is { } whole ? $"{whole} {Bare}" : full;
            var accented = VietnameseText.FoldKeepingAccents(text);
            Accented = kind.Success ? string.Join(' ', accented.Split(' ').Skip(kind.Value.Trim().Count(c => c == ' ') + 1)) : accented;
        }

        public string Folded { get; }

        public string? Bare { get; }

        public string Accented { get; }

        public bool IsHamlet => Hamlet().IsMatch(Folded);

        private static string? Whole(string kind) => kind switch
        {
            "tp" => "thanh pho", "tx" => "thi xa", "tt" => "thi tran", "p" or "f" => "phuong", "h" => "huyen", "q" => "quan", "x" => "xa", "t" => "tinh",
            _ => kind,
        };

        [GeneratedRegex("^(thanh pho|thi tran|thi xa|dac khu|phuong|huyen|tinh|quan|xa|tp|tx|tt|p|f|h|q|x|t) ", RegexOptions.ExplicitCapture, 1000)]
        private static partial Regex Kind();

        [GeneratedRegex(@"^(thon|ban|to|so|khu|xom|pho|duong|ap|doi|tdp|ngo|to dan pho|khoi|lang|buon|plei|nha|sn)\b", RegexOptions.ExplicitCapture, 1000)]
        private static partial Regex Hamlet();
    }

    [GeneratedRegex(@"\s*[,;\n]\s*|\s+[-–—]\s*|\s*[-–—]\s+", RegexOptions.None, 1000)]
    private static partial Regex Between();

    [GeneratedRegex(@"(?<=\S)\s+(?=(xã|phường|thị trấn|thị xã|huyện|quận|thành phố|tỉnh|tp\.?|tx\.?|tt\.?|xa|phuong|thi tran|thi xa|huyen|quan|thanh pho|tinh)\s)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BeforeKind();
}

using TalentRegistry.Server.Charts;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Overview;

/// <summary>The pictures of the leader's screen as files: the same figures, marks and words as on the page.</summary>
internal static class OverviewPictures
{
    private const int Width = 1000;
    private const int Left = 12;

    /// <summary>The picture of a name, tiles, grid or retirements; null where there is none.</summary>
    public static Picture? Of(PageContext page, OverviewPage data, string name) => (name, data) switch
    {
        (_, { Run: null } or { Plan: null }) => null,
        ("tiles", { Shown.Count: > 0 }) => Tiles(page, data),
        ("grid", { Shown.Count: > 0 }) => Grid(page, data),
        ("retirements", { Wave.Count: > 0 }) => Retirements(page, data),
        _ => null,
    };

    private static Picture Tiles(PageContext page, OverviewPage data)
    {
        const int columns = TileMap.Columns, high = 72, gap = 8;
        var tiles = OverviewTile.Of(data);
        var places = TileMap.Of([.. tiles.Select(tile => tile.Unit.Id)]);
        var picture = Begin(
            page, data, page.T($"Mức độ thiếu người theo huyện, năm {data.Year}", $"Severity of shortages by district, {data.Year}"), OverviewWords.Arranged(page.Language, places is not null));
        var wide = (Width - (2 * Left) - ((columns - 1) * gap)) / columns;
        foreach (var (index, tile) in tiles.Index())
        {
            var (row, column) = places is null ? (1 + (index / columns), 1 + (index % columns)) : places[tile.Unit.Id];
            var (x, y) = (Left + ((column - 1) * (wide + gap)), Picture.Top + ((row - 1) * (high + gap)));
            var (ink, fill) = ColoursOf(tile.Severity);
            picture.Box(x, y, wide, high, fill, ink);
            picture.Words(tile.Unit.ShortName, x + 10, y + 16, wide - 20, ink, size: 14, bold: true);
            picture.Words($"{OverviewWords.Mark(tile.Severity)} {ShortageWords.Of(page.Language, tile.Severity)}", x + 10, y + 37, wide - 20, ink);
            if (tile.Worst is { } worst)
                picture.Words(OverviewWords.Worst(page.Language, worst), x + 10, y + 56, wide - 20, ink);
        }

        return picture;
    }

    private static Picture Grid(PageContext page, OverviewPage data)
    {
        const int names = 250, high = 26, head = 44;
        var grid = OverviewGrid.Of(data);
        var picture = Begin(page, data, page.T($"Thiếu người theo lĩnh vực và huyện, năm {data.Year}", $"Shortages by sector and district, {data.Year}"), Legend(page));
        var wide = (Width - (2.0 * Left) - names) / grid.Units.Count;
        foreach (var (column, unit) in grid.Units.Index())
            foreach (var (line, words) in InTwo(unit.ShortName).Index())
                picture.Words(words, Left + names + ((column + 0.5) * wide), Picture.Top + 10 + (15 * line), wide - 4, align: "center", size: 11, bold: true);
        foreach (var (index, row) in grid.Rows.Index())
        {
            var y = Picture.Top + head + (index * high);
            picture.Words(page.T(row.Of.NameVi, row.Of.NameEn) + (row.TargetCode is { } target ? $" ({target})" : ""), Left, y + (high / 2), names - 8, bold: row.TargetCode is not null);
            foreach (var (column, unit) in grid.Units.Index())
            {
                if (!row.Cells.TryGetValue(unit.Id, out var flag))
                    continue;

                var (ink, fill) = ColoursOf(flag.Severity);
                picture.Box(Left + names + (column * wide) + 1, y + 1, wide - 2, high - 2, fill);
                picture.Words(OverviewWords.Short(page.Language, flag), Left + names + ((column + 0.5) * wide), y + (high / 2), wide - 4, ink, "center", 11, bold: flag.IsShort);
            }
        }

        return picture;
    }

    private static Picture Retirements(PageContext page, OverviewPage data)
    {
        const int high = 28, names = 56, numbers = 190;
        var picture = Begin(
            page, data, page.T($"Người nghỉ hưu theo năm, {data.WaveOf!.Name}", $"People who retire by year, {data.WaveOf!.Name}"),
            page.T("Trung bình các lần mô phỏng; vạch mảnh là khoảng 80 %.", "Mean of the draws; the thin line is the 80 % band."));
        var most = data.Wave.Max(year => Math.Max(year.Mean, year.High80 ?? 0));
        var scale = most > 0 ? (Width - (2 * Left) - names - numbers) / most : 0;
        foreach (var (index, year) in data.Wave.Index())
        {
            var y = Picture.Top + (index * high);
            picture.Words($"{year.Year}", Left, y + (high / 2), names, bold: true);
            picture.Box(Left + names, y + 5, year.Mean * scale, high - 10, "#12355b");
            if (year is { Low80: { } low, High80: { } up })
            {
                picture.Box(Left + names + (low * scale), y + (high / 2) - 2, Math.Max(1, (up - low) * scale), 4, "#b35900");
            }

            picture.Words(OverviewWords.Retiring(page.Language, year), Width - Left, y + (high / 2), numbers - 10, align: "right");
        }

        return picture;
    }

    private static Picture Begin(PageContext page, OverviewPage data, string title, string subtitle) => new(
        $"{title}, {(data.Chosen ?? data.Whole)?.Name ?? data.Plan!.UnitName}", subtitle,
        page.T("Nguồn: sổ đăng ký trí thức", "Source: registry of intellectuals") + (page.Synthetic ? page.T(" (dữ liệu mô phỏng)", " (synthetic data)") : "")
        + page.T($". Dự báo từ số liệu đến {LanguageText.Day(data.Run!.BaseDate)}, {data.Run.Draws} lần mô phỏng.", $". Forecast from data up to {LanguageText.Day(data.Run!.BaseDate)}, {data.Run.Draws} draws."),
        Width);

    private static string Legend(PageContext page) => string.Join(
        "   ", ((string[])["none", "watch", "shortage", "severe"]).Select(severity => $"{OverviewWords.Mark(severity)} {ShortageWords.Of(page.Language, severity)}"))
        + page.T("; số: người thiếu", "; number: people short");

    // The colours of flags on the page.
    private static (string Ink, string Fill) ColoursOf(string severity) => severity switch
    {
        "severe" => ("#ffffff", "#a61b1b"),
        "shortage" => ("#8a3b00", "#ffe6d1"),
        "watch" => ("#5c4500", "#fff4d6"),
        _ => ("#0b5a3a", "#e3f4ec"),
    };

    private static IEnumerable<string> InTwo(string name)
    {
        var words = name.Split(' ');
        if (words.Length < 3)
            return words;

        var half = (words.Length + 1) / 2;
        return [string.Join(' ', words[..half]), string.Join(' ', words[half..])];
    }
}

using System.Globalization;
using TalentRegistry.Data.Views;
using TalentRegistry.Server.Charts;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Forecasts;

/// <summary>The diagram of how far flags can be trusted as a file: the same marks as on the page, each with its numbers beside it.</summary>
internal static class ReliabilityPicture
{
    private const int Left = 56;
    private const int Top = Picture.Top + 24;
    private const int Side = 420;
    private const int Width = 760;

    /// <summary>The picture; null where no earlier forecast would have raised a flag.</summary>
    public static Picture? Of(PageContext page, ForecastRecord data)
    {
        var told = data.Reliability.Where(bin => bin.Flags > 0).ToList();
        if (told.Count == 0)
            return null;

        var picture = new Picture(
            page.T("Cảnh báo của các năm trước và điều đã xảy ra", "Flags of earlier years and what came"), ReliabilityDrawing.Legend(page),
            page.T("Nguồn: sổ đăng ký trí thức", "Source: registry of intellectuals") + (page.Synthetic ? page.T(" (dữ liệu mô phỏng)", " (synthetic data)") : "")
            + (data.Runs is [var run, ..] ? page.T($". Dự báo từ số liệu đến {LanguageText.Day(run.BaseDate)}.", $". Forecast from data up to {LanguageText.Day(run.BaseDate)}.") : ""), Width);
        Ground(page, picture);
        foreach (var bin in told)
        {
            var (x, y) = (X(bin.MeanProbability), Y(bin.CameTrue / (double)bin.Flags));
            if (bin.Basis == ShortageBasis.PlanTarget)
                picture.Box(x - 6, y - 6, 12, 12, "#b35900");
            else
                picture.Dot(x, y, 7, "#12355b");
            picture.Words($"{bin.CameTrue}/{bin.Flags}", x + 11, y, 70, size: 11);
        }

        return picture;
    }

    private static void Ground(PageContext page, Picture picture)
    {
        picture.Box(Left, Top, Side, Side, "#ffffff", "#c9d1da");
        for (var tenth = 0; tenth <= 10; tenth += 2)
        {
            var (x, y, text) = (X(tenth / 10.0), Y(tenth / 10.0), (tenth * 10).ToString(CultureInfo.InvariantCulture));
            picture.Stroke((x, Top), (x, Top + Side), "#e3e8ed");
            picture.Stroke((Left, y), (Left + Side, y), "#e3e8ed");
            picture.Words(text, x, Top + Side + 14, 40, ChartText.SoftInk, "center");
            picture.Words(text, Left - 8, y, 40, ChartText.SoftInk, "right");
        }

        picture.Stroke((Left, Top + Side), (Left + Side, Top), ChartText.SoftInk, dashed: true);
        picture.Words(page.T("Đã xảy ra, %", "Came true, %"), Left, Top - 14, 200, bold: true);
        picture.Words(page.T("Xác suất đã báo, %", "Probability told, %"), Left + (Side / 2), Top + Side + 34, 240, align: "center", bold: true);
        picture.Words(page.T("Bên cạnh mỗi dấu: số đã xảy ra / số cảnh báo.", "Beside each mark: came true / flags."), Left + Side + 16, Top + 40, Width - Left - Side - 24, ChartText.SoftInk, size: 11);
    }

    private static double X(double probability) => Left + (Side * probability);

    private static double Y(double share) => Top + Side - (Side * share);
}

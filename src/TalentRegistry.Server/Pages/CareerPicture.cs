using TalentRegistry.Server.Charts;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

/// <summary>The drawing of a career as a file: the same marks as on the page, and under them in words what the table beside them tells.</summary>
internal static class CareerPicture
{
    private const int Left = 12;
    private const int Line = 19;

    /// <summary>The picture; null where there is nothing to draw.</summary>
    /// <param name="page">The request.</param>
    /// <param name="person">Whose career.</param>
    /// <param name="day">The day that is marked.</param>
    /// <param name="today">What still holds is drawn up to here.</param>
    public static Picture? Of(PageContext page, PersonPage person, DateOnly day, DateOnly today)
    {
        var career = CareerFact.Of(person, day, page.Language);
        if (CareerBand.Of(career, today) is not { } band)
            return null;

        var picture = new Picture(
            page.T($"Quá trình học tập và công tác: {Whose(page, person)}", $"Studies and career: {Whose(page, person)}"), page.T($"Ngày {LanguageText.Day(day)}", $"On {LanguageText.Day(day)}"),
            page.T("Nguồn: sổ đăng ký trí thức", "Source: registry of intellectuals") + (page.Synthetic ? page.T(" (dữ liệu mô phỏng)", " (synthetic data)") : ""), CareerBand.Width);
        var bottom = Picture.Top + CareerBand.Top + (band.Lanes * CareerBand.Lane);
        foreach (var year in band.Years)
        {
            var x = band.At(new DateOnly(year, 1, 1)) ?? CareerBand.Width - 14;
            picture.Stroke((x, Picture.Top + CareerBand.Top), (x, bottom), "#dfe5eb");
            picture.Words($"{year}", x, bottom + 14, 60, ChartText.SoftInk, "center");
        }

        foreach (var (lane, name) in CareerDrawing.LanesOf(page).Take(band.Lanes).Index())
            picture.Words(name, Left, Middle(lane), CareerBand.Left - Left - 4, ChartText.SoftInk);
        foreach (var (fact, lane, x, width) in band.Marks)
            Mark(picture, fact, Middle(lane), x, width);
        if (band.At(day) is { } at)
        {
            picture.Stroke((at, Picture.Top + CareerBand.Top - 4), (at, bottom), "#b35900", 2);
            picture.Words(LanguageText.Day(day), Math.Min(at, CareerBand.Width - 40), Picture.Top + 10, 90, "#8a4500", "center", bold: true);
        }

        foreach (var (index, fact) in career.Index())
            picture.Words(CareerDrawing.Words(fact), Left, bottom + 42 + (index * Line), CareerBand.Width - (2 * Left));
        return picture;
    }

    private static void Mark(Picture picture, CareerFact fact, double middle, double x, double width)
    {
        if (!fact.Lasts)
        {
            picture.Dot(x, middle, 11, "#fff4d6", "#8a6d00");
            picture.Words($"{fact.Number}", x, middle, 24, "#3d2e00", "center", bold: true);
            return;
        }

        picture.Box(x, middle - 12, width, 24, fact.Holds ? "#12355b" : "#dce7f3", "#12355b");
        if (width >= 20)
            picture.Words($"{fact.Number}", x + (width / 2), middle, width, fact.Holds ? "#ffffff" : "#12355b", "center", bold: true);
    }

    private static double Middle(int lane) => Picture.Top + CareerBand.Top + (lane * CareerBand.Lane) + (CareerBand.Lane / 2.0);

    private static string Whose(PageContext page, PersonPage person) => person.Head.Name ?? page.T($"sinh năm {person.Head.BirthYear}", $"born in {person.Head.BirthYear}");
}

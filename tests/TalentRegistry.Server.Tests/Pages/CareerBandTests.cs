using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Tests.Pages;

public class CareerBandTests
{
    private static readonly DateOnly Today = new(2026, 7, 1);

    [Fact]
    public void Nothing_is_drawn_of_an_empty_career() => Assert.Null(CareerBand.Of([], Today));

    [Fact]
    public void Facts_lie_in_the_order_of_their_days_and_inside_the_drawing()
    {
        var band = CareerBand.Of(
            [Fact(CareerFactKind.Degree, 1994), Fact(CareerFactKind.MainPosting, 1995, 2003), Fact(CareerFactKind.MainPosting, 2003), Fact(CareerFactKind.SecondPosting, 2030, 2031)], Today)!;

        Assert.Equal([0, 1, 1, 2], band.Marks.Select(mark => mark.Lane));
        Assert.Equal(band.Marks.Select(mark => mark.X).Order(), band.Marks.Select(mark => mark.X));
        Assert.All(band.Marks, mark => Assert.True(mark.X >= CareerBand.Left && mark.X + mark.Width <= CareerBand.Width));
        Assert.Equal(band.Marks[1].X + band.Marks[1].Width, band.Marks[2].X, 6);
        Assert.Equal(band.At(Today)!.Value, band.Marks[2].X + band.Marks[2].Width, 6);
    }

    [Fact]
    public void Second_jobs_of_the_same_time_lie_under_each_other_and_those_after_each_other_in_one_lane()
    {
        var band = CareerBand.Of(
            [Fact(CareerFactKind.SecondPosting, 2000, 2010), Fact(CareerFactKind.SecondPosting, 2005, 2012), Fact(CareerFactKind.SecondPosting, 2010), Fact(CareerFactKind.SecondPosting, 2011)], Today)!;

        Assert.Equal([2, 3, 2, 4], band.Marks.Select(mark => mark.Lane));
        Assert.Equal(5, band.Lanes);
    }

    [Theory]
    [InlineData(2020, 1)]
    [InlineData(2004, 2)]
    [InlineData(1994, 5)]
    [InlineData(1950, 10)]
    public void Years_are_as_many_as_there_is_room_for(int first, int step)
    {
        var years = CareerBand.Of([Fact(CareerFactKind.MainPosting, first)], Today)!.Years.ToList();

        Assert.InRange(years.Count, 2, 15);
        Assert.All(years.Zip(years.Skip(1)), pair => Assert.Equal(step, pair.Second - pair.First));
        Assert.All(years, year => Assert.InRange(year, first, 2027));
    }

    [Theory]
    [InlineData(1989, false)]
    [InlineData(2000, true)]
    [InlineData(2028, false)]
    public void A_day_outside_the_drawing_has_no_place(int year, bool inside) =>
        Assert.Equal(inside, CareerBand.Of([Fact(CareerFactKind.MainPosting, 1994)], Today)!.At(new DateOnly(year, 1, 1)) is not null);

    private static CareerFact Fact(CareerFactKind kind, int from, int? until = null) =>
        new(0, kind, new DateOnly(from, 1, 1), until is { } end ? new DateOnly(end, 1, 1) : null, "", null, "", false);
}

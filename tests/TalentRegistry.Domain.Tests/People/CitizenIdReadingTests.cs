using TalentRegistry.Domain.People;

namespace TalentRegistry.Domain.Tests.People;

public sealed class CitizenIdReadingTests
{
    private static readonly HashSet<string> Provinces = ["01", "11", "12", "30", "62"];

    [Theory]
    [InlineData("011188000123", CitizenIdShape.Whole, "011188000123")]
    [InlineData(" 011 188 000 123", CitizenIdShape.Whole, "011188000123")]
    [InlineData("'011188000123", CitizenIdShape.Whole, "011188000123")]
    [InlineData("11188000123", CitizenIdShape.ZerosRestored, "011188000123")]
    [InlineData("1188000123", CitizenIdShape.ZerosRestored, "001188000123")]
    [InlineData("040123456", CitizenIdShape.OldCard, null)]
    [InlineData("1.1188E+10", CitizenIdShape.DigitsLost, null)]
    [InlineData("1,1188E+10", CitizenIdShape.DigitsLost, null)]
    [InlineData("0111880001234", CitizenIdShape.NotAnId, null)]
    [InlineData("01118800O123", CitizenIdShape.NotAnId, null)]
    [InlineData("không có", CitizenIdShape.NotAnId, null)]
    public void Numbers_are_read_as_spreadsheets_leave_them(string text, CitizenIdShape shape, string? expected)
    {
        Assert.Equal(shape, CitizenIdReading.Read(text, out var id));
        if (expected is not null)
            Assert.Equal(expected, id.ToString());
    }

    [Theory]
    [InlineData("011188000123", Sex.Female, 1988, CitizenIdConflicts.None)]
    [InlineData("011188000123", Sex.Male, 1988, CitizenIdConflicts.Sex)]
    [InlineData("011188000123", Sex.Female, 1989, CitizenIdConflicts.BirthYear)]
    [InlineData("099188000123", Sex.Female, 1988, CitizenIdConflicts.Province)]
    [InlineData("911288000123", Sex.Female, 1988, CitizenIdConflicts.Province | CitizenIdConflicts.Sex | CitizenIdConflicts.BirthYear)]
    [InlineData("011188000123", null, null, CitizenIdConflicts.None)]
    public void They_are_held_against_the_record(string text, Sex? sex, int? birthYear, CitizenIdConflicts expected)
    {
        Assert.True(CitizenId.TryParse(text, out var id));

        Assert.Equal(expected, CitizenIdReading.Conflicts(id, sex, birthYear, Provinces));
    }
}

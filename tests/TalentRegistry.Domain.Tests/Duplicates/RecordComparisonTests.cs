using TalentRegistry.Domain.Duplicates;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Domain.Tests.Duplicates;

public sealed class RecordComparisonTests
{
    [Theory]
    [InlineData("Nguyễn Thị Hoà", "NGUYỄN THỊ HÒA", NameAgreement.Exact)]
    [InlineData("Nguyễn Thị Hoà", "Nguyê\u0303n Thi\u0323 Hoa\u0300", NameAgreement.Exact)]
    [InlineData("Đặng Văn Đức", "Dang Van Duc", NameAgreement.Form)]
    [InlineData("Nguyễn Thị Hường", "Nguyễn Thị Hương", NameAgreement.Letters)]
    [InlineData("Nguyễn Thị Hường", "Hường Nguyễn Thị", NameAgreement.Form)]
    [InlineData("Nguyễn Thị Hường", "Nguyễn Thị Hườngg", NameAgreement.Close)]
    [InlineData("Nguyễn Thị Hường", "Nguyễn Hường", NameAgreement.Close)]
    [InlineData("Lò Thị Thu Hường", "Lò Thị ThuHường", NameAgreement.Close)]
    [InlineData("Nguyễn Thị Hường", "Nguyên Tị Hừơgn", NameAgreement.Close)]
    [InlineData("Nguyễn Thị Hường", "Nguyễn Thị Lan", NameAgreement.Partial)]
    [InlineData("Nguyễn Thị Hường", "Nguyễn Văn Nam", NameAgreement.Different)]
    [InlineData("Lò Thị Ơn", "Lò Thị Ún", NameAgreement.Partial)]
    public void Names_agree_as_far_as_a_reader_would_say(string one, string other, NameAgreement expected)
    {
        Assert.Equal(expected, RecordComparison.Names(Record(one), Record(other)));
        Assert.Equal(expected, RecordComparison.Names(Record(other), Record(one)));
    }

    [Theory]
    [InlineData("1980-03-05", "1980-03-05", BirthAgreement.Exact)]
    [InlineData("1980-03-05", "1980-05-03", BirthAgreement.Swapped)]
    [InlineData("1980-03-05", "1980-03-06", BirthAgreement.Close)]
    [InlineData("1980-03-05", "1970-03-05", BirthAgreement.Close)]
    [InlineData("1989-03-25", "1998-03-25", BirthAgreement.Close)]
    [InlineData("1980-03-05", "1980-11-28", BirthAgreement.Year)]
    [InlineData("1980-03-05", "1980-03-28", BirthAgreement.Part)]
    [InlineData("1980-03-25", "1980-12-25", BirthAgreement.Part)]
    [InlineData("1980-03-05", "1972-03-05", BirthAgreement.Part)]
    [InlineData("1980-03-05", "1972-11-28", BirthAgreement.Different)]
    [InlineData("1980-03-05", "1980-01-01", null)]
    [InlineData("1980-01-01", "1980-01-01", BirthAgreement.Exact)]
    [InlineData("1980-03-05", null, null)]
    public void Days_of_birth_agree_with_their_usual_errors(string one, string? other, BirthAgreement? expected)
    {
        var (born, otherBorn) = (DateOnly.Parse(one, null), other is null ? (DateOnly?)null : DateOnly.Parse(other, null));

        Assert.Equal(expected, RecordComparison.Births(Record("A B", born), Record("A B", otherBorn)));
        Assert.Equal(expected, RecordComparison.Births(Record("A B", otherBorn), Record("A B", born)));
    }

    [Fact]
    public void A_typing_error_that_leaves_a_word_which_nobody_else_has_is_a_slip()
    {
        var (hoa, hoan, slip) = (Record("Nguyễn Thị Hoà"), Record("Nguyễn Thị Hoàn"), Record("Nguyễn Thị Hàoa"));
        var words = new NameWords([hoa, hoa, hoa, hoan, hoan, hoan, slip]);

        Assert.Equal(NameAgreement.Close, RecordComparison.Names(hoa, hoan, words));
        Assert.Equal(NameAgreement.Mistyped, RecordComparison.Names(hoa, slip, words));
        Assert.Equal(NameAgreement.Mistyped, RecordComparison.Names(slip, hoa, words));
        Assert.Equal(NameAgreement.Close, RecordComparison.Names(hoa, slip));
    }

    [Fact]
    public void The_year_that_a_citizen_ID_tells_is_believed_against_the_date_beside_it()
    {
        var (right, wrong) = (new DateOnly(1980, 3, 5), new DateOnly(1972, 3, 5));

        Assert.Equal(BirthAgreement.Part, RecordComparison.Births(Record("A B", right), Record("A B", wrong, "011172000123")));
        Assert.Equal(BirthAgreement.Swapped, RecordComparison.Births(Record("A B", right), Record("A B", wrong, "011180000123")));
        Assert.Equal(BirthAgreement.Swapped, RecordComparison.Births(Record("A B", wrong, "011180000123"), Record("A B", right)));
    }

    [Theory]
    [InlineData("011180000123", "011180000123", true)]
    [InlineData("011180000123", "011180000124", true)]
    [InlineData("011180000123", "011180000132", true)]
    [InlineData("011180000123", "911180000123", true)]
    [InlineData("011180000123", "011180000231", false)]
    [InlineData("011180000123", "012180000124", false)]
    [InlineData("011180000123", null, null)]
    public void Citizen_IDs_are_near_with_one_typing_error(string one, string? other, bool? near)
    {
        var vector = RecordComparison.Compare(Record("A B", id: one), Record("A B", id: other));

        Assert.Equal(near is null ? null : near.Value ? 1 : 0, vector[ComparedField.CitizenId]);
    }

    [Fact]
    public void What_is_not_known_of_one_is_not_compared()
    {
        var vector = RecordComparison.Compare(
            new ComparedRecord("Lò Thị Ơn", null, 1980, Sex.Female, null, null), new ComparedRecord("Lò Thị Ơn", new DateOnly(1980, 3, 5), 1980, Sex.Male, "P11", null));

        Assert.Equal(
            [(int)NameAgreement.Exact, null, 1, 0, null, null], Enum.GetValues<ComparedField>().Select(field => vector[field]));
    }

    private static ComparedRecord Record(string name, DateOnly? born = null, string? id = null) =>
        new(name, born, born?.Year ?? 1980, Sex.Female, "P11", CitizenId.TryParse(id, out var known) ? known : null);
}

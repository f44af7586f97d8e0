using System.Text;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Domain.Tests.Names;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("NGUYỄN THỊ HƯỜNG", "Nguyễn Thị Hường")]
    [InlineData("  nguyễn   văn  an ", "Nguyễn Văn An")]
    [InlineData("Nguyễn văn An", "Nguyễn Văn An")]
    [InlineData("H'HEN NIÊ", "H'Hen Niê")]
    [InlineData("K\u2019PĂ THUYÊN", "K'Pă Thuyên")]
    [InlineData("Y MOAN ÊNUÔL", "Y Moan Ênuôl")]
    [InlineData("TRẦN-LÊ MỸ ĐỨC", "Trần-Lê Mỹ Đức")]
    [InlineData("Ronald McDonald", "Ronald McDonald")]
    [InlineData("LÒ THỊ\u00a0HOÀ", "Lò Thị Hoà")]
    [InlineData("Đỗ\nVăn\tHòa", "Đỗ Văn Hòa")]
    [InlineData("\u00d0ỖNG VĂN \u00d0ỨC", "Đỗng Văn Đức")]
    [InlineData("Giàng A\u200b Páo,", "Giàng A Páo")]
    public void Names_come_out_in_proper_case_with_single_spaces(string written, string expected) => Assert.Equal(expected, PersonName.Proper(written));

    [Theory]
    [InlineData("Nguyễn Thị Hường")]
    [InlineData("Đặng Ngọc Quỳnh Như")]
    public void Decomposed_letters_are_composed(string name) => Assert.Equal(name, PersonName.Proper(name.Normalize(NormalizationForm.FormD)));

    [Theory]
    [InlineData("Lò Văn A", true)]
    [InlineData("Điểu", true)]
    [InlineData("A", false)]
    [InlineData("12", false)]
    [InlineData("Nguyễn Văn 5", false)]
    [InlineData("xxx", false)]
    [InlineData("Nguyễn @ An", false)]
    public void A_name_is_letters(string name, bool plausible) => Assert.Equal(plausible, PersonName.IsPlausible(name));

    [Theory]
    [InlineData("Hoà", "Hòa")]
    [InlineData("THUỶ", "thủy")]
    [InlineData("khoẻ  mạnh", "khỏe mạnh")]
    [InlineData("Quý", "quý")]
    public void The_place_of_the_tone_mark_makes_no_difference_to_keys(string left, string right) =>
        Assert.Equal(VietnameseText.FoldKeepingAccents(left), VietnameseText.FoldKeepingAccents(right));

    [Theory]
    [InlineData("Năm", "Nam")]
    [InlineData("má", "mà")]
    [InlineData("Đỗ", "Dỗ")]
    public void Accents_make_a_difference_when_kept(string left, string right) =>
        Assert.NotEqual(VietnameseText.FoldKeepingAccents(left), VietnameseText.FoldKeepingAccents(right));

    [Theory]
    [InlineData("Họ và tên", "ho va ten")]
    [InlineData("  Đ/c: ĐẶNG (Văn) ", "d c dang van")]
    [InlineData("", "")]
    public void Folding_leaves_letters_and_digits(string text, string expected) => Assert.Equal(expected, VietnameseText.Fold(text));
}

using System.Globalization;
using TalentRegistry.Data.Importing.Values;

namespace TalentRegistry.Data.Tests.Importing;

public sealed class KnownAnswersTests
{
    [Fact]
    public void What_was_found_once_is_not_looked_for_again()
    {
        var searches = 0;
        var known = new KnownAnswers<int>(most: 10, text => ++searches + text.Length);

        Assert.Equal(4, known.Find("abc"));
        Assert.Equal(4, known.Find("abc"));
        Assert.Equal(1, searches);
    }

    [Fact]
    public void Beyond_the_bound_and_of_long_texts_nothing_is_kept()
    {
        var searches = 0;
        var known = new KnownAnswers<int>(most: 1, _ => ++searches);

        known.Find(new string('x', 201));
        known.Find(new string('x', 201));
        known.Find("first");
        known.Find("first");
        known.Find("second");
        known.Find("second");

        Assert.Equal(2 + 1 + 2, searches);
    }

    [Fact]
    public void Several_readers_may_ask_at_once()
    {
        var words = new WordList();
        words.Add("male", "Nam");

        Parallel.For(0, 200_000, i =>
        {
            Assert.Equal("male", words.Find("nam").Code);
            Assert.Null(words.Find((i / 4 % 25_000).ToString(CultureInfo.InvariantCulture)).Code);
        });
    }
}

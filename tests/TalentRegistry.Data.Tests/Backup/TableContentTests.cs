using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.Data.Backup;

namespace TalentRegistry.Data.Tests.Backup;

public sealed class TableContentTests
{
    [Fact]
    public void Neither_the_order_of_rows_nor_the_pieces_matter() =>
        Prop.ForAll(Gen.Choose(0, 5).ListOf().ListOf().ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(), (given, seed) =>
        {
            var random = new Random(seed);
            string[] rows = [.. given.Select(row => string.Concat(row.Select(letter => "ab\tđ\\ệ"[letter])))];
            var content = Content(rows, random);
            random.Shuffle(rows);
            return content == Content(rows, random) && content.Rows == rows.Length;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_row_more_less_changed_or_cut_off_shows()
    {
        var random = new Random(1);
        string[] different = [.. new[] { "a\nb\n", "a\n", "a\nb\nb\n", "a\na\n", "b\nb\n", "a\nc\n", "ab\n", "a\nb", "a\n\nb\n", "" }
            .Select(text => Content(text, random).ToString())];

        Assert.Equal(different.Length, different.Distinct().Count());
    }

    [Fact]
    public void The_checksum_is_the_sum_of_the_hashes_that_other_programs_compute()
    {
        // SHA-256 of "abc" (FIPS 180-2, B.1), and twice: the sum's carry out of 256 bits is dropped.
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Content("abc\n", new Random(1)).Checksum);
        Assert.Equal("74f02d7f1e039fd4828281bcbb5c44476006c3472c2ef5396821fec3e4002b5a", Content("abc\nabc\n", new Random(1)).Checksum);
    }

    private static TableContent Content(string[] rows, Random random) => Content(string.Concat(rows.Select(row => row + "\n")), random);

    private static TableContent Content(string text, Random random)
    {
        using var sum = new TableContentSum();
        for (ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text); !rest.IsEmpty;)
        {
            var piece = random.Next(1, Math.Min(rest.Length, 9) + 1);
            sum.Append(rest[..piece]);
            rest = rest[piece..];
        }

        return sum.Content();
    }
}

namespace TalentRegistry.Data.Headcounts;

/// <summary>
/// How a count of people of an ethnic group is told to those who may not read it row by row: by the middle of the band in which it lies, all
/// bands as wide as the least that is told. The first band, from nobody on, is hidden. So whoever puts any told numbers together learns of a
/// hidden count no more than that it lies in that band, and of no count more than its band (docs/decisions/0034).
/// </summary>
public static class SmallCells
{
    /// <summary>The least that is told unless configured.</summary>
    public const int DefaultLeast = 5;

    /// <summary>Nothing lower may be configured: a band of two would tell a count but for one.</summary>
    public const int LowestLeast = 3;

    /// <summary>What is told of a count.</summary>
    /// <param name="count">People, 0 or more.</param>
    /// <param name="least">Width of the bands, <see cref="LowestLeast"/> or more.</param>
    /// <returns>Null where it is hidden.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is too small.</exception>
    public static int? Told(int count, int least)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(least, LowestLeast);
        return count < least ? null : count / least * least + (least - 1) / 2;
    }

    /// <summary>Which counts are told as this.</summary>
    /// <param name="told">What <see cref="Told"/> gave.</param>
    /// <param name="least">Width of the bands.</param>
    /// <returns>The lowest and the highest of them.</returns>
    public static (int Lowest, int Highest) Band(int? told, int least) =>
        told is { } middle ? (middle / least * least, middle / least * least + least - 1) : (0, least - 1);
}

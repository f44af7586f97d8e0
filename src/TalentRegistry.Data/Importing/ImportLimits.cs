namespace TalentRegistry.Data.Importing;

/// <summary>How much of a file is read before it is refused. The defaults hold a province's people many times over.</summary>
public sealed record ImportLimits
{
    /// <summary>Bytes of the file itself.</summary>
    public long FileBytes { get; init; } = 200L << 20;

    /// <summary>Bytes of all parts of an .xlsx when unpacked; a sheet of 100,000 people has about 200 MB.</summary>
    public long UnpackedBytes { get; init; } = 1L << 30;

    /// <summary>Bytes of the part that holds the texts of an .xlsx, which is the only one kept in memory.</summary>
    public long SharedTextBytes { get; init; } = 256L << 20;

    /// <summary>How many times larger than packed a part of more than 16 MB may be. Sheets reach 60; a bomb has a thousand.</summary>
    public int PackingRatio { get; init; } = 200;

    /// <summary>Parts of an .xlsx.</summary>
    public int Parts { get; init; } = 5_000;

    /// <summary>Sheets of a workbook.</summary>
    public int Sheets { get; init; } = 200;

    /// <summary>Rows that are not empty.</summary>
    public int Rows { get; init; } = 500_000;

    /// <summary>Columns up to the last one that is not empty.</summary>
    public int Columns { get; init; } = 300;

    /// <summary>Characters of a cell; a longer one is a problem of its row.</summary>
    public int CellCharacters { get; init; } = 4_000;
}

namespace TalentRegistry.Data.Importing.Sheets;

/// <summary>A file of sheets, read once from front to back: a workbook, or a text file as a single sheet.</summary>
internal interface ISheetSource : IDisposable
{
    /// <summary>xlsx, xls or csv, with what was found out about it.</summary>
    string Format { get; }

    /// <summary>Name of the sheet at which the source stands.</summary>
    string SheetName { get; }

    /// <summary>Whether the sheet is hidden from its readers.</summary>
    bool IsHidden { get; }

    /// <summary>Whether serial numbers of days count from 1904.</summary>
    bool From1904 { get; }

    /// <summary>Merged cells of the sheet.</summary>
    IReadOnlyList<MergedRange> Merged { get; }

    /// <summary>Goes to the first or next sheet; false behind the last.</summary>
    bool NextSheet();

    /// <summary>Rows of the sheet, blank ones included; once for a sheet.</summary>
    IEnumerable<SheetRow> Rows();
}

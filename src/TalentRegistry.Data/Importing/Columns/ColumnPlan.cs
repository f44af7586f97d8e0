using TalentRegistry.Data.Importing.Sheets;

namespace TalentRegistry.Data.Importing.Columns;

/// <summary>How a column was recognised.</summary>
public enum RecognisedBy
{
    /// <summary>Not at all.</summary>
    Nothing,

    /// <summary>By a heading that is known.</summary>
    Heading,

    /// <summary>By a heading that resembles a known one.</summary>
    SimilarHeading,

    /// <summary>By what its cells look like.</summary>
    Content,

    /// <summary>By the user's mapping.</summary>
    Mapping,
}

/// <summary>A column of a list and what it was taken for.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Heading">Heading as it stands in the file, its rows joined by " / "; "" where there is none.</param>
/// <param name="Field">What it holds; null where unknown or left out.</param>
/// <param name="Certainty">0 to 1.</param>
/// <param name="By">What told it.</param>
/// <param name="Contender">The field it would have been, had another column not been taken for it.</param>
public sealed record ListColumn(int Index, string Heading, ImportField? Field, double Certainty, RecognisedBy By, ImportField? Contender = null)
{
    /// <summary>Letter of the column in the spreadsheet.</summary>
    public string Letter => ColumnLetter.Of(Index);
}

/// <summary>What was recognised of a sheet.</summary>
/// <param name="Sheet">Name of the sheet; "" of a text file.</param>
/// <param name="HeaderFirst">First row of the header, from 1.</param>
/// <param name="HeaderLast">Last row of the header.</param>
/// <param name="Columns">All columns with a heading or content.</param>
public sealed record ColumnPlan(string Sheet, int HeaderFirst, int HeaderLast, IReadOnlyList<ListColumn> Columns)
{
    /// <summary>The column taken for a field; null where there is none.</summary>
    public ListColumn? Of(string field) => Columns.FirstOrDefault(column => column.Field?.Code == field);
}

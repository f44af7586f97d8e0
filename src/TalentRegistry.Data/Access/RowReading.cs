using Npgsql;

namespace TalentRegistry.Data.Access;

/// <summary>Values of a row that may be null.</summary>
public static class RowReading
{
    /// <summary>A text.</summary>
    public static string? Text(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A whole number.</summary>
    public static int? Int(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    /// <summary>A number.</summary>
    public static double? Double(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    /// <summary>A day.</summary>
    public static DateOnly? Day(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    /// <summary>A moment.</summary>
    public static DateTimeOffset? Moment(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}

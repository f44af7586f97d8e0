using System.Globalization;

namespace TalentRegistry.Server.Tests.Api;

/// <summary>A value by which rows are told apart or which is measured, and what it is of a row of the database.</summary>
/// <param name="By">As "by" names it.</param>
/// <param name="Of">As "of" names it.</param>
/// <param name="Key">What groups show.</param>
/// <param name="Value">What is counted as different.</param>
/// <param name="Number">What is measured; null for what is not.</param>
internal sealed record AggregateDimension(string By, string Of, Func<object?[], string?> Key, Func<object?[], object?> Value, Func<object?[], double?>? Number = null)
{
    /// <summary>A text as it stands in the column.</summary>
    public static AggregateDimension Text(string path, int column) => new(path, path, row => (string?)row[column], row => row[column]);

    /// <summary>An enum, whose names are in capitals.</summary>
    public static AggregateDimension Name(string path, int column) => new(path, path, row => ((string?)row[column])?.ToUpperInvariant(), row => row[column]);

    public static AggregateDimension Flag(string path, int column) => new(path, path, row => row[column]?.ToString(), row => row[column]);

    public static AggregateDimension Year(string field, int column, int? band) => new(
        band is null ? $"{{ {field}: {{}} }}" : $"{{ {field}: {{ band: {band} }} }}", $"{{ {field}: {{}} }}",
        row => Invariant((int)Math.Floor((double)(int)row[column]! / (band ?? 1)) * (band ?? 1)), row => row[column], row => (int)row[column]!);

    /// <summary>A date, kept as yyyy-MM-dd, in groups of <paramref name="bucket"/>.</summary>
    public static AggregateDimension Date(string field, int column, string bucket) => new(
        $"{{ {field}: {bucket} }}", $"{{ {field}: DAY }}",
        row => row[column] is string day ? bucket switch { "DAY" => day, "MONTH" => day[..7], "YEAR" => day[..4], _ => day[..3] + "0" } : null,
        row => row[column],
        row => row[column] is string day ? 1970 + ((DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) / 365.25) : null);

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dates;

namespace TalentRegistry.Data.Importing.Values;

internal sealed partial class PersonReader
{
    private static readonly char[] BetweenDegrees = [';', ',', '\n', '+', '&'];

    private List<DegreeDraft> Degrees(RowReading reading)
    {
        var (levels, written) = Levels(reading);
        var (fieldCode, fieldText) = FieldOfStudy(reading, written);
        var year = AwardedYear(reading);
        var institution = reading.Text("institution") is { Length: > 0 } name ? name : null;
        var mode = reading.Word("study_mode", vocabulary.Words("study_mode"), ProblemKind.StudyModeUnknown) is { } code ? SnakeCase.Parse<StudyMode>(code) : (StudyMode?)null;
        var country = reading.Word("country", vocabulary.Words("country"), ProblemKind.CountryUnknown) ?? "VN";

        if (levels.Count == 0)
        {
            if ((year is not null || reading.Text("degree_field").Length > 0) && reading.Text("degree_level").Length == 0)
                reading.Report(ProblemKind.DegreeLevelMissing, reading.Has("degree_level") ? "degree_level" : "degree_field");
            return [];
        }

        // No degree at all (E00) has no year to miss; a list without such a column is told once, above.
        if (year is null && reading.Has("awarded_year") && levels[0] != "E00")
            reading.Report(ProblemKind.DegreeYearMissing, "awarded_year");
        // Field, year and institution are those of the highest; of the others only the level is told.
        return [.. levels.Where(level => level != "E00").Select((level, index) => index == 0
            ? new DegreeDraft(level, fieldCode, fieldText, year, institution, mode, country)
            : new DegreeDraft(level, null, null, null, null, null, "VN"))];
    }

    /// <summary>Levels from the highest down, and what is written behind the level in its cell.</summary>
    private (List<string> Levels, string Written) Levels(RowReading reading)
    {
        var levels = new List<string>();
        var written = "";
        var text = reading.Text("degree_level");
        if (text.Length > 0)
        {
            var words = vocabulary.Words("degree_level");
            var (code, rest) = words.Find(text);
            var parts = text.Split(BetweenDegrees, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length > 1 && words.FindExact(text) is null && Array.ConvertAll(parts, words.FindExact) is var several && Array.TrueForAll(several, one => one is not null))
                levels.AddRange(several!);
            else if (code is not null)
                (levels, written) = ([code], rest);
            else
                reading.Report(ProblemKind.DegreeLevelUnknown, "degree_level");
        }

        foreach (var (field, level) in columns.DegreeMarks)
            if (Ticked(reading, field))
                levels.Add(level);
        return ([.. levels.Distinct(StringComparer.Ordinal).OrderByDescending(level => vocabulary.DegreeRanks.GetValueOrDefault(level))], written);
    }

    private (string? Code, string? Text) FieldOfStudy(RowReading reading, string written)
    {
        var words = vocabulary.Words("field_of_study");
        var text = reading.Text("degree_field");
        if (text.Length > 0)
            return (reading.Word("degree_field", words, ProblemKind.FieldUnknown), text);
        return written.Length > 0 ? (words.Find(written).Code, written) : (null, null);
    }

    private int? AwardedYear(RowReading reading) => reading.Date("awarded_year", dates, today)?.Year;
}

using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Data.Importing.Values;

internal sealed partial class PersonReader
{
    private List<DossierRecord> Records(RowReading reading)
    {
        var records = new List<DossierRecord>();
        foreach (var column in columns.OfRecords)
        {
            var field = column.Field!.Code;
            if (Told(reading, field) is not { } cell)
                continue;
            foreach (var (record, problem) in cells.Read(field, column.Heading, cell))
            {
                ReportOnce(reading, problem, field);
                if (record is not null && !records.Contains(record))
                    records.Add(record);
            }
        }

        if (Told(reading, "academic_title") is null && Told(reading, "degree_level") is { } degrees)
            records.AddRange(cells.TitlesAmongDegrees(degrees));
        return records;
    }

    private static string? Told(RowReading reading, string field) => reading.Has(field) && reading.Cell(field) is { IsEmpty: false } cell ? cell.ToString() : null;

    private static void ReportOnce(RowReading reading, ProblemKind? problem, string field)
    {
        if (problem is not null && !reading.Problems.Any(told => told.Code == problem.Code))
            reading.Report(problem, field);
    }
}

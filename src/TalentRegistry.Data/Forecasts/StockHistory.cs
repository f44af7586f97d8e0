namespace TalentRegistry.Data.Forecasts;

/// <summary>Headcounts at the end of past years by district, sector and profession, on the map of 30 June 2025: what earlier forecasts are held against.</summary>
public static class StockHistory
{
    /// <summary>Counts main postings as <see cref="CareerTally"/> does, as the owner; places without anybody are left out.</summary>
    /// <param name="database">The registry.</param>
    /// <param name="firstYear">First year, included.</param>
    /// <param name="lastYear">Last year, included.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<IReadOnlyList<(string UnitId, string ProvinceId, string SectorCode, string ProfessionCode, int Year, long People)>> ReadAsync(
        RegistryDatabase database, int firstYear, int lastYear, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            """
            SELECT coalesce(w.district_id, w.province_id), w.province_id, a.sector_code, p.profession_code, y.year, count(*)
              FROM generate_series($1, $2) y (year)
              JOIN registry.posting p ON p.is_main AND p.valid_from <= make_date(y.year, 12, 31) AND (p.valid_until IS NULL OR p.valid_until > make_date(y.year, 12, 31))
              JOIN registry.agency a ON a.id = p.agency_id
              JOIN registry.agency_place(DATE '2025-06-30') w ON w.agency_id = a.id
             GROUP BY 1, 2, 3, 4, 5
            """);
        command.Parameters.Add(new() { Value = firstYear });
        command.Parameters.Add(new() { Value = lastYear });
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<(string, string, string, string, int, long)>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4), reader.GetInt64(5)));
        return rows;
    }
}

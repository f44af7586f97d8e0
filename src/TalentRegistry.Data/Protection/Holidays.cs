using TalentRegistry.Data.Access;

namespace TalentRegistry.Data.Protection;

/// <summary>A day on which nobody works.</summary>
/// <param name="Day">Which.</param>
/// <param name="Name">What it is.</param>
/// <param name="Source">From where that is known.</param>
public sealed record Holiday(DateOnly Day, string Name, string Source);

/// <summary>Days off, by which the terms of requests are counted; kept by the administrator year by year, as those by the moon are announced.</summary>
public static class Holidays
{
    /// <summary>All of them in their order.</summary>
    public static async Task<IReadOnlyList<Holiday>> HolidaysAsync(this RegistrySession session, CancellationToken cancellationToken)
    {
        await using var command = session.Command("SELECT day, name, source FROM protection.holiday ORDER BY day");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var days = new List<Holiday>();
        while (await reader.ReadAsync(cancellationToken))
            days.Add(new Holiday(reader.GetFieldValue<DateOnly>(0), reader.GetString(1), reader.GetString(2)));
        return days;
    }

    /// <summary>Adds a day; false where it is one already. Requests that have come keep their terms.</summary>
    public static async Task<bool> AddHolidayAsync(this RegistrySession session, Holiday holiday, CancellationToken cancellationToken) =>
        await session.RunAsync(
            "INSERT INTO protection.holiday (day, name, source) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", cancellationToken, holiday.Day, holiday.Name, holiday.Source) == 1;

    /// <summary>Takes a day out; false where it is none.</summary>
    public static async Task<bool> RemoveHolidayAsync(this RegistrySession session, DateOnly day, CancellationToken cancellationToken) =>
        await session.RunAsync("DELETE FROM protection.holiday WHERE day = $1", cancellationToken, day) == 1;
}

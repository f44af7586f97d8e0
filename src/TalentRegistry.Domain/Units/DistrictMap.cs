namespace TalentRegistry.Domain.Units;

/// <summary>
/// The last map with districts. They ended on 1 July 2025 (Law 72/2025/QH15 on the organisation of local government: two levels, bỏ cấp huyện); plans name them, and are followed on
/// the map of the day before.
/// </summary>
public static class DistrictMap
{
    /// <summary>The last day on which there were districts.</summary>
    public static readonly DateOnly LastDay = new(2025, 6, 30);

    /// <summary>The day of the map by which places are told on a day, districts among them: the day itself, at most the last with districts.</summary>
    public static DateOnly For(DateOnly day) => day > LastDay ? LastDay : day;
}

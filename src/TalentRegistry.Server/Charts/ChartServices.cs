namespace TalentRegistry.Server.Charts;

/// <summary>Adds the chart renderer to the server.</summary>
public static class ChartServices
{
    /// <summary>One <see cref="ChartRenderer"/> for the whole server; its Node process starts at the first chart and ends with the server.</summary>
    public static IServiceCollection AddCharts(this IServiceCollection services) => services.AddSingleton(_ => new ChartRenderer());
}

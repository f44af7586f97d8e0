namespace TalentRegistry.Server.Charts;

/// <summary>A chart could not be drawn on the server; the message says why in one sentence.</summary>
public sealed class ChartRenderingException : Exception
{
    /// <summary>Says why.</summary>
    public ChartRenderingException(string message) : base(message)
    {
    }

    /// <summary>Says why, with what lies behind it.</summary>
    public ChartRenderingException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

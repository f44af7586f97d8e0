using Microsoft.AspNetCore.Http;

namespace TalentRegistry.GraphQL.Http;

/// <summary>What an endpoint takes.</summary>
public sealed class GraphQLHttpOptions
{
    /// <summary>The largest body that is read, in bytes; 1 MiB unless set. A larger one is refused with status 413.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Told the errors of an answer before it is sent, those of a stream that is refused and of each of its events included; not called where there are none.</summary>
    public Func<HttpContext, IReadOnlyList<GraphQLError>, Task>? OnErrors { get; set; }

    /// <summary>Streams of events.</summary>
    public EventStreamOptions Streams { get; } = new();

    /// <summary>Documents that a request names instead of sending them.</summary>
    public PersistedDocumentOptions Documents { get; } = new();
}

/// <summary>How streams of events are served.</summary>
public sealed class EventStreamOptions
{
    /// <summary>After so long without an event a comment is sent, so that nobody on the way takes the connection for dead. 12 seconds unless set.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>How long the client may take to make room for an event before the connection is cut. 30 seconds unless set.</summary>
    public TimeSpan WriteTimeLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Streams that one caller may have open, by account or else by address; 20 unless set. More are refused with status 429.</summary>
    public int MaxPerCaller { get; set; } = 20;

    /// <summary>Streams open in all; 5,000 unless set.</summary>
    public int MaxInAll { get; set; } = 5_000;

    /// <summary>
    /// Whether the caller of an open stream may still have it: asked before each event and each keep-alive. Null, as at first, never
    /// asks again.
    /// </summary>
    public Func<HttpContext, CancellationToken, ValueTask<bool>>? MayGoOn { get; set; }
}

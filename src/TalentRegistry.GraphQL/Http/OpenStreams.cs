using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace TalentRegistry.GraphQL.Http;

/// <summary>How many streams each caller has open.</summary>
internal sealed class OpenStreams(EventStreamOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _byCaller = new(StringComparer.Ordinal);
    private int _inAll;

    /// <summary>Takes a place, given back when disposed; null if there is none left.</summary>
    public IDisposable? TryOpen(HttpContext http)
    {
        var caller = http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? http.User.Identity?.Name ?? http.Connection.RemoteIpAddress?.ToString() ?? "";
        lock (_lock)
        {
            var open = _byCaller.GetValueOrDefault(caller);
            if (open >= options.MaxPerCaller || _inAll >= options.MaxInAll)
                return null;

            _byCaller[caller] = open + 1;
            _inAll++;
            return new Place(this, caller);
        }
    }

    private void Close(string caller)
    {
        lock (_lock)
        {
            _inAll--;
            if (--_byCaller[caller] == 0)
                _byCaller.Remove(caller);
        }
    }

    private sealed class Place(OpenStreams streams, string caller) : IDisposable
    {
        private int _closed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _closed, 1) == 0)
                streams.Close(caller);
        }
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.RateLimiting;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Audit;

/// <summary>
/// How often an account, and an address, may ask in a minute, for each kind of question: <c>RateLimits:search:account=600</c> and <c>RateLimits:search:address=6000</c> in the
/// configuration; 0 is no limit. Kinds are <c>page</c>, <c>api</c>, <c>search</c> and <c>export</c>. An office often has one address for all, so an address may ask ten times as often.
/// </summary>
public sealed class Throttle : IDisposable
{
    /// <summary>Code of the error that a GraphQL caller gets.</summary>
    public const string Code = "TOO_MANY_REQUESTS";

    private static readonly Dictionary<string, int> Defaults = new() { ["page"] = 6_000, ["api"] = 60_000, ["search"] = 600, ["export"] = 1_200 };
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, int> limits;
    private readonly PartitionedRateLimiter<(string Kind, string Who)> limiter;
    private readonly ConcurrentDictionary<(string, string), DateTimeOffset> told = new();
    private readonly AuditTrail trail;
    private readonly TimeProvider clock;

    /// <param name="configuration">The limits.</param>
    /// <param name="trail">Where it is told who was held back, once a minute each.</param>
    /// <param name="clock">The time.</param>
    public Throttle(IConfiguration configuration, AuditTrail trail, TimeProvider clock)
    {
        (this.trail, this.clock) = (trail, clock);
        limits = (from kind in Defaults
                  from whose in new[] { ("account", 1), ("address", 10) }
                  select (Key: $"{kind.Key}:{whose.Item1}", Limit: configuration.GetValue<int?>($"RateLimits:{kind.Key}:{whose.Item1}") ?? kind.Value * whose.Item2))
            .ToDictionary(each => each.Key, each => each.Limit);
        limiter = PartitionedRateLimiter.Create<(string Kind, string Who), (string, string)>(asked => limits[asked.Kind] <= 0
            ? RateLimitPartition.GetNoLimiter((asked.Kind, asked.Who))
            : RateLimitPartition.GetSlidingWindowLimiter((asked.Kind, asked.Who), _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = limits[asked.Kind], Window = Minute, SegmentsPerWindow = 6,
            }));
    }

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();

    /// <summary>Counts a question.</summary>
    /// <returns>Null where it may be asked; else after how long to ask again.</returns>
    public async ValueTask<TimeSpan?> TakeAsync(HttpContext http, string kind)
    {
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        var account = SignedIn.From(http.User)?.AccountId.ToString();
        if (Take($"{kind}:address", address) && (account is null || Take($"{kind}:account", account)))
            return null;

        var now = clock.GetUtcNow();
        var who = account ?? address;
        if (!told.TryGetValue((kind, who), out var last) || now - last > Minute)
        {
            if (told.Count > 10_000)
                told.Clear();
            told[(kind, who)] = now;
            await trail.ThrottledAsync(http, kind);
        }

        // A sixth of the window is free again by then.
        return Minute / 6;
    }

    /// <summary>Holds back who asks too often.</summary>
    public async Task WatchAsync(HttpContext http, RequestDelegate next)
    {
        if (KindOf(http.Request) is not { } kind || await TakeAsync(http, kind) is not { } wait)
        {
            await next(http);
            return;
        }

        var words = http.LanguageOf().In("Quá nhiều yêu cầu trong một phút; hãy thử lại sau ít giây.", "Too many requests within a minute: try again in some seconds.");
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (kind is "api" or "export")
            await http.Response.WriteAsJsonAsync(new { errors = new[] { new { message = words, extensions = new { code = Code, retryAfterSeconds = (int)wait.TotalSeconds } } } }, http.RequestAborted);
        else
            await http.Response.WriteAsync(words, http.RequestAborted);
    }

    // Assets, health and signing in, which has a limit of its own, are not counted.
    private static string? KindOf(HttpRequest request) => request.Path.Value switch
    {
        null => null,
        "/graphql" => "api",
        "/export" => "export",
        _ when request.Query.ContainsKey("format") => "export",
        "/people" when request.Query.ContainsKey("q") => "search",
        { } path when path.StartsWith("/assets", StringComparison.Ordinal) || path.StartsWith("/health", StringComparison.Ordinal) || path.StartsWith("/auth", StringComparison.Ordinal) => null,
        _ => "page",
    };

    private bool Take(string kind, string who)
    {
        using var lease = limiter.AttemptAcquire((kind, who));
        return lease.IsAcquired;
    }
}

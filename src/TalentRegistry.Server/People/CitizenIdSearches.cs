using System.Threading.RateLimiting;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Server.People;

/// <summary>What of a citizen ID a search may look for.</summary>
/// <param name="Value">By <see cref="CitizenIdLookup.SoughtAsync"/>; null where the text has none in it.</param>
internal sealed record SoughtCitizenId(byte[]? Value);

/// <summary>
/// Searches by citizen IDs. By its last digits one could be asked out of the registry, ten thousand questions for four of them: so each account has a few a minute,
/// and each is in the log of reads, whether it finds anybody or not.
/// </summary>
internal sealed class CitizenIdSearches(CitizenIdLookup citizenIds, RegistryDatabase database) : IDisposable
{
    private const int AMinute = 30;
    private const int WholeHash = 32;
    private readonly PartitionedRateLimiter<Guid> limit = PartitionedRateLimiter.Create<Guid, Guid>(account => RateLimitPartition.GetFixedWindowLimiter(
        account, _ => new FixedWindowRateLimiterOptions { PermitLimit = AMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>What is answered to who asks too often.</summary>
    public static Bilingual TooMany { get; } = new(
        "Mỗi phút chỉ tìm được 30 lần theo các số cuối của số định danh; hãy thử lại sau một phút.",
        "There are thirty searches a minute by the last digits of a citizen ID: try again in a minute.");

    /// <summary>What the text has of a citizen ID; null where the account has asked by last digits too often.</summary>
    public async Task<SoughtCitizenId?> SoughtAsync(string text, Caller caller, CancellationToken cancellationToken)
    {
        var sought = await citizenIds.SoughtAsync(text, cancellationToken);
        if (sought is null or { Length: WholeHash })
            return new SoughtCitizenId(sought);

        using var lease = limit.AttemptAcquire(caller.AccountId);
        if (!lease.IsAcquired)
            return null;

        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        await session.LogSearchByDigitsAsync(caller, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return new SoughtCitizenId(sought);
    }

    public void Dispose() => limit.Dispose();
}

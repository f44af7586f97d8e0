using System.Threading.RateLimiting;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Server.Protection;

/// <summary>
/// Citizen IDs shown: masked as a rule; in full to an officer who says why, which stands in the log of reads. Each account has a few a minute, so that nobody
/// copies them out.
/// </summary>
internal sealed class CitizenIdReveals(CitizenIdLookup citizenIds, RegistryDatabase database) : IDisposable
{
    private const int AMinute = 30;
    private readonly PartitionedRateLimiter<Guid> limit = PartitionedRateLimiter.Create<Guid, Guid>(account => RateLimitPartition.GetFixedWindowLimiter(
        account, _ => new FixedWindowRateLimiterOptions { PermitLimit = AMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>What is answered to who asks too often.</summary>
    public static Bilingual TooMany { get; } = new(
        "Mỗi phút chỉ xem được 30 số định danh; hãy thử lại sau một phút.", "Thirty citizen IDs are shown a minute: try again in a minute.");

    /// <summary>Why, in the words of the log of reads.</summary>
    public static Bilingual Words(RevealPurpose purpose) => purpose switch
    {
        RevealPurpose.VerifyIdentity => new("Xem đủ số định danh: đối chiếu giấy tờ", "Citizen ID in full: comparing it with a card"),
        RevealPurpose.WriteDocument => new("Xem đủ số định danh: lập quyết định, biểu mẫu", "Citizen ID in full: writing a document"),
        RevealPurpose.AnswerRequest => new("Xem đủ số định danh: trả lời yêu cầu của người đó", "Citizen ID in full: answering the person's request"),
        RevealPurpose.CheckRecord => new("Xem đủ số định danh: kiểm tra hồ sơ", "Citizen ID in full: checking the record"),
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "No such purpose."),
    };

    /// <summary>Whether the account may see one more at this moment.</summary>
    public bool MayGoOn(Guid account)
    {
        using var lease = limit.AttemptAcquire(account);
        return lease.IsAcquired;
    }

    /// <summary>The citizen ID of a person that the caller sees, in full and logged; null where there is none, or the key is missing.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="purpose">Why.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CitizenId?> RevealAsync(Guid person, RevealPurpose purpose, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller with { Purpose = Words(purpose).Vi }, cancellationToken);
        if (await ReadAsync(session, person, cancellationToken) is not { } id)
            return null;

        // On record before anybody sees it.
        await session.LogReadAsync([person], cancellationToken);
        await session.CommitAsync(cancellationToken);
        return id;
    }

    /// <summary>The citizen ID of a person that the caller sees, with most digits masked; null where there is none, or the key is missing.</summary>
    public async Task<string?> MaskedAsync(Guid person, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        return (await ReadAsync(session, person, cancellationToken))?.Masked;
    }

    /// <summary>The same within a session that logs the read itself.</summary>
    public async Task<CitizenId?> ReadAsync(RegistrySession session, Guid person, CancellationToken cancellationToken)
    {
        if (session.Role is not (Role.Hr or Role.Person))
            return null;

        await using var command = session.Command("SELECT citizen_id_cipher FROM registry.person WHERE id = $1");
        command.Parameters.Add(new() { Value = person });
        return await command.ExecuteScalarAsync(cancellationToken) is byte[] cipher ? await citizenIds.RevealAsync(person, cipher, cancellationToken) : null;
    }

    public void Dispose() => limit.Dispose();
}

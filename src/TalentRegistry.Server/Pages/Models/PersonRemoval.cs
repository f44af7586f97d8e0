namespace TalentRegistry.Server.Pages.Models;

/// <summary>What removing somebody would take away.</summary>
/// <param name="Id">Whom.</param>
/// <param name="Name">Personal data: not for logs.</param>
/// <param name="Version">Of the person.</param>
/// <param name="Records">How many records go with them.</param>
/// <param name="IsNew">Whether they were registered so lately that it may still be found a mistake.</param>
public sealed record PersonRemoval(Guid Id, string Name, int Version, int Records, bool IsNew);

/// <summary>Somebody who was removed.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">Personal data: not for logs.</param>
/// <param name="Born">Day of birth, or the year where only that is known.</param>
/// <param name="Keeper">The agency that kept the dossier; null where it is gone.</param>
/// <param name="RemovedAt">When.</param>
/// <param name="By">Name of the account, as it was.</param>
/// <param name="Why">The reason.</param>
/// <param name="Records">How many records went with them.</param>
public sealed record RemovedPerson(Guid Id, string Name, string Born, string? Keeper, DateTimeOffset RemovedAt, string? By, string? Why, long Records)
{
    /// <summary>How many are shown.</summary>
    public const int Most = 500;
}

using Npgsql;
using TalentRegistry.Data.Targets;

namespace TalentRegistry.Server.Targets;

/// <summary>A target with who answers for it, and the names of those.</summary>
/// <param name="Dossier">What was decided and reported.</param>
/// <param name="Day">The day on which it is looked at.</param>
/// <param name="Proposals">What the map calls for by that day.</param>
/// <param name="Units">Names of units.</param>
/// <param name="Agencies">Names of agencies with their codes.</param>
public sealed record TargetSheet(
    TargetDossier Dossier, DateOnly Day, IReadOnlyList<ProposedStep> Proposals, IReadOnlyDictionary<string, string> Units, IReadOnlyDictionary<Guid, string> Agencies)
{
    /// <summary>Reads it; null where no plan in force has the target.</summary>
    public static async Task<TargetSheet?> ReadAsync(NpgsqlConnection connection, string code, DateOnly day, CancellationToken cancellationToken) =>
        (await TargetReading.ReadAsync(connection, [code], cancellationToken)).TryGetValue(code, out var dossier)
            ? await OfAsync(connection, dossier, day, cancellationToken)
            : null;

    /// <summary>With what the map calls for, and the names that it needs.</summary>
    public static async Task<TargetSheet> OfAsync(NpgsqlConnection connection, TargetDossier dossier, DateOnly day, CancellationToken cancellationToken)
    {
        var proposals = await TargetReading.ProposalsAsync(connection, dossier, day, cancellationToken);
        var (units, agencies) = await NamesAsync(connection, [dossier], proposals, cancellationToken);
        return new TargetSheet(dossier, day, proposals, units, agencies);
    }

    /// <summary>Names of all units and agencies that had or will have a part of some targets.</summary>
    public static async Task<(IReadOnlyDictionary<string, string> Units, IReadOnlyDictionary<Guid, string> Agencies)> NamesAsync(
        NpgsqlConnection connection, IReadOnlyCollection<TargetDossier> dossiers, IReadOnlyList<ProposedStep> proposals, CancellationToken cancellationToken)
    {
        var steps = dossiers.SelectMany(dossier => dossier.Entered).Select(entered => entered.Step).ToList();
        var parts = steps.SelectMany(step => step.Parts).Concat(proposals.SelectMany(proposed => proposed.Parts)).ToList();
        var plans = dossiers.SelectMany(dossier => new[] { dossier.Scope.UnitId, dossier.Scope.WithinUnitId, dossier.Scope.Successor?.UnitId });
        var units = parts.Select(part => part.UnitId).Concat(steps.Select(step => step.FromUnitId).Concat(plans).OfType<string>())
            .Concat(dossiers.SelectMany(dossier => dossier.Reported).Select(reported => reported.UnitId));
        return (
            await TargetReading.UnitNamesAsync(connection, units, cancellationToken),
            await TargetReading.AgencyNamesAsync(connection, parts.Select(part => part.AgencyId).OfType<Guid>(), cancellationToken));
    }
}

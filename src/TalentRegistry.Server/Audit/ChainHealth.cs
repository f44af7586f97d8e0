using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TalentRegistry.Server.Audit;

/// <summary>
/// Whether the chains of the logs hold. One that does not makes the server "Degraded": it goes on answering, or whoever can forge an entry could shut it down. Under
/// <c>/health/chains</c> the same is told by status 503.
/// </summary>
internal sealed class ChainHealth(ChainWatch chains) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(chains.IsBroken ? HealthCheckResult.Degraded("chain") : HealthCheckResult.Healthy());
}

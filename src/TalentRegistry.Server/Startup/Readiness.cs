using Microsoft.Extensions.Diagnostics.HealthChecks;
using TalentRegistry.Data;

namespace TalentRegistry.Server.Startup;

/// <summary>Whether the registry is prepared: until then only /health answers.</summary>
internal sealed class Readiness(RegistryDatabase database) : IHealthCheck
{
    private volatile bool prepared;

    public bool Prepared => prepared;

    public void Announce() => prepared = true;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!prepared)
            return HealthCheckResult.Unhealthy("preparing");

        try
        {
            await database.PingAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (OperatorException)
        {
            // What the database said may name hosts; the answer is open to anyone.
            return HealthCheckResult.Unhealthy("database");
        }
    }
}

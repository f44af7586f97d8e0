using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Data;
using TalentRegistry.Data.Forecasts;

namespace TalentRegistry.Server.Scenarios;

/// <summary>
/// Runs scenarios while somebody waits. The rates and the baseline are kept in memory as long as scenarios are asked for, and so are the last few answers; one is simulated at a time, so that
/// planners who try things out leave the machine to the others.
/// </summary>
internal sealed class ScenarioDesk : IDisposable
{
    private const int MostKept = 8;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);
    private readonly RegistryDatabase database;
    private readonly TimeProvider clock;
    private readonly ITimer forgetting;
    private readonly SemaphoreSlim simulating = new(1);
    private readonly SemaphoreSlim sketching = new(1);
    private readonly CancellationTokenSource ending = new();
    private readonly Lock gate = new();
    private readonly Dictionary<string, Running<SupplyForecast>> forecasts = [];
    private (Guid RunId, Running<ScenarioGround?> Running)? ground;
    private DateTimeOffset lastUsed;

    public ScenarioDesk(RegistryDatabase database, TimeProvider clock)
    {
        (this.database, this.clock) = (database, clock);
        forgetting = clock.CreateTimer(_ => Forget(), null, Idle, Idle);
    }

    /// <summary>Begins to simulate, unless it is done or under way; null where there is no forecast.</summary>
    public async Task<ScenarioWork?> BeginAsync(IReadOnlyList<IReadOnlyList<ScenarioLever>> scenarios, CancellationToken cancellationToken)
    {
        if (await ScenarioReading.RunAsync(database, cancellationToken) is not { } run)
            return null;

        lock (gate)
        {
            lastUsed = clock.GetUtcNow();
            if (ground?.RunId != run.Id || ground.Value.Running.Failed)
            {
                forecasts.Clear();
                ground = (run.Id, new(progress => AloneAsync(() => ScenarioGround.ReadAsync(database, progress, ending.Token))));
            }

            var on = ground.Value.Running;
            return new(on, [.. scenarios.Select(levers => ForecastOf(on, levers))]);
        }
    }

    /// <summary>What all scenarios stand on, read and learnt unless it is there; null where there is no forecast.</summary>
    public async Task<Running<ScenarioGround?>?> GroundAsync(CancellationToken cancellationToken) => (await BeginAsync([], cancellationToken))?.Ground;

    /// <summary>Simulates something else on the same ground, when its turn comes; nothing where nobody is left to forecast.</summary>
    public Running<T?> Begin<T>(Running<ScenarioGround?> on, Func<ScenarioGround, IProgress<double>, CancellationToken, T?> simulate) where T : class => new(async progress =>
        await on.Task is { } standing ? await AloneAsync(() => Task.Run(() => simulate(standing, progress, ending.Token), ending.Token)) : null);

    /// <summary>The same for what takes a fraction of a second: it waits for its like alone, and not for what takes longer.</summary>
    public Running<T?> BeginSketch<T>(Running<ScenarioGround?> on, Func<ScenarioGround, CancellationToken, T?> simulate) where T : class => new(async _ =>
        await on.Task is { } standing ? await AloneAsync(sketching, () => Task.Run(() => simulate(standing, ending.Token), ending.Token)) : null);

    private Running<SupplyForecast> ForecastOf(Running<ScenarioGround?> on, IReadOnlyList<ScenarioLever> levers)
    {
        var key = Scenario.Write(levers);
        if (forecasts.TryGetValue(key, out var known) && !known.Failed)
            return known;

        if (forecasts.Count >= MostKept)
            forecasts.Remove(forecasts.MinBy(kept => kept.Value.Begun).Key);
        return forecasts[key] = new(async progress =>
        {
            var standing = await on.Task ?? throw new InvalidOperationException("The forecast is gone.");
            return await AloneAsync(() => Task.Run(() => standing.Model.Under([.. levers.Select(standing.LeverOf)], standing.Inputs.Supply, progress, ending.Token), ending.Token));
        });
    }

    private Task<T> AloneAsync<T>(Func<Task<T>> simulate) => AloneAsync(simulating, simulate);

    private async Task<T> AloneAsync<T>(SemaphoreSlim turn, Func<Task<T>> simulate)
    {
        await turn.WaitAsync(ending.Token);
        try
        {
            return await simulate();
        }
        finally
        {
            turn.Release();
        }
    }

    private void Forget()
    {
        lock (gate)
        {
            if (clock.GetUtcNow() - lastUsed < Idle)
                return;

            forecasts.Clear();
            ground = null;
        }
    }

    public void Dispose()
    {
        ending.Cancel();
        forgetting.Dispose();
        ending.Dispose();
        simulating.Dispose();
        sketching.Dispose();
    }
}

/// <summary>Something that is computed, and how far it has come.</summary>
internal sealed class Running<T> : IProgress<double>
{
    private static long last;
    private double share;

    public Running(Func<IProgress<double>, Task<T>> compute) => Task = System.Threading.Tasks.Task.Run(() => compute(this));

    public Task<T> Task { get; }

    /// <summary>The higher, the later it was begun.</summary>
    public long Begun { get; } = Interlocked.Increment(ref last);

    public bool Failed => Task.IsFaulted || Task.IsCanceled;

    /// <summary>0 to 1.</summary>
    public double Share => Task.IsCompletedSuccessfully ? 1 : Volatile.Read(ref share);

    public void Report(double value) => Volatile.Write(ref share, value);
}

/// <summary>Scenarios that are simulated for somebody.</summary>
internal sealed class ScenarioWork(Running<ScenarioGround?> ground, IReadOnlyList<Running<SupplyForecast>> forecasts)
{
    /// <summary>What all stands on.</summary>
    public Running<ScenarioGround?> Ground => ground;

    /// <summary>How much is done, 0 to 1.</summary>
    public double Share => (ground.Share + forecasts.Sum(forecast => forecast.Share)) / (1 + forecasts.Count);

    /// <summary>Whether it is done within a time.</summary>
    public async Task<bool> IsDoneAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        var all = Task.WhenAll([ground.Task, .. forecasts.Select(forecast => forecast.Task)]);
        await Task.WhenAny(all, Task.Delay(within, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        // A fault is told to whoever waits.
        return all.IsCompleted;
    }

    /// <summary>What all stands on, and each scenario's supply; null where nobody is left to forecast.</summary>
    public async Task<(ScenarioGround Ground, IReadOnlyList<SupplyForecast> Forecasts)?> ResultAsync(CancellationToken cancellationToken) =>
        await ground.Task.WaitAsync(cancellationToken) is { } standing
            ? (standing, await Task.WhenAll(forecasts.Select(forecast => forecast.Task)).WaitAsync(cancellationToken))
            : null;
}

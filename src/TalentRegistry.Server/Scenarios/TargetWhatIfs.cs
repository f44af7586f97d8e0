namespace TalentRegistry.Server.Scenarios;

/// <summary>Answers the sliders of targets' pages, and keeps the answers as long as the ground that they stand on.</summary>
internal sealed class TargetWhatIfs(ScenarioDesk desk)
{
    private const int MostKept = 200;
    private readonly Lock gate = new();
    private readonly Dictionary<(string Code, TargetLevers Levers), Running<TargetWhatIf?>> answers = [];
    private readonly Dictionary<(string Code, TargetLevers Levers), Running<TargetWhatIf?>> sketches = [];
    private Running<ScenarioGround?>? ground;

    /// <summary>Begins to simulate, unless it is known or under way; null where there is no forecast.</summary>
    /// <param name="code">The target.</param>
    /// <param name="due">The year that it is due; null for the last that is forecast.</param>
    /// <param name="levers">What is changed.</param>
    /// <param name="cancellationToken">Ends the request; the simulation goes on.</param>
    public Task<WhatIfWork?> BeginAsync(string code, int? due, TargetLevers levers, CancellationToken cancellationToken) => BeginAsync(
        answers, (code, levers), standing => desk.Begin(standing, (on, _, token) => TargetWhatIf.Of(on, code, due, levers, token)), cancellationToken);

    /// <summary>The same as a sketch; the answer itself where it is known already.</summary>
    /// <inheritdoc cref="BeginAsync(string, int?, TargetLevers, CancellationToken)"/>
    public Task<WhatIfWork?> BeginSketchAsync(string code, int? due, TargetLevers levers, CancellationToken cancellationToken) => BeginAsync(
        sketches, (code, levers),
        standing => answers.GetValueOrDefault((code, levers)) is { Task.IsCompletedSuccessfully: true } known ? known
            : desk.BeginSketch(standing, (on, token) => TargetWhatIf.Sketch(on, code, due, levers, token)),
        cancellationToken);

    private async Task<WhatIfWork?> BeginAsync(
        Dictionary<(string, TargetLevers), Running<TargetWhatIf?>> kept, (string, TargetLevers) key, Func<Running<ScenarioGround?>, Running<TargetWhatIf?>> begin, CancellationToken cancellationToken)
    {
        if (await desk.GroundAsync(cancellationToken) is not { } standing)
            return null;

        lock (gate)
        {
            if (ground != standing || answers.Count + sketches.Count >= MostKept)
            {
                answers.Clear();
                sketches.Clear();
                ground = standing;
            }

            if (!kept.TryGetValue(key, out var known) || known.Failed)
                known = kept[key] = begin(standing);
            return new(standing, known);
        }
    }
}

/// <summary>An answer that is computed.</summary>
/// <param name="Ground">What it stands on.</param>
/// <param name="Answer">The answer; null where the model does not tell the target's people apart.</param>
internal sealed record WhatIfWork(Running<ScenarioGround?> Ground, Running<TargetWhatIf?> Answer);

using Spectre.Console;

namespace TalentRegistry.Server.Startup;

/// <summary>Long work on the console: a line with a bar for each of its steps.</summary>
internal static class ConsoleSteps
{
    public static Task RunAsync(Func<ProgressContext, Task> work) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(work);

    /// <summary>Runs a step under a name, in Vietnamese and English.</summary>
    public static async Task<T> StepAsync<T>(this ProgressContext console, string name, Func<IProgress<double>, Task<T>> work)
    {
        var task = console.AddTask(name, maxValue: 1);
        var done = await work(new Bar(task));
        task.Value = 1;
        task.StopTask();
        return done;
    }

    public static Task StepAsync(this ProgressContext console, string name, Func<IProgress<double>, Task> work) =>
        console.StepAsync(name, async step =>
        {
            await work(step);
            return true;
        });

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        // Below one until the step has ended: a bar at 100 % that still works is a lie.
        public void Report(double value) => task.Value = Math.Min(value, 0.99);
    }
}

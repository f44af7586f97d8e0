using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Npgsql;
using Spectre.Console;
using TalentRegistry.Data;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Startup;

/// <summary>The life of the server: database, listening, preparation, ready, and the same way back.</summary>
internal static class RegistryServer
{
    /// <summary>Serves until cancelled or told to stop.</summary>
    /// <exception cref="OperatorException">Something has to be put right before it can serve.</exception>
    public static async Task<int> RunAsync(ServeOptions options, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await using var registry = await OpenRegistry.ForServerAsync(options.DataDirectory, cancellationToken);
        await using var app = RegistryApp.Build(options, registry.Database);
        // Listens before the long work, so that a port in use is told at once and /health can be asked meanwhile.
        await ListenAsync(app, options, cancellationToken);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping);
        try
        {
            await app.Services.GetRequiredService<Preparation>().RunAsync(options, stopping.Token);
            app.Services.GetRequiredService<Readiness>().Announce();
            var (administrator, demo) = await OpenAccountsAsync(registry.Database, stopping.Token);
            Greet(options, administrator, demo, clock.Elapsed);
            var forecasting = app.Services.GetRequiredService<ForecastKeeper>().RunAsync(stopping.Token);
            await app.WaitForShutdownAsync(stopping.Token);
            await forecasting;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Interrupted while preparing: what was begun is rolled back.
        }
        catch (NpgsqlException fault)
        {
            throw registry.Explain(fault);
        }
        finally
        {
            await app.StopAsync(CancellationToken.None);
        }

        return 0;
    }

    private static async Task ListenAsync(WebApplication app, ServeOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            throw new OperatorException($"Another program listens on {options.Urls}: stop it, or choose another address with --urls.", fault);
        }
        catch (Exception fault) when (fault is IOException or System.Net.Sockets.SocketException or FormatException or InvalidOperationException)
        {
            throw new OperatorException($"Cannot listen on {options.Urls}: {fault.Message}", fault);
        }
    }

    private static async Task<(bool Administrator, bool Demo)> OpenAccountsAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            "SELECT coalesce(bool_or(role = 'admin'), false), coalesce(bool_or(demo), false) FROM access.account WHERE closed_at IS NULL");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetBoolean(0), reader.GetBoolean(1));
    }

    private static void Greet(ServeOptions options, bool hasAdministrator, bool hasDemoAccounts, TimeSpan taken)
    {
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[green]Sẵn sàng · Ready[/] ({taken.TotalSeconds:0.0} s): {options.Urls}");
        if (hasDemoAccounts && options.OnlyLoopback)
            AnsiConsole.WriteLine("Đăng nhập · Sign in: admin, hr, planner, leader, auditor; mật khẩu · password: demo (dữ liệu mô phỏng · synthetic data)");
        else if (!hasAdministrator)
            AnsiConsole.WriteLine("Tạo quản trị đầu tiên · Make the first administrator: account create NAME");
        AnsiConsole.WriteLine("Ctrl+C để dừng · stops it.");
    }
}

using System.Threading.RateLimiting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.RateLimiting;
using TalentRegistry.Data;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Units;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Duplicates;
using TalentRegistry.Data.People;
using TalentRegistry.GraphQL.Http;
using TalentRegistry.Server.Access;
using TalentRegistry.Server.Accounts;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Assets;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Charts;
using TalentRegistry.Server.Duplicates;
using TalentRegistry.Server.Explorer;
using TalentRegistry.Server.Exporting;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Importing;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.SavedDocuments;
using TalentRegistry.Server.Subscriptions;

namespace TalentRegistry.Server.Startup;

/// <summary>The web application: what is in it and in which order a request passes through.</summary>
internal static class RegistryApp
{
    public const string SignInLimit = "sign-in";

    // Of an address in a minute, unless RateLimits:sign-in:address is set; 0 is no limit.
    private const int MostSignIns = 30;

    /// <param name="options">How to serve.</param>
    /// <param name="database">The registry.</param>
    /// <param name="settings">Settings that go before those of the environment, as <c>--Proxies:0=10.0.0.5</c>.</param>
    /// <exception cref="OperatorException">A setting is not what it should be.</exception>
    public static WebApplication Build(ServeOptions options, RegistryDatabase database, params string[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, Args = settings });
        builder.WebHost.UseUrls(options.Urls).UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 4 * 1024 * 1024;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
            // Its warning is that the keys lie unencrypted in their folder, which only this server's user may enter.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // Whoever asks /health is answered; pages with forms are never cached anyway.
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error)
            // A port in use is told in one sentence by whoever starts the host.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        // A page of another site must not reach a server on this machine by a name that resolves to it. Behind a proxy on this machine its
        // public name is set as AllowedHosts.
        if (options.OnlyLoopback && builder.Configuration["AllowedHosts"] is null)
            builder.Services.Configure<Microsoft.AspNetCore.HostFiltering.HostFilteringOptions>(
                filter => filter.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);

        AddServices(builder.Services, builder.Configuration, options, database);
        var app = builder.Build();
        Use(app, options);
        Map(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, IConfiguration configuration, ServeOptions options, RegistryDatabase database)
    {
        var keys = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(options.DataDirectory), "keys"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(keys.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        services.AddDataProtection().SetApplicationName("TalentRegistry").PersistKeysToFileSystem(keys);

        services.AddSingleton(options).AddSingleton(database).AddSingleton(TimeProvider.System);
        services.AddSingleton<Preparation>().AddSingleton<ForecastService>().AddSingleton<ForecastKeeper>().AddSingleton<Readiness>().AddHostedService<CountedYears>().AddHostedService<ChainKeeper>();
        services.AddSingleton<ChainWatch>().AddSingleton<Throttle>();
        // Over TLS cookies are for TLS only.
        services.Configure<Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions>(antiforgery => antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        services.AddHealthChecks().AddCheck<Readiness>("registry", tags: ["ready"]).AddCheck<ChainHealth>("chains", tags: ["ready", "chains"]);
        services.AddHttpsRedirection(redirection =>
            (redirection.RedirectStatusCode, redirection.HttpsPort) = (StatusCodes.Status308PermanentRedirect, options.TlsPort is > 0 ? options.TlsPort : null));
        services.AddResponseCompression(compression => compression.EnableForHttps = false);
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
            var most = configuration.GetValue("RateLimits:sign-in:address", MostSignIns);
            limits.AddPolicy(SignInLimit, context => most <= 0
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetFixedWindowLimiter(
                    context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1) }));
        });
        services.AddRegistrySignIn(configuration);
        services.AddSingleton<NamesGranted>();
        services.AddSingleton(new CitizenIdLookup(options.DataDirectory, database)).AddSingleton<People.CitizenIdSearches>().AddSingleton<Protection.CitizenIdReveals>().AddSingleton<DossierEdits>().AddSingleton<AgencyOperations>().AddSingleton<UnitOperations>();
        services.AddSingleton<ImportDesk>().AddSingleton<ImportWork>().AddSingleton(provider => new ImportUploads(options.DataDirectory, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DuplicateSearch>().AddSingleton<DuplicateWork>();
        services.AddRegistryGraphQL().AddRegistrySubscriptions().AddSingleton<SavedDocumentDoor>().AddSingleton<DocumentChanges>();
        services.AddSiteAssets().AddCharts().AddExplorer().AddRegistryPages();
    }

    private static void Use(WebApplication app, ServeOptions options)
    {
        app.UseNamedProxies();
        app.UseHostFiltering();
        app.UseMiddleware<SecurityHeaders>();
        if (options.TlsPort is not null)
            app.UseWhen(context => !IsHealth(context), PlainHttp.UseTlsAlone);
        app.UseResponseCompression();
        app.UseWhen(context => !IsHealth(context), rest => rest.Use(WaitUntilReady));
        app.UseRegistryFaultPages();
        app.UseRouting();
        app.UseAuthentication();
        app.Use(app.Services.GetRequiredService<StillSignedIn>().CheckAsync);
        app.Use(app.Services.GetRequiredService<NamesGranted>().CheckAsync);
        app.Use(RequestAddress.NoteAsync);
        app.Use(app.Services.GetRequiredService<AuditTrail>().WatchAsync);
        app.Use(LimitedSignIns.CheckAsync);
        app.Use(OwnRecordOnly.CheckAsync);
        app.Use(app.Services.GetRequiredService<Throttle>().WatchAsync);
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAntiforgery();
        app.Use(FormTokens.CheckAsync);
    }

    private static void Map(WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous().DisableAntiforgery();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous().DisableAntiforgery();
        app.MapHealthChecks("/health/chains", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains("chains"),
            ResultStatusCodes = { [Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded] = StatusCodes.Status503ServiceUnavailable },
        }).AllowAnonymous().DisableAntiforgery();
        app.MapSignIn();
        app.MapGraphQL("/graphql", graphql =>
        {
            var saved = app.Services.GetRequiredService<SavedDocumentDoor>();
            (graphql.Documents.Find, graphql.Documents.MaySendOwn) = (saved.FindAsync, saved.MaySendOwn);
            var trail = app.Services.GetRequiredService<AuditTrail>();
            graphql.OnErrors = trail.FieldsRefusedAsync;
            graphql.Streams.MayGoOn = async (http, cancellationToken) =>
            {
                var mayGoOn = await app.Services.GetRequiredService<StillSignedIn>().MayGoOnAsync(http, cancellationToken);
                if (!mayGoOn)
                    await trail.StreamEndedAsync(http);
                return mayGoOn;
            };
        }).DisableAntiforgery();
        app.MapExport();
        app.MapExplorer();
        app.MapSiteAssets();
        app.MapRegistryPages();
    }

    private static bool IsHealth(HttpContext context) => context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);

    private static async Task WaitUntilReady(HttpContext context, RequestDelegate next)
    {
        if (context.RequestServices.GetRequiredService<Readiness>().Prepared)
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "2";
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync("""
            <!DOCTYPE html><html lang="vi"><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>Đang khởi động</title>
            <p>Hệ thống đang khởi động, trang sẽ tự tải lại. <span lang="en">The registry is starting; this page reloads by itself.</span>
            """);
    }
}

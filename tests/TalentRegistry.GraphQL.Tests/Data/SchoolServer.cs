using System.Data.Common;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using TalentRegistry.Data.Queries;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Data.Sql;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Testing;

namespace TalentRegistry.GraphQL.Tests.Data;

/// <summary>
/// A server over a database of its own, as class fixture; notes every statement that it sends. It answers by JSON made in the database where
/// it can; <see cref="AskProviderAsync"/> has the same asked of EF Core.
/// </summary>
public sealed class SchoolServer : IAsyncLifetime
{
    private readonly StatementLog _log = new();
    private readonly FailureLog _failures = new();
    private readonly HashSet<PupilId> _told = [];
    private ServiceProvider _services = null!;
    private ServiceProvider _provider = null!;

    public IReadOnlyList<Pupil> Pupils { get; private set; } = [];

    public IReadOnlyList<Teacher> Teachers { get; private set; } = [];

    public string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync()
    {
        ConnectionString = await TestCluster.CreateBareAsync();
        _services = Services(makesJson: true);
        _provider = Services(makesJson: false);
        await FillAsync();
    }

    private ServiceProvider Services(bool makesJson)
    {
        var services = new ServiceCollection();
        services.AddDbContext<SchoolContext>(o => o.UseNpgsql(ConnectionString).AddInterceptors(_log).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
        services.AddSingleton<ILogger<RequestExecutor>>(_failures);
        services.AddGraphQLServer()
            .AddTypeExtension(typeof(SchoolQueries)).AddTypeExtension(typeof(PupilFields))
            .AddType<PupilType>().AddType<TeacherType>().AddType<TownType>()
            .AddPolicy(PupilType.Secrets, (user, _) => user.HasClaim("sees", PupilType.Secrets))
            .AddPolicy(PupilType.Names, (user, _) => !user.HasClaim("blind", PupilType.Names))
            .ModifyQueryOptions(o =>
            {
                o.Fold = text => SchoolContext.Fold(text);
                o.Like = (text, pattern) => EF.Functions.Like(text, pattern, @"\");
                o.RowGreaterThan = (left, right) => EF.Functions.GreaterThan(left, right);
                o.MaxListRows = 500;
                o.OnRead[typeof(Mark)] = (_, pupils) =>
                {
                    lock (_told)
                        _told.UnionWith(pupils.Cast<PupilId>());
                    return Task.CompletedTask;
                };
                o.ReadAs[typeof(Mark)] = (Mark mark) => mark.PupilId;
                if (makesJson)
                    o.Database = new SqlDatabase { Model = EntityModel.Of(ModelOf(ConnectionString)), Run = RunAsync };
            });
        return services.BuildServiceProvider();
    }

    private static IModel ModelOf(string connectionString)
    {
        using var school = new SchoolContext(new DbContextOptionsBuilder<SchoolContext>().UseNpgsql(connectionString).Options);
        return school.Model;
    }

    private async Task RunAsync(IResolverContext context, SqlStatement statement, Action<DbDataReader> onRow)
    {
        _log.Add(statement.Text);
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(context.RequestAborted);
        await using var command = new NpgsqlCommand(statement.Text, connection);
        foreach (var value in statement.Values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        await using var reader = await command.ExecuteReaderAsync(context.RequestAborted);
        while (await reader.ReadAsync(context.RequestAborted))
            onRow(reader);
    }

    private async Task FillAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        var school = scope.ServiceProvider.GetRequiredService<SchoolContext>();
        await school.Database.ExecuteSqlRawAsync(
            """
            CREATE COLLATION vietnamese (provider = icu, locale = 'vi');
            CREATE FUNCTION fold(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT RETURN lower(translate(value, 'âáàôơúưÂÁÔƠÚƯĐđ', 'aaaoouuAAOOUUDd'));
            """);
        await school.Database.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
        (Pupils, Teachers) = SchoolData.Make();
        school.AddRange(Teachers);
        school.AddRange(Pupils);
        await school.SaveChangesAsync();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _provider.DisposeAsync();
    }

    /// <summary>Runs a request; what it answers as JSON, and the statements it took.</summary>
    public Task<Answer> AskAsync(string document, object? variables = null, params Claim[] claims) => AskAsync(_services, document, variables, claims);

    /// <summary>Changes the data.</summary>
    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var scope = _services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SchoolContext>().Database.ExecuteSqlRawAsync(sql, values);
    }

    /// <summary>The same without JSON of the database's making.</summary>
    public Task<Answer> AskProviderAsync(string document, object? variables = null, params Claim[] claims) => AskAsync(_provider, document, variables, claims);

    private async Task<Answer> AskAsync(ServiceProvider services, string document, object? variables, Claim[] claims)
    {
        _log.Clear();
        _told.Clear();
        await using var scope = services.CreateAsyncScope();
        var given = variables is null ? (JsonElement?)null : JsonSerializer.SerializeToElement(variables);
        var result = await services.GetRequiredService<IRequestExecutor>().ExecuteAsync(
            new GraphQLRequest(document, given), scope.ServiceProvider, new ClaimsPrincipal(new ClaimsIdentity(claims)));
        return new Answer(JsonNode.Parse(ResultWriter.ToJson(result))!, _log.Statements, _failures.Take());
    }

    /// <summary>Whose marks the last request was told to have read.</summary>
    public IReadOnlySet<PupilId> Told => _told;

    public Schema Schema => _services.GetRequiredService<Schema>();

    /// <summary>The types as SDL.</summary>
    public string Sdl => SchemaPrinter.Print(_services.GetRequiredService<Schema>());

    private sealed class FailureLog : ILogger<RequestExecutor>
    {
        private Exception? _last;

        public Exception? Take() => Interlocked.Exchange(ref _last, null);

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _last = exception;
    }

    private sealed class StatementLog : DbCommandInterceptor
    {
        private readonly List<string> _statements = [];

        public IReadOnlyList<string> Statements
        {
            get
            {
                lock (_statements)
                    return [.. _statements];
            }
        }

        public void Add(string statement)
        {
            lock (_statements)
                _statements.Add(statement);
        }

        public void Clear()
        {
            lock (_statements)
                _statements.Clear();
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            lock (_statements)
                _statements.Add(command.CommandText);
            return new(result);
        }
    }
}

/// <summary>What a request was answered, by which statements, and why it failed if the caller was not told.</summary>
public sealed record Answer(JsonNode Json, IReadOnlyList<string> Sql, Exception? Failure)
{
    public JsonNode Data => Json["errors"] is { } errors ? throw new InvalidOperationException(errors.ToJsonString(), Failure) : Json["data"]!;

    public string OnlySql => Assert.Single(Sql);

    public string? ErrorCode => (string?)Json["errors"]?[0]?["extensions"]?["code"];

    public string? Error => (string?)Json["errors"]?[0]?["message"];
}

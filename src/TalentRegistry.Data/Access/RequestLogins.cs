using System.Security.Cryptography;
using System.Text;
using Npgsql;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Access;

/// <summary>
/// The logins under which callers' questions reach PostgreSQL: one for each role, a member of that role alone, which owns
/// nothing and inherits nothing. Whatever statement a request may run, it cannot become the owner or another role, and a
/// forgotten SET ROLE shows nothing. Their passwords follow from the owner's, so that no more secrets are kept; they are made
/// when first needed. An owner without a password (peer or trust authentication) lends its own login, starting as registry_guest.
/// </summary>
internal sealed class RequestLogins : IAsyncDisposable
{
    /// <summary>The role that adds to the log of reads and may do nothing else.</summary>
    public const string LogRole = "registry_log";

    private const int MostConnectionsOfARole = 16;
    private static readonly Rights[] AllRights = [.. Enum.GetValues<Role>().Select(role => new Rights(role, ReadsNames: false)), new Rights(Role.Leader, ReadsNames: true)];
    private static readonly Dictionary<Rights, string> Identities = AllRights.ToDictionary(rights => rights, rights =>
        $"SELECT set_config('role', '{RoleName(rights)}', true), set_config('registry.account', $1, true), set_config('statement_timeout', '30s', true)");
    private readonly NpgsqlDataSource owner;
    private readonly Dictionary<Rights, Login> logins;
    private readonly Login log;

    public RequestLogins(NpgsqlConnectionStringBuilder ownerLogin, NpgsqlDataSource owner)
    {
        this.owner = owner;
        logins = AllRights.ToDictionary(rights => rights, rights => new Login(ownerLogin, NameOf(rights), RoleName(rights)));
        log = new Login(ownerLogin, "log", LogRole);
    }

    /// <summary>
    /// What makes a connection's transaction the role's and the account's, $1, until it ends. All in the words of set_config, whose last
    /// argument says so: nothing of it is left on the connection.
    /// </summary>
    public static string IdentifyAs(Caller caller) => Identities[Rights.Of(caller)];

    /// <summary>A connection that may do nothing but take the role.</summary>
    /// <exception cref="OperatorException">PostgreSQL refuses the role's login even after it was made.</exception>
    public Task<NpgsqlConnection> OpenAsync(Caller caller, CancellationToken cancellationToken) =>
        OpenAsync(logins[Rights.Of(caller)], logins[Rights.Of(caller)].Sessions, cancellationToken);

    /// <summary>
    /// A connection in the role, with no account: for statements that end with their batch, prepared on the connection, which is not
    /// reset between callers. Never to be given a statement that sets anything for longer than its transaction.
    /// </summary>
    /// <exception cref="OperatorException">PostgreSQL refuses the role's login even after it was made.</exception>
    public Task<NpgsqlConnection> OpenForStatementAsync(Caller caller, CancellationToken cancellationToken) =>
        OpenAsync(logins[Rights.Of(caller)], logins[Rights.Of(caller)].Statements, cancellationToken);

    /// <summary>A connection in <see cref="LogRole"/>.</summary>
    /// <exception cref="OperatorException">PostgreSQL refuses the login even after it was made.</exception>
    public Task<NpgsqlConnection> OpenLogAsync(CancellationToken cancellationToken) => OpenAsync(log, log.Statements, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var login in logins.Values.Append(log))
            await login.DisposeAsync();
    }

    private static string NameOf(Rights rights) => SnakeCase.Of(rights.Role) + (rights.ReadsNames ? "_named" : "");

    private static string RoleName(Rights rights) => $"registry_{NameOf(rights)}";

    private async Task<NpgsqlConnection> OpenAsync(Login login, NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        try
        {
            return await source.OpenConnectionAsync(cancellationToken);
        }
        catch (PostgresException fault) when (login.Password is not null && IsRefusedLogin(fault))
        {
            await MakeAsync(login.Role, login.Name, login.Password, cancellationToken);
        }

        try
        {
            return await source.OpenConnectionAsync(cancellationToken);
        }
        catch (PostgresException fault) when (IsRefusedLogin(fault))
        {
            throw new OperatorException($"PostgreSQL refuses the login {login.Name}, under which requests run: allow it in pg_hba.conf as the owner's. ({fault.MessageText})", fault);
        }
    }

    private static bool IsRefusedLogin(PostgresException fault) =>
        fault.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification;

    private async Task MakeAsync(string role, string login, string password, CancellationToken cancellationToken)
    {
        var name = '"' + login.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
        // The password is hexadecimal and the role's name comes from an enum: both can stand in the statement.
        await using var command = owner.CreateCommand(
            $"""
            DO $make$
            BEGIN
              IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{login.Replace("'", "''", StringComparison.Ordinal)}') THEN
                CREATE ROLE {name} LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
              END IF;
              ALTER ROLE {name} PASSWORD '{password}';
              GRANT {role} TO {name};
            END
            $make$
            """);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateObject
                                              or PostgresErrorCodes.InternalError)
        {
            // Another process makes the same login with the same password at this moment: roles belong to the whole cluster.
        }
    }

    /// <summary>What the database tells callers apart by: the role, and of leaders those who read names.</summary>
    private readonly record struct Rights(Role Role, bool ReadsNames)
    {
        public static Rights Of(Caller caller) => new(caller.Role, caller is { Role: Role.Leader, ReadsNames: true });
    }

    /// <summary>A login and its connections: for sessions, reset before each use, and for single statements.</summary>
    private sealed class Login : IAsyncDisposable
    {
        public Login(NpgsqlConnectionStringBuilder ownerLogin, string suffix, string role)
        {
            var request = new NpgsqlConnectionStringBuilder(ownerLogin.ConnectionString) { MaxPoolSize = MostConnectionsOfARole, CommandTimeout = 60 };
            (Role, Name) = (role, ownerLogin.Username ?? "");
            if (string.IsNullOrEmpty(ownerLogin.Password) || string.IsNullOrEmpty(ownerLogin.Username))
            {
                request.Options = "-c role=registry_guest";
            }
            else
            {
                request.Username = Name = $"{ownerLogin.Username}_{suffix}";
                request.Password = Password = Convert.ToHexStringLower(HMACSHA256.HashData(
                    Encoding.UTF8.GetBytes(ownerLogin.Password), Encoding.UTF8.GetBytes("login of requests: " + request.Username)));
            }

            Sessions = NpgsqlDataSource.Create(request);
            request.NoResetOnClose = true;
            // The role of all statements that come this way, as the connection starts: taking it anew for each costs more than most of them.
            request.Options = $"-c role={role} -c statement_timeout=30s";
            // A document's statement is the same text each time; planning it takes longer than running it.
            (request.MaxAutoPrepare, request.AutoPrepareMinUsages) = (100, 2);
            Statements = NpgsqlDataSource.Create(request);
        }

        public string Role { get; }

        public string Name { get; }

        public string? Password { get; }

        public NpgsqlDataSource Sessions { get; }

        public NpgsqlDataSource Statements { get; }

        public async ValueTask DisposeAsync()
        {
            await Sessions.DisposeAsync();
            await Statements.DisposeAsync();
        }
    }
}

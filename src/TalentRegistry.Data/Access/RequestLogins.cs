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
    private const int MostConnectionsOfARole = 16;
    private readonly NpgsqlDataSource owner;
    private readonly Dictionary<Role, (string Login, string? Password, NpgsqlDataSource Source)> logins;

    public RequestLogins(NpgsqlConnectionStringBuilder ownerLogin, NpgsqlDataSource owner)
    {
        this.owner = owner;
        logins = Enum.GetValues<Role>().ToDictionary(role => role, role => LoginOf(role, ownerLogin));
    }

    /// <summary>A connection that may do nothing but take the role.</summary>
    /// <exception cref="OperatorException">PostgreSQL refuses the role's login even after it was made.</exception>
    public async Task<NpgsqlConnection> OpenAsync(Role role, CancellationToken cancellationToken)
    {
        var (login, password, source) = logins[role];
        try
        {
            return await source.OpenConnectionAsync(cancellationToken);
        }
        catch (PostgresException fault) when (password is not null && IsRefusedLogin(fault))
        {
            await MakeAsync(role, login, password, cancellationToken);
        }

        try
        {
            return await source.OpenConnectionAsync(cancellationToken);
        }
        catch (PostgresException fault) when (IsRefusedLogin(fault))
        {
            throw new OperatorException($"PostgreSQL refuses the login {login}, under which requests run: allow it in pg_hba.conf as the owner's. ({fault.MessageText})", fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, _, source) in logins.Values)
            await source.DisposeAsync();
    }

    private static (string Login, string? Password, NpgsqlDataSource Source) LoginOf(Role role, NpgsqlConnectionStringBuilder ownerLogin)
    {
        var request = new NpgsqlConnectionStringBuilder(ownerLogin.ConnectionString) { MaxPoolSize = MostConnectionsOfARole, CommandTimeout = 60 };
        if (string.IsNullOrEmpty(ownerLogin.Password) || string.IsNullOrEmpty(ownerLogin.Username))
        {
            request.Options = "-c role=registry_guest";
            return (ownerLogin.Username ?? "", null, NpgsqlDataSource.Create(request));
        }

        request.Username = $"{ownerLogin.Username}_{SnakeCase.Of(role)}";
        request.Password = Convert.ToHexStringLower(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(ownerLogin.Password), Encoding.UTF8.GetBytes("login of requests: " + request.Username)));
        return (request.Username, request.Password, NpgsqlDataSource.Create(request));
    }

    private static bool IsRefusedLogin(PostgresException fault) =>
        fault.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification;

    private async Task MakeAsync(Role role, string login, string password, CancellationToken cancellationToken)
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
              GRANT registry_{SnakeCase.Of(role)} TO {name};
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
}

using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Access;

/// <summary>A token with which a program comes in its account's name.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">What the owner calls it.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="UsedAt">When it was last used, to within five minutes; null for never.</param>
/// <param name="ExpiresAt">When it runs out.</param>
public sealed record PersonalToken(Guid Id, string Name, IReadOnlyList<TokenScope> Scopes, DateTimeOffset MadeAt, DateTimeOffset? UsedAt, DateTimeOffset ExpiresAt);

/// <summary>Personal access tokens.</summary>
public sealed class PersonalTokens(RegistryDatabase database, TimeProvider clock)
{
    /// <summary>How each token begins, so that it is known for one where it is found by mistake.</summary>
    public const string Prefix = "trp_";

    /// <summary>Tokens that an account may have at a time.</summary>
    public const int MostOfAnAccount = 50;

    /// <summary>The longest life.</summary>
    public const int MostDays = 365;

    private const string Open = "ended_at IS NULL AND expires_at >";

    /// <summary>Makes a token. It is told here and never again.</summary>
    /// <returns>The token and its identifier; null if the account has <see cref="MostOfAnAccount"/> already or is closed.</returns>
    /// <exception cref="ArgumentException">No scope, a life that is not 1 to 365 days, or a name that is not 1 to 80 characters.</exception>
    public async Task<(string Token, Guid Id)?> MakeAsync(Guid account, string name, IReadOnlyCollection<TokenScope> scopes, int days, CancellationToken cancellationToken)
    {
        if (scopes.Count == 0 || days is < 1 or > MostDays || name.Trim() is not { Length: > 0 and <= 80 } called)
            throw new ArgumentException("A token has a name of 1 to 80 characters, a scope and 1 to 365 days.", nameof(name));

        var (token, now) = (RandomTokens.Make(Prefix), clock.GetUtcNow());
        var id = Guid.CreateVersion7(now);
        var made = await database.Owner.ExecuteAsync(
            $"""
            INSERT INTO access.personal_token (id, account_id, name, hash, scopes, made_at, expires_at)
              SELECT $1, a.id, $3, $4, $5, $6, $7 FROM access.account a
               WHERE a.id = $2 AND a.closed_at IS NULL AND (SELECT count(*) FROM access.personal_token t WHERE t.account_id = a.id AND {Open} $6) < {MostOfAnAccount}
            """, cancellationToken, id, account, called, RandomTokens.HashOf(token), scopes.Distinct().Select(scope => SnakeCase.Of(scope)).ToArray(), now, now.AddDays(days));
        return made == 0 ? null : (token, id);
    }

    /// <summary>Whose token it is, and what for; null if it is unknown, ended or run out, or its account is closed. Notes that it is used.</summary>
    public async Task<(Account Account, PersonalToken Token)?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal))
            return null;

        var found = await database.Owner.ReadAsync(
            $"""
            WITH used AS (UPDATE access.personal_token SET used_at = $2 WHERE hash = $1 AND {Open} $2 AND (used_at IS NULL OR used_at < $2 - interval '5 minutes'))
            SELECT t.id, t.name, t.scopes, t.made_at, t.used_at, t.expires_at, a.id, a.name, a.display_name, a.role, a.demo
              FROM access.personal_token t JOIN access.account a ON a.id = t.account_id
             WHERE t.hash = $1 AND t.{Open} $2 AND a.closed_at IS NULL
            """,
            row => (new Account(row.GetGuid(6), row.GetString(7), row.GetString(8), SnakeCase.Parse<Role>(row.GetString(9)), row.GetBoolean(10)), Read(row)),
            cancellationToken, RandomTokens.HashOf(token), clock.GetUtcNow());
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>The tokens of an account that are good, the newest first.</summary>
    public Task<List<PersonalToken>> OfAsync(Guid account, CancellationToken cancellationToken) => database.Owner.ReadAsync(
        $"SELECT id, name, scopes, made_at, used_at, expires_at FROM access.personal_token WHERE account_id = $1 AND {Open} $2 ORDER BY id DESC",
        Read, cancellationToken, account, clock.GetUtcNow());

    /// <summary>Ends a token of an account; whether it was there and good.</summary>
    public async Task<bool> EndAsync(Guid account, Guid token, CancellationToken cancellationToken) => await database.Owner.ExecuteAsync(
        "UPDATE access.personal_token SET ended_at = $3 WHERE account_id = $1 AND id = $2 AND ended_at IS NULL", cancellationToken, account, token, clock.GetUtcNow()) > 0;

    private static PersonalToken Read(Npgsql.NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), [.. row.GetFieldValue<string[]>(2).Select(SnakeCase.Parse<TokenScope>)], row.GetFieldValue<DateTimeOffset>(3), row.Moment(4), row.GetFieldValue<DateTimeOffset>(5));
}

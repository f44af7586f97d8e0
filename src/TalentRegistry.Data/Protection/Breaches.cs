using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Data.Protection;

/// <summary>What is told of a breach of the protection of personal data (vi phạm bảo vệ dữ liệu cá nhân).</summary>
/// <param name="FoundAt">When it was found: the clock begins.</param>
/// <param name="HappenedAt">When it happened; null where that is not known.</param>
/// <param name="What">What happened; 1 to 4000 characters.</param>
/// <param name="People">How many people's data; null while that is not known.</param>
/// <param name="Whose">Whose, in words; null for nothing told.</param>
/// <param name="Fields">Which data, as "person.full_name".</param>
/// <param name="Consequence">What may come of it; null for nothing told.</param>
/// <param name="Measures">What was done about it; null for nothing told.</param>
/// <param name="NotifiedAt">When the authority was told; null while it was not.</param>
/// <param name="Notice">By which letter, or how; null while it was not.</param>
public sealed record BreachFacts(
    DateTimeOffset FoundAt, DateTimeOffset? HappenedAt, string What, int? People, string? Whose, IReadOnlyList<string> Fields, string? Consequence, string? Measures,
    DateTimeOffset? NotifiedAt, string? Notice);

/// <summary>A breach as the register has it.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Version">Changes so far, from 1.</param>
/// <param name="Facts">What is told of it.</param>
public sealed record Breach(Guid Id, int Version, BreachFacts Facts)
{
    /// <summary>Hours from discovery within which the authority is told.</summary>
    public const int HoursToNotify = 72;

    /// <summary>Until when the authority is to be told.</summary>
    public DateTimeOffset NotifyBy => Facts.FoundAt.AddHours(HoursToNotify);

    /// <summary>Whether it was not told in time, or is not yet although the time is over.</summary>
    public bool IsLate(DateTimeOffset now) => (Facts.NotifiedAt ?? now) > NotifyBy;
}

/// <summary>The register of breaches (sổ theo dõi vi phạm): kept by administrators, read by auditors. Each change is an event for the auditor.</summary>
public static class Breaches
{
    private const string Columns = "id, version, found_at, happened_at, what, people, whose, fields, consequence, measures, notified_at, notice";

    /// <summary>All of them: those of which the authority is still to be told first, then newest first.</summary>
    public static async Task<IReadOnlyList<Breach>> BreachesAsync(this RegistrySession session, CancellationToken cancellationToken)
    {
        await using var command = session.Command($"SELECT {Columns} FROM protection.breach ORDER BY notified_at IS NOT NULL, found_at DESC, id");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var breaches = new List<Breach>();
        while (await reader.ReadAsync(cancellationToken))
            breaches.Add(Of(reader));
        return breaches;
    }

    /// <summary>One of them; null where there is none that the caller may see.</summary>
    public static async Task<Breach?> BreachAsync(this RegistrySession session, Guid id, CancellationToken cancellationToken)
    {
        await using var command = session.Command($"SELECT {Columns} FROM protection.breach WHERE id = $1");
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Of(reader) : null;
    }

    /// <summary>Enters a breach; its key.</summary>
    /// <exception cref="PostgresException">The facts contradict each other, name a field that is none, or hold a citizen ID.</exception>
    public static async Task<Guid> EnterBreachAsync(this RegistrySession session, BreachFacts facts, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        await session.ExplainChangesAsync(null, cancellationToken);
        await session.RunAsync(
            """
            INSERT INTO protection.breach (id, found_at, happened_at, what, people, whose, fields, consequence, measures, notified_at, notice)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            cancellationToken, [id, .. Values(facts)]);
        return id;
    }

    /// <summary>Replaces what is told of a breach; false where it has changed since the version was read, or is not there.</summary>
    /// <exception cref="PostgresException">As <see cref="EnterBreachAsync"/>.</exception>
    public static async Task<bool> ReviseBreachAsync(this RegistrySession session, Guid id, int version, BreachFacts facts, CancellationToken cancellationToken)
    {
        await session.ExplainChangesAsync(null, cancellationToken);
        return await session.RunAsync(
            """
            UPDATE protection.breach SET found_at = $3, happened_at = $4, what = $5, people = $6, whose = $7, fields = $8, consequence = $9, measures = $10, notified_at = $11, notice = $12
             WHERE id = $1 AND version = $2
            """,
            cancellationToken, [id, version, .. Values(facts)]) == 1;
    }

    private static IEnumerable<object> Values(BreachFacts facts) =>
    [
        facts.FoundAt.ToUniversalTime(), Moment(facts.HappenedAt), facts.What,
        new NpgsqlParameter { Value = (object?)facts.People ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer },
        Text(facts.Whose), facts.Fields.ToArray(), Text(facts.Consequence), Text(facts.Measures), Moment(facts.NotifiedAt), Text(facts.Notice),
    ];

    private static NpgsqlParameter Moment(DateTimeOffset? moment) => new() { Value = (object?)moment?.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static NpgsqlParameter Text(string? text) => new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static Breach Of(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetInt32(1), new BreachFacts(
        row.GetFieldValue<DateTimeOffset>(2), row.Moment(3), row.GetString(4), row.IsDBNull(5) ? null : row.GetInt32(5), row.Text(6), row.GetFieldValue<string[]>(7), row.Text(8),
        row.Text(9), row.Moment(10), row.Text(11)));
}

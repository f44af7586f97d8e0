using TalentRegistry.Data.Access;

namespace TalentRegistry.Data.Protection;

/// <summary>
/// People whose data may be kept but not used (hạn chế xử lý dữ liệu; docs/decisions/0037). The policies of the database take them out of everything; a granted
/// request restricts, and a dated decision ends it.
/// </summary>
public static class Restrictions
{
    /// <summary>
    /// Lets the session see the person of a request although restricted, where the caller's agencies keep the dossier and the request is open, or is the one by which the
    /// person is restricted. The database decides.
    /// </summary>
    public static async Task HandleRequestAsync(this RegistrySession session, Guid request, CancellationToken cancellationToken) =>
        await session.RunAsync("SELECT set_config('protection.handling', $1, true)", cancellationToken, request.ToString());

    /// <summary>What holds for a person at present; null where nothing does, or the caller may not know.</summary>
    public static async Task<Restriction?> RestrictionOfAsync(this RegistrySession session, Guid person, CancellationToken cancellationToken) =>
        await session.RestrictionAsync("person_id = $1 AND lifted_on IS NULL", person, cancellationToken);

    /// <summary>What a request has brought about, and when that was ended; null where nothing, or the caller may not know.</summary>
    public static async Task<Restriction?> RestrictionByAsync(this RegistrySession session, Guid request, CancellationToken cancellationToken) =>
        await session.RestrictionAsync("request_id = $1", request, cancellationToken);

    /// <summary>Ends a restriction; false where none holds by this request.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="request">The request by which it came.</param>
    /// <param name="decision">Why; the person reads it.</param>
    /// <param name="today">The day of the decision.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<bool> LiftAsync(this RegistrySession session, Guid request, string decision, DateOnly today, CancellationToken cancellationToken) =>
        await session.RunAsync(
            "UPDATE protection.restriction SET lifted_on = $2, lifting = $3 WHERE request_id = $1 AND lifted_on IS NULL", cancellationToken, request, today, decision) == 1;

    // The condition is one of those above.
    private static async Task<Restriction?> RestrictionAsync(this RegistrySession session, string condition, Guid key, CancellationToken cancellationToken)
    {
        await using var command = session.Command($"SELECT request_id, since, lifted_on, lifting FROM protection.restriction WHERE {condition}");
        command.Parameters.Add(new() { Value = key });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new Restriction(reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<DateOnly>(2), reader.Text(3))
            : null;
    }
}

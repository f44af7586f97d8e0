using System.Text.Json.Nodes;
using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Protection;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Server.Protection;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    /// <summary>Whose record the caller may see as its own; null where the account belongs to nobody's.</summary>
    public Task<Guid?> OwnPersonAsync(Caller caller, CancellationToken cancellationToken) =>
        InSessionAsync(caller, session => session.OwnPersonAsync(cancellationToken), cancellationToken);

    /// <summary>Reads or changes in one transaction under the caller's rights, which is committed.</summary>
    internal async Task<T> InSessionAsync<T>(Caller caller, Func<RegistrySession, Task<T>> act, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var done = await act(session);
        await session.CommitAsync(cancellationToken);
        return done;
    }

    /// <summary>Requests that the caller may see; of whom they are is logged as read.</summary>
    internal Task<IReadOnlyList<DataRequest>> RequestsAsync(bool openOnly, Guid? person, Caller caller, CancellationToken cancellationToken) =>
        InSessionAsync(caller, async session =>
        {
            var requests = await session.RequestsAsync(openOnly, person, cancellationToken);
            await session.LogReadAsync([.. requests.Where(request => request.PersonName is not null).Select(request => request.PersonId).Distinct()], cancellationToken);
            return requests;
        }, cancellationToken);

    /// <summary>A request with its steps and the value as it stands; null where there is none that the caller may see.</summary>
    internal Task<RequestPage?> RequestAsync(Guid id, Caller caller, CancellationToken cancellationToken) => InSessionAsync(caller, async session =>
    {
        await session.HandleRequestAsync(id, cancellationToken);
        if (await session.RequestAsync(id, cancellationToken) is not { } request)
            return null;

        await session.LogReadAsync([request.PersonId], cancellationToken);
        var (version, value) = request.Correction is { } wish ? await ValueAsync(session, wish.Record, wish.RecordId, wish.Field, cancellationToken) : (null, null);
        return new RequestPage(request, await session.StepsAsync(id, cancellationToken), version, value, await session.RestrictionByAsync(id, cancellationToken));
    }, cancellationToken);

    /// <summary>What holds for a person whose data may not be used; null where nothing does, or the caller may not know.</summary>
    internal Task<Restriction?> RestrictionOfAsync(Guid person, Caller caller, CancellationToken cancellationToken) =>
        InSessionAsync(caller, session => session.RestrictionOfAsync(person, cancellationToken), cancellationToken);

    /// <summary>Who the person is that a request is to be entered for, also where restricted; null where the caller may not see them.</summary>
    internal Task<string?> NameOfAsync(Guid person, Caller caller, CancellationToken cancellationToken) => InSessionAsync(caller, async session =>
    {
        if (await session.RestrictionOfAsync(person, cancellationToken) is { } restriction)
            await session.HandleRequestAsync(restriction.RequestId, cancellationToken);
        await using var command = session.Command("SELECT full_name FROM registry.person WHERE id = $1");
        command.Parameters.Add(new() { Value = person });
        var name = await command.ExecuteScalarAsync(cancellationToken) as string;
        await session.LogReadAsync(name is null ? [] : [person], cancellationToken);
        return name;
    }, cancellationToken);

    /// <summary>Values of one record as the database writes them, by column; null where the caller sees no such record of that person.</summary>
    internal Task<IReadOnlyDictionary<string, string?>?> ValuesAsync(Guid person, string record, Guid id, Caller caller, CancellationToken cancellationToken) =>
        InSessionAsync(caller, async session =>
        {
            if (!IsRecord(record))
                return null;

            var own = record == "person" ? "id" : "person_id";
            var columns = string.Join(", ", DossierFields(record).Where(field => field != "citizen_id"));
            await using var command = session.Command($"SELECT to_jsonb(r)::text FROM (SELECT {columns} FROM registry.{record} WHERE id = $1 AND {own} = $2) r");
            command.Parameters.Add(new() { Value = id });
            command.Parameters.Add(new() { Value = person });
            if (await command.ExecuteScalarAsync(cancellationToken) is not string json)
                return null;

            await session.LogReadAsync([person], cancellationToken);
            return (IReadOnlyDictionary<string, string?>?)DossierFields(record).ToDictionary(
                field => field, field => field == "citizen_id" ? "***" : JsonNode.Parse(json)![field]?.ToString(), StringComparer.Ordinal);
        }, cancellationToken);

    /// <summary>Values of a kind of record that may be asked to be corrected.</summary>
    internal static IReadOnlyList<string> DossierFields(string record) => Data.Dossiers.DossierEdits.FieldsOf(SnakeCase.Parse<DossierPart>(record));

    /// <summary>Whether a dossier has records of this kind.</summary>
    internal static bool IsRecord(string? record) => Enum.GetValues<DossierPart>().Any(part => SnakeCase.Of(part) == record);

    // The kind is one that a dossier has, or the database would not hold it; the column is asked for by name alone.
    private static async Task<(int? Version, string? Value)> ValueAsync(
        RegistrySession session, string record, Guid id, string field, CancellationToken cancellationToken)
    {
        if (!IsRecord(record) || !DossierFields(record).Contains(field))
            return (null, null);

        var value = field == "citizen_id" ? "CASE WHEN citizen_id_hash IS NOT NULL THEN '***' END" : $"{field}::text";
        await using var command = session.Command($"SELECT version, {value} FROM registry.{record} WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt32(0), reader.Text(1)) : (null, null);
    }
}

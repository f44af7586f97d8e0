using System.Text.Json;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    // One question for all kinds, for the columns on which the reader's role has a grant.
    private static readonly Dictionary<bool, string> AllRecords = new[] { true, false }.ToDictionary(withNames => withNames, withNames =>
        string.Join(" UNION ALL ", RecordSection.All.Select(section =>
            $"SELECT '{SnakeCase.Of(section.Part)}', r.id, to_jsonb(r)::text FROM (SELECT id, {string.Join(", ", section.Shown(withNames))}{(section.IsDated ? ", is_dated" : "")} FROM registry.{SnakeCase.Of(section.Part)} WHERE person_id = $1) r")));

    private static readonly Dictionary<string, RecordSection> SectionOf = RecordSection.All.ToDictionary(section => SnakeCase.Of(section.Part), StringComparer.Ordinal);

    private static async Task<RecordList> RecordsAsync(RegistrySession session, Guid id, CancellationToken cancellationToken)
    {
        var records = await session.ReadAsync(
            AllRecords[session.Role is Role.Hr or Role.Person],
            row => new PersonRecord(row.GetGuid(1), SectionOf[row.GetString(0)], JsonElement.Parse(row.GetString(2)).EnumerateObject().ToDictionary(
                value => value.Name, value => value.Value.ValueKind switch
                {
                    JsonValueKind.Null => null,
                    JsonValueKind.True => "true",
                    JsonValueKind.False => "false",
                    _ => value.Value.ToString(),
                }, StringComparer.Ordinal)),
            cancellationToken,
            id);
        records = [.. records.OrderBy(record => record.From).ThenBy(record => record.Id)];
        var values = records.SelectMany(record => record.Values, (_, value) => new ValueChange(value.Key, null, value.Value));
        return new RecordList(records, await NamesAsync(session, values, cancellationToken));
    }
}

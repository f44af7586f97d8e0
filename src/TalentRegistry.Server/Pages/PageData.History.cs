using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Views;
using TalentRegistry.Domain.Records;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    private static async Task<ChangePage> ChangesAsync(RegistrySession session, Guid person, int offset, int limit, CancellationToken cancellationToken)
    {
        var total = await session.ReadAsync(
            "SELECT count(*)::int FROM history.person_change WHERE person_id = $1", row => row.GetInt32(0), cancellationToken, person);
        // With OFFSET 0 the values are those of one change after another; without it every change of the registry is read before it is joined.
        var values = await session.ReadAsync(
            """
            SELECT c.id, c.at, c.account_name, c.role, c.operation, c.door, c.why, c.kind, c.record, c.record_id, v.field, v.before, v.after, c.address
              FROM (SELECT * FROM history.person_change WHERE person_id = $1 ORDER BY at DESC, id DESC OFFSET $2 LIMIT $3) c
             CROSS JOIN LATERAL (SELECT * FROM history.changed_value v WHERE v.change_id = c.id OFFSET 0) v
             ORDER BY c.at DESC, c.id DESC, v.field
            """,
            row => (
                Change: new RecordChange(
                    row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6), SnakeCase.Parse<ChangeKind>(row.GetString(7)),
                    row.GetString(8), row.GetString(9), []) { Address = row.Text(13) },
                Value: new ValueChange(row.GetString(10), row.Text(11), row.Text(12))),
            cancellationToken,
            person,
            offset,
            limit);
        List<RecordChange> changes =
        [
            .. values.GroupBy(row => row.Change.Id).Select(change => change.First().Change with
            {
                Values = [.. change.Select(row => row.Value).OrderBy(value => RecordFields.PlaceOf(value.Field))],
            }),
        ];
        return new ChangePage(total.Single(), offset, changes, await NamesAsync(session, values.Select(row => row.Value), cancellationToken));
    }

    private static async Task<ReferenceNames> NamesAsync(RegistrySession session, IEnumerable<ValueChange> values, CancellationToken cancellationToken)
    {
        var codes = values.Where(value => ReferenceNames.ListOfField.ContainsKey(value.Field))
            .SelectMany(value => new[] { value.Before, value.After }, (value, code) => (List: ReferenceNames.ListOfField[value.Field], Code: code))
            .Where(value => value.Code is not null)
            .ToLookup(value => value.List, value => value.Code!);
        var names = codes.Count == 0 ? [] : await session.ReadAsync(
            """
            SELECT 'agency', id::text, name, name FROM registry.agency WHERE id = ANY ($1::text[]::uuid[])
            UNION ALL SELECT 'unit', id, name, name FROM reference.administrative_unit WHERE id = ANY ($2)
            UNION ALL SELECT 'ethnic_group', code, name, name FROM reference.ethnic_group WHERE code = ANY ($3)
            UNION ALL SELECT 'degree_level', code, name_vi, name_en FROM reference.degree_level WHERE code = ANY ($4)
            UNION ALL SELECT 'field_of_study', code, name_vi, name_en FROM reference.field_of_study WHERE code = ANY ($5)
            UNION ALL SELECT 'profession', code, name_vi, name_en FROM reference.profession WHERE code = ANY ($6)
            """,
            row => (row.GetString(0), new CodeName(row.GetString(1), row.GetString(2), row.GetString(3))),
            cancellationToken,
            Codes("agency"),
            Codes("unit"),
            Codes("ethnic_group"),
            Codes("degree_level"),
            Codes("field_of_study"),
            Codes("profession"));
        return new ReferenceNames(names);

        Npgsql.NpgsqlParameter Codes(string list) => Texts([.. codes[list].Distinct()]);
    }
}

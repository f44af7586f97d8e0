using System.Text.Json;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Views;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    // The lists by which values are chosen. Of titles and certificates the levels are others than of degrees.
    private const string Lists =
        """
        SELECT 'ethnic_group', code, name, name, 0 FROM reference.ethnic_group WHERE 'ethnic_group' = ANY ($1)
        UNION ALL SELECT 'degree_level', code, name_vi, name_en, rank::int FROM reference.degree_level WHERE 'degree_level' = ANY ($1)
        UNION ALL SELECT 'field_of_study', code, name_vi, name_en, 0 FROM reference.field_of_study WHERE 'field_of_study' = ANY ($1)
        UNION ALL SELECT 'profession', code, name_vi, name_en, 0 FROM reference.profession WHERE 'profession' = ANY ($1)
        ORDER BY 1, 5, 2
        """;

    private static readonly string[] PlaceFields = ["home_unit_id", "agency_id"];

    /// <summary>
    /// A record of a person as an officer may correct it; null where the officer's agencies keep no such record. Whoever shows it has read the person too,
    /// which is logged there.
    /// </summary>
    public Task<EditedRecord?> EditedAsync(Guid person, DossierPart part, Guid id, Caller caller, CancellationToken cancellationToken) => InSessionAsync(caller, async session =>
    {
        var columns = DossierEdits.FieldsOf(part);
        var table = SnakeCase.Of(part);
        // A citizen ID is never given out: a new one is written over it. Names of tables and columns are the registry's own.
        var read = columns.Where(column => column != "citizen_id").ToList();
        var rows = await session.ReadAsync(
            $"SELECT version, to_jsonb(kept)::text FROM (SELECT version, {string.Join(", ", read)} FROM registry.{table} WHERE id = $1 AND {(part == DossierPart.Person ? "id" : "person_id")} = $2) kept",
            row => (Version: row.GetInt32(0), Values: JsonElement.Parse(row.GetString(1))), cancellationToken, id, person);
        if (rows is not [var (version, values)])
            return null;

        var past = await session.ReadAsync(
            """
            SELECT c.id, c.at, c.account_name, c.role, c.operation, c.kind, c.record, c.record_id, v.field, v.before, v.after
              FROM history.person_change c CROSS JOIN LATERAL (SELECT * FROM history.changed_value v WHERE v.change_id = c.id OFFSET 0) v
             WHERE c.person_id = $1 AND c.record_id = $2 AND c.kind = 'update' ORDER BY c.at DESC, c.id DESC
            """,
            row => (
                Change: new RecordChange(row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.Text(2), row.Text(3), row.Text(4), null, null, ChangeKind.Update, row.GetString(6), row.GetString(7), []),
                Value: new ValueChange(row.GetString(8), row.Text(9), row.Text(10))),
            cancellationToken, person, id.ToString());
        var options = await OptionsAsync(session, columns, cancellationToken);
        var fields = columns.Select(column => FieldOf(part, column, values, options, [.. past.Where(each => each.Value.Field == column).Select(each => new PastValue(each.Value.Before, each.Change.At, each.Change))])).ToList();
        var names = await NamesAsync(
            session, past.Select(each => each.Value).Concat(fields.Where(field => field.Value is not null).Select(field => new ValueChange(field.Column, field.Value, null))), cancellationToken);
        return new EditedRecord(part, id, version, fields, names);
    }, cancellationToken);

    private static async Task<ILookup<string, CodeName>> OptionsAsync(RegistrySession session, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        string[] lists = [.. columns.Where(column => !PlaceFields.Contains(column, StringComparer.Ordinal)).Select(ReferenceNames.ListOfField.GetValueOrDefault).OfType<string>().Distinct()];
        return (await session.ReadAsync(
            Lists, row => (List: row.GetString(0), Name: new CodeName(row.GetString(1), row.GetString(2), row.GetString(3))), cancellationToken, Texts(lists))).ToLookup(row => row.List, row => row.Name);
    }

    /// <summary>Corrects one value of a record, or tries to, by the rules that hold for every door.</summary>
    /// <param name="edits">Makes the change.</param>
    /// <param name="person">Whose dossier.</param>
    /// <param name="sent">What is to be what: record, version, column and the value as it was entered.</param>
    /// <param name="keep">Whether it is written, and not only held against the rules.</param>
    /// <param name="terms">What the officer says beside it.</param>
    /// <param name="caller">The officer.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <returns>What spoke against it; else the number of the change, null where nothing changed.</returns>
    /// <exception cref="RecordNotFoundException">The officer's agencies keep no such record of this person.</exception>
    internal async Task<(EditRefused? Refused, long? Change)> CorrectFieldAsync(
        DossierEdits edits, Guid person, SentField sent, bool keep, EditTerms terms, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        try
        {
            var value = EditedField.Read(sent.Field, sent.Value);
            if (value is not null && PlaceFields.Contains(sent.Field, StringComparer.Ordinal))
            {
                var found = await PlacesLikeAsync(session, sent.Field, value, cancellationToken);
                if (found is not [var place])
                    return (Refused(sent, terms, stale: AmbiguousPlace(terms, value, found)), null);
                value = place.Id;
            }

            var before = await LastChangeAsync(session, person, cancellationToken);
            await edits.CorrectFieldAsync(session, person, sent.Part, sent.Record, sent.Version, sent.Field, value, terms, cancellationToken);
            if (!keep)
                return (null, null);

            var after = await LastChangeAsync(session, person, cancellationToken);
            await session.CommitAsync(cancellationToken);
            return (null, after == before ? null : after);
        }
        catch (StaleRecordException stale)
        {
            await database.LogReadAsync(caller, [person], cancellationToken);
            return (Refused(sent, terms, stale: stale.Message), null);
        }
        catch (AggregateException refused) when (refused.InnerExceptions.All(each => each is RuleBrokenException))
        {
            // What rules say may tell of the dossier.
            await database.LogReadAsync(caller, [person], cancellationToken);
            return (Refused(sent, terms, [.. refused.InnerExceptions.Cast<RuleBrokenException>()]), null);
        }
    }

    private static EditRefused Refused(SentField sent, EditTerms terms, IReadOnlyList<RuleBrokenException>? rules = null, string? stale = null) =>
        new(sent.Part, sent.Record, sent.Field, sent.Value, new RestoreRefused(rules ?? [], stale, terms.Why));

    private static async Task<long?> LastChangeAsync(RegistrySession session, Guid person, CancellationToken cancellationToken) => (await session.ReadAsync(
        "SELECT max(id) FROM history.person_change WHERE person_id = $1", row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), cancellationToken, person)).Single();

    // Agencies of any day, for a posting may be long past; the officer's scope decides whose dossier is written, not where somebody worked.
    private static Task<List<AgencyChoice>> PlacesLikeAsync(RegistrySession session, string field, string text, CancellationToken cancellationToken) => field == "agency_id"
        ? session.ReadAsync(
            """
            SELECT a.id::text, a.code, a.name, 0 FROM registry.agency a
             WHERE a.id::text = $1 OR a.code = $1
                OR (reference.fold(a.name) = reference.fold($1) AND NOT EXISTS (SELECT FROM registry.agency c WHERE c.code = $1)) LIMIT 6
            """, Choice, cancellationToken, text.Split(" · ")[0])
        : session.ReadAsync(
            $"""
            {UnitsFrom}
             WHERE u.level <> 'country' AND (u.id = $1 OR reference.fold(u.name) = reference.fold($1) OR reference.fold(concat_ws(', ', u.name, d.name, p.name)) = reference.fold($1))
             ORDER BY u.id <> $1, u.code LIMIT 6
            """, Choice, cancellationToken, text);

    private static string AmbiguousPlace(EditTerms terms, string text, List<AgencyChoice> found)
    {
        var codes = string.Join("; ", found.Select(place => $"{place.Id} ({place.Name})"));
        return new Domain.Plans.Bilingual(
            found.Count == 0 ? $"Không tìm thấy \"{text}\": gõ mã hoặc cả tên." : $"Có nhiều nơi tên như vậy; hãy gõ một trong các mã: {codes}.",
            found.Count == 0 ? $"\"{text}\" was not found: type a code or the whole name." : $"Several are called so; type one of the codes: {codes}.").In(terms.Language);
    }

    private static EditedField FieldOf(DossierPart part, string column, JsonElement values, ILookup<string, CodeName> options, IReadOnlyList<PastValue> past)
    {
        var type = DossierEdits.TypeOf(part, column);
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var isRequired = DossierEdits.RequiredOf(part).Contains(column, StringComparer.Ordinal);
        var value = values.ValueKind == JsonValueKind.Object && values.TryGetProperty(column, out var kept) && kept.ValueKind != JsonValueKind.Null ? kept.ToString() : null;
        IReadOnlyList<CodeName> choices = plain.IsEnum ? [.. Enum.GetNames(plain).Select(SnakeCase.Of).Select(code => new CodeName(code, code, code))]
            : plain == typeof(bool) ? [new("true", "true", "true"), new("false", "false", "false")]
            : ReferenceNames.ListOfField.TryGetValue(column, out var list) ? [.. options[list]] : [];
        var kind = PlaceFields.Contains(column, StringComparer.Ordinal) ? FieldKind.Place : choices.Count > 0 ? FieldKind.Choice
            : plain == typeof(DateOnly) ? FieldKind.Day : plain == typeof(int) ? FieldKind.Number : FieldKind.Text;
        return new EditedField(column, plain == typeof(bool) ? value?.ToLowerInvariant() : value, kind, isRequired, choices, past);
    }
}

/// <summary>A value that an officer has entered.</summary>
/// <param name="Part">Kind of the record.</param>
/// <param name="Record">Its key.</param>
/// <param name="Version">The version that the officer has read.</param>
/// <param name="Field">The column.</param>
/// <param name="Value">As entered; null or blank for none.</param>
internal sealed record SentField(DossierPart Part, Guid Record, int Version, string Field, string? Value);

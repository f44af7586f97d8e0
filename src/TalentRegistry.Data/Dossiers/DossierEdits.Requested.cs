using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Dossiers;

// One value of a record, named by its column: what somebody asks to have corrected.
public sealed partial class DossierEdits
{
    private static readonly string[] PersonFields = ["full_name", "date_of_birth", "birth_year", "sex", "ethnic_group_code", "home_unit_id", "staff_code", "citizen_id"];

    /// <summary>The values of a kind of record that may be corrected one by one, by their columns.</summary>
    public static IReadOnlyList<string> FieldsOf(DossierPart part) =>
        part == DossierPart.Person ? PersonFields : [.. EntryColumns.Of(DossierKinds.Entries[part]).Select(column => column.Name)];

    /// <summary>The type of such a value.</summary>
    /// <exception cref="InvalidOperationException">There is no such column.</exception>
    public static Type TypeOf(DossierPart part, string field) =>
        EntryColumns.Of(part == DossierPart.Person ? typeof(PersonEntry) : DossierKinds.Entries[part]).Single(column => column.Name == field).Property.PropertyType;

    /// <summary>Corrects one value of a record, as an officer would.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="personId">Whose dossier.</param>
    /// <param name="part">Kind of the record.</param>
    /// <param name="id">The record.</param>
    /// <param name="version">The version that the officer has read.</param>
    /// <param name="field">Its column, one of <see cref="FieldsOf"/>.</param>
    /// <param name="value">As the database writes it: days as 2024-12-31, codes of lists; null for none.</param>
    /// <param name="terms">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="RecordNotFoundException">The caller's agencies keep no such record of this person.</exception>
    /// <exception cref="StaleRecordException">The record has another version.</exception>
    /// <exception cref="AggregateException">Of <see cref="RuleBrokenException"/>: the value is none for this field, or rules or the database speak against it.</exception>
    public async Task CorrectFieldAsync(
        RegistrySession session, Guid personId, DossierPart part, Guid id, int version, string field, string? value, EditTerms terms,
        CancellationToken cancellationToken)
    {
        if (!FieldsOf(part).Contains(field, StringComparer.Ordinal))
            throw Unfit(part, id, field, terms);
        if (part == DossierPart.Person)
        {
            await CorrectPersonAsync(session, id == personId ? id : throw new RecordNotFoundException(part, id, terms), version, person => With(person, field, value, id, terms), terms, cancellationToken);
            return;
        }

        if (await StoredDossier.OwnerAsync(session, part, id, cancellationToken) != personId)
            throw new RecordNotFoundException(part, id, terms);
        var stored = await LockAsync(session, personId, terms, cancellationToken);
        if (!stored.Entries.Records.TryGetValue(id, out var entry))
            throw new RecordNotFoundException(part, id, terms);
        var corrected = With(entry, field, value, id, terms).Tidy();
        await HoldVersionAsync(session, part, id, version, stored, entry, corrected, terms, cancellationToken);
        await HoldRulesAsync(session, stored.Entries, stored.Entries.With(id, corrected), id, terms, cancellationToken);
        await WriteAsync(part, terms, () => session.UpdateAsync(id, corrected, cancellationToken));
    }

    private static DossierEntry With(DossierEntry entry, string field, string? value, Guid id, EditTerms terms)
    {
        var column = EntryColumns.Of(entry.GetType()).Single(each => each.Name == field);
        try
        {
            var record = JsonSerializer.SerializeToNode(entry, entry.GetType(), StoredDossier.Columns)!.AsObject();
            record[field] = value is null ? null
                : column.ValueType == typeof(int) ? JsonValue.Create(int.Parse(value, CultureInfo.InvariantCulture))
                : column.ValueType == typeof(bool) ? JsonValue.Create(bool.Parse(value))
                : JsonValue.Create(value);
            return (DossierEntry)record.Deserialize(entry.GetType(), StoredDossier.Columns)!;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or OverflowException)
        {
            throw Unfit(entry.Part, id, field, terms);
        }
    }

    private static PersonEntry With(PersonEntry person, string field, string? value, Guid id, EditTerms terms)
    {
        try
        {
            return field switch
            {
                "full_name" => person with { FullName = value ?? "" },
                "date_of_birth" when value is null => person with { DateOfBirth = null },
                "date_of_birth" when DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture) is var born => person with { DateOfBirth = born, BirthYear = born.Year },
                "birth_year" => person with { BirthYear = int.Parse(value ?? "", CultureInfo.InvariantCulture) },
                "sex" => person with { Sex = SnakeCase.Parse<Sex>(value ?? "") },
                "ethnic_group_code" => person with { EthnicGroupCode = value ?? "" },
                "home_unit_id" => person with { HomeUnitId = value },
                "staff_code" => person with { StaffCode = value },
                "citizen_id" when value is null => person with { CitizenId = null },
                "citizen_id" when CitizenId.TryParse(value, out var number) => person with { CitizenId = number },
                _ => throw new FormatException(),
            };
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or OverflowException or KeyNotFoundException)
        {
            throw Unfit(DossierPart.Person, id, field, terms);
        }
    }

    private static AggregateException Unfit(DossierPart part, Guid id, string field, EditTerms terms) =>
        Refused(part, id, terms, "VALUE_UNFIT", $"Giá trị không dùng được cho mục {field}.", $"This is no value of {field}.");
}

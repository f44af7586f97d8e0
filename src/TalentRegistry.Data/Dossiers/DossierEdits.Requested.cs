using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Dossiers;

// Values of a record, named by their columns: what somebody asks to have corrected, and what a form sends.
public sealed partial class DossierEdits
{
    private static readonly string[] PersonFields = ["full_name", "date_of_birth", "birth_year", "sex", "ethnic_group_code", "home_unit_id", "staff_code", "citizen_id"];
    private static readonly string[] RequiredOfPerson = ["full_name", "birth_year", "sex", "ethnic_group_code"];

    /// <summary>The values of a kind of record that may be corrected one by one, by their columns.</summary>
    public static IReadOnlyList<string> FieldsOf(DossierPart part) =>
        part == DossierPart.Person ? PersonFields : [.. EntryColumns.Of(DossierKinds.Entries[part]).Select(column => column.Name)];

    /// <summary>Those of them without which there is no record.</summary>
    public static IReadOnlyList<string> RequiredOf(DossierPart part) =>
        part == DossierPart.Person ? RequiredOfPerson : [.. EntryColumns.Of(DossierKinds.Entries[part]).Where(column => column.IsRequired).Select(column => column.Name)];

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
    public Task CorrectFieldAsync(
        RegistrySession session, Guid personId, DossierPart part, Guid id, int version, string field, string? value, EditTerms terms,
        CancellationToken cancellationToken) =>
        CorrectFieldsAsync(session, personId, part, id, version, new Dictionary<string, string?> { [field] = value }, terms, cancellationToken);

    /// <summary>Corrects values of a record that only make sense together.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="personId">Whose dossier.</param>
    /// <param name="part">Kind of the record.</param>
    /// <param name="id">The record.</param>
    /// <param name="version">The version that the officer has read.</param>
    /// <param name="values">By column, as <see cref="CorrectFieldAsync"/> takes them.</param>
    /// <param name="terms">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <inheritdoc cref="CorrectFieldAsync" path="/exception"/>
    public async Task CorrectFieldsAsync(
        RegistrySession session, Guid personId, DossierPart part, Guid id, int version, IReadOnlyDictionary<string, string?> values, EditTerms terms,
        CancellationToken cancellationToken)
    {
        if (values.Keys.Except(FieldsOf(part)).FirstOrDefault() is { } unknown)
            throw Unfit(part, id, unknown, terms);
        if (part == DossierPart.Person)
        {
            await CorrectPersonAsync(
                session, id == personId ? id : throw new RecordNotFoundException(part, id, terms), version,
                person => values.Aggregate(person, (changed, value) => With(changed, value.Key, value.Value, id, terms)), terms, cancellationToken);
            return;
        }

        var (stored, entry) = await LockRecordAsync(session, personId, part, id, terms, cancellationToken);
        var corrected = values.Aggregate(entry, (changed, value) => With(changed, value.Key, value.Value, id, terms)).Tidy();
        await HoldVersionAsync(session, part, id, version, stored, entry, corrected, terms, cancellationToken);
        await HoldRulesAsync(session, stored.Entries, stored.Entries.With(id, corrected), id, terms, cancellationToken);
        await WriteAsync(part, terms, () => session.UpdateAsync(id, corrected, cancellationToken));
    }

    /// <summary>Adds a record of these values to a dossier.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="personId">Whose record.</param>
    /// <param name="part">Its kind; not the person.</param>
    /// <param name="id">Key of the new record.</param>
    /// <param name="values">By column, as <see cref="CorrectFieldAsync"/> takes them; what is not named is not known.</param>
    /// <param name="terms">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="RecordNotFoundException">The caller's agencies keep no such dossier.</exception>
    /// <exception cref="AggregateException">Of <see cref="RuleBrokenException"/>: a value is missing or is none, or rules or the database speak against it.</exception>
    public Task AddAsync(
        RegistrySession session, Guid personId, DossierPart part, Guid id, IReadOnlyDictionary<string, string?> values, EditTerms terms, CancellationToken cancellationToken)
    {
        HoldRequired(part, id, values, terms);
        var record = new JsonObject();
        foreach (var column in EntryColumns.Of(DossierKinds.Entries[part]))
            record[column.Name] = NodeOf(part, column, values.GetValueOrDefault(column.Name), id, terms);
        return AddAsync(session, personId, id, EntryOf(part, record, id, terms), terms, cancellationToken);
    }

    /// <summary>Registers a person of these values, whose dossier an agency of the caller's will keep.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="id">Key of the new record.</param>
    /// <param name="keeperId">The agency; null is refused.</param>
    /// <param name="values">By column, as <see cref="CorrectFieldAsync"/> takes them; what is not named is not known.</param>
    /// <param name="terms">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="AggregateException">Of <see cref="RuleBrokenException"/>: a value is missing or is none, or rules or the database speak against it.</exception>
    /// <exception cref="OperatorException">A citizen ID was given, and this server lacks their key.</exception>
    public Task RegisterPersonAsync(
        RegistrySession session, Guid id, Guid? keeperId, IReadOnlyDictionary<string, string?> values, EditTerms terms, CancellationToken cancellationToken)
    {
        // Of a day of birth the year follows.
        var told = values.Where(value => value.Key != "birth_year" || values.GetValueOrDefault("date_of_birth") is null).ToDictionary();
        if (values.GetValueOrDefault("date_of_birth") is { } born)
            HoldRequired(DossierPart.Person, id, new Dictionary<string, string?>(values) { ["birth_year"] = born }, terms);
        else
            HoldRequired(DossierPart.Person, id, values, terms);
        var nobody = new PersonEntry("", Sex.Male, null, 0, "", null, null, null, keeperId ?? throw Missing(DossierPart.Person, id, "keeper_id", terms), null);
        return RegisterPersonAsync(session, id, told.Aggregate(nobody, (person, value) => With(person, value.Key, value.Value, id, terms)), terms, cancellationToken);
    }

    /// <summary>Removes a record that was made by mistake; the history keeps it.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="personId">Whose dossier.</param>
    /// <param name="part">Kind of the record; not the person.</param>
    /// <param name="id">The record.</param>
    /// <param name="version">The version that the officer has read.</param>
    /// <param name="terms">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <inheritdoc cref="CorrectFieldAsync" path="/exception"/>
    public async Task RemoveAsync(
        RegistrySession session, Guid personId, DossierPart part, Guid id, int version, EditTerms terms, CancellationToken cancellationToken)
    {
        var (stored, entry) = await LockRecordAsync(session, personId, part, id, terms, cancellationToken);
        await RemoveAsync(session, stored, entry, id, version, terms, cancellationToken);
    }

    // A record of this person and no other's.
    private async Task<(StoredDossier Stored, DossierEntry Entry)> LockRecordAsync(
        RegistrySession session, Guid personId, DossierPart part, Guid id, EditTerms terms, CancellationToken cancellationToken)
    {
        if (!DossierKinds.Entries.ContainsKey(part) || await StoredDossier.OwnerAsync(session, part, id, cancellationToken) != personId)
            throw new RecordNotFoundException(part, id, terms);
        var stored = await LockAsync(session, personId, terms, cancellationToken);
        return stored.Entries.Records.TryGetValue(id, out var entry) ? (stored, entry) : throw new RecordNotFoundException(part, id, terms);
    }

    private static void HoldRequired(DossierPart part, Guid id, IReadOnlyDictionary<string, string?> values, EditTerms terms)
    {
        var missing = RequiredOf(part).Where(field => values.GetValueOrDefault(field) is null).ToList();
        if (missing.Count > 0)
            throw new AggregateException(missing.SelectMany(field => Missing(part, id, field, terms).InnerExceptions));
    }

    private static AggregateException Missing(DossierPart part, Guid id, string field, EditTerms terms) =>
        Refused(part, id, terms, "VALUE_MISSING", $"Thiếu mục “{RecordFields.NameOf(field).Vi}”.", $"“{RecordFields.NameOf(field).En}” is missing.");

    private static DossierEntry With(DossierEntry entry, string field, string? value, Guid id, EditTerms terms)
    {
        var column = EntryColumns.Of(entry.GetType()).Single(each => each.Name == field);
        if (value is null && column.IsRequired)
            throw Unfit(entry.Part, id, field, terms);
        var record = JsonSerializer.SerializeToNode(entry, entry.GetType(), StoredDossier.Columns)!.AsObject();
        record[field] = NodeOf(entry.Part, column, value, id, terms);
        return EntryOf(entry.Part, record, id, terms);
    }

    private static JsonNode? NodeOf(DossierPart part, EntryColumn column, string? value, Guid id, EditTerms terms)
    {
        try
        {
            var node = value is null ? null
                : column.ValueType == typeof(int) ? JsonValue.Create(int.Parse(value, CultureInfo.InvariantCulture))
                : column.ValueType == typeof(bool) ? JsonValue.Create(bool.Parse(value))
                : JsonValue.Create(value);
            node?.Deserialize(column.Property.PropertyType, StoredDossier.Columns);
            return node;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or OverflowException)
        {
            throw Unfit(part, id, column.Name, terms);
        }
    }

    private static DossierEntry EntryOf(DossierPart part, JsonObject record, Guid id, EditTerms terms)
    {
        try
        {
            return (DossierEntry)record.Deserialize(DossierKinds.Entries[part], StoredDossier.Columns)!;
        }
        catch (JsonException)
        {
            throw Refused(part, id, terms, "VALUE_UNFIT", "Có giá trị không dùng được trong bản ghi này.", "A value of this record is none that it can have.");
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
        Refused(
            part, id, terms, "VALUE_UNFIT", $"Giá trị không dùng được cho mục “{RecordFields.NameOf(field).Vi}”.", $"This is no value of “{RecordFields.NameOf(field).En}”.");
}

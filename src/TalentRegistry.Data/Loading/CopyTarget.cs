using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Loading;

/// <summary>
/// Where rows are copied to: the tables of the registry, or staging tables of the same columns. The copy is synchronous on
/// purpose: a row is a dozen writes into a buffer, and a task for each would cost more than the row.
/// </summary>
internal sealed class CopyTarget(NpgsqlConnection connection, string prefix)
{
    /// <summary>Tables that hold people and careers, in the order in which they depend on each other, with the columns that a load writes.</summary>
    public static IReadOnlyList<(string Name, string Columns)> Tables { get; } =
    [
        ("person", "id, full_name, date_of_birth, birth_year, sex, ethnic_group_code, home_unit_id, citizen_id_cipher, citizen_id_hash, staff_code, keeper_id, deceased_on, synthetic"),
        ("degree", "id, person_id, level_code, field_code, institution, country_code, awarded_year, study_mode, verified_on"),
        ("posting", "id, person_id, agency_id, valid_from, valid_until, is_main, profession_code, position_title, leadership_rank, employment_kind, end_reason, required_level_code"),
        .. DossierKinds.Entries.Where(kind => kind.Value.IsSubclassOf(typeof(DossierRecord)))
            .Select(kind => (SnakeCase.Of(kind.Key), $"id, person_id, {EntryColumns.Names(kind.Value)}")),
    ];

    /// <summary>Copies agencies with their seats and successions; these always go straight into the registry.</summary>
    public static void Copy(NpgsqlConnection connection, IReadOnlyList<Agency> agencies, IReadOnlyList<AgencySuccession> successions)
    {
        Copy(connection, "registry.agency (id, code, name, kind, sector_code, government_level, ownership, parent_id, valid_from, valid_until, synthetic)", agencies, Write, default);
        Copy(connection, "registry.agency_seat (agency_id, unit_id, valid_from, valid_until)", agencies.SelectMany(agency => agency.Seats), Write, default);
        Copy(connection, "registry.agency_succession (predecessor_id, successor_id, effective_on)", successions, Write, default);
    }

    /// <summary>Copies a block; stops between rows when cancelled.</summary>
    public void Copy(DossierBlock block, CancellationToken cancellationToken)
    {
        Copy(connection, Into(0), block.People, Write, cancellationToken);
        Copy(connection, Into(1), block.Degrees, Write, cancellationToken);
        Copy(connection, Into(2), block.Postings, Write, cancellationToken);
        foreach (var (part, records) in block.Records)
            Copy(connection, Into(Tables.Index().Single(table => table.Item.Name == SnakeCase.Of(part)).Index), records, Write, cancellationToken);
    }

    private static void Copy<T>(
        NpgsqlConnection connection, string into, IEnumerable<T> rows, Action<NpgsqlBinaryImporter, T> write, CancellationToken cancellationToken)
    {
        using var import = connection.BeginBinaryImport($"COPY {into} FROM STDIN (FORMAT binary)");
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            import.StartRow();
            write(import, row);
        }

        import.Complete();
    }

    private static void Write(NpgsqlBinaryImporter row, Agency agency)
    {
        row.Write(agency.Id, NpgsqlDbType.Uuid);
        row.Write(agency.Code, NpgsqlDbType.Text);
        row.Write(agency.Name, NpgsqlDbType.Text);
        row.Write(agency.Kind, NpgsqlDbType.Text);
        row.Write(agency.SectorCode, NpgsqlDbType.Text);
        WriteText(row, agency.GovernmentLevel is { } level ? SnakeCase.Of(level) : null);
        row.Write(SnakeCase.Of(agency.Ownership), NpgsqlDbType.Text);
        WriteValue(row, agency.ParentId, NpgsqlDbType.Uuid);
        row.Write(agency.ValidFrom, NpgsqlDbType.Date);
        WriteValue(row, agency.ValidUntil, NpgsqlDbType.Date);
        row.Write(agency.Synthetic, NpgsqlDbType.Boolean);
    }

    private static void Write(NpgsqlBinaryImporter row, AgencySeat seat)
    {
        row.Write(seat.AgencyId, NpgsqlDbType.Uuid);
        row.Write(seat.UnitId, NpgsqlDbType.Text);
        row.Write(seat.ValidFrom, NpgsqlDbType.Date);
        WriteValue(row, seat.ValidUntil, NpgsqlDbType.Date);
    }

    private static void Write(NpgsqlBinaryImporter row, AgencySuccession succession)
    {
        row.Write(succession.PredecessorId, NpgsqlDbType.Uuid);
        row.Write(succession.SuccessorId, NpgsqlDbType.Uuid);
        row.Write(succession.EffectiveOn, NpgsqlDbType.Date);
    }

    private static void Write(NpgsqlBinaryImporter row, (Person Person, People.ProtectedCitizenId? CitizenId) dossier)
    {
        var (person, citizenId) = dossier;
        row.Write(person.Id, NpgsqlDbType.Uuid);
        row.Write(person.FullName, NpgsqlDbType.Text);
        WriteValue(row, person.DateOfBirth, NpgsqlDbType.Date);
        row.Write((short)person.BirthYear, NpgsqlDbType.Smallint);
        row.Write(SnakeCase.Of(person.Sex), NpgsqlDbType.Text);
        row.Write(person.EthnicGroupCode, NpgsqlDbType.Text);
        WriteText(row, person.HomeUnitId);
        WriteBytes(row, citizenId?.Cipher);
        WriteBytes(row, citizenId?.Hash);
        WriteText(row, person.StaffCode);
        row.Write(person.KeeperId, NpgsqlDbType.Uuid);
        WriteValue(row, person.DeceasedOn, NpgsqlDbType.Date);
        row.Write(person.Synthetic, NpgsqlDbType.Boolean);
    }

    private static void Write(NpgsqlBinaryImporter row, Degree degree)
    {
        row.Write(degree.Id, NpgsqlDbType.Uuid);
        row.Write(degree.PersonId, NpgsqlDbType.Uuid);
        row.Write(degree.LevelCode, NpgsqlDbType.Text);
        WriteText(row, degree.FieldCode);
        WriteText(row, degree.Institution);
        row.Write(degree.CountryCode, NpgsqlDbType.Text);
        row.Write((short)degree.AwardedYear, NpgsqlDbType.Smallint);
        WriteText(row, degree.StudyMode is { } mode ? SnakeCase.Of(mode) : null);
        WriteValue(row, degree.VerifiedOn, NpgsqlDbType.Date);
    }

    private static void Write(NpgsqlBinaryImporter row, Posting posting)
    {
        row.Write(posting.Id, NpgsqlDbType.Uuid);
        row.Write(posting.PersonId, NpgsqlDbType.Uuid);
        row.Write(posting.AgencyId, NpgsqlDbType.Uuid);
        row.Write(posting.ValidFrom, NpgsqlDbType.Date);
        WriteValue(row, posting.ValidUntil, NpgsqlDbType.Date);
        row.Write(posting.IsMain, NpgsqlDbType.Boolean);
        row.Write(posting.ProfessionCode, NpgsqlDbType.Text);
        row.Write(posting.PositionTitle, NpgsqlDbType.Text);
        WriteText(row, posting.LeadershipRank is { } rank ? SnakeCase.Of(rank) : null);
        row.Write(SnakeCase.Of(posting.EmploymentKind), NpgsqlDbType.Text);
        WriteText(row, posting.EndReason is { } reason ? SnakeCase.Of(reason) : null);
        WriteText(row, posting.RequiredLevelCode);
    }

    private static void Write(NpgsqlBinaryImporter row, DossierRecord record)
    {
        row.Write(record.Id, NpgsqlDbType.Uuid);
        row.Write(record.PersonId, NpgsqlDbType.Uuid);
        foreach (var column in EntryColumns.Of(record.GetType()))
        {
            switch (column.Of(record))
            {
                case null: row.WriteNull(); break;
                case string text: row.Write(text, NpgsqlDbType.Text); break;
                case DateOnly day: row.Write(day, NpgsqlDbType.Date); break;
                case bool yes: row.Write(yes, NpgsqlDbType.Boolean); break;
                // Whole numbers of a dossier are years.
                case int year: row.Write((short)year, NpgsqlDbType.Smallint); break;
                case var value: throw new InvalidOperationException($"{column.Name} of {record.Part} is a {value.GetType()}, which no load writes yet.");
            }
        }
    }

    private static void WriteText(NpgsqlBinaryImporter row, string? value)
    {
        if (value is null)
            row.WriteNull();
        else
            row.Write(value, NpgsqlDbType.Text);
    }

    private static void WriteBytes(NpgsqlBinaryImporter row, byte[]? value)
    {
        if (value is null)
            row.WriteNull();
        else
            row.Write(value, NpgsqlDbType.Bytea);
    }

    private static void WriteValue<T>(NpgsqlBinaryImporter row, T? value, NpgsqlDbType type) where T : struct
    {
        if (value is { } known)
            row.Write(known, type);
        else
            row.WriteNull();
    }

    private string Into(int table) => $"{prefix}{Tables[table].Name} ({Tables[table].Columns})";
}

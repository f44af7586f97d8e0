using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Importing.Columns;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Importing.Writing;

/// <summary>
/// The rules of dossiers over the rows of a list. What they say of a row alone was found on reading and counts where the row is a new person; of known
/// people the dossier before is held against the dossier after, and what the row brings counts. Leaves pg_temp.finding.
/// </summary>
internal sealed class RowRules(RegistrySession session, CitizenIdLookup citizenIds, FieldBook fields)
{
    /// <summary>Room for what the rules say.</summary>
    public const string Prepare =
        """
        CREATE TEMP TABLE finding (
          row integer NOT NULL, code text NOT NULL, is_error boolean NOT NULL, col integer, heading text NOT NULL, value text NOT NULL, vi text NOT NULL, en text NOT NULL,
          expected_vi text NOT NULL, expected_en text NOT NULL) ON COMMIT DROP
        """;

    /// <summary>Where the columns go.</summary>
    public const string Copy = "COPY pg_temp.finding (row, code, is_error, col, heading, value, vi, en, expected_vi, expected_en) FROM STDIN (FORMAT binary)";

    private const string HoldErrors =
        "UPDATE pg_temp.verdict v SET kind = 'refused' WHERE v.kind IN ('new', 'changed') AND v.row IN (SELECT row FROM pg_temp.finding WHERE is_error)";

    private const string HoldWarnings =
        "UPDATE pg_temp.verdict v SET kind = 'unconfirmed' WHERE v.kind IN ('new', 'changed') AND v.row IN (SELECT row FROM pg_temp.finding WHERE code <> ALL ($1))";

    /// <summary>Warnings by code, with an example of the words and how many rows have it.</summary>
    public const string Warnings =
        """
        SELECT f.code, count(DISTINCT f.row)::int, min(f.vi), min(f.en)
          FROM pg_temp.finding f JOIN pg_temp.verdict v ON v.row = f.row AND v.kind IN ('new', 'changed', 'unconfirmed') WHERE NOT f.is_error GROUP BY f.code ORDER BY f.code
        """;

    // What the rules said of rows alone is nothing to people who are known, or are none of the list.
    private const string OfNewOnly = "DELETE FROM pg_temp.finding f USING pg_temp.verdict v WHERE v.row = f.row AND v.kind <> 'new'";

    private static string Dossiers(IReadOnlyList<StagedRecord> kinds) =>
        """
        WITH changed AS MATERIALIZED (SELECT row, person_id, staged_id FROM pg_temp.verdict WHERE kind = 'changed'),
        told AS MATERIALIZED (
          SELECT record, record_id, jsonb_object_agg(field, after) AS says FROM pg_temp.difference
           WHERE field IS NOT NULL AND field <> 'citizen_id_hash' GROUP BY record, record_id)
        SELECT c.row, 'person', p.id, to_jsonb(p)::text, to_jsonb(jsonb_populate_record(p, coalesce(t.says, '{}')))::text, c.staged_id,
               CASE WHEN t.says ?| '{sex,birth_year,date_of_birth}' THEN p.citizen_id_cipher END, s.citizen_id_cipher
          FROM changed c JOIN registry.person p ON p.id = c.person_id JOIN pg_temp.staged_person s ON s.id = c.staged_id LEFT JOIN told t ON t.record = 'person' AND t.record_id = p.id

        """ + string.Concat(DossierKinds.Entries.Keys.Select(SnakeCase.Of).Select(table =>
        $"""
        UNION ALL
        SELECT c.row, '{table}', e.id, to_jsonb(e)::text, to_jsonb(jsonb_populate_record(e, coalesce(t.says, '{"{}"}')))::text, NULL, NULL, NULL
          FROM changed c JOIN registry.{table} e ON e.person_id = c.person_id LEFT JOIN told t ON t.record = '{table}' AND t.record_id = e.id

        """)) + string.Concat(kinds.Select(kind => kind.Table).Prepend("posting").Prepend("degree").Select(table =>
        $"""
        UNION ALL
        SELECT c.row, '{table}', s.id, NULL, to_jsonb(s)::text, NULL, NULL, NULL
          FROM changed c JOIN pg_temp.difference d ON d.row = c.row AND d.record = '{table}' AND d.field IS NULL JOIN pg_temp.staged_{table} s ON s.id = d.record_id

        """)) + "ORDER BY 1";

    /// <summary>Holds the rules against rows that change somebody. Errors refuse a row, and warnings hold it back until their codes are confirmed.</summary>
    /// <param name="today">The day of the import.</param>
    /// <param name="plan">Columns of the list.</param>
    /// <param name="kinds">The kinds of records of which it tells any.</param>
    /// <param name="confirmed">Codes of warnings that the officer has confirmed: rows with others are held back.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task CheckAsync(DateOnly today, ColumnPlan plan, IReadOnlyList<StagedRecord> kinds, IReadOnlyCollection<string> confirmed, CancellationToken cancellationToken)
    {
        await session.RunAsync(OfNewOnly, cancellationToken);
        var context = await StoredDossier.ContextAsync(session, today, cancellationToken);
        var found = new List<(int Row, Finding Finding, string Field, string Value)>();
        await using (var command = session.Command(Dossiers(kinds)))
        {
            command.CommandTimeout = 0;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            ChangedDossier? current = null;
            while (await reader.ReadAsync(cancellationToken))
            {
                if (current?.Row != reader.GetInt32(0))
                {
                    current?.Tell(context, found);
                    current = new ChangedDossier(reader.GetInt32(0));
                }

                if (reader.GetString(1) == "person")
                    await AddPersonAsync(current, reader, cancellationToken);
                else
                    current.Add(reader.GetString(1), reader.GetGuid(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetString(4));
            }

            current?.Tell(context, found);
        }

        var columns = new FieldColumns(plan, fields, from1904: false);
        await using (var import = await session.Connection.BeginBinaryImportAsync(Copy, cancellationToken))
        {
            foreach (var (row, finding, field, value) in found)
                Write(import, new ImportProblem(
                    finding.Code, finding.Severity == FindingSeverity.Error ? ProblemSeverity.Error : ProblemSeverity.Warning, row, columns.Of(field)?.Index,
                    columns.Of(field)?.Heading ?? columns.NameOf(field), value, finding.Message, DraftRules.Expected(finding.Code)));
            await import.CompleteAsync(cancellationToken);
        }

        await session.RunAsync(HoldErrors, cancellationToken);
        await session.RunAsync(HoldWarnings, cancellationToken, [confirmed.ToArray()]);
    }

    /// <summary>Writes what a rule says of a row.</summary>
    public static void Write(NpgsqlBinaryImporter import, ImportProblem problem)
    {
        import.StartRow();
        import.Write(problem.Row, NpgsqlDbType.Integer);
        import.Write(problem.Code, NpgsqlDbType.Text);
        import.Write(problem.Severity == ProblemSeverity.Error, NpgsqlDbType.Boolean);
        if (problem.Column is { } column)
            import.Write(column, NpgsqlDbType.Integer);
        else
            import.WriteNull();
        foreach (var text in new[] { problem.Heading, problem.Value, problem.Message.Vi, problem.Message.En, problem.Expected.Vi, problem.Expected.En })
            import.Write(text, NpgsqlDbType.Text);
    }

    // A number on file is read only where the change may contradict it.
    private async Task AddPersonAsync(ChangedDossier dossier, NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var told = reader.IsDBNull(7) ? null : await citizenIds.RevealAsync(reader.GetGuid(5), reader.GetFieldValue<byte[]>(7), cancellationToken);
        var kept = reader.IsDBNull(6) ? null : await citizenIds.RevealAsync(reader.GetGuid(2), reader.GetFieldValue<byte[]>(6), cancellationToken);
        dossier.AddPerson(reader.GetGuid(2), reader.GetString(3), reader.GetString(4), kept, told ?? kept);
    }

    // One dossier as it is and as its row would make it.
    private sealed class ChangedDossier(int row)
    {
        private readonly ImmutableDictionary<Guid, DossierEntry>.Builder before = ImmutableDictionary.CreateBuilder<Guid, DossierEntry>();
        private readonly ImmutableDictionary<Guid, DossierEntry>.Builder after = ImmutableDictionary.CreateBuilder<Guid, DossierEntry>();
        private readonly Dictionary<Guid, string> written = [];
        private Guid id;
        private PersonEntry? personBefore, personAfter;

        public int Row => row;

        public void AddPerson(Guid person, string kept, string told, CitizenId? keptNumber, CitizenId? toldNumber)
        {
            id = person;
            written[person] = told;
            personBefore = JsonSerializer.Deserialize<PersonEntry>(kept, StoredDossier.Columns)! with { CitizenId = keptNumber };
            personAfter = JsonSerializer.Deserialize<PersonEntry>(told, StoredDossier.Columns)! with { CitizenId = toldNumber };
        }

        public void Add(string table, Guid record, string? kept, string told)
        {
            var kind = DossierKinds.Entries[SnakeCase.Parse<DossierPart>(table)];
            written[record] = told;
            var entry = (DossierEntry)JsonSerializer.Deserialize(told, kind, StoredDossier.Columns)!;
            after.Add(record, entry);
            if (kept is not null)
                before.Add(record, kept == told ? entry : (DossierEntry)JsonSerializer.Deserialize(kept, kind, StoredDossier.Columns)!);
        }

        public void Tell(RuleContext context, List<(int Row, Finding Finding, string Field, string Value)> found)
        {
            var (old, changed) = (new DossierEntries(id, personBefore!) { Records = before.ToImmutable() }, new DossierEntries(id, personAfter!) { Records = after.ToImmutable() });
            foreach (var finding in DossierRules.BroughtBy(old, changed, context))
            {
                var record = finding.RecordId is { } key ? changed.Records.GetValueOrDefault(key) : null;
                found.Add((row, finding, DraftRules.FieldOf(finding, record), ValueOf(finding)));
            }
        }

        private string ValueOf(Finding finding)
        {
            using var record = JsonDocument.Parse(written[finding.RecordId ?? id]);
            return record.RootElement.TryGetProperty(SnakeCase.Of(finding.Field), out var value) ? value.ToString() : "";
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Schema;

/// <summary>EF Core maps what the SQL of db/migrations defines; when the two drift apart these tests say where.</summary>
public sealed class ModelMatchesMigrationsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>Columns that queries have no business with, or that C# does not need yet.</summary>
    private static readonly HashSet<string> Unmapped =
    [
        "reference.administrative_unit.kind_vi", "reference.administrative_unit.kind_en", "reference.administrative_unit.source",
        "reference.administrative_unit.note", "reference.administrative_unit.district_id", "reference.administrative_unit.province_id", "reference.administrative_unit.reorganisation_id", "reference.sector.named_in", "reference.sector.vsic_sections", "reference.series.population_rank", "reference.profession.licensed",
        "reference.profession.usual_level_code", "reference.profession.note", "reference.degree_level.vqf_level",
        "reference.degree_level.isced_level", "reference.degree_level.isced_confidence", "reference.degree_level.treated_as",
        "reference.degree_level.legal_basis", "reference.degree_level.note", "reference.field_of_study.level",
        "reference.field_of_study.vn_level2_codes", "reference.ethnic_group.other_names", "reference.ethnic_group.population_2019",
        "plans.current_plan.version", "plans.current_plan.content_hash", "plans.current_plan.source_file", "plans.current_plan.document",
        "plans.current_plan.loaded_at", "plans.current_plan.superseded_at", "plans.current_plan.issued_note_vi", "plans.current_plan.issued_note_en",
        "plans.current_plan.parent", "plans.current_plan.basis", "plans.current_plan.unit_level", "plans.current_plan.within_unit_id",
        "plans.current_plan.scope_note_vi", "plans.current_plan.scope_note_en", "plans.current_target.plan_code", "plans.current_target.kind",
        "plans.current_target.indicator", "plans.current_target.tolerance", "plans.current_target.assumed", "plans.current_target.report",
        "plans.current_target.every", "plans.current_target.until_year", "duties.current_duty.partners",
        "duties.current_duty.until_year", "plans.current_target.due_before", "duties.note.number", "duties.note.account_id", "duties.note.role", "duties.note.agency_id", "forecast.current_target_path.run_id",
        "forecast.current_shortage.run_id", "forecast.current_backtest.run_id", "forecast.current_structural_risk.run_id", "forecast.current_supply.run_id", "forecast.current_supply_by_degree.run_id", "registry.person.search_words", "registry.reorganisation.by_list",
        "reference.unit_lineage.note", "reference.unit_lineage.source",
    ];

    /// <summary>Values that the database allows beside those of the enum, with where they stay: loads, truncations and erasures are of nobody's record.</summary>
    private static readonly Dictionary<string, string[]> NeverInTheView = new() { ["history.person_change.kind"] = ["erase", "load", "truncate"] };

    [Fact]
    public async Task Every_mapped_column_is_in_the_database_with_the_same_type_and_nullability()
    {
        var columns = await ColumnsAsync();

        var faults = new List<string>();
        foreach (var (table, property) in await MappedAsync())
        {
            var name = $"{table}.{property.GetColumnName()}";
            if (!columns.TryGetValue(name, out var column))
                faults.Add($"{name} is mapped but not in the database");
            else if (column.Type != property.GetColumnType())
                faults.Add($"{name} is {column.Type} in the database, {property.GetColumnType()} in the model");
            else if (column.Nullable is { } nullable && nullable != property.IsColumnNullable())
                faults.Add($"{name} is {(nullable ? "nullable" : "not null")} in the database, the opposite in the model");
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task Every_column_of_a_mapped_table_is_mapped_or_on_the_list_of_exceptions()
    {
        var mapped = (await MappedAsync()).Select(pair => $"{pair.Table}.{pair.Property.GetColumnName()}").ToHashSet();
        var tables = (await MappedAsync()).Select(pair => pair.Table).ToHashSet();

        var missing = (await ColumnsAsync()).Keys
            .Where(name => tables.Contains(name[..name.LastIndexOf('.')]) && !mapped.Contains(name))
            .ToHashSet();

        Assert.Equal(Unmapped.Order(), missing.Order());
    }

    [Fact]
    public async Task Every_value_of_a_mapped_enum_is_allowed_by_the_database_and_no_other()
    {
        var faults = new List<string>();
        foreach (var (table, property) in await MappedAsync())
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            // Where a duty stands follows from what was noted and the day.
            if (!type.IsEnum || (table, property.Name) == ("duties.current_occurrence", "Status"))
                continue;

            // A view has no constraints; those of the table that it shows the newest rows of hold.
            var check = table == "registry.career_event" ? await DefinitionOfAsync(table) : await CheckOfAsync(TableOf(table), property.GetColumnName());
            var allowed = System.Text.RegularExpressions.Regex.Matches(check, "(?<=')[a-z_]+(?=')", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1))
                .Select(match => match.Value).Distinct().Order();
            var values = Enum.GetNames(type).Select(SnakeCase.Of).Concat(NeverInTheView.GetValueOrDefault($"{table}.{property.GetColumnName()}", [])).Order();
            if (!allowed.SequenceEqual(values))
                faults.Add($"{table}.{property.GetColumnName()}: database {string.Join(',', allowed)}; model {string.Join(',', values)}");
        }

        Assert.Empty(faults);
    }

    // A view of many tables names its kinds itself.
    private async Task<string> DefinitionOfAsync(string view)
    {
        await using var command = database.Database.Owner.CreateCommand($"SELECT pg_get_viewdef('{view}'::regclass)");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static string TableOf(string view) => view switch
    {
        "history.person_change" => "history.change",
        "duties.current_duty" => "plans.duty",
        "duties.current_occurrence" => "duties.note",
        "reference.unit_lineage" => "reference.unit_change",
        "reference.figure" => "reference.statistic",
        "registry.agency_class" => "registry.agency_former_class",
        _ => view.Replace("current_", "", StringComparison.Ordinal),
    };

    private async Task<List<(string Table, IProperty Property)>> MappedAsync()
    {
        await using var session = await database.Database.OpenSessionAsync(
            new Caller(Guid.NewGuid(), Role.Auditor, "test", "test"), CancellationToken.None);
        return [.. session.Context.Model.GetEntityTypes().Where(entity => (entity.GetViewName() ?? entity.GetTableName()) is not null).SelectMany(entity => entity.GetProperties().Select(
            property => ($"{entity.GetViewSchema() ?? entity.GetSchema()}.{entity.GetViewName() ?? entity.GetTableName()}", property)))];
    }

    private async Task<Dictionary<string, (string Type, bool? Nullable)>> ColumnsAsync()
    {
        await using var command = database.Database.Owner.CreateCommand(
            """
            SELECT n.nspname || '.' || c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod), CASE c.relkind WHEN 'r' THEN NOT a.attnotnull END
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname IN ('registry', 'reference', 'plans', 'access', 'forecast', 'history', 'duplicates', 'duties') AND c.relkind IN ('r', 'v') AND a.attnum > 0 AND NOT a.attisdropped
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new Dictionary<string, (string, bool?)>();
        while (await reader.ReadAsync())
            columns.Add(reader.GetString(0), (reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetBoolean(2)));
        return columns;
    }

    private async Task<string> CheckOfAsync(string table, string column)
    {
        await using var command = database.Database.Owner.CreateCommand(
            """
            SELECT pg_get_constraintdef(k.oid)
              FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND k.conkey = ARRAY[a.attnum]
             WHERE k.conrelid = $1::text::regclass AND a.attname = $2 AND k.contype = 'c' AND pg_get_constraintdef(k.oid) LIKE '%ANY%'
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = table });
        command.Parameters.Add(new NpgsqlParameter { Value = column });
        return (string?)await command.ExecuteScalarAsync() ?? "";
    }
}

using Npgsql;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Plans;

/// <summary>Turns rows of schema plans into what was written by <see cref="PlanWriter"/>.</summary>
internal static class PlanRows
{
    public static Plan Plan(
        PlanRow row, PlanScope scope, IReadOnlyList<PlanSetting> settings, IReadOnlyList<Target> targets, IReadOnlyList<Duty> duties) => new(
        row.Text("code"), row.Both("title")!, row.TextOrNull("number"), row.TextOrNull("issued"), row.Both("issued_note"), row.Both("issuer")!,
        SnakeCase.Parse<PlanSide>(row.Text("side")), row.TextOrNull("parent"), row.Texts("basis"), scope, settings, targets, duties);

    public static PlanSetting Setting(PlanRow row) =>
        new(row.Text("key"), row.Text("value"), row.Int("ambiguity")!.Value, row.Both("note")!);

    public static Target Target(PlanRow row) => new(
        row.Text("code"), row.Text("section"), row.Text("sentence"), row.Both("meaning")!, IndicatorJson.Read(row.Text("indicator")), Bound(row),
        row.Choice<ReportedAs>("report"), Due(row), row.Both("needs"));

    public static Duty Duty(PlanRow row) => new(
        row.Text("code"), row.Text("section"), row.Text("sentence"), row.Both("meaning")!, row.TextOrNull("lead"), row.Texts("partners"), Due(row),
        row.Both("evidence")!);

    private static TargetBound? Bound(PlanRow row) => row.Choice<Comparator>("comparator") is { } comparator
        ? new TargetBound(
            comparator, row.Choice<TargetUnit>("unit")!.Value, row.Number("value"), row.Number("low"), row.Number("high"), row.Number("tolerance"),
            row.Flag("assumed"))
        : null;

    private static Due? Due(PlanRow row)
    {
        var due = new Due(
            row.Int("due_year"), row.Choice<Recurrence>("every"), row.Int("until_year"),
            row.TextOrNull("due_before") is { } before ? DueDay.TryParse(before) : null);
        return due == new Due(null, null, null, null) ? null : due;
    }
}

/// <summary>A row whose columns are taken by name.</summary>
internal readonly struct PlanRow(NpgsqlDataReader reader)
{
    public string Text(string column) => reader.GetString(reader.GetOrdinal(column));

    public string? TextOrNull(string column) => reader.IsDBNull(reader.GetOrdinal(column)) ? null : Text(column);

    public IReadOnlyList<string> Texts(string column) => reader.GetFieldValue<string[]>(reader.GetOrdinal(column));

    /// <summary>The pair of columns that end in _vi and _en.</summary>
    public Bilingual? Both(string column) => TextOrNull($"{column}_vi") is { } vi ? new Bilingual(vi, Text($"{column}_en")) : null;

    public TEnum? Choice<TEnum>(string column) where TEnum : struct, Enum =>
        TextOrNull(column) is { } text ? SnakeCase.Parse<TEnum>(text) : null;

    public int? Int(string column) => reader.GetFieldValue<int?>(reader.GetOrdinal(column));

    public long Long(string column) => reader.GetInt64(reader.GetOrdinal(column));

    public decimal? Number(string column) => reader.GetFieldValue<decimal?>(reader.GetOrdinal(column));

    public IReadOnlyList<decimal> Numbers(string column) => reader.GetFieldValue<decimal[]>(reader.GetOrdinal(column));

    public double? Real(string column) => reader.GetFieldValue<double?>(reader.GetOrdinal(column));

    public Guid Key(string column) => reader.GetGuid(reader.GetOrdinal(column));

    public Guid? KeyOrNull(string column) => reader.GetFieldValue<Guid?>(reader.GetOrdinal(column));

    public IReadOnlyList<Guid?> Keys(string column) => reader.GetFieldValue<Guid?[]>(reader.GetOrdinal(column));

    public bool Flag(string column) => reader.GetBoolean(reader.GetOrdinal(column));

    public bool? FlagOrNull(string column) => reader.GetFieldValue<bool?>(reader.GetOrdinal(column));

    public DateOnly? Day(string column) => reader.GetFieldValue<DateOnly?>(reader.GetOrdinal(column));

    public DateTimeOffset Moment(string column) => reader.GetFieldValue<DateTimeOffset>(reader.GetOrdinal(column));
}

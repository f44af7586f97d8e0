using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Server.Agencies;

/// <summary>Gives a form to the operations, through which the mutations go too.</summary>
internal static class AgencyFormReading
{
    /// <summary>Runs the operation of a form, whose pickers are resolved, or previews it.</summary>
    /// <exception cref="AggregateException">Of <see cref="ReorganisationRefusedException"/>: something speaks against it.</exception>
    /// <exception cref="StaleRecordException">An agency has another version than was shown.</exception>
    public static Task<ReorganisationReport> RunAsync(
        this AgencyOperations operations, RegistrySession session, Guid operation, Guid subject, AgencyForm form, bool isPreview, EditTerms edit, CancellationToken cancellationToken)
    {
        var terms = new ReorganisationTerms(form.Day!.Value, form["legalGround"], isPreview);
        var agency = new AgencyVersion(subject, Number(form["version"]));
        return form.Kind switch
        {
            ReorganisationKind.Create => operations.CreateAsync(session, operation, form.Founded("founded") with { ParentId = subject }, terms, edit, cancellationToken),
            ReorganisationKind.Rename => operations.RenameAsync(session, operation, agency, form["name"], terms, edit, cancellationToken),
            ReorganisationKind.Reclassify => operations.ReclassifyAsync(session, operation, agency, form.Since, terms, edit, cancellationToken),
            ReorganisationKind.Move => operations.MoveAsync(session, operation, agency, form.Agency("parent")?.Id, form.Unit("seat"), terms, edit, cancellationToken),
            ReorganisationKind.Merge => form.MergeAsync(operations, session, operation, agency, terms, edit, cancellationToken),
            ReorganisationKind.Split => operations.SplitAsync(session, operation, agency, form.SplitParts(agency), terms, edit, cancellationToken),
            _ => operations.CloseAsync(session, operation, agency, form.Agency("peopleTo"), terms, edit, cancellationToken),
        };
    }

    private static Task<ReorganisationReport> MergeAsync(
        this AgencyForm form, AgencyOperations operations, RegistrySession session, Guid operation, AgencyVersion agency, ReorganisationTerms terms, EditTerms edit,
        CancellationToken cancellationToken)
    {
        var others = Enumerable.Range(0, form.Rows).Select(i => form.Agency($"other.{i}")).OfType<AgencyVersion>();
        return form["target"] switch
        {
            "new" => operations.MergeAsync(session, operation, [agency, .. others], null, form.Founded("founded"), terms, edit, cancellationToken),
            "existing" => operations.MergeAsync(session, operation, [agency, .. others], form.Agency("into"), null, terms, edit, cancellationToken),
            _ => operations.MergeAsync(session, operation, [.. others], agency, null, terms, edit, cancellationToken),
        };
    }

    private static List<SplitPart> SplitParts(this AgencyForm form, AgencyVersion agency) =>
    [
        .. form.Parts.Select((part, i) => (part, Number: i.ToString(CultureInfo.InvariantCulture))).Where(p => form[$"{p.part}.what"].Length > 0).Select(p => new SplitPart(
            form[$"{p.part}.what"] switch { "this" => agency, "existing" => form.Agency($"{p.part}.agency"), _ => null },
            form[$"{p.part}.what"] == "new" ? form.Founded(p.part) : null,
            [.. form.Assigned("person.", p.Number).Select(Guid.Parse)], [.. form.Assigned("profession.", p.Number)], form["remainder"] == p.Number,
            [.. form.Assigned("child.", p.Number).Select(Guid.Parse)])),
    ];

    // Who or what was given to a part, by the end of the fields' names.
    private static IEnumerable<string> Assigned(this AgencyForm form, string fields, string part) =>
        form.Filled.Where(field => field.Value == part && field.Key.StartsWith(fields, StringComparison.Ordinal)).Select(field => field.Key[fields.Length..]);

    private static NewAgency Founded(this AgencyForm form, string fields) => new(
        form[$"{fields}.code"], form[$"{fields}.name"], Text(form[$"{fields}.kind"]), Text(form[$"{fields}.sector"]), form.Level(fields),
        Text(form[$"{fields}.ownership"]) is { } ownership ? SnakeCase.Parse<Ownership>(ownership) : null, form.Agency($"{fields}.parent")?.Id, form.Unit($"{fields}.seat"));

    private static AgencyVersion? Agency(this AgencyForm form, string picker) =>
        form.AgencyPickers.Contains(picker) && form.IsPicked(picker) ? new AgencyVersion(Guid.Parse(form[$"{picker}.id"]), Number(form[$"{picker}.version"])) : null;

    private static string? Unit(this AgencyForm form, string picker) => form.UnitPickers.Contains(picker) && form.IsPicked(picker) ? form[$"{picker}.id"] : null;

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string? Text(string text) => text.Length == 0 ? null : text;
}

using TalentRegistry.Data.Importing.Columns;

namespace TalentRegistry.Data.Importing;

/// <summary>What a list as a whole lacks, said once and not for each row.</summary>
internal static class PlanProblems
{
    // A list needs one of each; lists without the last ones can be taken, with less kept of each person.
    private static readonly string[][] Needed =
    [
        ["full_name", "given_name"], ["date_of_birth", "birth_year", "born_male", "born_female"], ["sex", "male_mark", "female_mark", "born_male", "born_female", "citizen_id"],
        ["ethnic_group"], ["citizen_id"], ["agency", "agency_code"], ["degree_level", "degree_mark"], ["awarded_year"], ["profession", "position_title"], ["posting_from", "recruited_on"], ["employment_kind"],
    ];

    public static IEnumerable<ImportProblem> Of(ColumnPlan plan, FieldBook fields, ImportOptions options)
    {
        foreach (var choices in Needed.Where(choices => !(choices[0] == "agency" && options.Agency is not null)))
            if (!plan.Columns.Any(column => column.Field is { } field && choices.Any(code => field.Code == code || field.Code.StartsWith($"{code}:", StringComparison.Ordinal))))
                yield return Make(ProblemKind.ColumnMissing, null, fields.Find(choices[0])!.NameVi, "");
        foreach (var column in plan.Columns.Where(column => column is { Field: null, By: RecognisedBy.Nothing }))
            yield return column.Contender is { } contender
                ? Make(ProblemKind.ColumnTwice, column.Index, column.Heading, contender.NameVi)
                : Make(ProblemKind.ColumnUnknown, column.Index, column.Heading.Length > 0 ? column.Heading : column.Letter, "");
    }

    private static ImportProblem Make(ProblemKind kind, int? column, string heading, string value) =>
        new(kind.Code, kind.Severity, 0, column, heading, value, kind.Message, kind.Expected);
}

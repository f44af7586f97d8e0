namespace TalentRegistry.Data.Staffing;

/// <summary>What a table counts of an agency's people: a name for each count, and the condition on the people of the statement in <see cref="StaffTables"/>.</summary>
public static class StaffCounts
{
    /// <summary>Everyone.</summary>
    public const string Total = "total";

    /// <summary>Of whose degree nothing is on file, or who have none of the columns: they make the columns sum up to everyone.</summary>
    public const string OtherDegree = "degree_other";

    /// <summary>Names with their conditions, in the order of <see cref="StaffRow.Counts"/>. All text is the program's own.</summary>
    internal static readonly IReadOnlyList<(string Name, string Condition)> Conditions =
    [
        (Total, "true"),
        ("women", "w.sex = 'female'"),
        ("minorities", "w.minority"),
        ("doctor", "w.degree = 60"),
        ("master", "w.degree = 50"),
        ("bachelor", "w.degree BETWEEN 40 AND 49"),
        ("college", "w.degree = 30"),
        ("intermediate", "w.degree = 20"),
        ("elementary", "w.degree BETWEEN 11 AND 13"),
        (OtherDegree, "coalesce(w.degree, 0) < 11"),
        ("politics_bachelor", "w.politics = 40"),
        ("politics_advanced", "w.politics = 30"),
        ("politics_intermediate", "w.politics = 20"),
        ("politics_elementary", "w.politics = 10"),
        ("informatics_degree", "w.informatics_degree"),
        ("informatics_certificate", "w.informatics AND NOT w.informatics_degree"),
        ("english", "w.english"),
        ("other_language", "w.other_language"),
        ("state_principal", "w.state = 40"),
        ("state_senior", "w.state = 30"),
        ("state_specialist", "w.state = 20"),
        ("to_30", "w.age <= 30"),
        ("to_40", "w.age BETWEEN 31 AND 40"),
        ("to_50", "w.age BETWEEN 41 AND 50"),
        ("to_60", "w.age BETWEEN 51 AND 60"),
        ("women_to_55", "w.sex = 'female' AND w.age BETWEEN 51 AND 55"),
        ("men_from_56", "w.sex = 'male' AND w.age BETWEEN 56 AND 60"),
        ("over_60", "w.age > 60"),
    ];

    /// <summary>Names of the counts.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Conditions.Select(count => count.Name)];
}

namespace TalentRegistry.Server.Tests.Api.Days;

/// <summary>
/// What every field of Query says of the day it tells of. A field that is not here fails a test: whoever adds one either gives it a day and a check
/// against the records, or a reason why it has none.
/// </summary>
internal static class RootFieldDay
{
    /// <summary>Fields that take <c>asOf</c>, with the check that holds them against the records of random days.</summary>
    public static IReadOnlyDictionary<string, string> Checked { get; } = new Dictionary<string, string>
    {
        ["people"] = nameof(AsOfTests.People_of_a_day_are_those_at_work_with_what_they_were_then),
        ["peopleAggregate"] = nameof(AsOfTests.Groups_of_people_are_of_the_day),
        ["headcount"] = nameof(AsOfTests.Groups_of_people_are_of_the_day),
        ["person"] = nameof(AsOfTests.One_person_is_told_of_by_every_door_as_in_the_list),
        ["personByCitizenId"] = nameof(AsOfTests.One_person_is_told_of_by_every_door_as_in_the_list),
        ["node"] = nameof(AsOfTests.One_person_is_told_of_by_every_door_as_in_the_list),
        ["nodes"] = nameof(AsOfTests.One_person_is_told_of_by_every_door_as_in_the_list),
        ["agencies"] = nameof(AsOfTests.Agencies_and_units_are_those_of_the_day),
        ["agency"] = nameof(AsOfTests.Agencies_and_units_are_those_of_the_day),
        ["administrativeUnits"] = nameof(AsOfTests.Agencies_and_units_are_those_of_the_day),
        ["targets"] = nameof(AsOfTests.Targets_are_counted_on_the_day),
        ["indicator"] = nameof(AsOfTests.Targets_are_counted_on_the_day),
        ["indicatorPeople"] = nameof(Targets.ComparisonTests.The_people_behind_a_number_are_as_many_as_it_says),
        ["decompose"] = nameof(Targets.ComparisonTests.Causes_of_a_change_add_up_to_it),
        ["priorityGroups"] = nameof(Targets.ComparisonTests.Groups_are_told_with_their_share_of_the_population_and_ethnic_groups_to_officers_only),
        ["degrees"] = Records, ["degreesAggregate"] = Records,
        ["postings"] = Records, ["postingsAggregate"] = Records,
        ["certificates"] = Records, ["certificatesAggregate"] = Records,
        ["academicTitles"] = Records, ["academicTitlesAggregate"] = Records,
        ["talentRecognitions"] = Records, ["talentRecognitionsAggregate"] = Records,
        ["workingAgeExtensions"] = Records, ["workingAgeExtensionsAggregate"] = Records,
        ["availabilities"] = Records, ["availabilitiesAggregate"] = Records,
        ["scienceTasks"] = Records, ["scienceTasksAggregate"] = Records,
        ["awards"] = Records, ["awardsAggregate"] = Records,
        ["associationMemberships"] = Records, ["associationMembershipsAggregate"] = Records,
    };

    /// <summary>Fields without a day, each with its reason (docs/decisions/0026).</summary>
    public static IReadOnlyDictionary<string, string> Without { get; } = new Dictionary<string, string>
    {
        ["plans"] = "A plan is the text in force; where its targets stood on a day is told by targets(asOf) and progress.",
        ["duties"] = "How far duties have come now; each note has its own moment.",
        ["dutyReminders"] = "What falls due now.",
        ["syncClock"] = "What waits to be passed on now.",
        ["shortages"] = "The newest forecast: each row is of 31 December of the year asked for.",
        ["supply"] = "The newest forecast: each row is of 31 December of its year; a stock of the past is headcount(asOf).",
        ["supplyByDegree"] = "The newest forecast: each row is of 31 December of its year; a stock of the past is headcount(asOf).",
        ["forecastRuns"] = "Forecasts as they were kept; each has its own data date.",
        ["forecastBacktests"] = "How forecasts of all earlier years fared; of no one day.",
        ["forecastReliability"] = "How flags of all earlier years fared; of no one day.",
        ["structuralRisks"] = "Of the base date of the newest forecast.",
        ["forecastComparison"] = "Two forecasts, each with its own data date.",
        ["scenarios"] = "What is kept now; a scenario has no validity.",
        ["scenario"] = "What is kept now; a scenario has no validity.",
        ["shortageAllocation"] = "The newest forecast: the shortage of 31 December of the year asked for.",
        ["scenarioForecast"] = "The newest forecast under other assumptions: each row is of 31 December of its year.",
        ["reorganisations"] = "Each operation has its own day, by which the list is filtered.",
        ["searchPeople"] = "Finds dossiers by what is on file now; a person found is told of on a day by person(id, asOf).",
        ["duplicatePairs"] = "Work to be done now.",
        ["duplicatePairsAcrossScopes"] = "Work to be done now.",
        ["savedDocuments"] = "What is kept now; a document has no validity.",
        ["savedDocument"] = "What is kept now; a document has no validity.",
        ["breaches"] = "A register of what happened; each entry has its own moments.",
        ["figures"] = "A figure has its own year; those in use are told, whatever the day.",
        ["auditEvents"] = "Each entry has its own moment, by which the list is filtered.",
        ["work"] = "What the server is doing.",
        ["latestWork"] = "What the server is doing.",
    };

    private const string Records = nameof(AsOfTests.Records_of_every_kind_are_those_that_held_on_the_day);
}

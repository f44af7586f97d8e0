using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Access;

/// <summary>
/// What each role may do with each table, written down once more and by hand: the tests hold the grants and policies of
/// db/migrations to this page, so that a grant too many fails a test whoever adds it.
/// </summary>
internal static class Rights
{
    private static readonly string[] PseudonymousColumns = ["id", "birth_year", "sex", "keeper_id", "deceased_on", "synthetic"];

    // What a dossier holds beside degrees and postings, with the columns that are for HR officers alone.
    private static readonly Dictionary<string, string[]> HiddenColumns = new()
    {
        ["certificate"] = ["title"],
        ["academic_title"] = [],
        ["talent_recognition"] = ["decision_number"],
        ["working_age_extension"] = ["decision_number"],
        ["availability"] = ["note"],
        ["science_task"] = ["title"],
        ["award"] = ["title", "decision_number"],
        ["association_membership"] = [],
    };

    /// <summary>Whether the role may read the column of the table (of some row).</summary>
    public static bool MayRead(Role? role, string table, string column) => (role, table.Split('.')) switch
    {
        (null, _) => false,
        (_, ["protection", "purpose" or "personal_field" or "holiday" or "field_reader"]) => true,
        (Role.Admin or Role.Auditor, ["protection", "citizen_id_key"]) => true,
        (Role.Hr or Role.Person, ["protection", "request"]) => true,
        (Role.Admin or Role.Auditor, ["protection", "request"]) =>
            column is not ("person_id" or "words" or "record" or "record_id" or "field" or "wanted" or "extension_reason" or "decision"),
        (Role.Hr, ["protection", "request_step"]) => true,
        (Role.Person, ["protection", "request_step"]) => column is not ("account_id" or "account_name"),
        (Role.Auditor, ["protection", "request_step"]) => column != "note",
        (Role.Hr or Role.Person, ["protection", "restriction"]) => true,
        (Role.Admin or Role.Auditor, ["protection", "restriction"]) => column is "id" or "since" or "lifted_on",
        (Role.Admin or Role.Auditor, ["protection", "erasure"]) => true,
        (Role.Admin or Role.Auditor, ["protection", "breach"]) => true,
        (_, ["protection", _]) => false,
        (Role.Person, ["registry", "agency"]) => column is "id" or "name",
        (Role.Person, ["registry", "person"]) => column is not ("folded_name" or "search_words"),
        (Role.Person, ["registry", "degree" or "posting"]) => true,
        (Role.Person, ["registry", var name]) => HiddenColumns.ContainsKey(name),
        (Role.Planner or Role.Auditor, ["reference", "entered_figure"]) => true,
        (_, ["reference", "entered_figure"]) => column != "entered_by",
        (Role.Person, ["reference", _] or ["history", "person_change" or "changed_value"] or ["duplicates", "former_person"]) => true,
        (Role.Person, _) => false,
        (Role.Hr or Role.Planner or Role.Leader or Role.Admin, ["sync", "setting"]) or (Role.Hr, ["sync", _]) => true,
        (_, ["duties", "current_duty"]) or (Role.Hr or Role.Planner or Role.Leader or Role.Admin, ["duties", _]) => true,
        (_, ["reference" or "plans", _]) => true,
        (_, ["registry", "agency" or "agency_seat" or "agency_succession" or "agency_seat_place" or "agency_map" or "agency_area" or "area" or "area_map"
            or "agency_former" or "agency_state" or "agency_former_class" or "agency_class" or "agency_lineage" or "reorganisation" or "reorganised_agency" or "reorganised_unit" or "reseated_agency"
            or "unit_former" or "unit_state"]) => true,
        (_, ["registry", "reorganisation_change" or "reorganisation_scope"]) => false,
        (_, ["registry", "headcount_cell" or "headcount_year"]) => role == Role.Planner,
        (Role.Hr, ["registry", var name]) => name is not ("name_word" or "ethnic_set" or "ethnic_count"),
        (Role.Planner or Role.Leader, ["registry", "person"]) => PseudonymousColumns.Contains(column),
        (Role.Planner or Role.Leader, ["registry", "degree" or "posting" or "degree_band" or "career_event"]) => true,
        (Role.Planner or Role.Leader, ["registry", "career_span"]) => column != "ethnic_group_code",
        (Role.Planner or Role.Leader, ["registry", "ethnic_count"]) => true,
        (Role.Planner or Role.Leader, ["registry", "ethnic_set"]) => column != "person_ids",
        (Role.Leader or Role.Admin or Role.Auditor, ["access", "name_grant"]) => true,
        (Role.Planner or Role.Leader, ["registry", var name]) when HiddenColumns.TryGetValue(name, out var hidden) => !hidden.Contains(column),
        (_, ["access", "account"]) => column is "id" or "name" or "display_name" or "role" or "demo" or "closed_at" or "created_at",
        (Role.Auditor, ["access", "read_log" or "audit_event" or "log_link"]) => true,
        (Role.Hr or Role.Leader, ["access", "scoped_agency"]) => true,
        (Role.Hr or Role.Planner or Role.Admin, ["access", "edit_key"]) => true,
        (_, ["forecast", "scenario_version"]) => role == Role.Planner,
        (_, ["forecast", "scenario"]) => role is Role.Planner or Role.Leader,
        (Role.Hr or Role.Planner or Role.Leader or Role.Admin, ["forecast", _]) => true,
        (_, ["documents", "people_view"]) => role == Role.Hr,
        (_, ["work" or "documents", _]) => true,
        (Role.Hr, ["history", "change"]) => true,
        (Role.Hr or Role.Planner or Role.Leader, ["history", "person_change" or "changed_value"]) => true,
        (Role.Hr, ["imports" or "duplicates", _]) => true,
        (Role.Planner or Role.Leader, ["duplicates", "former_person"]) => true,
        (Role.Auditor, ["history", "change"]) => column is not ("before" or "after"),
        (Role.Auditor, ["history", "link"]) => true,
        _ => false,
    };

    /// <summary>Whether the role may write to the column of the table (of some row).</summary>
    public static bool MayWrite(Role? role, string table, string column, string action) => (role, table) switch
    {
        (Role.Hr, "registry.person" or "registry.degree" or "registry.posting") => action != "TRUNCATE",
        (Role.Hr, _) when table.StartsWith("registry.", StringComparison.Ordinal) && HiddenColumns.ContainsKey(table["registry.".Length..]) => action != "TRUNCATE",
        (Role.Hr or Role.Planner or Role.Leader or Role.Person, "access.read_log") => action == "INSERT" && column != "at",
        (Role.Hr or Role.Planner or Role.Admin, "access.edit_key") => action == "DELETE" || (action == "INSERT" && column != "made_at"),
        (Role.Hr, "imports.import") => action switch
        {
            "INSERT" => column is not ("committed_at" or "undone_at"),
            "UPDATE" => column == "undone_at",
            _ => false,
        },
        (Role.Hr, "imports.column_reading") => action switch
        {
            "INSERT" => column is "agency_id" or "heading" or "field",
            "UPDATE" => column is "field" or "account_id" or "noted_at",
            _ => false,
        },
        (Role.Hr, "duplicates.pair") => action switch
        {
            "INSERT" => column is not ("id" or "found_at"),
            "UPDATE" => column is "state" or "decided_at" or "decided_by" or "decided_by_name" or "why",
            _ => false,
        },
        (Role.Hr, "duplicates.merge") => action switch
        {
            "INSERT" => column is not ("id" or "made_at" or "undone_at"),
            "UPDATE" => column == "undone_at",
            _ => false,
        },
        (Role.Admin, "protection.breach") => (action is "INSERT" or "UPDATE") && column != "version" && (action == "INSERT" || column != "id"),
        (Role.Hr, "duties.note") => action == "INSERT" && column is not ("at" or "account_id" or "account_name" or "role" or "agency_id"),
        (Role.Hr, "duties.evidence") => action == "INSERT" && column is not ("at" or "account_id" or "account_name"),
        (Role.Hr, "duties.evidence_file") => action == "INSERT",
        (Role.Planner or Role.Admin, "duties.owner") => action == "INSERT" && column is not ("officer_name" or "at" or "account_id" or "account_name"),
        (Role.Planner or Role.Admin, "duties.reporting") => action == "INSERT" && column is not ("at" or "account_id" or "account_name"),
        (Role.Hr, "duties.answer") => action == "INSERT" && column is not ("at" or "account_id" or "account_name"),
        (Role.Admin, "sync.setting") => action == "UPDATE" && column == "working_days",
        (Role.Hr, "sync.package") => action == "INSERT" && column is not ("signed_at" or "account_id" or "account_name"),
        (Role.Hr, "sync.package_person" or "sync.package_file") => action == "INSERT",
        (Role.Hr, "sync.sending") => action == "INSERT" && column is not ("at" or "account_id" or "account_name"),
        (Role.Planner, "reference.entered_figure") => action == "INSERT" && column is not ("id" or "entered_by" or "entered_at"),
        (Role.Planner, "plans.target_step") => action == "INSERT" && column is not ("at" or "account_id" or "account_name"),
        (Role.Planner, "plans.target_report") => action == "INSERT" && column is not ("number" or "step" or "at" or "account_id" or "account_name"),
        (Role.Admin, "protection.holiday") => action is "INSERT" or "DELETE",
        (Role.Hr, "protection.restriction") => action == "UPDATE" && column is "lifted_on" or "lifting",
        (Role.Hr or Role.Person, "protection.request") => action switch
        {
            "INSERT" => column is not ("state" or "replied_on" or "extended_to" or "extension_reason" or "decided_on" or "decision"),
            "UPDATE" => column == "state" || (role == Role.Hr && column is ("replied_on" or "extended_to" or "extension_reason" or "decided_on" or "decision")),
            _ => false,
        },
        (Role.Planner, "forecast.scenario") => action switch
        {
            "INSERT" => column is "id" or "name" or "note" or "levers" or "owner_id" or "owner_name",
            "UPDATE" => column is "name" or "note" or "levers" or "shared" or "version" or "changed_at" or "deleted_at",
            _ => action == "DELETE",
        },
        (not (null or Role.Person), "documents.saved_document") => action switch
        {
            "INSERT" => column is "id" or "name" or "owner_id" or "owner_name" or "owner_role",
            "UPDATE" => column is "name" or "shared_with" or "version" or "changed_at",
            _ => action == "DELETE",
        },
        (Role.Hr, "documents.people_view") => action switch
        {
            "INSERT" => column is "id" or "name" or "owner_id" or "owner_name" or "query" or "agency_id",
            "UPDATE" => column == "removed_at",
            _ => false,
        },
        (not (null or Role.Person), "documents.saved_document_version") => action == "INSERT" && column != "saved_at",
        _ => false,
    };
}

using System.Text.Json;
using Npgsql;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Dossiers;

/// <summary>What PostgreSQL refuses, in the words of rules: constraints hold whoever writes, and what they say is for the officer too.</summary>
internal static class DatabaseRefusal
{
    /// <summary>The finding that stands for a refusal; null for a fault that is none of the officer's.</summary>
    /// <param name="fault">What PostgreSQL said.</param>
    /// <param name="part">What was being written.</param>
    public static Finding? Of(PostgresException fault, DossierPart part) => (fault.SqlState, fault.ConstraintName) switch
    {
        (PostgresErrorCodes.UniqueViolation, "person_citizen_id_hash_key") => Found(
            "CITIZEN_ID_TAKEN", part, "citizenId", "Số định danh đã có trong một hồ sơ khác, có thể do cơ quan khác quản lý.", "Another dossier, perhaps kept by another agency, has this citizen ID."),
        (PostgresErrorCodes.ExclusionViolation, "one_main_posting_at_a_time") => Found(
            "POSTINGS_OVERLAP", part, "validFrom", "Trùng thời gian với một vị trí công tác chính khác.", "It overlaps another main posting."),
        (PostgresErrorCodes.ExclusionViolation, "one_availability_at_a_time") => Found(
            "AVAILABILITIES_OVERLAP", part, "validFrom", "Trùng thời gian với một tình trạng khác.", "It overlaps another availability."),
        (PostgresErrorCodes.CheckViolation, "posting_within_agency") => Found(
            "POSTING_OUTSIDE_AGENCY", part, "validFrom", "Cơ quan, đơn vị này không tồn tại trong suốt thời gian đó.", "The agency does not exist during all that time."),
        (PostgresErrorCodes.ForeignKeyViolation, { } name) => Found(
            "CODE_UNKNOWN", part, Field(fault, name, "_fkey"), "Không có mã này trong danh mục.", "There is no such code or key."),
        (PostgresErrorCodes.CheckViolation or PostgresErrorCodes.NotNullViolation, var name) => Found(
            "VALUE_REFUSED", part, Field(fault, name ?? "", "_check"), "Giá trị không được phép.", "This value is not allowed."),
        (PostgresErrorCodes.NumericValueOutOfRange or PostgresErrorCodes.DatetimeFieldOverflow or PostgresErrorCodes.CharacterNotInRepertoire
            or PostgresErrorCodes.UntranslatableCharacter, _) => Found("VALUE_REFUSED", part, "", "Một giá trị nằm ngoài giới hạn.", "A value is out of its range."),
        (PostgresErrorCodes.InsufficientPrivilege, _) => Found(
            "OUT_OF_SCOPE", part, part == DossierPart.Person ? "keeperId" : "", "Cơ quan của bạn không quản lý hồ sơ này.", "Your agencies do not keep this dossier."),
        _ => null,
    };

    private static Finding Found(string code, DossierPart part, string field, string vi, string en) =>
        new(code, FindingSeverity.Error, part, null, field, new Bilingual(vi, en));

    // PostgreSQL names a constraint by its table and column where the migration does not.
    private static string Field(PostgresException fault, string constraint, string ending)
    {
        var column = fault.ColumnName
            ?? (constraint.StartsWith(fault.TableName + "_", StringComparison.Ordinal) && constraint.EndsWith(ending, StringComparison.Ordinal)
                ? constraint[(fault.TableName!.Length + 1)..^ending.Length] : "");
        return string.Concat(column.Split('_').Select((word, i) => i == 0 ? word : JsonNamingPolicy.CamelCase.ConvertName(word)[..1].ToUpperInvariant() + word[1..]));
    }
}

using System.Security.Cryptography;
using System.Text;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Duties;

namespace TalentRegistry.Data.Sync;

/// <summary>A package as it would be signed.</summary>
/// <param name="AgencyId">Of which agency, with all below it.</param>
/// <param name="AgencyName">Its name.</param>
/// <param name="People">Who is in it, with the newest change of each.</param>
/// <param name="Changes">How many changes.</param>
/// <param name="Content">The file.</param>
/// <param name="Digest">SHA-256 of the file, in hexadecimal digits: the officer signs what was looked at and nothing else.</param>
public sealed record SyncDraft(
    Guid AgencyId, string AgencyName, IReadOnlyList<(Guid Id, string Name, long ThroughChange)> People, long Changes, byte[] Content, string Digest);

/// <summary>Makes packages of changed people, signs them off and notes that they were carried over; each under the rights of an officer's session.</summary>
public static class SyncSigning
{
    // "Họ, chữ đệm và tên khai sinh" and so on are the names that were read of the national database (db/reference/import/heading.csv, source D27).
    private static readonly string[] Known =
    [
        "Số hiệu cán bộ, công chức, viên chức", "Họ, chữ đệm và tên khai sinh", "Ngày, tháng, năm sinh (căn cước)", "Cơ quan, đơn vị công tác", "Chức danh, chức vụ", "Trình độ chuyên môn",
        "Thi đua, khen thưởng",
    ];

    private static readonly string[] Missing =
    [
        "Số định danh cá nhân", "Vị trí việc làm", "Nơi ở", "Quốc phòng, an ninh", "Tổ chức chính trị - xã hội", "Tiền lương cơ bản", "Phụ cấp lương", "Đánh giá, xếp loại chất lượng",
        "Quan hệ gia đình", "Thành phần xuất thân", "Quy hoạch", "Lịch sử bản thân",
    ];

    // Where the statement has the values of the known fields, in their order.
    private static readonly int[] CellColumns = [4, 3, 5, 7, 8, 9, 10];

    /// <summary>Field names of the national database that a package fills.</summary>
    public static IReadOnlyList<string> KnownFields => Known;

    /// <summary>Field names of it that are known and not filled: the registry does not hold them apart, or, as the citizen ID, keeps them out of files.</summary>
    public static IReadOnlyList<string> MissingFields => Missing;

    /// <summary>The package that could be signed now: people of the agency and of all below it with changes in no package yet; null where there are none, or no such agency in scope.</summary>
    public static async Task<SyncDraft?> DraftPackageAsync(this RegistrySession session, Guid agency, CancellationToken cancellationToken)
    {
        var rows = await session.ListAsync(
            """
            WITH RECURSIVE below AS (
                SELECT a.id FROM registry.agency a JOIN access.scoped_agency s ON s.agency_id = a.id AND s.until > current_date WHERE a.id = $1
              UNION
                SELECT a.id FROM registry.agency a JOIN below ON a.parent_id = below.id)
            SELECT w.person_id, w.last_change, w.unsigned, p.full_name, p.staff_code, coalesce(to_char(p.date_of_birth, 'DD/MM/YYYY'), p.birth_year::text), w.agency_id,
                   work.name, work.position_title, learnt.name_vi, honours.told
              FROM sync.waiting() w
              JOIN below ON below.id = w.agency_id
              JOIN registry.person p ON p.id = w.person_id
              LEFT JOIN LATERAL (
                SELECT a.name, o.position_title FROM registry.posting o JOIN registry.agency a ON a.id = o.agency_id
                 WHERE o.person_id = p.id AND o.is_main ORDER BY o.valid_from DESC LIMIT 1) work ON true
              LEFT JOIN LATERAL (
                SELECT l.name_vi FROM registry.degree d JOIN reference.degree_level l ON l.code = d.level_code WHERE d.person_id = p.id ORDER BY l.rank DESC, d.awarded_year DESC, d.id LIMIT 1) learnt ON true
              LEFT JOIN LATERAL (
                SELECT string_agg(concat_ws(', ', r.title, r.awarded_year), '; ' ORDER BY r.awarded_year, r.id) AS told FROM registry.award r WHERE r.person_id = p.id) honours ON true
             WHERE w.unsigned > 0
             ORDER BY p.given_name, p.full_name, p.id
            """,
            row => (
                Id: row.GetGuid(0), Through: row.GetInt64(1), Changes: row.GetInt64(2), Name: row.GetString(3),
                Cells: CellColumns.Select(column => row.IsDBNull(column) ? "" : row.GetString(column)).ToArray()),
            cancellationToken, agency);
        if (rows.Count == 0)
            return null;

        var name = (await session.ListAsync("SELECT name FROM registry.agency WHERE id = $1", row => row.GetString(0), cancellationToken, agency))[0];
        var content = FileOf(rows.Select(row => row.Cells));
        return new SyncDraft(
            agency, name, [.. rows.Select(row => (row.Id, row.Name, row.Through))], rows.Sum(row => row.Changes), content, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    /// <summary>Signs off the package that was looked at.</summary>
    /// <param name="session">The officer's; committed by the caller.</param>
    /// <param name="agency">Of which agency.</param>
    /// <param name="digest">Of the package that was looked at.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Its key; null where it would be another package by now: it is to be looked at again.</returns>
    public static async Task<Guid?> SignAsync(this RegistrySession session, Guid agency, string digest, CancellationToken cancellationToken)
    {
        if (await session.DraftPackageAsync(agency, cancellationToken) is not { } seen)
            return null;

        // Whoever changes one of them at this moment has done so before the file is made, or waits.
        await session.ListAsync("SELECT id FROM registry.person WHERE id = ANY ($1) ORDER BY id FOR UPDATE", row => row.GetGuid(0), cancellationToken, seen.People.Select(person => person.Id).ToArray());
        if (await session.DraftPackageAsync(agency, cancellationToken) is not { } draft || draft.Digest != digest)
            return null;

        var id = Guid.CreateVersion7();
        await session.RunAsync(
            "INSERT INTO sync.package (id, agency_id, agency_name, people, changes, digest) VALUES ($1, $2, $3, $4, $5, $6)", cancellationToken,
            id, agency, draft.AgencyName, draft.People.Count, draft.Changes, Convert.FromHexString(draft.Digest));
        await session.RunAsync(
            "INSERT INTO sync.package_person (package_id, person_id, through_change) SELECT $1, * FROM unnest($2, $3)", cancellationToken,
            id, draft.People.Select(person => person.Id).ToArray(), draft.People.Select(person => person.ThroughChange).ToArray());
        await session.RunAsync(
            "INSERT INTO sync.package_file (package_id, digest, content) VALUES ($1, $2, $3)", cancellationToken, id, Convert.FromHexString(draft.Digest), draft.Content);
        return id;
    }

    /// <summary>Notes that a package was carried over; false where that was noted before, or there is none that the caller may see.</summary>
    /// <param name="session">The officer's; committed by the caller.</param>
    /// <param name="package">Which.</param>
    /// <param name="sentOn">When.</param>
    /// <param name="note">How, in at most 500 characters; null for nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<bool> NoteSentAsync(this RegistrySession session, Guid package, DateOnly sentOn, string? note, CancellationToken cancellationToken) => await session.RunAsync(
        """
        INSERT INTO sync.sending (package_id, sent_on, note) SELECT k.id, $2, $3 FROM sync.package k WHERE k.id = $1 ON CONFLICT DO NOTHING
        """,
        cancellationToken, package, sentOn, new Npgsql.NpgsqlParameter { Value = (object?)note ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text }) == 1;

    /// <summary>Sets within how many days of work changes are passed on: 1 to 10, by administrators.</summary>
    public static Task SetSyncTermAsync(this RegistrySession session, int workingDays, CancellationToken cancellationToken) =>
        session.RunAsync("UPDATE sync.setting SET working_days = $1", cancellationToken, (short)workingDays);

    // As the tables of pages: UTF-8 with its mark, so that Excel reads Vietnamese letters, and no cell that a spreadsheet would run.
    private static byte[] FileOf(IEnumerable<string[]> rows)
    {
        const string separators = ",;\t";
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(Known))
            text.AppendJoin(',', row.Select(cell => CsvText.Quoted(CsvText.Guarded(cell), separators))).Append("\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }
}

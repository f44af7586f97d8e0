using TalentRegistry.Data.Access;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Server.Agencies;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    // More than this a list in the page is slow to send and no help to read.
    private const int MostListed = 300;
    private const int MostMatches = 50;
    private const string InScope = "EXISTS (SELECT FROM access.scoped_agency c WHERE c.agency_id = a.id AND c.until > current_date)";

    /// <summary>
    /// What the page of an operation shows beside what was filled in, with what was typed for agencies and units looked up; null where the officer has no such agency.
    /// </summary>
    /// <param name="id">The agency.</param>
    /// <param name="form">The form; what its pickers mean is kept in it, or what speaks against them.</param>
    /// <param name="today">The day of which the tree and the map are, where the form names none.</param>
    /// <param name="caller">The officer.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<AgencySheet?> AgencySheetAsync(Guid id, AgencyForm form, DateOnly today, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var subjects = await session.ReadAsync(
            $"SELECT a.code, a.name, a.version FROM registry.agency a WHERE a.id = $1 AND a.valid_until IS NULL AND {InScope}",
            row => (Code: row.GetString(0), Name: row.GetString(1), Version: row.GetInt32(2)), cancellationToken, id);
        if (subjects is not [var subject])
            return null;

        var day = form.Day ?? today;
        foreach (var picker in form.AgencyPickers)
            await ResolveAsync(form, picker, key => AgencyAsync(session, key, cancellationToken), text => AgenciesLikeAsync(session, text, day, cancellationToken));
        foreach (var picker in form.UnitPickers)
            await ResolveAsync(form, picker, key => UnitAsync(session, key, cancellationToken), text => UnitsLikeAsync(session, text, day, cancellationToken));
        var agencies = await session.ReadAsync(
            $"SELECT a.id::text, a.code, a.name, a.version FROM registry.agency a WHERE a.id <> $1 AND a.valid_until IS NULL AND {InScope} ORDER BY a.code LIMIT $2",
            Choice, cancellationToken, id, MostListed + 1);
        var splits = form.Kind == ReorganisationKind.Split;
        var people = splits ? await PeopleToAssignAsync(session, id, form, day, cancellationToken) : [];
        var sheet = new AgencySheet(
            id, subject.Code, subject.Name, subject.Version, (await ClassesAsync(session, id, cancellationToken))[0], agencies.Count > MostListed ? [] : agencies,
            await session.ReadAsync("SELECT DISTINCT a.kind FROM registry.agency a ORDER BY 1 LIMIT 200", row => row.GetString(0), cancellationToken),
            await session.ReadAsync("SELECT code, name_vi, name_en FROM reference.sector ORDER BY name_vi COLLATE reference.vietnamese",
                row => new CodeName(row.GetString(0), row.GetString(1), row.GetString(2)), cancellationToken),
            splits ? await ProfessionsToAssignAsync(session, id, day, cancellationToken) : [],
            people,
            splits ? (await session.ReadAsync($"SELECT count(DISTINCT p.person_id)::int {AtAgency}", row => row.GetInt32(0), cancellationToken, id, day)).Single() : 0,
            splits ? await session.ReadAsync(
                "SELECT a.id::text, a.code, a.name, a.version FROM registry.agency a WHERE a.parent_id = $1 AND (a.valid_until > $2 OR a.valid_until IS NULL) ORDER BY a.name COLLATE reference.vietnamese, a.code LIMIT $3",
                Choice, cancellationToken, id, day, MostListed) : []);
        await session.LogReadAsync([.. people.Select(person => person.Id)], cancellationToken);
        await session.CommitAsync(cancellationToken);
        return sheet;
    }

    /// <summary>Runs the operation of a form, whose pickers are resolved, or previews it; null where something speaks against it, which the form says then.</summary>
    /// <param name="operations">The operations.</param>
    /// <param name="operation">Key of the operation.</param>
    /// <param name="subject">The agency on whose page the form stands.</param>
    /// <param name="form">The form.</param>
    /// <param name="isPreview">Only tells what it would do.</param>
    /// <param name="edit">What the officer says beside it.</param>
    /// <param name="caller">The officer.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    public async Task<ReorganisationReport?> ReorganiseAsync(
        AgencyOperations operations, Guid operation, Guid subject, AgencyForm form, bool isPreview, EditTerms edit, Caller caller, CancellationToken cancellationToken)
    {
        try
        {
            return await ReorganisedAsync(session => operations.RunAsync(session, operation, subject, form, isPreview, edit, cancellationToken), form, isPreview, caller, cancellationToken);
        }
        catch (StaleRecordException)
        {
            // What is read anew is shown before it is sent again.
            form.Fault(
                "STALE", "", "Một cơ quan được nêu vừa được người khác thay đổi. Thông tin đã được đọc lại: hãy kiểm tra rồi xem trước lần nữa.",
                "Somebody has just changed one of the agencies. They were read again: check, and preview once more.");
            return null;
        }
    }

    // Kept unless it is a preview; null where the rules refuse it, which the form says then.
    private async Task<TReport?> ReorganisedAsync<TReport>(
        Func<RegistrySession, Task<TReport>> run, ReorganisationForm form, bool isPreview, Caller caller, CancellationToken cancellationToken)
        where TReport : class
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        try
        {
            var report = await run(session);
            if (!isPreview)
                await session.CommitAsync(cancellationToken);
            return report;
        }
        catch (AggregateException refused) when (refused.InnerExceptions.All(each => each is ReorganisationRefusedException))
        {
            foreach (var each in refused.InnerExceptions.Cast<ReorganisationRefusedException>())
                form.Fault(new ReorganisationFinding(each.Code, each.Severity, each.Path, each.AgencyId, new(each.MessageVi, each.MessageEn)));
            return null;
        }
    }

    /// <summary>What a recorded operation on agencies did; null if the caller may not see it, or there is none.</summary>
    public async Task<ReorganisationReport?> ReorganisationReportAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        return await ReorganisationReport.ReadAsync(session, id, cancellationToken);
    }

    private const string AtAgency = "FROM registry.posting p WHERE p.agency_id = $1 AND (p.valid_until > $2 OR p.valid_until IS NULL)";

    private static AgencyChoice Choice(Npgsql.NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3));

    private static async Task ResolveAsync(ReorganisationForm form, string picker, Func<string, Task<List<AgencyChoice>>> byKey, Func<string, Task<List<AgencyChoice>>> byText)
    {
        if (form.IsPicked(picker) || (form[picker].Length == 0 && form[$"{picker}.pick"].Length == 0))
            return;

        var chosen = form[$"{picker}.pick"];
        form.Unpick(picker);
        var matches = chosen.Length > 0 ? await byKey(chosen) : await byText(form[picker]);
        // A code that fits wholly comes first and is meant, whatever else its digits are found in.
        if (matches.Count == 1 || (matches.Count > 1 && string.Equals(matches[0].Code, form[picker].Split(" · ")[0], StringComparison.OrdinalIgnoreCase)
            && !string.Equals(matches[1].Code, matches[0].Code, StringComparison.OrdinalIgnoreCase)))
            form.Pick(picker, matches[0]);
        else if (matches.Count > 1)
            form.Ask(picker, matches);
        else
            form.Fault("NAME_UNKNOWN", picker, $"Không tìm thấy \"{form[picker]}\" vào ngày đó trong phạm vi của bạn: gõ mã hoặc một phần tên.", $"\"{form[picker]}\" was not found on that day within your scope: type a code or a part of the name.");
    }

    private static Task<List<AgencyChoice>> AgencyAsync(RegistrySession session, string key, CancellationToken cancellationToken) => session.ReadAsync(
        $"SELECT a.id::text, a.code, a.name, a.version FROM registry.agency a WHERE a.id::text = $1 AND {InScope}", Choice, cancellationToken, key);

    private static Task<List<AgencyChoice>> AgenciesLikeAsync(RegistrySession session, string text, DateOnly day, CancellationToken cancellationToken) => session.ReadAsync(
        $"""
        SELECT a.id::text, a.code, a.name, a.version FROM registry.agency a
         WHERE (a.valid_until > $2 OR a.valid_until IS NULL) AND {InScope}
           AND (strpos(lower(a.code), lower($1)) > 0 OR strpos(reference.fold(a.name), reference.fold($1)) > 0 OR a.code = split_part($1, ' · ', 1))
         ORDER BY lower(a.code) NOT IN (lower($1), lower(split_part($1, ' · ', 1))), reference.fold(a.name) <> reference.fold($1), a.name COLLATE reference.vietnamese, a.code LIMIT $3
        """, Choice, cancellationToken, text, day, MostMatches);

    private static Task<List<AgencyChoice>> UnitAsync(RegistrySession session, string key, CancellationToken cancellationToken) => session.ReadAsync(
        $"{UnitsFrom} WHERE u.id = $1", Choice, cancellationToken, key);

    private static Task<List<AgencyChoice>> UnitsLikeAsync(RegistrySession session, string text, DateOnly day, CancellationToken cancellationToken) => session.ReadAsync(
        $"""
        {UnitsFrom}
         WHERE u.level <> 'country' AND daterange(u.valid_from, u.valid_until) @> $2
           AND (u.id = $1 OR u.code IN ($1, split_part($1, ' · ', 1)) OR strpos(reference.fold(u.name), reference.fold($1)) > 0)
         ORDER BY u.code NOT IN ($1, split_part($1, ' · ', 1)), u.level, u.name COLLATE reference.vietnamese, u.code LIMIT $3
        """, Choice, cancellationToken, text, day, MostMatches);

    private const string UnitsFrom =
        """
        SELECT u.id, u.code, concat_ws(', ', u.name, d.name, p.name), 0
          FROM reference.administrative_unit u
          LEFT JOIN reference.administrative_unit d ON d.id = u.district_id AND d.id <> u.id
          LEFT JOIN reference.administrative_unit p ON p.id = u.province_id AND p.id <> u.id
        """;

    private static Task<List<AssignedProfession>> ProfessionsToAssignAsync(RegistrySession session, Guid agency, DateOnly day, CancellationToken cancellationToken) => session.ReadAsync(
        $"""
        SELECT f.code, f.name_vi, f.name_en, w.postings
          FROM (SELECT p.profession_code, count(*)::int AS postings {AtAgency} GROUP BY p.profession_code) w JOIN reference.profession f ON f.code = w.profession_code
         ORDER BY f.name_vi COLLATE reference.vietnamese
        """, row => new AssignedProfession(new CodeName(row.GetString(0), row.GetString(1), row.GetString(2)), row.GetInt32(3)), cancellationToken, agency, day);

    // All of a small agency; of a large one those who were looked for and those who are assigned already.
    private static Task<List<AssignedPerson>> PeopleToAssignAsync(RegistrySession session, Guid agency, AgencyForm form, DateOnly day, CancellationToken cancellationToken)
    {
        var assigned = form.Filled.Where(field => field.Key.StartsWith("person.", StringComparison.Ordinal)).Select(field => field.Key["person.".Length..]).ToArray();
        return session.ReadAsync(
            $"""
            WITH work AS MATERIALIZED (SELECT DISTINCT ON (p.person_id) p.person_id, p.position_title {AtAgency} ORDER BY p.person_id, p.is_main DESC, p.valid_from)
            SELECT k.id, k.full_name, concat_ws(', ', k.birth_year, k.staff_code, w.position_title)
              FROM work w JOIN registry.person k ON k.id = w.person_id
             WHERE k.id::text = ANY ($3) OR ($4 <> '' AND strpos(reference.fold(k.full_name), reference.fold($4)) > 0)
                OR ($4 = '' AND (SELECT count(*) FROM work) <= $5)
             ORDER BY k.id::text = ANY ($3) DESC, k.given_name COLLATE reference.vietnamese, k.full_name COLLATE reference.vietnamese, k.id LIMIT $6
            """, row => new AssignedPerson(row.GetGuid(0), row.GetString(1), row.GetString(2)), cancellationToken,
            agency, day, Texts(assigned), form["sought"], MostMatches, MostListed);
    }
}

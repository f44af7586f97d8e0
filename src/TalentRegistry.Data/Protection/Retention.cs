using TalentRegistry.Data.Access;

namespace TalentRegistry.Data.Protection;

/// <summary>Records past their term whose people died, or were taken out, in a year.</summary>
/// <param name="Year">The year.</param>
/// <param name="Deceased">People who died then and are in the registry.</param>
/// <param name="Removed">People who were taken out of the registry then and are in its history alone.</param>
public sealed record DueOfAYear(int Year, long Deceased, long Removed);

/// <summary>What an erasure took out.</summary>
/// <param name="Deceased">People who were in the registry.</param>
/// <param name="Removed">People who were in its history alone.</param>
/// <param name="Changes">Entries of the history whose values went.</param>
public sealed record ErasedRecords(long Deceased, long Removed, long Changes)
{
    /// <summary>People in all.</summary>
    public long People => Deceased + Removed;
}

/// <summary>An erasure as it is kept: how many, never who.</summary>
/// <param name="At">When.</param>
/// <param name="By">Account that asked for it; "operator" for the command line.</param>
/// <param name="Years">Years of keeping that held then.</param>
/// <param name="Erased">What was taken out.</param>
public sealed record PastErasure(DateTimeOffset At, string By, int Years, ErasedRecords Erased);

/// <summary>
/// What is kept past its term (thời hạn lưu giữ) and its erasure: from the registry and from the history, whose chain goes on holding (docs/decisions/0038).
/// Backups that were made before are not reached.
/// </summary>
public static class Retention
{
    // Each part is a transaction: who waits for the counts, or for the chain, does not wait long.
    private const int PeopleAtATime = 200;

    /// <summary>For how many years a record is kept after death or removal, and how many are past that on a day, by year; nobody is named.</summary>
    public static async Task<(int Years, IReadOnlyList<DueOfAYear> Due)> DueForErasureAsync(this RegistrySession session, DateOnly today, CancellationToken cancellationToken)
    {
        await using var years = session.Command("SELECT protection.years_kept()");
        var kept = (int)(await years.ExecuteScalarAsync(cancellationToken))!;
        await using var command = session.Command("SELECT year, deceased, removed FROM protection.erasure_preview($1)");
        command.Parameters.Add(new() { Value = today });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var due = new List<DueOfAYear>();
        while (await reader.ReadAsync(cancellationToken))
            due.Add(new DueOfAYear(reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2)));
        return (kept, due);
    }

    /// <summary>Erasures that were made, newest first.</summary>
    public static async Task<IReadOnlyList<PastErasure>> ErasuresAsync(this RegistrySession session, CancellationToken cancellationToken)
    {
        await using var command = session.Command("SELECT at, account_name, years::integer, deceased, removed, changes FROM protection.erasure ORDER BY id DESC");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var past = new List<PastErasure>();
        while (await reader.ReadAsync(cancellationToken))
        {
            past.Add(new PastErasure(
                reader.GetFieldValue<DateTimeOffset>(0), reader.GetString(1), reader.GetInt32(2), new ErasedRecords(reader.GetInt32(3), reader.GetInt32(4), reader.GetInt64(5))));
        }

        return past;
    }

    /// <summary>The same as <see cref="DueForErasureAsync"/>, for the operator.</summary>
    public static async Task<(int Years, IReadOnlyList<DueOfAYear> Due)> PreviewAsync(RegistryDatabase database, DateOnly today, CancellationToken cancellationToken)
    {
        var years = await database.Owner.ReadAsync("SELECT protection.years_kept()", row => row.GetInt32(0), cancellationToken);
        return (years[0], await database.Owner.ReadAsync(
            "SELECT year, deceased, removed FROM protection.erasure_preview($1)", row => new DueOfAYear(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2)), cancellationToken, today));
    }

    /// <summary>Erases all whose term is over on a day, in parts; broken off, what is done stays done and the next run goes on.</summary>
    /// <param name="database">The registry.</param>
    /// <param name="today">The day.</param>
    /// <param name="account">The administrator; null for the operator.</param>
    /// <param name="door">Where it was asked for, as "page /personal-data/retention".</param>
    /// <param name="cancellationToken">Ends it after the present part.</param>
    public static async Task<ErasedRecords> EraseAsync(RegistryDatabase database, DateOnly today, Guid? account, string door, CancellationToken cancellationToken)
    {
        var all = new ErasedRecords(0, 0, 0);
        while (true)
        {
            var part = (await database.Owner.ReadAsync(
                "SELECT deceased, removed, changes FROM protection.erase($1, $2, $3::uuid, $4)",
                row => new ErasedRecords(row.GetInt32(0), row.GetInt32(1), row.GetInt64(2)), cancellationToken, today, PeopleAtATime, account?.ToString(), door))[0];
            if (part.People == 0)
                break;
            all = new ErasedRecords(all.Deceased + part.Deceased, all.Removed + part.Removed, all.Changes + part.Changes);
        }

        // What the statistics of the planner remember of common values, and the space of the rows that went.
        if (all.People > 0)
            await database.Owner.ExecuteAsync("ANALYZE registry.person, history.change", cancellationToken);
        return all;
    }
}

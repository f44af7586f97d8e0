using System.Globalization;
using Npgsql;

namespace TalentRegistry.Data.Plans;

/// <summary>Brings schema plans to the state of db/plans: a changed file becomes a new version, older versions stay.</summary>
public static class PlanLoader
{
    private const long LockKey = 0x506C616E73; // "Plans"
    private const int ProblemsInMessage = 5;

    /// <summary>
    /// Loads the plan files that changed, all or none, under the owner. A plan whose file is gone is no longer current; its
    /// versions stay for the reports that were made from them.
    /// </summary>
    /// <param name="database">A database with its reference lists loaded.</param>
    /// <param name="folder">Where the files are: db/plans of the repository or its copy beside the program.</param>
    /// <param name="cancellationToken">Stops before the commit; nothing is then changed.</param>
    /// <returns>How many plans were written as a new version.</returns>
    /// <exception cref="OperatorException">A file is bad or missing: file, line, column and key are named.</exception>
    public static Task<int> LoadAsync(RegistryDatabase database, string folder, CancellationToken cancellationToken) => LoadAsync(database, folder, null, cancellationToken);

    /// <summary>Loads those of the program and those of the operator.</summary>
    /// <param name="database">A database with its reference lists loaded.</param>
    /// <param name="folder">Where the files of the program are.</param>
    /// <param name="own">Where the operator's are: it need not be there. A plan of either folder has a code that no other has.</param>
    /// <param name="cancellationToken">Stops before the commit; nothing is then changed.</param>
    /// <returns>How many plans were written as a new version.</returns>
    /// <exception cref="OperatorException">A file is bad or missing: file, line, column and key are named.</exception>
    public static async Task<int> LoadAsync(RegistryDatabase database, string folder, string? own, CancellationToken cancellationToken)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var command = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = LockKey } } })
            await command.ExecuteNonQueryAsync(cancellationToken);

        var documents = ReadAll(folder, own, await PlanVocabulary.ReadAsync(connection, cancellationToken));
        var current = await CurrentAsync(connection, cancellationToken);
        var changed = documents.Where(document => current.GetValueOrDefault(document.Plan.Code) != document.Checksum).ToList();
        var gone = current.Keys.Except(documents.Select(document => document.Plan.Code));
        await using (var command = new NpgsqlCommand(
            "UPDATE plans.plan SET superseded_at = now() WHERE superseded_at IS NULL AND code = ANY ($1)", connection)
            {
                Parameters = { new() { Value = changed.Select(document => document.Plan.Code).Concat(gone).ToArray() } },
            })
            await command.ExecuteNonQueryAsync(cancellationToken);
        foreach (var document in changed)
            await PlanWriter.WriteAsync(connection, document, cancellationToken);

        await transaction.CommitAsync(cancellationToken);
        return changed.Count;
    }

    private static List<PlanDocument> ReadAll(string folder, string? own, PlanVocabulary vocabulary)
    {
        if (!Directory.Exists(folder) || Directory.GetFiles(folder, "*.yaml") is not { Length: > 0 } files)
            throw new OperatorException($"There are no plan files (*.yaml) in {Path.GetFullPath(folder)}.");

        var reader = new PlanReader(vocabulary);
        var all = Directory.Exists(own) ? files.Concat(Directory.GetFiles(own, "*.yaml")) : files;
        var readings = all.Order(StringComparer.Ordinal).Select(reader.Read).ToList();
        var problems = readings.SelectMany(reading => reading.Problems).ToList();
        if (problems.Count > 0)
        {
            var more = problems.Count > ProblemsInMessage ? string.Create(CultureInfo.InvariantCulture, $" (and {problems.Count - ProblemsInMessage} more)") : "";
            throw new OperatorException(
                $"The plans were not loaded: {string.Join(" ", problems.Take(ProblemsInMessage).Select(problem => problem.Describe("en")))}{more}");
        }

        var documents = readings.ConvertAll(reading => reading.Document!);
        if (documents.GroupBy(document => document.Plan.Code).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new OperatorException(
                $"The plans were not loaded: code {twice.Key} is used by {string.Join(" and ", twice.Select(document => document.FileName))}.");
        }

        return documents;
    }

    private static async Task<Dictionary<string, string>> CurrentAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT code, content_hash FROM plans.current_plan", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var current = new Dictionary<string, string>();
        while (await reader.ReadAsync(cancellationToken))
            current.Add(reader.GetString(0), reader.GetString(1));
        return current;
    }
}

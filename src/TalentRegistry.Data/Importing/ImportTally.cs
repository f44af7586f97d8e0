using TalentRegistry.Data.Importing.Rows;

namespace TalentRegistry.Data.Importing;

/// <summary>Counts of a list: read = good + rejected + rows that are no people, each kind of them.</summary>
public sealed class ImportTally
{
    private const int Listed = 20;
    private readonly Dictionary<RowKind, (int Count, List<int> Rows)> kinds = [];
    private readonly Dictionary<string, (int Count, ImportProblem First)> problems = new(StringComparer.Ordinal);

    /// <summary>All rows of the sheet.</summary>
    public int Read { get; private set; }

    /// <summary>People that can be taken, those with warnings included.</summary>
    public int Good { get; private set; }

    /// <summary>People to confirm: good with a warning.</summary>
    public int ToConfirm { get; private set; }

    /// <summary>People that cannot be taken.</summary>
    public int Rejected { get; private set; }

    /// <summary>Rows that are no people, by kind, with the numbers of the first twenty.</summary>
    public IReadOnlyDictionary<RowKind, (int Count, List<int> Rows)> Others => kinds;

    /// <summary>Problems by code, errors first, the most frequent first; each with one to show.</summary>
    public IReadOnlyList<(int Count, ImportProblem First)> Problems =>
        [.. problems.Values.OrderByDescending(pair => pair.First.Severity).ThenByDescending(pair => pair.Count)];

    /// <summary>Counts a row.</summary>
    public void Add(ImportedRow row)
    {
        Read++;
        if (row.Kind != RowKind.Person)
        {
            foreach (var problem in row.Problems)
                Add(problem);
            var (count, rows) = kinds.TryGetValue(row.Kind, out var known) ? known : (0, []);
            if (rows.Count < Listed)
                rows.Add(row.Source.Number);
            kinds[row.Kind] = (count + 1, rows);
            return;
        }

        if (row.IsRejected)
            Rejected++;
        else
            Good++;
        if (!row.IsRejected && row.Problems.Count > 0)
            ToConfirm++;
        foreach (var problem in row.Problems)
            Add(problem);
    }

    private void Add(ImportProblem problem) =>
        problems[problem.Code] = problems.TryGetValue(problem.Code, out var same) ? (same.Count + 1, same.First) : (1, problem);
}

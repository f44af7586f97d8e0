using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Writing;

namespace TalentRegistry.Server.Importing;

/// <summary>How an officer wants a list to be read and written; of an upload it is kept beside it until that is committed.</summary>
/// <param name="Mode">What of it is written.</param>
/// <param name="AgencyCode">Code of the agency of rows that name none; null when each must.</param>
internal sealed record ImportWish(ImportMode Mode, string? AgencyCode)
{
    /// <summary>Columns that were corrected, by their letter, with the code of the field; null for one that is not to be read.</summary>
    public IReadOnlyDictionary<string, string?> Columns { get; init; } = new Dictionary<string, string?>();

    /// <summary>Corrections by heading or letter, as the command line takes them: "Heading=field".</summary>
    public IReadOnlyList<string> Map { get; init; } = [];

    /// <summary>Doubtful rows that were decided: the person whom the row is about, or null for somebody new.</summary>
    public IReadOnlyDictionary<int, Guid?> Decisions { get; init; } = new Dictionary<int, Guid?>();

    /// <summary>Codes of rules whose warnings were confirmed for the whole list.</summary>
    public IReadOnlyList<string> Confirmed { get; init; } = [];

    /// <summary>Sheet to read; null for the first that holds a list.</summary>
    public string? Sheet { get; init; }

    /// <summary>Limits of the file.</summary>
    public ImportLimits Limits { get; init; } = new();
}

/// <summary>Who is told what while a list is held against the registry; each null for nobody.</summary>
internal sealed record ImportTelling
{
    /// <summary>Told what was recognised, before the rows.</summary>
    public Action<ImportSheet>? OnSheet { get; init; }

    /// <summary>Told every row that is not unchanged, in order.</summary>
    public Func<ImportVerdict, ValueTask>? OnRow { get; init; }

    /// <summary>Told every row that could not be read, in order.</summary>
    public Func<ImportedRow, ValueTask>? OnRejected { get; init; }

    /// <summary>Told how far it is.</summary>
    public IProgress<Data.Work.WorkStep>? Progress { get; init; }
}

namespace TalentRegistry.Data.Importing.Writing;

/// <summary>Stages of an import as its steps name them.</summary>
public static class ImportStages
{
    /// <summary>Rows are read and checked; done counts people.</summary>
    public const string Reading = "import_reading";

    /// <summary>The list is held against the registry.</summary>
    public const string Matching = "import_matching";

    /// <summary>People are written; done counts them.</summary>
    public const string Writing = "import_writing";

    /// <summary>The history of what was written is sealed.</summary>
    public const string Sealing = "import_sealing";

    /// <summary>An import is taken back.</summary>
    public const string Undoing = "import_undoing";
}

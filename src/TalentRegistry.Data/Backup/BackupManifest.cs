using System.Text.Json;

namespace TalentRegistry.Data.Backup;

/// <summary>What a backup holds; the last entry of its file, as JSON. docs/decisions/0014 describes the format.</summary>
/// <param name="Created">When the snapshot was taken.</param>
/// <param name="Postgres">Version of the PostgreSQL that it was taken from, as 18.4.</param>
/// <param name="Migrations">Migrations that had been applied, in their order.</param>
/// <param name="Tables">Every table of the registry's schemas, by name.</param>
/// <param name="Sequences">Where the numbers of new rows go on.</param>
public sealed record BackupManifest(
    DateTimeOffset Created,
    string Postgres,
    IReadOnlyList<BackedUpMigration> Migrations,
    IReadOnlyList<BackedUpTable> Tables,
    IReadOnlyList<BackedUpSequence> Sequences)
{
    /// <summary>The one version of the format there is.</summary>
    public const int Format = 1;

    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Rows of all tables.</summary>
    public long TotalRows() => Tables.Sum(table => table.Content.Rows);
}

/// <summary>A migration that had been applied.</summary>
/// <param name="Version">Number, from 1 without gaps.</param>
/// <param name="Name">File name.</param>
/// <param name="Checksum">SHA-256 of its text, as <see cref="Postgres.Migration.Checksum"/>.</param>
public sealed record BackedUpMigration(int Version, string Name, string Checksum);

/// <summary>A table and what was in it.</summary>
/// <param name="Schema">Schema.</param>
/// <param name="Name">Name in the schema.</param>
/// <param name="Columns">Columns in the order in which each line gives them; computed columns are not among them.</param>
/// <param name="Content">Count and checksum of its rows.</param>
public sealed record BackedUpTable(string Schema, string Name, IReadOnlyList<string> Columns, TableContent Content)
{
    internal RegistryTable Table => new(Schema, Name, Columns, Content.Bytes);

    /// <summary>Name of its entry in a file of a form.</summary>
    internal string EntryIn(TableForm form) => $"tables/{Schema}.{Name}.{form.Ending}";
}

/// <summary>A sequence.</summary>
/// <param name="Schema">Schema.</param>
/// <param name="Name">Name in the schema.</param>
/// <param name="LastValue">Value given last, or the first to give.</param>
/// <param name="IsCalled">Whether that value has been given.</param>
public sealed record BackedUpSequence(string Schema, string Name, long LastValue, bool IsCalled);

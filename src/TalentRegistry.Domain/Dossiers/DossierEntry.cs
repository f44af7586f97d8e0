using TalentRegistry.Domain.People;

namespace TalentRegistry.Domain.Dossiers;

/// <summary>
/// What an officer enters of one record of a dossier. The names of its properties are those of the table's columns and, in camel case, of the
/// API's inputs. Values may contradict each other: <see cref="DossierRules"/> say so.
/// </summary>
public abstract record DossierEntry
{
    /// <summary>Which kind of record it is; its table has the same name.</summary>
    public abstract DossierPart Part { get; }

    /// <summary>As it is to be kept: each text in one spelling, null where it is blank and may be left out.</summary>
    public virtual DossierEntry Tidy() => this;

    /// <summary>A text in one spelling; null for a blank one.</summary>
    protected static string? NullIfBlank(string? text) => Names.VietnameseText.Clean(text) is { Length: > 0 } kept ? kept : null;
}

/// <summary>A record of a dossier of which what is entered, stored and shown is the same.</summary>
public abstract record DossierRecord : DossierEntry
{
    /// <summary>Identifier of the record.</summary>
    public Guid Id { get; init; }

    /// <summary>Whose record it is.</summary>
    public Guid PersonId { get; init; }

    /// <summary>Whose record it is; null where the record was not read with its person.</summary>
    public Person? Person { get; init; }

    /// <summary>Counted by the database with each change, from 1; 0 before the record is saved.</summary>
    public int Version { get; init; }

    /// <summary>Its first day, 1 January where only the year is known, and the value that tells it; null where it is not known, and for a year that no calendar has.</summary>
    public abstract (string Field, DateOnly? Day) Start();

    /// <summary>First day after it, and the value that tells it; null while it goes on and for what has no length.</summary>
    public virtual (string Field, DateOnly? Day) End() => ("validUntil", null);

    /// <summary>Nobody has it at a younger age, in years.</summary>
    public abstract int YoungestAge { get; }

    /// <summary>1 January of a year from 1 to 9999; else null.</summary>
    protected static DateOnly? FirstDayOf(int year) => year is >= 1 and <= 9999 ? new DateOnly(year, 1, 1) : null;
}

/// <summary>A record that holds over [<see cref="ValidFrom"/>, <see cref="ValidUntil"/>).</summary>
public abstract record DatedRecord : DossierRecord
{
    /// <summary>First day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>First day after it; null while it goes on.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <inheritdoc/>
    public override (string Field, DateOnly? Day) Start() => ("validFrom", ValidFrom);

    /// <inheritdoc/>
    public override (string Field, DateOnly? Day) End() => ("validUntil", ValidUntil);

    /// <summary>Whether both hold on some day.</summary>
    public bool Overlaps(DatedRecord other) =>
        (ValidUntil is null || other.ValidFrom < ValidUntil) && (other.ValidUntil is null || ValidFrom < other.ValidUntil);
}

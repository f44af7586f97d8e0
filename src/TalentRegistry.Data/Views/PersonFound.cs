using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Views;

/// <summary>A person whom a search has found: a row of <c>registry.search_people</c>.</summary>
public sealed class PersonFound
{
    /// <summary>Whose record.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The record.</summary>
    public Person? Person { get; private set; }

    /// <summary>Place in the list, from 1, the best first.</summary>
    public long Place { get; private set; }

    /// <summary>How well the record fits the text, 0 to 1: 0.9 and more with every mark, 0.6 and more letter by letter, less with typing errors.</summary>
    public float Rank { get; private set; }

    /// <summary>What fits, in capitals with commas between: names of <see cref="SearchReason"/> as SQL writes them.</summary>
    public string Reasons { get; private set; } = "";
}

/// <summary>What of a record fits the text that was searched for.</summary>
public enum SearchReason
{
    /// <summary>The citizen ID, all twelve digits.</summary>
    CitizenId,

    /// <summary>The last four or six digits of the citizen ID.</summary>
    CitizenIdPart,

    /// <summary>Part of the staff code.</summary>
    StaffCode,

    /// <summary>The whole name, no word more and in this order.</summary>
    WholeName,

    /// <summary>Every word with its accents and tone mark.</summary>
    Marks,

    /// <summary>Every word without accents.</summary>
    Words,

    /// <summary>The last word is the beginning of a word of the name.</summary>
    Beginning,

    /// <summary>Words that one typing error turns into those of the name, in long words two.</summary>
    Spelling,

    /// <summary>The year of birth.</summary>
    BirthYear,

    /// <summary>The agency that keeps the dossier.</summary>
    Agency,
}

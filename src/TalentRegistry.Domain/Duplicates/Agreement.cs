namespace TalentRegistry.Domain.Duplicates;

/// <summary>What of two records is compared.</summary>
public enum ComparedField
{
    /// <summary>Full name.</summary>
    /// <remarks>Its levels are those of <see cref="NameAgreement"/>.</remarks>
    Name,

    /// <summary>Day of birth, where both are known.</summary>
    /// <remarks>Its levels are those of <see cref="BirthAgreement"/>; of the fields below 0 is different and 1 the same.</remarks>
    Birth,

    /// <summary>Year of birth, where of one no more than that is known.</summary>
    BirthYear,

    /// <summary>Sex.</summary>
    Sex,

    /// <summary>Home place.</summary>
    HomePlace,

    /// <summary>Citizen ID: at best one typing error apart, as no two records of the registry have the same.</summary>
    CitizenId,
}

/// <summary>How far two names agree, from not at all to wholly.</summary>
public enum NameAgreement
{
    /// <summary>Less than all that follow.</summary>
    Different,

    /// <summary>Two words or more are the same, and all but one.</summary>
    Partial,

    /// <summary>A typing error in one word or two that makes another name of it, or a word left out.</summary>
    Close,

    /// <summary>The same letters once accents are taken off: Hường and Hương, who are mostly two people.</summary>
    Letters,

    /// <summary>A typing error, or words written together, that leave a word that hardly any other name has: a slip, for nobody is called so.</summary>
    Mistyped,

    /// <summary>The same name in another form: words in another order, or one of the two written without any accent.</summary>
    Form,

    /// <summary>The same with every mark; the place of a tone mark makes no difference.</summary>
    Exact,
}

/// <summary>How far two days of birth agree, from not at all to wholly.</summary>
public enum BirthAgreement
{
    /// <summary>Less than all that follow.</summary>
    Different,

    /// <summary>The same year.</summary>
    Year,

    /// <summary>Two of day, month and year are the same.</summary>
    Part,

    /// <summary>One digit of the date differs, or two neighbouring digits are exchanged.</summary>
    Close,

    /// <summary>Day and month stand in each other's place; or the years differ and the citizen ID of one tells that of the other.</summary>
    Swapped,

    /// <summary>The same day.</summary>
    Exact,
}

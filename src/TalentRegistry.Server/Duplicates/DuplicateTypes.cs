using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Views;
using TalentRegistry.Domain.Duplicates;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.Server.Duplicates;

/// <summary>How far a field of two records agrees.</summary>
internal enum AgreementLevel
{
    /// <summary>Less than all that follow.</summary>
    Different,

    /// <summary>Of names: two words or more are the same, and all but one.</summary>
    Partial,

    /// <summary>Of days of birth: the year is the same.</summary>
    Year,

    /// <summary>Of days of birth: two of day, month and year are the same.</summary>
    Part,

    /// <summary>Typing errors apart.</summary>
    Close,

    /// <summary>Of days of birth: day and month stand in each other's place, or the citizen ID of one tells the year of the other.</summary>
    Swapped,

    /// <summary>Of names: the same letters with other accents.</summary>
    Letters,

    /// <summary>Of names: typing errors apart, which leave a word that hardly any other name has.</summary>
    Mistyped,

    /// <summary>Of names: the same, its words in another order or without any accent.</summary>
    Form,

    /// <summary>The same.</summary>
    Same,
}

/// <summary>What a field says for two records being of one person.</summary>
/// <param name="Field">The field.</param>
/// <param name="Level">How far the two agree.</param>
/// <param name="Weight">In bits: each doubles the odds of one person, a negative one halves them.</param>
internal sealed record FieldAgreement(ComparedField Field, AgreementLevel Level, double Weight)
{
    /// <summary>Of a pair's reasons as they are kept.</summary>
    public static IReadOnlyList<FieldAgreement> Of(string reasons) =>
        [.. reasons.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(reason => reason.Split(':')).Select(parts =>
        {
            var (field, level) = (SnakeCase.Parse<ComparedField>(parts[0]), int.Parse(parts[1], CultureInfo.InvariantCulture));
            return new FieldAgreement(field, LevelOf(field, level), double.Parse(parts[2], CultureInfo.InvariantCulture));
        })];

    private static AgreementLevel LevelOf(ComparedField field, int level) => (field, level) switch
    {
        (_, 0) => AgreementLevel.Different,
        (ComparedField.Name, (int)NameAgreement.Partial) => AgreementLevel.Partial,
        (ComparedField.Name, (int)NameAgreement.Close) => AgreementLevel.Close,
        (ComparedField.Name, (int)NameAgreement.Letters) => AgreementLevel.Letters,
        (ComparedField.Name, (int)NameAgreement.Mistyped) => AgreementLevel.Mistyped,
        (ComparedField.Name, (int)NameAgreement.Form) => AgreementLevel.Form,
        (ComparedField.Birth, (int)BirthAgreement.Year) => AgreementLevel.Year,
        (ComparedField.Birth, (int)BirthAgreement.Part) => AgreementLevel.Part,
        (ComparedField.Birth, (int)BirthAgreement.Close) => AgreementLevel.Close,
        (ComparedField.Birth, (int)BirthAgreement.Swapped) => AgreementLevel.Swapped,
        (ComparedField.CitizenId, _) => AgreementLevel.Close,
        _ => AgreementLevel.Same,
    };
}

/// <summary>A pair as the API shows it.</summary>
internal sealed class DuplicatePairType : ObjectType<DuplicatePair>
{
    protected override void Configure(IObjectTypeDescriptor<DuplicatePair> descriptor)
    {
        descriptor.BindFieldsExplicitly().Key(pair => pair.Id).DefaultOrderDescending(pair => pair.Probability);
        descriptor.Description("Two records that may be of one person. Shown only to officers in whose scope both dossiers are.");
        descriptor.Field(pair => pair.Id).ID();
        descriptor.Field(pair => pair.Probability);
        descriptor.Field(pair => pair.State);
        descriptor.Field(pair => pair.One).NonNull();
        descriptor.Field(pair => pair.Other).NonNull();
        descriptor.Field(pair => pair.FoundAt);
        descriptor.Field(pair => pair.DecidedAt);
        descriptor.Field(pair => pair.DecidedByName);
        descriptor.Field(pair => pair.Why);
        descriptor.Field(pair => pair.FormerId).ID<Person>();
    }
}

/// <summary>What is computed of a pair.</summary>
[ExtendObjectType<DuplicatePair>]
internal static class DuplicatePairFields
{
    /// <summary>What each field said that could be compared; empty where no search compared them.</summary>
    public static IReadOnlyList<FieldAgreement> Reasons([ParentValue(nameof(DuplicatePair.Reasons))] string reasons) => FieldAgreement.Of(reasons);
}

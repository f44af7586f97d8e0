using TalentRegistry.Data.People;
using TalentRegistry.Data.Views;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.People;

/// <summary>A person found as the API shows them.</summary>
internal sealed class PersonFoundType : ObjectType<PersonFound>
{
    protected override void Configure(IObjectTypeDescriptor<PersonFound> descriptor)
    {
        descriptor.BindFieldsExplicitly().Key(found => found.PersonId).Description("A person whom a search has found.");
        descriptor.Field(found => found.Person).NonNull();
        descriptor.Field(found => found.Place);
        descriptor.Field(found => found.Rank);
    }
}

/// <summary>What is told of a person found beside the record.</summary>
[ExtendObjectType<PersonFound>]
internal static class PersonFoundFields
{
    /// <summary>What of the record fits the text.</summary>
    public static IReadOnlyList<SearchReason> Reasons([ParentValue(nameof(PersonFound.Reasons))] string reasons) =>
        [.. reasons.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(reason => Enum.Parse<SearchReason>(reason.Replace("_", "", StringComparison.Ordinal), ignoreCase: true))];
}

/// <summary>Finding people.</summary>
[QueryType]
internal static class SearchQueries
{
    public const int LongestText = 200;
    public const int Most = 200;

    /// <summary>
    /// The people within the caller's scope whom a text means, best first: a name without accents or order, with typing errors; a year of birth
    /// beside it; part of a staff code; or a whole citizen ID. Names with exactly these tone marks come before those that differ in marks. Every
    /// record found is logged as read.
    /// </summary>
    /// <param name="text">What to look for, at most 200 characters; a staff code by three characters or more. May be empty where an agency is given.</param>
    /// <param name="citizenIds">For citizen IDs.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="agency">Only dossiers kept by this agency or one below it.</param>
    /// <param name="first">How many at most, 1 to 200.</param>
    [Authorize(Policies.Identity)]
    public static async Task<IQueryable<PersonFound>> SearchPeople(
        string text, [Service] CitizenIdLookup citizenIds, CancellationToken cancellationToken,
        [ID<Domain.Agencies.Agency>] Guid? agency = null, int first = 20)
    {
        if (text.Length > LongestText)
            throw new GraphQLException($"\"text\" has {text.Length} characters, more than {LongestText}.", ErrorCodes.LimitExceeded);
        if (first is < 1 or > Most)
            throw new GraphQLException($"\"first\" must be 1 to {Most}, was {first}.", ErrorCodes.BadUserInput);

        var hash = CitizenId.TryParse(text, out var id) ? await citizenIds.HashAsync(id, cancellationToken) : null;
        return FieldSession.Rows.SearchPeople(text, agency, hash, first).OrderBy(found => found.Place);
    }
}

using System.Security.Claims;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Views;
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
    /// beside it; part of a staff code; a whole citizen ID, or its last four or six digits, alone or behind a name (thirty times a minute). Names with exactly these tone marks come before those that differ in marks. Every
    /// record found is logged as read.
    /// </summary>
    /// <param name="text">What to look for, at most 200 characters; a staff code by three characters or more. May be empty where an agency is given.</param>
    /// <param name="desk">For citizen IDs.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="agency">Only dossiers kept by this agency or one below it.</param>
    /// <param name="first">How many at most, 1 to 200.</param>
    /// <param name="skip">How many of the best to leave out, for pages after the first: 0 to 9,800.</param>
    [Authorize(Policies.Identity)]
    public static async Task<IQueryable<PersonFound>> SearchPeople(
        string text, [Service] CitizenIdSearches desk, ClaimsPrincipal user, CancellationToken cancellationToken,
        [ID<Domain.Agencies.Agency>] Guid? agency = null, int first = 20, int skip = 0)
    {
        if (text.Length > LongestText)
            throw new GraphQLException($"\"text\" has {text.Length} characters, more than {LongestText}.", ErrorCodes.LimitExceeded);
        if (first is < 1 or > Most)
            throw new GraphQLException($"\"first\" must be 1 to {Most}, was {first}.", ErrorCodes.BadUserInput);
        if (skip is < 0 or > PeopleSearch.Reach - Most)
            throw new GraphQLException($"\"skip\" must be 0 to {PeopleSearch.Reach - Most}, was {skip}.", ErrorCodes.BadUserInput);

        var hash = await desk.SoughtAsync(text, FieldSession.CallerOf(user), cancellationToken)
            ?? throw new GraphQLException(CitizenIdSearches.TooMany.En, ErrorCodes.LimitExceeded);
        return FieldSession.Rows.SearchPeople(text, agency, hash.Value, skip + first).Where(found => found.Place > skip).OrderBy(found => found.Place);
    }
}

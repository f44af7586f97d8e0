using System.Security.Claims;
using TalentRegistry.GraphQL;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Data;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Audit;

/// <summary>Which events: those to which all that is given applies.</summary>
/// <param name="Kind">"read", "change", or a kind of event, as "refusal" or "export".</param>
/// <param name="Account">Sign-in name or key of the account that did it.</param>
/// <param name="From">From this moment on.</param>
/// <param name="Until">Before this moment.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Door">Where it came in, as "graphql" or "page /people".</param>
/// <param name="About">Key of a person or an account, or another subject.</param>
public sealed record AuditEventsWhere(
    string? Kind = null, string? Account = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, AuditOutcome? Outcome = null, string? Door = null, string? About = null);

/// <summary>An entry of the logs as the API shows it.</summary>
internal sealed class AuditEventType : ObjectType<AuditEntry>
{
    protected override void Configure(IObjectTypeDescriptor<AuditEntry> descriptor)
    {
        descriptor.Name("AuditEvent").BindFieldsExplicitly();
        descriptor.Description("What somebody did: a read, a change, a sign-in, an export, a refused attempt. It names no person and holds no value of a record.");
        descriptor.Field("id").Description("Its place in the logs; stable.").Resolve(context => context.Parent<AuditEntry>().Place.ToString()).Type("ID!");
        descriptor.Field("at").Description("When.").Resolve(context => new DateTimeOffset(context.Parent<AuditEntry>().Place.At));
        descriptor.Field("outcome").Description("How it ended.").Resolve(context => AuditQuestion.OutcomeOf(context.Parent<AuditEntry>().Kind));
        descriptor.Field(entry => entry.Kind).Description("\"read\", \"change\", or a kind of event, as \"sign_in\".");
        descriptor.Field(entry => entry.AccountId).Description("Key of the account; null for the server itself and for visitors.");
        descriptor.Field(entry => entry.Account).Description("Its sign-in name, or what the server did.");
        descriptor.Field(entry => entry.Role).Description("Its role at that time.");
        descriptor.Field(entry => entry.Door).Description("Where it came in.");
        descriptor.Field(entry => entry.Address).Description("IP address; null where it was not kept.");
        descriptor.Field(entry => entry.Subject).Description("What it was about, by keys; of a read the first few people.");
        descriptor.Field(entry => entry.People).Description("How many people it was about, where that is known; else 0.");
        descriptor.Field("details").Description("Purpose of a read, kind of a change, names and counts of an event.").Resolve(context => AuditWords.Details(context.Parent<AuditEntry>().Details)).NonNull();
    }
}

/// <summary>The logs, for the auditor.</summary>
[QueryType]
internal static class AuditEventQueries
{
    private const int MostOfAPage = 500;

    /// <summary>Who did what, the newest first: the rows of the page /audit. For the auditor alone.</summary>
    /// <param name="list">The logs.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="where">Which events.</param>
    /// <param name="first">How many, up to 500.</param>
    /// <param name="after">A cursor; the page begins after its event. What came since does not move it.</param>
    [Authorize(Policies.Audit), ListSize(AssumedSize = 50, SlicingArguments = ["first"], SizedFields = ["edges", "nodes"])]
    public static async Task<Page<AuditEntry>> GetAuditEvents(
        [Service] AuditList list, ClaimsPrincipal user, CancellationToken cancellationToken, AuditEventsWhere? where = null, int first = 50, string? after = null)
    {
        if (first is < 0 or > MostOfAPage)
            throw new GraphQLException($"\"first\" is 0 to {MostOfAPage}, was {first}.", first < 0 ? ErrorCodes.BadUserInput : ErrorCodes.LimitExceeded);

        var place = AuditCursor.Parse(after);
        if (after is not null && place is null)
            throw new GraphQLException("\"after\" is no cursor of this list.", ErrorCodes.BadUserInput);
        if (where?.Kind is { } kind && !AuditQuestion.Kinds.Contains(kind))
            throw new GraphQLException($"There is no kind \"{kind}\"; there are {string.Join(", ", AuditQuestion.Kinds)}.", ErrorCodes.BadUserInput);

        var caller = FieldSession.CallerOf(user);
        var account = where?.Account is { } text
            ? await list.AccountAsync(text, caller, cancellationToken) ?? throw new GraphQLException($"There is no account \"{text}\".", ErrorCodes.BadUserInput)
            : (Guid?)null;
        var question = new AuditQuestion(where?.Kind, account, where?.From, where?.Until, where?.Door, where?.About, where?.Outcome);

        // One more than wanted tells whether there is a next page.
        var entries = await list.PageAsync(question, place, first + 1, caller, cancellationToken);
        return new Page<AuditEntry>(
            [.. entries.Take(first)], entry => entry.Place.ToString(), entries.Count > first, place is not null,
            async ended => (int)await list.CountAsync(question, int.MaxValue - 1, caller, ended));
    }
}

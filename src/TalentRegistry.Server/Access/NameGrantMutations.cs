using System.Security.Claims;
using TalentRegistry.Data.Access;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Access;

/// <summary>A grant of names was not made or not withdrawn.</summary>
internal sealed class NameGrantRefusedException(NameGrantRefusal reason) : Exception(reason switch
{
    NameGrantRefusal.AccountUnknown => "There is no open account of that name.",
    NameGrantRefusal.NotALeader => "Names are granted to leaders only.",
    NameGrantRefusal.DayPassed => "The grant would have ended already: name a day after today.",
    _ => "The account holds no grant of names.",
})
{
    /// <summary>Why.</summary>
    public NameGrantRefusal Reason => reason;
}

/// <summary>Who of the leaders reads names: administrators say so, with a reason and an end.</summary>
[MutationType]
internal static class NameGrantMutations
{
    /// <summary>Lets a leader read the names of the people of own units, in place of a grant that stands.</summary>
    /// <param name="account">Sign-in name of the leader.</param>
    /// <param name="why">The reason, 1 to 500 characters; kept with the grant.</param>
    /// <param name="session">Whose rights.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request; nothing is granted then.</param>
    /// <param name="until">First day on which it no longer holds; null until it is withdrawn.</param>
    [Authorize(Policies.GrantNames), UseMutationConvention(PayloadFieldName = "account")]
    [Error<NameGrantRefusedException>]
    public static async Task<string> GrantNames(
        string account, string why, [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken, DateOnly? until = null)
    {
        if (why.Trim() is not { Length: >= 1 and <= 500 })
            throw new GraphQL.Execution.GraphQLException("A reason has 1 to 500 characters.", GraphQL.ErrorCodes.BadUserInput);
        if (await (await session.OpenAsync(user, cancellationToken)).GrantNamesAsync(account, why, until, cancellationToken) is { } refusal)
            throw new NameGrantRefusedException(refusal);
        return account;
    }

    /// <summary>Takes a leader's right to read names back; it ends with the next request.</summary>
    /// <param name="account">Sign-in name of the leader.</param>
    /// <param name="session">Whose rights.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request; nothing is withdrawn then.</param>
    [Authorize(Policies.GrantNames), UseMutationConvention(PayloadFieldName = "account")]
    [Error<NameGrantRefusedException>]
    public static async Task<string> WithdrawNames(string account, [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (await (await session.OpenAsync(user, cancellationToken)).WithdrawNamesAsync(account, cancellationToken) is { } refusal)
            throw new NameGrantRefusedException(refusal);
        return account;
    }
}

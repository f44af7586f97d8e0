using Microsoft.AspNetCore.Http;

namespace TalentRegistry.GraphQL.Http;

/// <summary>A request that never reaches the executor, and the status that says why.</summary>
internal sealed record HttpRefusal(int Status, GraphQLError Error)
{
    public static HttpRefusal BadRequest(string message) => new(StatusCodes.Status400BadRequest, new GraphQLError(message, ErrorCodes.BadRequest));
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Http;

/// <summary>Serves GraphQL over HTTP, by the draft of that name (https://graphql.github.io/graphql-over-http/draft/).</summary>
public static class GraphQLEndpoint
{
    /// <summary>
    /// Maps the server of <see cref="Authoring.GraphQLServices.AddGraphQLServer"/> to an address: queries by GET and POST,
    /// mutations by POST only. A page may share the address by an endpoint of its own with a lower order.
    /// </summary>
    /// <param name="routes">Where to map.</param>
    /// <param name="pattern">The address.</param>
    /// <param name="configure">Sets limits.</param>
    public static IEndpointConventionBuilder MapGraphQL(
        this IEndpointRouteBuilder routes, string pattern = "/graphql", Action<GraphQLHttpOptions>? configure = null)
    {
        var options = new GraphQLHttpOptions();
        configure?.Invoke(options);
        var reader = new RequestReader(options);
        var executor = routes.ServiceProvider.GetRequiredService<IRequestExecutor>();
        return routes.Map(pattern, http => Answer(http, reader, executor)).WithDisplayName("GraphQL");
    }

    private static async Task Answer(HttpContext http, RequestReader reader, IRequestExecutor executor)
    {
        if (Negotiation.Choose(http.Request) is not { } mediaType)
        {
            await Refuse(http, Negotiation.Json, new HttpRefusal(StatusCodes.Status406NotAcceptable, new GraphQLError(
                $"Answers are {Negotiation.Response} or {Negotiation.Json}.", ErrorCodes.NotAcceptable)));
            return;
        }

        var (request, refusal) = await reader.Read(http);
        if (request is null)
        {
            await Refuse(http, mediaType, refusal!);
            return;
        }

        try
        {
            var result = await executor.ExecuteAsync(request, http.RequestServices, http.User, http.RequestAborted);
            await Write(http, mediaType, StatusOf(result, mediaType), result);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone: there is no one to answer.
        }
    }

    private static Task Refuse(HttpContext http, string mediaType, HttpRefusal refusal) =>
        Write(http, mediaType, refusal.Status, new ExecutionResult([refusal.Error]));

    // "Status Codes": what ran is a success, its errors included; the older type has no other status for what is well-formed.
    private static int StatusOf(ExecutionResult result, string mediaType) => result.IsExecuted ? StatusCodes.Status200OK : result.Errors[0].Code switch
    {
        ErrorCodes.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        _ when mediaType == Negotiation.Json => StatusCodes.Status200OK,
        ErrorCodes.Forbidden => StatusCodes.Status403Forbidden,
        ErrorCodes.Timeout => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };

    private static async Task Write(HttpContext http, string mediaType, int status, ExecutionResult result)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = mediaType + "; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Append("Vary", "Accept");
        if (status == StatusCodes.Status405MethodNotAllowed)
            http.Response.Headers.Allow = result.Errors[0].Locations.Count > 0 ? "POST" : "GET, POST";
        await http.Response.StartAsync(http.RequestAborted);
        ResultWriter.Write(http.Response.BodyWriter, result);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}

using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Http;

/// <summary>Serves GraphQL over HTTP, by the draft of that name (https://graphql.github.io/graphql-over-http/draft/).</summary>
public static class GraphQLEndpoint
{
    /// <summary>
    /// Maps the server of <see cref="Authoring.GraphQLServices.AddGraphQLServer"/> to an address: queries and subscriptions by GET and
    /// POST, mutations by POST only; each of them as a stream of events too, and subscriptions only so. A page may share the address by an endpoint of its own with a lower order.
    /// </summary>
    /// <param name="routes">Where to map.</param>
    /// <param name="pattern">The address.</param>
    /// <param name="configure">Sets limits.</param>
    public static IEndpointConventionBuilder MapGraphQL(
        this IEndpointRouteBuilder routes, string pattern = "/graphql", Action<GraphQLHttpOptions>? configure = null)
    {
        var options = new GraphQLHttpOptions();
        configure?.Invoke(options);
        var services = routes.ServiceProvider;
        var endpoint = new Endpoint(
            new RequestReader(options), new PersistedDocuments(options.Documents), new OpenStreams(options.Streams), options.Streams,
            services.GetRequiredService<IRequestExecutor>(), services.GetService<TimeProvider>() ?? TimeProvider.System, options.OnErrors,
            services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None);
        return routes.Map(pattern, http => Answer(http, endpoint)).WithDisplayName("GraphQL");
    }

    private static async Task Answer(HttpContext http, Endpoint endpoint)
    {
        if (Negotiation.Choose(http.Request) is not { } mediaType)
        {
            await Refuse(http, Negotiation.Json, new HttpRefusal(StatusCodes.Status406NotAcceptable, new GraphQLError(
                $"Answers are {Negotiation.Response}, {Negotiation.Json} or {ServerSentEvents.MediaType}.", ErrorCodes.NotAcceptable)));
            return;
        }

        try
        {
            var (request, refusal) = await endpoint.Reader.Read(http);
            if (request is { } read)
                (request, refusal) = await endpoint.Documents.Resolve(http, read);
            if (request is null)
                await Refuse(http, mediaType == ServerSentEvents.MediaType ? Negotiation.Json : mediaType, refusal!);
            else if (mediaType == ServerSentEvents.MediaType)
                await Stream(http, endpoint, request);
            else
                await Once(http, endpoint, request, mediaType);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone: there is no one to answer.
        }
    }

    private static async Task Once(HttpContext http, Endpoint endpoint, GraphQLRequest request, string mediaType)
    {
        request = request with { Cost = CostOf(http.Request) };
        var result = await endpoint.Executor.ExecuteAsync(request, http.RequestServices, http.User, http.RequestAborted);
        endpoint.Documents.Learn(request, result.IsExecuted);
        await Tell(http, endpoint, result.Errors);
        await Write(http, mediaType, StatusOf(result, mediaType), result);
    }

    private static Task Tell(HttpContext http, Endpoint endpoint, IReadOnlyList<GraphQLError> errors) =>
        errors.Count > 0 && endpoint.OnErrors is { } told ? told(http, errors) : Task.CompletedTask;

    // As in HotChocolate; a value that is neither asks for nothing.
    private static CostMode CostOf(HttpRequest request) => request.Headers["GraphQL-Cost"].ToString().ToUpperInvariant() switch
    {
        "VALIDATE" => CostMode.Validate,
        "REPORT" => CostMode.Report,
        _ => CostMode.None,
    };

    private static async Task Stream(HttpContext http, Endpoint endpoint, GraphQLRequest request)
    {
        using var place = endpoint.Open.TryOpen(http);
        if (place is null)
        {
            var tooMany = new GraphQLError($"No more than {endpoint.Streams.MaxPerCaller} streams may be open for one account: close one.", ErrorCodes.TooManyStreams);
            await Tell(http, endpoint, [tooMany]);
            http.Response.Headers.RetryAfter = "30";
            await Refuse(http, Negotiation.Json, new HttpRefusal(StatusCodes.Status429TooManyRequests, tooMany));
            return;
        }

        var stream = await endpoint.Executor.StreamAsync(request, http.RequestServices, http.User, http.RequestAborted);
        endpoint.Documents.Learn(request, stream.Refusal is null);
        await Tell(http, endpoint, stream.Refusal?.Errors ?? []);
        // Faults of the document travel inside the stream, where a browser's client can read them; a wrong method is a status.
        if (stream.Refusal is { Errors: [{ Code: ErrorCodes.MethodNotAllowed }, ..] } refused)
            await Write(http, Negotiation.Json, StatusCodes.Status405MethodNotAllowed, refused);
        else
            await new ServerSentEvents(http, endpoint.Streams, errors => Tell(http, endpoint, errors), endpoint.Clock, endpoint.Stopping).Write(stream);
    }

    // Clients of automatic persisted queries read the code of an answer like any other, as which the older type has it.
    private static Task Refuse(HttpContext http, string mediaType, HttpRefusal refusal) => Write(
        http, mediaType,
        refusal.Error.Code == ErrorCodes.PersistedQueryNotFound && mediaType == Negotiation.Json ? StatusCodes.Status200OK : refusal.Status,
        new ExecutionResult([refusal.Error]));

    // "Status Codes": what ran is a success, its errors included; the older type has no other status for what is well-formed.
    private static int StatusOf(ExecutionResult result, string mediaType) => result.IsExecuted || result.Errors.Count == 0 ? StatusCodes.Status200OK : result.Errors[0].Code switch
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
        http.Response.Headers.Append("Vary", "Accept, Accept-Encoding");
        if (status == StatusCodes.Status405MethodNotAllowed)
            http.Response.Headers.Allow = result.Errors[0].Locations.Count > 0 ? "POST" : "GET, POST";
        var encoding = ContentEncoding.Choose(http.Request);
        var hint = HttpMethods.IsGet(http.Request.Method) ? result.Cache : null;
        if (encoding is not null || hint is not null)
        {
            await WriteWhole(http, encoding, hint, result);
            return;
        }

        await http.Response.StartAsync(http.RequestAborted);
        ResultWriter.Write(http.Response.BodyWriter, result);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    // Size and tag are known only once the answer is there.
    private static async Task WriteWhole(HttpContext http, string? encoding, CacheHint? hint, ExecutionResult result)
    {
        var body = new ArrayBufferWriter<byte>(4096);
        ResultWriter.Write(body, result);
        if (hint is not null)
        {
            // Of the answer, not of its encoding: a weak one.
            var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(body.WrittenSpan).AsSpan(0, 16))}\"";
            http.Response.Headers.CacheControl = $"{(hint.Scope == CacheControlScope.Public ? "public" : "private")}, max-age={hint.MaxAge}";
            http.Response.Headers.ETag = tag;
            http.Response.Headers.Append("Vary", "Authorization, Cookie");
            if (http.Request.Headers.IfNoneMatch.Any(known => known?.Contains(tag, StringComparison.Ordinal) == true))
            {
                http.Response.StatusCode = StatusCodes.Status304NotModified;
                http.Response.ContentType = null;
                return;
            }
        }

        if (encoding is null || body.WrittenCount < ContentEncoding.LeastBytes)
        {
            http.Response.ContentLength = body.WrittenCount;
            await http.Response.Body.WriteAsync(body.WrittenMemory, http.RequestAborted);
            return;
        }

        http.Response.Headers.ContentEncoding = encoding;
        await http.Response.StartAsync(http.RequestAborted);
        await ContentEncoding.Write(http.Response.Body, encoding, body.WrittenMemory, http.RequestAborted);
    }

    private sealed record Endpoint(
        RequestReader Reader, PersistedDocuments Documents, OpenStreams Open, EventStreamOptions Streams,
        IRequestExecutor Executor, TimeProvider Clock, Func<HttpContext, IReadOnlyList<GraphQLError>, Task>? OnErrors, CancellationToken Stopping);
}

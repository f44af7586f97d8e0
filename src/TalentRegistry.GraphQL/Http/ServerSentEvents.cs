using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Http;

/// <summary>
/// Answers as Server-Sent Events (HTML standard, 9.2) by the distinct connections mode of the GraphQL over SSE protocol: each
/// answer is an event <c>next</c>, the end is an event <c>complete</c>.
/// </summary>
internal sealed class ServerSentEvents(
    HttpContext http, EventStreamOptions options, Func<IReadOnlyList<GraphQLError>, Task> tell, TimeProvider clock, CancellationToken stopping)
{
    public const string MediaType = "text/event-stream";

    private bool _isCut;

    /// <summary>Writes the answers until they end, the caller goes, loses the right to them or does not read, or the server stops.</summary>
    public async Task Write(ResponseStream stream)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        var results = stream.Results.GetAsyncEnumerator(end.Token);
        // Asked for before anything can fail, so that there is a first step for the disposal to undo.
        var next = results.MoveNextAsync().AsTask();
        try
        {
            await Start();
            while (await Arrived(next, end.Token) && await next)
            {
                if (!await MayGoOn(end.Token))
                    break;

                await tell(results.Current.Errors);
                await WriteEvent(results.Current, end.Token);
                next = results.MoveNextAsync().AsTask();
            }

            await Complete();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !http.RequestAborted.IsCancellationRequested && !_isCut)
        {
            await Complete();
        }
        catch (OperationCanceledException) when (_isCut)
        {
            // Nobody reads what else there is to say.
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAny(next);
            await results.DisposeAsync();
        }
    }

    private async Task Start()
    {
        http.Response.ContentType = MediaType;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Append("Vary", "Accept");
        // nginx would wait for a full buffer otherwise.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await http.Response.StartAsync(http.RequestAborted);
        await Flush();
    }

    /// <summary>Waits for an answer, keeping the connection alive meanwhile; false if the caller may not have it any more.</summary>
    private async Task<bool> Arrived(Task next, CancellationToken cancellationToken)
    {
        while (!next.IsCompleted)
        {
            using var quiet = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var first = await Task.WhenAny(next, Task.Delay(options.KeepAlive, clock, quiet.Token));
            await quiet.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            if (first == next)
                break;
            if (!await MayGoOn(cancellationToken))
                return false;

            http.Response.BodyWriter.Write(":\n\n"u8);
            await Flush();
        }

        return true;
    }

    private async ValueTask<bool> MayGoOn(CancellationToken cancellationToken)
    {
        if (options.MayGoOn is null || await options.MayGoOn(http, cancellationToken))
            return true;

        await WriteEvent(
            new ExecutionResult([new GraphQLError("The session has ended, or its rights have changed: sign in and subscribe again.", ErrorCodes.SessionEnded)]),
            cancellationToken);
        return false;
    }

    private async Task WriteEvent(ExecutionResult result, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var json = new ArrayBufferWriter<byte>();
        ResultWriter.Write(json, result);
        var output = http.Response.BodyWriter;
        output.Write("event: next\n"u8);
        // JSON may have line breaks between its values; in an event each line is a "data:" of its own.
        var rest = json.WrittenSpan;
        while (true)
        {
            var lineBreak = rest.IndexOf((byte)'\n');
            output.Write("data: "u8);
            output.Write(lineBreak < 0 ? rest : rest[..lineBreak]);
            output.Write("\n"u8);
            if (lineBreak < 0)
                break;
            rest = rest[(lineBreak + 1)..];
        }

        output.Write("\n"u8);
        await Flush();
    }

    private async Task Complete()
    {
        // Clients' event parsers do not dispatch an event without data.
        http.Response.BodyWriter.Write("event: complete\ndata:\n\n"u8);
        await Flush();
    }

    // A client that does not read fills its socket, and the writer waits; its memory is bounded by the connection's buffer.
    private async Task Flush()
    {
        using var timeLimit = new CancellationTokenSource(options.WriteTimeLimit, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, timeLimit.Token);
        try
        {
            await http.Response.BodyWriter.FlushAsync(end.Token);
        }
        catch (OperationCanceledException) when (timeLimit.IsCancellationRequested)
        {
            _isCut = true;
            http.Abort();
            throw;
        }
    }
}

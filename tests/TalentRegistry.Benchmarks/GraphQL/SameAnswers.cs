using System.Text.Json;
using System.Text.Json.Nodes;

namespace TalentRegistry.Benchmarks.GraphQL;

/// <summary>
/// Asks every server every case once and holds the answers beside each other: what is measured afterwards is the same work, and
/// an answer that differs by a byte from the one checked here counts as an error.
/// </summary>
internal static class SameAnswers
{
    /// <summary>The requests of each server with the answers checked.</summary>
    /// <exception cref="InvalidOperationException">Two servers say different things, or one refuses.</exception>
    public static async Task<IReadOnlyList<Questions>> AskAsync(
        Operation operation, IReadOnlyList<Case> cases, IReadOnlyList<MeasuredServer> servers, CancellationToken cancellationToken)
    {
        var asked = new List<Questions>();
        string[]? first = null;
        foreach (var server in servers)
        {
            var requests = cases.Select(one => server.RequestOf(operation, one)).ToArray();
            var answers = new byte[requests.Length][];
            var next = -1;
            await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
            {
                using var connection = await HttpConnection.OpenAsync(server.Port, cancellationToken);
                for (var i = Interlocked.Increment(ref next); i < requests.Length; i = Interlocked.Increment(ref next))
                {
                    await connection.AskAsync(requests[i], cancellationToken);
                    if (connection.Status != 200)
                        throw new InvalidOperationException($"{server.Title}, {operation.Name}: status {connection.Status}, {System.Text.Encoding.UTF8.GetString(connection.Body)}");
                    answers[i] = connection.Body.ToArray();
                }
            }));

            var plain = answers.Select(answer => Plain(operation, JsonNode.Parse(answer)!)).ToArray();
            first ??= plain;
            for (var i = 0; i < plain.Length; i++)
            {
                if (plain[i] != first[i])
                    throw new InvalidOperationException($"{servers[0].Title} and {server.Title} answer {operation.Name} {cases[i].Variables(ofPeer: false)} differently:\n{first[i]}\n{plain[i]}");
            }

            asked.Add(new Questions(server, requests, answers));
        }

        return asked;
    }

    // PostGraphile has lists inside "nodes", and cells of a table for keys; the order of cells is nobody's promise.
    private static string Plain(Operation operation, JsonNode answer)
    {
        if (answer["errors"] is not null || answer["data"] is not JsonObject data)
            throw new InvalidOperationException($"{operation.Name} was refused: {answer.ToJsonString()}");
        if (operation.Name == "headcount")
        {
            var cells = Unwrapped(data["headcount"]!["cells"]!)!.AsArray();
            return string.Join('\n', cells.Select(cell => CellOf(cell!.AsObject())).Order(StringComparer.Ordinal));
        }

        return Unwrapped(data)!.ToJsonString(JsonSerializerOptions.Default);
    }

    private static string CellOf(JsonObject cell) => cell["keys"] is JsonArray keys
        ? $"{keys[0]!["code"]}|{keys[0]!["nameVi"]}|{keys[1]!["code"]}|{(keys[1]!["code"] is null ? "" : keys[1]!["nameVi"])}|{cell["count"]}"
        : $"{cell["sectorCode"]}|{cell["sectorName"]}|{cell["districtId"]}|{cell["districtName"]}|{cell["count"]}";

    private static JsonNode? Unwrapped(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } one when one["nodes"] is { } nodes => Unwrapped(nodes),
        JsonObject many => new JsonObject(many.Select(pair => KeyValuePair.Create(pair.Key, Unwrapped(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Unwrapped)]),
        null => null,
        _ => node.DeepClone(),
    };
}

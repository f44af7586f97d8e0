using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Json;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.Server.Exporting;

/// <summary>A page of a list as it was answered.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Next">Cursor of the next page; null after the last.</param>
/// <param name="Total">Rows of all pages, where that was asked.</param>
internal sealed record ExportPage(IReadOnlyList<IReadOnlyList<object?>> Rows, string? Next, long? Total);

/// <summary>The pages of a list, one request after another by the rights and limits of whoever asks.</summary>
internal sealed class ExportPages(ExportDocument document, JsonElement? variables, IRequestExecutor executor, IServiceProvider services, ClaimsPrincipal user)
{
    // A page of records with long lists in them may cost more than the caller has: then a smaller one.
    private static readonly int[] Sizes = [500, 100, 20, 5, 1];
    private int size;

    /// <summary>The first page, as large as the caller's limits allow.</summary>
    /// <returns>The page, or what was answered instead.</returns>
    public async Task<(ExportPage? Page, ExecutionResult Answer)> FirstAsync(CancellationToken cancellationToken)
    {
        var answer = new Answered(null, null!);
        foreach (var smaller in document.Rows is null ? [1] : Sizes)
        {
            size = smaller;
            answer = await AskAsync(null, cancellationToken);
            if (answer.Page is not null || answer.Result.IsExecuted)
                break;
        }

        return (answer.Page, answer.Result);
    }

    /// <summary>All rows, beginning with those of a page.</summary>
    /// <exception cref="InvalidOperationException">A later page was refused: the file must not end as if it were whole.</exception>
    public async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(ExportPage first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var page = first; ; )
        {
            foreach (var row in page.Rows)
                yield return row;
            if (page.Next is not { } next)
                yield break;

            var answer = await AskAsync(next, cancellationToken);
            page = answer.Page ?? throw new InvalidOperationException($"A page of an export was refused: {(answer.Result.Errors is [var error, ..] ? error.Message : "no answer")}");
        }
    }

    private async Task<Answered> AskAsync(string? after, CancellationToken cancellationToken)
    {
        var result = await executor.ExecuteAsync(new GraphQLRequest(document.Text, Variables(after)) { IsReadOnly = true }, services, user, cancellationToken);
        // A value that was refused would be an empty cell, and read as unknown.
        if (result.Errors.Count > 0 || result.Data is null)
            return new Answered(null, result);

        var json = new ArrayBufferWriter<byte>();
        ResultWriter.Write(json, result);
        using var answer = JsonDocument.Parse(json.WrittenMemory);
        var list = document.Path.Aggregate(answer.RootElement.GetProperty("data"), (element, key) => element.ValueKind == JsonValueKind.Object ? element.GetProperty(key) : default);
        return new Answered(PageOf(list), result);
    }

    private ExportPage PageOf(JsonElement list)
    {
        if (document.Rows is not { } rows)
            return new ExportPage(list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(Row)] : list.ValueKind == JsonValueKind.Object ? [Row(list)] : [], null, null);
        if (list.ValueKind != JsonValueKind.Object)
            return new ExportPage([], null, 0);

        var info = rows == "groups" ? list : list.GetProperty("pageInfo");
        return new ExportPage(
            [.. list.GetProperty(rows).EnumerateArray().Select(Row)],
            info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null,
            list.TryGetProperty("totalCount", out var total) ? total.GetInt64() : null);
    }

    private IReadOnlyList<object?> Row(JsonElement row)
    {
        var values = new object?[document.Columns.Count];
        for (var column = 0; column < values.Length; column++)
            values[column] = document.Columns[column].Of(row);
        return values;
    }

    // The caller's variables, and where the page begins; all are counted once.
    private JsonElement? Variables(string? after)
    {
        if (document.Rows is null)
            return variables;

        var all = variables?.EnumerateObject().ToDictionary(pair => pair.Name, pair => (object?)pair.Value) ?? [];
        (all["exportFirst"], all["exportAfter"], all["exportCount"]) = (size, after, after is null);
        return JsonSerializer.SerializeToElement(all);
    }

    private sealed record Answered(ExportPage? Page, ExecutionResult Result);
}

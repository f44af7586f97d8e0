using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Execution;

/// <summary>
/// A schema in SDL that answers from dictionaries. In place of a value there may be an exception, which is thrown, or a
/// function of the resolver's context, which is awaited.
/// </summary>
internal sealed class Answering
{
    private static readonly ServiceProvider NoServices = new ServiceCollection().BuildServiceProvider();
    private readonly RequestExecutor _executor;

    public Answering(string sdl, object root, Action<ExecutionOptions>? configure = null, TimeProvider? clock = null)
    {
        Schema = SdlReader.Read(Parser.Parse(sdl));
        foreach (var type in Schema.Types.Values.OfType<FieldsType>().Where(t => !Introspection.IsIntrospectionType(t)).ToList())
        {
            var isRoot = type == Schema.QueryType || type == Schema.MutationType;
            type.Complete(type.DeclaredFields.Select(f => Answered(f, isRoot ? root : null)).ToList(), type.Interfaces);
        }

        var options = new ExecutionOptions();
        configure?.Invoke(options);
        _executor = new RequestExecutor(Schema, options, clock ?? TimeProvider.System, NullLogger<RequestExecutor>.Instance);
    }

    public Schema Schema { get; }

    public async Task<string> Ask(string query, string? variables = null, string? operationName = null, CancellationToken cancellationToken = default) =>
        ResultWriter.ToJson(await Run(new GraphQLRequest(query, variables is null ? null : JsonElement.Parse(variables), operationName), cancellationToken));

    public Task<ExecutionResult> Run(GraphQLRequest request, CancellationToken cancellationToken = default) =>
        _executor.ExecuteAsync(request, NoServices, new ClaimsPrincipal(new ClaimsIdentity()), cancellationToken);

    /// <summary>The answer without its errors' sentences: places, paths and codes are what clients rely on.</summary>
    public async Task<(string Data, string[] Errors)> AskShort(string query, string? variables = null)
    {
        using var answer = JsonDocument.Parse(await Ask(query, variables));
        var errors = answer.RootElement.TryGetProperty("errors", out var list) ? list.EnumerateArray().Select(Shown).ToArray() : [];
        return (answer.RootElement.TryGetProperty("data", out var data) ? data.GetRawText() : "none", errors);
    }

    private static string Shown(JsonElement error) =>
        error.GetProperty("extensions").GetProperty("code").GetString()
        + (error.TryGetProperty("path", out var path) ? " " + string.Join('.', path.EnumerateArray().Select(p => p.ToString())) : "");

    private static ValueTask<object?> Awaited(object? value) => value is Task<object?> task ? new(task) : new(value);

    private static OutputField Answered(OutputField field, object? root) => new(field.Name, field.Type, field.DeclaredArguments)
    {
        Description = field.Description,
        DeprecationReason = field.DeprecationReason,
        Policy = field.Description?.StartsWith("policy ", StringComparison.Ordinal) == true ? field.Description[7..] : null,
        Resolve = context =>
        {
            var parent = root ?? context.Parent<object>();
            return (parent as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(field.Name) switch
            {
                Exception failure => throw failure,
                Func<IResolverContext, object?> compute => Awaited(compute(context)),
                var value => new(value),
            };
        },
    };
}

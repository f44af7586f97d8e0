using System.Security.Claims;
using Microsoft.Extensions.Logging;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.GraphQL.Validation;

namespace TalentRegistry.GraphQL.Execution;

/// <inheritdoc cref="IRequestExecutor"/>
internal sealed class RequestExecutor(Schema schema, ExecutionOptions options, TimeProvider clock, ILogger<RequestExecutor> logger) : IRequestExecutor
{
    private readonly DocumentCache _documents = new(options.MaxCachedDocuments);

    public async Task<ExecutionResult> ExecuteAsync(
        GraphQLRequest request, IServiceProvider services, ClaimsPrincipal user, CancellationToken cancellationToken = default)
    {
        if (!TryPlan(request, services, user, out var plan, out var variables, out var extensions, out var refusal))
            return refusal;
        if (plan.Operation.Operation == OperationType.Subscription)
            return Refused(new GraphQLError(
                "A subscription is answered by a stream of events: ask for it with \"Accept: text/event-stream\".", ErrorCodes.BadUserInput, plan.Operation));

        return (await Execute(plan, variables, null, services, user, cancellationToken)).With(extensions);
    }

    public async Task<ResponseStream> StreamAsync(
        GraphQLRequest request, IServiceProvider services, ClaimsPrincipal user, CancellationToken cancellationToken = default)
    {
        if (!TryPlan(request, services, user, out var plan, out var variables, out _, out var refusal))
            return new ResponseStream(refusal);
        if (plan.Operation.Operation != OperationType.Subscription)
            return new ResponseStream(Once(() => Execute(plan, variables, null, services, user, cancellationToken)));

        return await new Subscription(
                plan, variables, (message, end) => Execute(plan, variables, message, services, user, end), options, logger)
            .Subscribe(services, user, cancellationToken);
    }

    public IReadOnlyList<GraphQLError> Check(string document) => TryDocument(document, out var read, out var errors) ? read.CostFaults(options.ValidationLimits) : errors;

    private bool TryPlan(
        GraphQLRequest request, IServiceProvider services, ClaimsPrincipal user,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out OperationPlan? plan,
        out IReadOnlyDictionary<string, object?> variables,
        out IReadOnlyDictionary<string, object?>? extensions,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out ExecutionResult? refusal)
    {
        extensions = null;
        (plan, variables) = (null, System.Collections.Immutable.ImmutableDictionary<string, object?>.Empty);
        if (!TryDocument(request.Query, out var document, out var errors))
        {
            refusal = new ExecutionResult(errors);
            return false;
        }

        if (document.GetOperation(request.OperationName) is not { } operation)
        {
            refusal = Refused(UnknownOperation(request.OperationName));
            return false;
        }

        if (request.IsReadOnly && operation.Operation == OperationType.Mutation)
        {
            refusal = Refused(new GraphQLError("A mutation must be sent by POST.", ErrorCodes.MethodNotAllowed, operation));
            return false;
        }

        if (options.MayRun?.Invoke(user, operation.Operation) == false)
        {
            refusal = Refused(new GraphQLError($"What you signed in with is not for operations of the kind {operation.Operation.ToString().ToLowerInvariant()}.", ErrorCodes.Forbidden, operation));
            return false;
        }

        var faults = new List<GraphQLError>();
        variables = Coercion.CoerceVariableValues(schema, operation, request.Variables, faults);
        if (faults.Count > 0)
        {
            refusal = new ExecutionResult(faults);
            return false;
        }

        var (cost, tooMuch) = document.CostOf(operation, variables, options.ValidationLimits, options.LimitsOf?.Invoke(user, services));
        var told = request.Cost == CostMode.None ? null : new Dictionary<string, object?>(StringComparer.Ordinal) { ["cost"] = cost.Shown };
        refusal = tooMuch is not null ? new ExecutionResult([tooMuch]) { Extensions = told }
            : request.Cost == CostMode.Validate ? new ExecutionResult([]) { Extensions = told }
            : null;
        extensions = told;
        if (refusal is not null)
            return false;

        try
        {
            plan = document.PlanOf(operation, variables);
        }
        catch (GraphQLException refused)
        {
            // Spec 6.4.4: an error while fields are collected is one of the selection that they are of, here the whole answer.
            refusal = new ExecutionResult(null, [refused.Error]) { Extensions = told };
        }

        return refusal is null;
    }

    private async Task<ExecutionResult> Execute(
        OperationPlan plan, IReadOnlyDictionary<string, object?> variables, object? rootValue,
        IServiceProvider services, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        using var timeLimit = new CancellationTokenSource(options.TimeLimit, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeLimit.Token);
        var state = new RequestState(plan, variables, options, services, user, end.Token);
        if (plan.AsksForSchema && options.IntrospectionPolicy is { } policy && !state.Satisfies(policy))
            return Refused(RequestState.Forbidden("the schema"));

        try
        {
            return await new Executor(state, logger).ExecuteOperation(rootValue);
        }
        catch (OperationCanceledException) when (timeLimit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("A request was ended after {TimeLimit}.", options.TimeLimit);
            return Refused(new GraphQLError($"The request took longer than the {options.TimeLimit.TotalSeconds:0.#} s allowed.", ErrorCodes.Timeout));
        }
        finally
        {
            await state.EndAsync();
        }
    }

    private static async IAsyncEnumerable<ExecutionResult> Once(Func<Task<ExecutionResult>> execute)
    {
        yield return await execute();
    }

    private bool TryDocument(
        string text,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CachedDocument? document,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out IReadOnlyList<GraphQLError>? errors)
    {
        if (!_documents.TryGet(text, out document))
        {
            if (!Parser.TryParseCounting(text, out var tree, out var error, out var tokens, options.ParserLimits))
            {
                errors = [error];
                return false;
            }

            var examined = DocumentValidator.Examine(schema, tree, options.ValidationLimits, Validation.Rules.SpecifiedRules.All);
            document = new CachedDocument(schema, tree, examined.Errors, examined.Sizes, tokens);
            _documents.Add(text, document);
        }

        errors = document.Errors.Count > 0 ? document.Errors : null;
        return errors is null;
    }

    private static GraphQLError UnknownOperation(string? name) => new(
        name is null ? "The document has more than one operation, or none: say which by operationName." : $"The document has no operation \"{name}\".",
        ErrorCodes.BadUserInput);

    private static ExecutionResult Refused(GraphQLError error) => new([error]);
}

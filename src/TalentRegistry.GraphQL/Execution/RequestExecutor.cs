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
        if (!TryDocument(request.Query, out var document, out var errors))
            return new ExecutionResult(errors);
        if (document.GetOperation(request.OperationName) is not { } operation)
            return Refused(UnknownOperation(request.OperationName));
        if (operation.Operation == OperationType.Subscription)
            return Refused(new GraphQLError("Subscriptions are not served here.", ErrorCodes.BadUserInput, operation));
        if (request.IsReadOnly && operation.Operation != OperationType.Query)
            return Refused(new GraphQLError("A mutation must be sent by POST.", ErrorCodes.MethodNotAllowed, operation));

        var faults = new List<GraphQLError>();
        var variables = Coercion.CoerceVariableValues(schema, operation, request.Variables, faults);
        if (faults.Count > 0)
            return new ExecutionResult(faults);

        if (document.FaultOfCost(operation, variables, options.ValidationLimits) is { } tooMuch)
            return Refused(tooMuch);

        var plan = document.PlanOf(operation, variables);
        using var timeLimit = new CancellationTokenSource(options.TimeLimit, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeLimit.Token);
        var state = new RequestState(plan, variables, options, services, user, end.Token);
        if (plan.AsksForSchema && options.IntrospectionPolicy is { } policy && !state.Satisfies(policy))
            return Refused(RequestState.Forbidden("the schema"));

        return await Run(state, timeLimit.Token, cancellationToken);
    }

    private async Task<ExecutionResult> Run(RequestState state, CancellationToken timeLimit, CancellationToken cancellationToken)
    {
        try
        {
            return await new Executor(state, logger).ExecuteOperation();
        }
        catch (OperationCanceledException) when (timeLimit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("A request was ended after {TimeLimit}.", options.TimeLimit);
            return Refused(new GraphQLError($"The request took longer than the {options.TimeLimit.TotalSeconds:0.#} s allowed.", ErrorCodes.Timeout));
        }
    }

    private bool TryDocument(
        string text,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CachedDocument? document,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out IReadOnlyList<GraphQLError>? errors)
    {
        if (!_documents.TryGet(text, out document))
        {
            if (!Parser.TryParse(text, out var tree, out var error, options.ParserLimits))
            {
                errors = [error];
                return false;
            }

            document = new CachedDocument(schema, tree, DocumentValidator.Validate(schema, tree, options.ValidationLimits));
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

using Microsoft.Extensions.Logging;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>
/// Runs one planned operation. Spec 6.2-6.4, under the algorithms' own names. Whatever is ready at once is taken at once, so
/// that an answer made of memory costs no task; the rest is awaited together.
/// </summary>
internal sealed partial class Executor(RequestState request, ILogger logger)
{
    /// <summary>Spec 6.2.1 and 6.2.2: the root fields of a query together, those of a mutation one after the other.</summary>
    /// <param name="rootValue">The event of a subscription (spec 6.2.3.2); null for other operations.</param>
    public async ValueTask<ExecutionResult> ExecuteOperation(object? rootValue)
    {
        var root = request.Plan.Root;
        ValueTask<object?> executed;
        using (request.Loaders.Scheduler.Run())
            executed = request.Operation == OperationType.Mutation ? ExecuteSerially(root) : ExecuteSelectionSet(root, rootValue, null);
        var data = await executed;
        var errors = request.Errors;
        return new ExecutionResult(data as ResultMap, errors) { Cache = errors.Count == 0 ? request.Plan.CacheHint(request.Options) : null };
    }

    private async ValueTask<object?> ExecuteSerially(SelectionPlan plan)
    {
        var values = new object?[plan.Fields.Length];
        foreach (var field in plan.Fields)
            values[field.Index] = await ExecuteField(field, null, null);
        return Assemble(plan, values);
    }

    /// <summary>Spec 6.3, ExecuteSelectionSet: a <see cref="ResultMap"/>, or <see cref="Nulled"/>.</summary>
    private ValueTask<object?> ExecuteSelectionSet(SelectionPlan plan, object? source, ResponsePath? path)
    {
        var values = new object?[plan.Fields.Length];
        List<(int Index, Task<object?> Value)>? pending = null;
        foreach (var field in plan.Fields)
        {
            var value = ExecuteField(field, source, path);
            if (value.IsCompletedSuccessfully)
                values[field.Index] = value.Result;
            else
                (pending ??= []).Add((field.Index, value.AsTask()));
        }

        return pending is null ? new(Assemble(plan, values)) : Wait();

        async ValueTask<object?> Wait()
        {
            await Task.WhenAll(pending.Select(p => p.Value));
            foreach (var (index, value) in pending)
                values[index] = await value;
            return Assemble(plan, values);
        }
    }

    /// <summary>Spec 6.4, ExecuteField.</summary>
    private ValueTask<object?> ExecuteField(FieldPlan plan, object? source, ResponsePath? parentPath)
    {
        var path = new ResponsePath(parentPath, plan.ResponseKey);
        if (plan.Field.Policy is { } policy && !request.Satisfies(policy))
        {
            request.Refuse(plan, () => new ResolverContext(request, plan, null, path).Located(RequestState.Forbidden($"{plan.ParentType}.{plan.Field.Name}")));
            return new(Nulled);
        }

        if (source is ProjectedSource row && row.TryValue(plan, out var value))
            return CompleteField(plan, value, path);

        return ResolveField(plan, source, path);
    }

    private ValueTask<object?> ResolveField(FieldPlan plan, object? source, ResponsePath path)
    {
        var context = new ResolverContext(request, plan, source, path);
        try
        {
            request.Aborted.ThrowIfCancellationRequested();
            var resolve = plan.Field.Resolve
                ?? throw new InvalidOperationException($"{plan.ParentType}.{plan.Field.Name} can only be read through a query.");
            var resolved = path.Before is null && request.Operation == OperationType.Mutation && request.Options.BeginMutation is { } begin
                ? Transacted(begin, resolve, context)
                : resolve(context);
            if (!resolved.IsCompletedSuccessfully || context.HasScope)
                return Wait(resolved);

            return CompleteField(plan, resolved.Result, path);
        }
        catch (Exception error) when (!IsEnd(error))
        {
            return new(HandleFieldError(error, plan, path));
        }
        catch (OperationCanceledException ended)
        {
            // Not thrown on: siblings that run already are awaited first, as what they use ends with the request.
            return ValueTask.FromException<object?>(ended);
        }

        async ValueTask<object?> Wait(ValueTask<object?> resolved)
        {
            try
            {
                var value = await resolved;
                ValueTask<object?> completed;
                using (request.Loaders.Scheduler.Run())
                    completed = CompleteField(plan, value, path);
                return await completed;
            }
            catch (Exception error) when (!IsEnd(error))
            {
                return HandleFieldError(error, plan, path);
            }
            finally
            {
                await context.EndScopeAsync();
            }
        }
    }

    private static async ValueTask<object?> Transacted(
        Func<IResolverContext, CancellationToken, ValueTask<IMutationTransaction>> begin, FieldResolver resolve, ResolverContext context)
    {
        await using var transaction = await begin(context, context.RequestAborted);
        var result = await resolve(context);
        if (result is not MutationPayload { Errors: not null })
            await transaction.CommitAsync(context.RequestAborted);
        return result;
    }

    private ValueTask<object?> CompleteField(FieldPlan plan, object? value, ResponsePath path)
    {
        try
        {
            return CompleteValue(plan.Field.Type, plan, value, path);
        }
        catch (Exception error) when (!IsEnd(error))
        {
            return new(HandleFieldError(error, plan, path));
        }
    }

    /// <summary>Spec 6.4.4, Handling Execution Errors: the error is noted, and the value is <see cref="Nulled"/>.</summary>
    private object HandleFieldError(Exception error, FieldPlan plan, ResponsePath path)
    {
        var context = new ResolverContext(request, plan, null, path);
        if (error is GraphQLException expected)
        {
            context.ReportError(expected.Error);
            return Nulled;
        }

        logger.LogError(error, "{Type}.{Field} failed at {Path}", plan.ParentType, plan.Field.Name, string.Join('.', context.Path));
        context.ReportError(new GraphQLError("The field could not be computed; the error is in the server's log.", ErrorCodes.InternalError));
        return Nulled;
    }

    // The end of the whole request is not an error of a field.
    private bool IsEnd(Exception error) => error is OperationCanceledException && request.Aborted.IsCancellationRequested;
}

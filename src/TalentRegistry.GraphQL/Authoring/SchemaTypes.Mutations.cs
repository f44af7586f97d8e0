using System.Text.Json;
using TalentRegistry.GraphQL.Data;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Authoring;

// Mutations by HotChocolate's convention: one input, and a payload with the result and its declared errors.
internal sealed partial class SchemaTypes
{
    private const string ResultField = "result", ErrorsField = "errors";

    private readonly HashSet<Type> _errors = [];
    private InterfaceType? _error;

    private InterfaceType ErrorInterface => _error ??= Shared("Error", () =>
    {
        var error = new InterfaceType("Error", "Why a mutation was refused, in a way that its caller can mend.");
        error.Complete(
        [
            new OutputField("message", new NonNull(Scalars.String)) { Description = "A sentence for people." },
            new OutputField("code", new NonNull(Scalars.String)) { Description = "A stable code that programs may branch on." },
        ], []);
        return error;
    });

    private OutputField RootField(OperationType operation, ObjectType root, FieldDraft draft) =>
        operation == OperationType.Mutation && draft.Convention is not { Disable: true } ? MutationField(root, draft) : Field(root, draft);

    private OutputField MutationField(ObjectType root, FieldDraft draft)
    {
        if (draft.Result is null || draft.Paging is not null || draft.Aggregates)
            throw new InvalidOperationException($"{root}.{draft.Name} is a mutation by the convention and gives its result whole; [UseMutationConvention(Disable = true)] lets it give pages or groups.");

        var convention = draft.Convention ?? new UseMutationConventionAttribute();
        var name = char.ToUpperInvariant(draft.Name[0]) + draft.Name[1..];
        var result = Output(draft).Nullable;
        var payload = Payload(convention, name, draft, result);
        var (arguments, readFrom) = InputOf(convention, name, draft);
        return new OutputField(draft.Name, new NonNull(payload), arguments)
        {
            Description = draft.Description,
            DeprecationReason = draft.Deprecation,
            Policy = draft.Policy,
            Cost = draft.Cost,
            Resolve = Answered(draft.Resolve!, new MutationErrors(draft.Errors), readFrom),
        };
    }

    private static FieldResolver Answered(FieldResolver resolve, MutationErrors errors, string? readFrom) => async context =>
    {
        if (readFrom is not null)
            ((ResolverContext)context).ReadArgumentsOf(readFrom);
        IReadOnlyList<object>? told = null;
        try
        {
            return new MutationPayload(await resolve(context), null);
        }
        catch (Exception error) when ((told = errors.Shown(error)) is not null)
        {
            return new MutationPayload(null, told);
        }
    };

    // Arguments that are one input already stay so.
    private (IReadOnlyList<InputValue> Arguments, string? ReadFrom) InputOf(UseMutationConventionAttribute convention, string name, FieldDraft draft)
    {
        var fields = draft.Arguments.Select(Argument).ToList();
        var argument = convention.InputArgumentName ?? "input";
        if (fields is [] || (fields is [{ Type.Named: InputObjectType } only] && only.Name == argument))
            return (fields, null);

        var input = Shared(convention.InputTypeName ?? name + "Input", () =>
        {
            var made = new InputObjectType(convention.InputTypeName ?? name + "Input", $"What {draft.Name} takes.");
            made.Complete(fields);
            return made;
        });
        return ([new InputValue(argument, new NonNull(input))], argument);
    }

    private ObjectType Payload(UseMutationConventionAttribute convention, string name, FieldDraft draft, GraphQLType result)
    {
        var payload = new ObjectType(convention.PayloadTypeName ?? name + "Payload", $"What {draft.Name} gives.");
        var resultName = convention.PayloadFieldName ?? (result.Named.IsComposite ? JsonNamingPolicy.CamelCase.ConvertName(result.Named.Name) : ResultField);
        var made = new OutputField(resultName, result)
        {
            Description = draft.Errors.Count > 0 ? "What was done; null if it was refused." : "What was done.",
            Resolve = context => new(context.Parent<MutationPayload>().Result),
            IdOf = IdOf(draft.IsId, draft.IdOf, owner: null),
        };
        // Rows are read when the mutation has been committed, as much of them as is selected.
        var fields = new List<OutputField>
        {
            RowsOf(draft) is { } rows && result.Named is ObjectType element
                ? QueryableFields.Complete(new QueryableField(payload, made, element, rows, null, draft.IsSingle, draft.Filters, draft.Sorts), this)
                : made,
        };
        if (draft.Errors.Count > 0)
        {
            fields.Add(new OutputField(ErrorsField, new ListOf(new NonNull(ErrorUnion(convention, name, draft))))
            {
                Description = "Why it was refused; null if it was done.",
                Resolve = context => new(context.Parent<MutationPayload>().Errors),
            });
        }

        payload.Complete(fields, []);
        return Shared(payload.Name, () => payload);
    }

    private UnionType ErrorUnion(UseMutationConventionAttribute convention, string name, FieldDraft draft)
    {
        _errors.UnionWith(draft.Errors);
        var union = new UnionType(convention.PayloadErrorTypeName ?? name + "Error", $"Why {draft.Name} may be refused.");
        union.Complete(draft.Errors.Select(Composite).OfType<ObjectType>());
        return Shared(union.Name, () => union);
    }

    private bool IsError(Type type) => _errors.Contains(type) || typeof(Exception).IsAssignableFrom(type);

    // Stack traces and the like are for the log.
    private static bool IsOfException(Type type, FieldDraft field) =>
        typeof(Exception).IsAssignableFrom(type) && typeof(Exception).GetProperties().Any(p => NamesOf.Field(p) == field.Name);

    // Every error has a message and a code, whatever class it is made of.
    private void CompleteError(Type type, List<FieldDraft> fields)
    {
        if (!fields.Exists(f => f.Name == "message"))
        {
            fields.Add(typeof(Exception).IsAssignableFrom(type)
                ? _members.OfModel(typeof(Exception).GetProperty(nameof(Exception.Message))!, type)
                : throw new InvalidOperationException($"{type} is an [Error], and so needs a property Message."));
        }

        if (fields.Exists(f => f.Name == "code"))
            return;

        var name = NamesOf.Type(type);
        var code = JsonNamingPolicy.SnakeCaseUpper.ConvertName(name.EndsWith("Error", StringComparison.Ordinal) && name.Length > 5 ? name[..^5] : name);
        fields.Add(new FieldDraft("code") { Description = $"Always {code}.", Result = typeof(string), IsNonNull = true, Resolve = _ => new(code) });
    }
}

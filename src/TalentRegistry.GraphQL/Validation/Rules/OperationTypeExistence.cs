using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>The schema has a root type for each operation's kind (spec 5.2.1.1).</summary>
internal sealed class OperationTypeExistence() : Rule("Operation-Type-Existence")
{
    public override void Enter(OperationDefinitionNode operation, ValidationContext context)
    {
        if (context.Schema.RootType(operation.Operation) is null)
        {
            var kind = operation.Operation == OperationType.Mutation ? "mutations" : "subscriptions";
            context.Report(this, $"The schema offers no {kind}.", operation);
        }
    }
}

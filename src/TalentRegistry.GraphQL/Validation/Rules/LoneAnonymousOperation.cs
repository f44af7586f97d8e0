using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>An operation without a name is the only one of its document (spec 5.2.3.1).</summary>
internal sealed class LoneAnonymousOperation() : Rule("Lone-Anonymous-Operation")
{
    public override void Enter(OperationDefinitionNode operation, ValidationContext context)
    {
        if (operation.Name is null && context.Operations.Count > 1)
            context.Report(this, "An operation without a name must be the only operation of its document.", operation);
    }
}

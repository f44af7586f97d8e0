using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>No two operations of a document share a name (spec 5.2.2.1).</summary>
internal sealed class UniqueOperationNames() : Rule("Operation-Name-Uniqueness")
{
    public override void Enter(DocumentNode document, ValidationContext context)
    {
        foreach (var (first, again) in context.Operations.Select(o => o.Name).OfType<NameNode>().Repeated(n => n.Value))
            context.Report(this, $"There is more than one operation named \"{again}\".", first, again);
    }
}

using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>A document that is to be run holds operations and fragments, nothing else (spec 5.1.1).</summary>
internal sealed class ExecutableDefinitions() : Rule("Executable-Definitions")
{
    public override void Enter(DocumentNode document, ValidationContext context)
    {
        foreach (var definition in document.Definitions.OfType<TypeSystemNode>())
        {
            context.Report(
                this, "A request defines operations and fragments; it cannot define types, directives or schemas.", definition);
        }
    }
}

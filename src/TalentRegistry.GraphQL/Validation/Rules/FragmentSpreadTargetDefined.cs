using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>A fragment that is spread is in the document (spec 5.5.2.1).</summary>
internal sealed class FragmentSpreadTargetDefined() : Rule("Fragment-Spread-Target-Defined")
{
    public override void Enter(FragmentSpreadNode spread, ValidationContext context)
    {
        var name = spread.Name.Value;
        if (!context.Fragments.ContainsKey(name))
            context.Report(this, $"There is no fragment \"{name}\".{context.Suggest(name, context.Fragments.Keys)}", spread.Name);
    }
}

using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>A fragment that is spread is in the document (spec 5.5.2.1).</summary>
internal sealed class FragmentSpreadTargetDefined() : Rule("Fragment-Spread-Target-Defined")
{
    private const int MostCompared = 50;

    public override void Enter(FragmentSpreadNode spread, ValidationContext context)
    {
        var name = spread.Name.Value;
        if (!context.Fragments.ContainsKey(name))
            context.Report(this, $"There is no fragment \"{name}\".{Hint(name, context)}", spread.Name);
    }

    // Names of the schema are bounded; those of a document are as many as someone cares to send.
    private static string Hint(string name, ValidationContext context)
        => context.Fragments.Count <= MostCompared ? context.Suggest(name, context.Fragments.Keys) : "";
}

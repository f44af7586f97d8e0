using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>A fragment does not spread itself, neither at once nor through others (spec 5.5.2.2).</summary>
internal sealed class NoFragmentCycles() : Rule("Fragment-Spreads-Must-Not-Form-Cycles")
{
    public override void Leave(DocumentNode document, ValidationContext context)
    {
        foreach (var cycle in context.FragmentGraph.Cycles)
        {
            var between = string.Join(", ", cycle.SkipLast(1).Take(5).Select(s => $"\"{s.Name}\""));
            var through = cycle.Count == 1 ? "" : $" through {between}";
            context.Report(this, $"Fragment \"{cycle[^1].Name}\" spreads itself{through}.", cycle);
        }
    }
}

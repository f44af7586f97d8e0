using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>An argument is given once (spec 5.4.2).</summary>
internal sealed class ArgumentUniqueness() : Rule("Argument-Uniqueness")
{
    public override void Enter(IReadOnlyList<ArgumentNode> arguments, ArgumentOwner owner, ValidationContext context)
    {
        var byName = arguments.Select(a => a.Name).GroupBy(n => n.Value, StringComparer.Ordinal);
        foreach (var repeated in byName.Where(g => g.Skip(1).Any()))
            context.Report(this, $"Argument \"{repeated.Key}\" is given more than once.", repeated);
    }
}
